"""Runs Structured Streaming queries with state in RocksDB, and compares their own progress with what is predicted.

python streaming_jobs.py SIZER WORK_FOLDER

A query on the rate source counts in windows at a steady rate; one on files drops duplicates from a backlog as fast as it
can. Rows and bytes of state follow from the scenario and have to be near; times are those of this machine, which nobody
measured, and only have to be of the right size.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time

import pyspark
from pyspark.sql import functions as f
from pyspark.sql.types import LongType, StructField, StructType, TimestampType

from spark_jvm import start_session

RATE, KEYS, WINDOW, WATERMARK, INTERVAL = 5_000, 500, 10, 10, 2  # a second, keys, and seconds
FILES, EVENTS_A_FILE = 12, 100_000
SLOTS = 2
BATCHES, LONGEST = 20, 300  # looked at, and seconds to wait for them
STATE_FACTOR, TIME_FACTOR = 2.0, 8.0  # how far a prediction may be off
# An entry as Spark lays it out: UnsafeRows of 8 bytes of null bits and 8 a field - two of the key, an empty one for the
# value - and a byte of version before each.
SEEN_KEY = (1 + 8 + 2 * 8) + (1 + 8 + 8)

# Two vCPUs of this machine; a local disk takes a state file sooner than an object store.
NODE = """
[[instance]]
type = "this-machine"
vcpu = 2
memory = "8 GB"
network = "10 Gbit/s"
local_disks = 1
local_disk_each = "50 GB"
"""

SCENARIO = """
[stream]
events_per_second = {rate}
event_size = "{size} B"
source = "files"
trigger = "{interval} s"
watermark = "{watermark} s"
delay_median = "1 ms"
delay_p99 = "2 ms"
sink = "foreach-batch"
delivery = "at-least-once"

[stream.state]
{state}

[input]
format = "json"

[cluster]
provider = "aws"
platform = "databricks"

[assume]
"stream.state_commit" = 0.03
"start.databricks" = 1.0
"""


def settings():
    return {
        "spark.sql.shuffle.partitions": str(SLOTS),
        "spark.sql.streaming.stateStore.providerClass":
            "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider",
        "spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled": "true",
    }


def batches(query):
    """Its progress, one a batch that read something; the first ones run on cold code."""
    progress = [json.loads(p.json) if hasattr(p, "json") else p for p in query.recentProgress]
    return [p for p in progress if p["numInputRows"] > 0][2:]


def seconds_of(batch):
    return batch["durationMs"]["triggerExecution"] / 1000


def steady_windows(spark, folder):
    """Windows of ten seconds over the rate source, until they have filled up."""
    events = spark.readStream.format("rate").option("rowsPerSecond", RATE).option("numPartitions", SLOTS).load()
    counts = (
        events.withWatermark("timestamp", f"{WATERMARK} seconds")
        .groupBy(f.window("timestamp", f"{WINDOW} seconds"), (f.col("value") % KEYS).alias("page"))
        .count()
    )
    query = (
        counts.writeStream.format("noop").outputMode("update").option("checkpointLocation", f"{folder}/windows")
        .trigger(processingTime=f"{INTERVAL} seconds").start()
    )
    deadline = time.monotonic() + LONGEST
    while len(batches(query)) < BATCHES and query.isActive and time.monotonic() < deadline:
        time.sleep(INTERVAL)
    seen = batches(query)
    query.stop()
    if len(seen) < BATCHES:
        raise RuntimeError(f"{len(seen)} batches in {LONGEST} s: {query.exception()}")
    return {
        "batch duration, s": statistics.median(seconds_of(b) for b in seen),
        "state rows": max(b["stateOperators"][0]["numRowsTotal"] for b in seen),
    }


def backlog_of_files(spark, folder):
    """Duplicates dropped from files that are all there, a file a batch."""
    schema = StructType([StructField("id", LongType()), StructField("at", TimestampType())])
    per_file = spark.range(FILES * EVENTS_A_FILE, numPartitions=FILES)
    per_file.select("id", f.timestamp_seconds(f.lit(1_700_000_000) + f.col("id") / EVENTS_A_FILE).alias("at")).write.json(
        f"{folder}/events"
    )
    events = spark.readStream.schema(schema).option("maxFilesPerTrigger", 1).json(f"{folder}/events")
    distinct = events.withWatermark("at", "1 hour").dropDuplicates(["id", "at"])
    query = (
        distinct.writeStream.format("noop").option("checkpointLocation", f"{folder}/duplicates")
        .trigger(availableNow=True).start()
    )
    query.awaitTermination()
    seen = batches(query)
    files = [entry.path for entry in os.scandir(f"{folder}/events") if entry.name.endswith(".json")]
    size = statistics.mean(os.path.getsize(path) for path in files) / EVENTS_A_FILE
    state = seen[-1]["stateOperators"][0]
    return round(size), {
        "events/s": statistics.median(b["numInputRows"] / seconds_of(b) for b in seen),
        "state bytes a row": (state["customMetrics"].get("rocksdbSstFileSize", 0) or state["memoryUsedBytes"])
        / state["numRowsTotal"],
    }


def predicted(sizer, folder, **values):
    scenario, nodes = f"{folder}/scenario.toml", f"{folder}/nodes.toml"
    with open(scenario, "w", encoding="utf-8") as file:
        file.write(SCENARIO.format(**values))
    with open(nodes, "w", encoding="utf-8") as file:
        file.write(NODE)
    command = [sizer, "check", scenario, "--on", "1 x this-machine", "--instances", nodes, "--json"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode not in (0, 1):
        raise RuntimeError(answer.stderr)
    return json.loads(answer.stdout)


def compare(job, measured, prediction):
    """Prints both; returns those that are too far apart."""
    wrong = []
    for name, value in measured.items():
        ratio = prediction[name] / max(value, 1e-9)
        error = max(ratio, 1 / ratio)
        print(f"{job}: {name}: measured {value:.4g}, predicted {prediction[name]:.4g}, factor {error:.2f}", flush=True)
        limit = STATE_FACTOR if name.startswith("state") else TIME_FACTOR
        if error > limit:
            wrong.append(f"{job}: {name} is off by more than {limit}")
    return wrong


def main(sizer, work_folder):
    shutil.rmtree(work_folder, ignore_errors=True)
    os.makedirs(work_folder)
    spark = start_session(work_folder, f"local[{SLOTS}]", **settings())
    windows = steady_windows(spark, work_folder)
    size, files = backlog_of_files(spark, work_folder)
    spark.stop()

    steady = predicted(
        sizer, work_folder, rate=RATE, size=16, interval=INTERVAL, watermark=WATERMARK,
        state=f'kind = "window"\nkeys = {KEYS}\nwindow = "{WINDOW} s"',
    )
    wrong = compare("windows", windows, {
        "batch duration, s": steady["checked"]["duration_s"]["p50"],
        "state rows": steady["stream"]["state"]["entries"],
    })
    # All the events there are, as what arrives within the watermark: ten seconds of it, so that a batch is a file.
    backlog = predicted(
        sizer, work_folder, rate=EVENTS_A_FILE, size=size, interval=60, watermark=FILES - 1,
        state=f'kind = "deduplicate"\nwindow = "1 s"\nentry = "{SEEN_KEY} B"',
    )
    line = backlog["stream"]["batch_fixed_s"] + EVENTS_A_FILE * backlog["stream"]["seconds_per_event"]
    entry = backlog["stream"]["state"]["disk_bytes"] / backlog["stream"]["state"]["entries"]
    wrong += compare("files", files, {
        "events/s": EVENTS_A_FILE / line, "state bytes a row": entry,
    })
    print(*wrong, sep="\n")
    print(f"Spark {pyspark.__version__}: two streaming queries compared, {len(wrong)} disagreements")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
