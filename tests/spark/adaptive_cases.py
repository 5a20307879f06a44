"""What adaptive execution makes of a shuffle: Spark's own functions, and the plans of queries that really ran."""

from comparison import Case
from scan_cases import with_settings

KIB, MIB = 1 << 10, 1 << 20
UTIL = "org.apache.spark.sql.execution.adaptive.ShufflePartitionsUtil"


def random_sizes(random, count):
    """Bytes by partition: even, uneven, mostly empty, or with a few giants."""
    kind = random.choice(["even", "uneven", "empty", "giants", "nothing"])
    even = random.randrange(1, 200 * MIB)
    if kind == "even":
        return [even] * count
    if kind == "uneven":
        return [int(2 ** random.uniform(0, 28)) for _ in range(count)]
    if kind == "empty":
        return [random.choice([0, 0, 0, random.randrange(even)]) for _ in range(count)]
    if kind == "giants":
        return [random.choice([20 * MIB, 20 * MIB, 20 * MIB, 8 * 1024 * MIB]) for _ in range(count)]
    return [0] * count


# Spark's own functions, asked directly.


def coalescing(scala, random, count=120):
    for _ in range(count):
        partitions = random.choice([1, 2, random.randint(3, 40), random.randint(3, 400)])
        shuffles = [random_sizes(random, partitions) for _ in range(random.choice([1, 1, 1, 2, 3]))]
        settings = {
            "advisory_size": random.choice([64 * MIB, random.randrange(1, 256 * MIB)]),
            "least_size": random.choice([MIB, 1, random.randrange(1, 64 * MIB)]),
            "least_partitions": random.choice([1, 2, 16, random.randint(1, 500)]),
        }
        yield Case("coalesced_partitions", {"shuffles": shuffles, **settings}, coalesced(scala, shuffles, settings))


def coalesced(scala, shuffles, settings):
    statistics = [
        scala.some(scala.jvm.org.apache.spark.MapOutputStatistics(n, scala.longs(s))) for n, s in enumerate(shuffles)
    ]
    no_skew = [scala.none() for _ in shuffles]
    util = scala.singleton(UTIL)
    specs = util.coalescePartitions(
        scala.seq(statistics),
        scala.seq(no_skew),
        settings["advisory_size"],
        settings["least_partitions"],
        settings["least_size"],
        *scala.later_defaults(util, "coalescePartitions", 6),
    )
    if specs.isEmpty():  # nothing to join: the shuffle is read as it is
        return [[partition, partition + 1] for partition in range(len(shuffles[0]))]
    return [[spec.startReducerIndex(), spec.endReducerIndex()] for spec in scala.items(specs.apply(0))]


def splitting(scala, random, count=60):
    util = scala.singleton(UTIL)
    for _ in range(count):
        sizes = random_sizes(random, random.randint(1, 100))
        target = random.randrange(1, 256 * MIB)
        factor = random.choice([0.2, 0.2, round(random.uniform(0, 1), 2)])
        starts = list(util.splitSizeListByTargetSize(scala.longs(sizes), target, factor))
        yield Case("split_starts", {"sizes": sizes, "target": target, "small_factor": factor}, starts)


def skew_limits(session, scala, random, count=40):
    """The size above which a partition is skewed, and what its pieces aim at."""
    requirements = scala.jvm.org.apache.spark.sql.execution.exchange.EnsureRequirements(True, scala.none())
    rule = scala.jvm.org.apache.spark.sql.execution.adaptive.OptimizeSkewedJoin(requirements)
    for _ in range(count):
        sizes = random_sizes(random, random.randint(1, 300))
        settings = {
            "spark.sql.adaptive.advisoryPartitionSizeInBytes": random.randrange(1, 256 * MIB),
            "spark.sql.adaptive.skewJoin.skewedPartitionFactor": random.choice(
                [5.0, 2.5, round(random.uniform(1, 9), 3)]
            ),
            "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes": random.randrange(1, 512 * MIB),
        }

        def limits():
            threshold = rule.getSkewThreshold(scala.jvm.org.apache.spark.util.Utils.median(scala.longs(sizes), False))
            return {
                "threshold": threshold,
                "target": scala.call_private(rule, "targetSize", scala.longs(sizes), threshold),
            }

        said = with_settings(session, settings, limits)
        yield Case("skew_limits", {"sizes": sizes, **adaptive_arguments(session, settings)}, said)


def adaptive_arguments(session, settings):
    """The settings of a case, by libsizer's names."""
    prefix = "spark.sql.adaptive."
    return {
        "advisory_size": settings[prefix + "advisoryPartitionSizeInBytes"],
        "least_size": settings.get(prefix + "coalescePartitions.minPartitionSize", MIB),
        "least_partitions": settings.get(prefix + "coalescePartitions.minPartitionNum"),
        "parallelism_first": settings.get(prefix + "coalescePartitions.parallelismFirst", "true") == "true",
        "skewed_factor": settings.get(prefix + "skewJoin.skewedPartitionFactor", 5.0),
        "skewed_threshold": settings.get(prefix + "skewJoin.skewedPartitionThresholdInBytes", 256 * MIB),
        "small_piece_factor": settings.get(prefix + "rebalancePartitionsSmallPartitionFactor", 0.2),
        "default_parallelism": session.sparkContext.defaultParallelism,
    }


# Queries that run.


def random_query_settings(random):
    settings = {
        "spark.sql.shuffle.partitions": random.choice([1, 5, 20, 60]),
        "spark.sql.adaptive.advisoryPartitionSizeInBytes": random.randrange(2 * KIB, 100 * KIB),
        "spark.sql.adaptive.coalescePartitions.minPartitionSize": random.randrange(1, 4 * KIB),
        "spark.sql.adaptive.coalescePartitions.parallelismFirst": random.choice(["true", "false"]),
        "spark.sql.adaptive.skewJoin.skewedPartitionFactor": 2.0,
        "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes": random.randrange(10 * KIB, 60 * KIB),
        "spark.sql.adaptive.rebalancePartitionsSmallPartitionFactor": random.choice([0.2, 0.5]),
        "spark.sql.autoBroadcastJoinThreshold": -1,
    }
    if random.random() < 0.3:
        settings["spark.sql.adaptive.coalescePartitions.minPartitionNum"] = random.randint(1, 30)
    return settings


def table(session, random, hot_share, rows=12000):
    """Rows in several map tasks, of which `hot_share` have one key; their text does not compress."""
    maps = random.randint(2, 12)  # rows of one task would need no shuffle
    frame = session.range(0, rows, 1, maps)
    key = f"if(id % 1000 < {int(hot_share * 1000)}, 7, id % 997)"
    return frame.selectExpr(f"{key} as k", "sha2(cast(id as string), 256) as text")


def aggregates(session, scala, random, count=12):
    for _ in range(count):
        settings = random_query_settings(random)
        frame = table(session, random, 0, rows=random.randint(1, 30000)).groupBy("k").agg({"text": "max"})
        (read,) = with_settings(session, settings, lambda: shuffle_reads(scala, frame))
        yield Case(
            "coalesced_tasks", {"blocks": read["blocks"], **adaptive_arguments(session, settings)}, read["tasks"]
        )


def rebalances(session, scala, random, count=12):
    for _ in range(count):
        settings = random_query_settings(random)
        table(session, random, random.uniform(0, 0.9)).createOrReplaceTempView("rows")
        frame = session.sql("SELECT /*+ REBALANCE(k) */ * FROM rows")
        (read,) = with_settings(session, settings, lambda: shuffle_reads(scala, frame))
        yield Case(
            "rebalanced_tasks", {"blocks": read["blocks"], **adaptive_arguments(session, settings)}, read["tasks"]
        )


JOINS = ["inner", "left_outer", "right_outer", "full_outer", "left_semi", "left_anti"]


def joins(session, scala, random, count=24):
    for number in range(count):
        settings = random_query_settings(random)
        how = JOINS[number % len(JOINS)]
        left = table(session, random, random.uniform(0, 0.7))
        right = table(session, random, random.choice([0, 0, 0.02]), rows=2000).withColumnRenamed("text", "other")
        frame = left.join(right, "k", how)
        reads = with_settings(session, settings, lambda: shuffle_reads(scala, frame))
        yield Case(
            "join_tasks",
            {
                "left": reads[0]["blocks"],
                "right": reads[1]["blocks"],
                "join": how,
                **adaptive_arguments(session, settings),
            },
            {"left": reads[0]["tasks"], "right": reads[1]["tasks"]},
        )


def local_reads(session, scala, random, count=8):
    """Joins planned as sort-merge joins whose small side turns out to be broadcastable."""
    for number in range(count):
        coalescing = number % 2 == 0
        settings = random_query_settings(random) | {
            "spark.sql.adaptive.autoBroadcastJoinThreshold": 100 * MIB,
            "spark.sql.adaptive.coalescePartitions.enabled": str(coalescing).lower(),
        }
        left = table(session, random, 0)
        frame = left.join(table(session, random, 0, rows=20).withColumnRenamed("text", "other"), "k")
        reads = with_settings(session, settings, lambda: shuffle_reads(scala, frame))
        for read in reads:
            if read["local"]:
                arguments = adaptive_arguments(session, settings) | {"blocks": read["blocks"], "coalescing": coalescing}
                yield Case("local_read_tasks", arguments, read["tasks"])


def shuffle_reads(scala, frame):
    """Every shuffle of a query that has run: what its map tasks wrote, and the tasks that read it."""
    execution = frame._jdf.queryExecution()
    execution.toRdd().count()
    return list(reads_below(scala, execution.executedPlan()))


def reads_below(scala, plan):
    name = plan.getClass().getSimpleName()
    if name == "AdaptiveSparkPlanExec":
        yield from reads_below(scala, plan.executedPlan())
    elif name == "AQEShuffleReadExec":
        yield read_of(scala, plan.child(), scala.items(plan.partitionSpecs()), plan.isLocalRead())
    elif name == "ShuffleQueryStageExec":
        yield read_of(scala, plan, None, False)
    elif name.endswith("QueryStageExec"):
        yield from reads_below(scala, plan.plan())
    else:
        for child in scala.items(plan.children()):
            yield from reads_below(scala, child)


def read_of(scala, stage, specs, local):
    partitions = stage.shuffle().numPartitions()
    blocks = written_blocks(scala, stage.shuffle().shuffleDependency().shuffleId(), partitions)
    tasks = [task_of(spec) for spec in specs] if specs is not None else [[[p, p + 1], None] for p in range(partitions)]
    return {"blocks": blocks, "tasks": tasks, "local": local}


def written_blocks(scala, shuffle, partitions):
    """Bytes by map task and partition, as the driver knows them."""
    status = scala.environment("mapOutputTracker").shuffleStatuses().apply(shuffle)
    return [[one.getSizeForBlock(p) for p in range(partitions)] for one in status.mapStatuses()]


def task_of(spec):
    """[partitions, map tasks]: both as [begin, end), no map tasks when all are read."""
    name = spec.getClass().getSimpleName()
    if name == "CoalescedPartitionSpec":
        return [[spec.startReducerIndex(), spec.endReducerIndex()], None]
    if name == "PartialReducerPartitionSpec":
        return [[spec.reducerIndex(), spec.reducerIndex() + 1], [spec.startMapIndex(), spec.endMapIndex()]]
    if name == "PartialMapperPartitionSpec":
        return [[spec.startReducerIndex(), spec.endReducerIndex()], [spec.mapIndex(), spec.mapIndex() + 1]]
    if name == "CoalescedMapperPartitionSpec":
        return [[0, spec.numReducers()], [spec.startMapIndex(), spec.endMapIndex()]]
    raise AssertionError(name)
