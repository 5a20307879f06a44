"""How map tasks write, and the sizes that the driver believes their blocks have."""

from comparison import Case

KIB, MIB = 1 << 10, 1 << 20


def size_codes(scala, random, count=150):
    status = scala.jvm.org.apache.spark.scheduler.MapStatus
    sizes = [0, 1, 2, 3, 10, MIB, 64 * MIB, 2**30, 10 * 2**30, 35903328718, 35903328719, 2**62]
    for size in sizes + [int(2 ** random.uniform(0, 40)) for _ in range(count - len(sizes))]:
        code = status.compressSize(size)
        yield Case("size_code", {"size": size}, {"code": code & 0xFF, "read_back": status.decompressSize(code)})


def map_statuses(scala, random, count=30):
    """One map task's blocks as the driver reads them back: each by its code, or the average above 2000 partitions."""
    conf = scala.environment("conf")
    statuses = scala.singleton("org.apache.spark.scheduler.MapStatus")
    place = scala.jvm.org.apache.spark.storage.BlockManagerId.apply("1", "localhost", 1, scala.none())
    for number in range(count):
        partitions = random.choice([1, 7, 2000, 2001, 2100])
        blocks = [
            random.choice([0, random.randrange(1, 300 * MIB), random.randrange(1, 4 * KIB)]) for _ in range(partitions)
        ]
        threshold = random.choice([100 * MIB, random.randrange(1, 300 * MIB)])
        factor = random.choice([-1.0, -1.0, round(random.uniform(1, 6), 2)])
        most = random.choice([100, random.randint(1, 2000)])
        conf.set("spark.shuffle.accurateBlockThreshold", str(threshold))
        conf.set("spark.shuffle.accurateBlockSkewedFactor", str(factor))
        conf.set("spark.shuffle.maxAccurateSkewedBlockNumber", str(most))
        status = statuses.apply(place, scala.longs(blocks), number, *scala.later_defaults(statuses, "apply", 4))
        yield Case(
            "reported_sizes",
            {
                "blocks": blocks,
                "accurate_block_threshold": threshold,
                "skewed_factor": factor,
                "most_skewed_blocks": most,
            },
            [status.getSizeForBlock(partition) for partition in range(partitions)],
        )
    for key in ["accurateBlockThreshold", "accurateBlockSkewedFactor", "maxAccurateSkewedBlockNumber"]:
        conf.remove(f"spark.shuffle.{key}")


WRITERS = {
    "BypassMergeSortShuffleHandle": "bypass_merge",
    "SerializedShuffleHandle": "serialized",
    "BaseShuffleHandle": "sorted",
}


def writer_of(dependency):
    return WRITERS[dependency.shuffleHandle().getClass().getSimpleName()]


def writers(session, random):
    """The writer that a registered shuffle got: of SQL, of objects, and of objects combined by the map tasks."""
    counts = [1, 199, 200, 201, 2000, 20000, random.randint(2, 5000)]
    for partitions in counts:
        sql = {"combines": False, "relocatable": True, "partitions": partitions}
        yield Case("shuffle_writer", sql, writer_of(sql_shuffle(session, partitions)))
    for partitions in counts:
        objects = {"combines": False, "relocatable": False, "partitions": partitions}
        yield Case("shuffle_writer", objects, writer_of(object_shuffle(session, partitions)))
        combined = {"combines": True, "relocatable": False, "partitions": partitions}
        yield Case("shuffle_writer", combined, writer_of(combined_shuffle(session, partitions)))


def sql_shuffle(session, partitions):
    session.conf.set("spark.sql.adaptive.enabled", "false")
    plan = session.range(100).repartition(partitions, "id")._jdf.queryExecution().executedPlan()
    session.conf.unset("spark.sql.adaptive.enabled")
    while plan.getClass().getSimpleName() != "ShuffleExchangeExec":
        plan = plan.children().head()
    return plan.shuffleDependency()


def java_numbers(session):
    return session.range(100)._jdf.javaRDD()


def object_shuffle(session, partitions):
    jvm = session._jvm
    pairs = java_numbers(session).zipWithIndex().partitionBy(jvm.org.apache.spark.HashPartitioner(partitions))
    return pairs.rdd().dependencies().head()


def combined_shuffle(session, partitions):
    rdd = java_numbers(session).distinct(partitions).rdd()
    while rdd.dependencies().head().getClass().getSimpleName() != "ShuffleDependency":
        rdd = rdd.dependencies().head().rdd()
    return rdd.dependencies().head()
