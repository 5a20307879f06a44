"""Partitions of file scans, Hadoop inputs and JDBC reads, planned by a real session over files that only seem large."""

import os

from comparison import Case

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30

# Format, ending of the files, options, whether Spark may cut a file.
FORMATS = [
    ("parquet", ".parquet", {}, True),
    ("orc", ".orc", {}, True),
    ("csv", ".csv", {}, True),
    ("csv", ".csv.gz", {}, False),
    ("csv", ".csv", {"multiLine": "true"}, False),
    ("csv", ".csv.bz2", {}, True),
    ("json", ".json", {}, True),
    ("json", ".json.gz", {}, False),
    ("json", ".json.zst", {}, False),
    ("text", ".txt", {}, True),
    ("text", ".txt.snappy", {}, False),
    ("text", ".txt", {"wholetext": "true"}, False),
]


def layouts(random):
    """Sizes of files that lie together."""
    yield "one huge file", [random.randrange(200 * GIB, 900 * GIB)]
    yield "one small file", [random.randrange(1, MIB)]
    yield "thousands of small files", [random.randrange(1, 200 * KIB) for _ in range(3000)]
    yield "thousands of equal files", [random.randrange(KIB, MIB)] * 2000
    yield "files of one block", [128 * MIB] * 60
    yield "files just over a block", [129 * MIB] * 100
    yield "empty files among others", [random.choice([0, random.randrange(1, 300 * MIB)]) for _ in range(80)]
    yield "only empty files", [0] * 5
    yield "all sizes", [int(2 ** random.uniform(0, 34)) for _ in range(150)]
    yield "one huge and many tiny", [40 * GIB] + [random.randrange(1, 4 * KIB) for _ in range(300)]
    yield "large files", [random.randrange(500 * MIB, 4 * GIB) for _ in range(40)]
    yield "a few files", [random.randrange(MIB, 600 * MIB) for _ in range(7)]


def write_layout(folder, sizes, ending):
    """Files without content take no room: only their length counts when partitions are planned."""
    os.makedirs(folder)
    for number, size in enumerate(sizes):
        with open(f"{folder}/part-{number:05}{ending}", "wb") as file:
            file.truncate(size)


def relist(folder, from_ending, to_ending):
    for name in os.listdir(folder):
        os.rename(f"{folder}/{name}", f"{folder}/{name.removesuffix(from_ending)}{to_ending}")


def random_scan_settings(random):
    settings = {
        "spark.sql.files.maxPartitionBytes": random.choice(
            [128 * MIB, 64 * MIB, 256 * MIB, random.randrange(MIB, GIB), random.randrange(GIB, 4 * GIB)]
        ),
        "spark.sql.files.openCostInBytes": random.choice([4 * MIB, 4 * MIB, 0, 1, random.randrange(1, 32 * MIB)]),
    }
    if random.random() < 0.5:
        settings["spark.sql.files.minPartitionNum"] = int(2 ** random.uniform(0, 12))
    if random.random() < 0.5:
        settings["spark.sql.leafNodeDefaultParallelism"] = int(2 ** random.uniform(0, 12))
    if random.random() < 0.3:
        settings["spark.sql.files.maxPartitionNum"] = int(2 ** random.uniform(0, 10))
    return settings


def with_settings(session, settings, question):
    for key, value in settings.items():
        session.conf.set(key, str(value))
    try:
        return question()
    finally:
        for key in settings:
            session.conf.unset(key)


def planned_partitions(frame):
    """Of a new plan, for a plan keeps its partitions."""
    return frame.select("*")._jdf.queryExecution().toRdd().getNumPartitions()


def file_scans(session, work_folder, random, repetitions=2, settings_each=7):
    for repetition in range(repetitions):
        formats = random.sample(FORMATS, len(FORMATS))
        for (_, sizes), (form, ending, options, splittable) in zip(layouts(random), formats, strict=True):
            folder = f"{work_folder}/scan-{repetition}{ending}-{len(sizes)}-{len(options)}"
            write_layout(folder, sizes, ending)
            frame = session.read.format(form).options(**options).schema("value string").load(folder)
            for _ in range(settings_each):
                settings = random_scan_settings(random)
                count = with_settings(session, settings, lambda: planned_partitions(frame))
                yield Case("scan_partitions", scan_arguments(session, sizes, splittable, settings), count)


def scan_arguments(session, sizes, splittable, settings):
    return {
        "file_sizes": sizes,
        "splittable": splittable,
        "max_partition_bytes": settings["spark.sql.files.maxPartitionBytes"],
        "open_cost": settings["spark.sql.files.openCostInBytes"],
        "default_parallelism": session.sparkContext.defaultParallelism,
        "min_partition_num": settings.get("spark.sql.files.minPartitionNum"),
        "leaf_node_parallelism": settings.get("spark.sql.leafNodeDefaultParallelism"),
        "max_partition_num": settings.get("spark.sql.files.maxPartitionNum"),
    }


def hadoop_inputs(session, work_folder, random):
    """sc.textFile over the same kinds of layouts."""
    context = session.sparkContext
    path = context._jvm.org.apache.hadoop.fs.Path(f"file://{work_folder}")
    block = path.getFileSystem(context._jsc.hadoopConfiguration()).getDefaultBlockSize(path)
    for number, (_, sizes) in enumerate(layouts(random)):
        if len(sizes) > 200:  # Hadoop starts a process for each file that it asks for its place
            continue
        ending, splittable = random.choice([(".txt", True), (".txt", True), (".txt.gz", False)])
        folder = f"{work_folder}/hadoop-{number}"
        write_layout(folder, [size % (30 * GIB) for size in sizes], ending)
        for least in [2, random.randint(1, 1000)]:
            count = context.textFile(folder, least).getNumPartitions()
            yield Case(
                "hadoop_partitions",
                {
                    "file_sizes": [size % (30 * GIB) for size in sizes],
                    "splittable": splittable,
                    "min_partitions": least,
                    "block_size": block,
                },
                count,
            )


def jdbc_reads(scala, random, count=60):
    """Where a partitioned JDBC read cuts: JDBCRelation.columnPartition."""
    for number in range(count):
        lower = random.choice([0, 1, random.randrange(-(10**6), 10**6), random.randrange(-(2**62), 2**62)])
        span = random.choice([random.randrange(1, 200), random.randrange(1, 10**9), random.randrange(1, 2**62)])
        upper = min(lower + span, 2**63 - 1)
        partitions = random.choice([1, 2, 3, random.randint(2, 50), random.randint(2, 2000)])
        bounds = jdbc_bounds(scala, lower, upper, partitions)
        yield Case("jdbc_bounds", {"lower": lower, "upper": upper, "partitions": partitions}, bounds)


def jdbc_bounds(scala, lower, upper, partitions):
    options = {
        "url": "jdbc:hive2://nowhere",
        "driver": "org.apache.hive.jdbc.HiveDriver",
        "dbtable": "t",
        "partitionColumn": "c",
        "lowerBound": lower,
        "upperBound": upper,
        "numPartitions": partitions,
    }
    stated = scala.jvm.java.util.HashMap()
    for key, value in options.items():
        stated.put(key, str(value))
    scala_map = scala.jvm.org.apache.spark.api.python.PythonUtils.toScalaMap(stated)
    jdbc_options = scala.jvm.org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions(scala_map)
    schema = scala.jvm.org.apache.spark.sql.types.StructType.fromDDL("c bigint")
    resolver = scala.singleton("org.apache.spark.sql.catalyst.analysis.package").caseSensitiveResolution()
    relation = scala.singleton("org.apache.spark.sql.execution.datasources.jdbc.JDBCRelation")
    parts = relation.columnPartition(schema, resolver, "UTC", jdbc_options)
    clauses = [part.whereClause() for part in parts]
    # '"c" >= 33 AND "c" < 66': every partition but the first opens with its lower bound.
    return {"partitions": len(clauses), "bounds": [int(clause.split()[2]) for clause in clauses[1:]]}
