"""Asks a real Spark hundreds of generated cases and compares what libsizer computes for them.

python referee.py SPARK_ARITHMETIC WORK_FOLDER [GROUP…]

Exits with 1 on any disagreement, or when fewer cases were compared than are promised.
"""

import random
import shutil
import sys
import time

import pyspark

import adaptive_cases
import container_cases
import memory_cases
import scan_cases
import scheduling_cases
import shuffle_cases
import value_cases
from comparison import compare
from spark_jvm import Scala, start_session

SEED = 20240607
LEAST_CASES = 300
VERSION = ".".join(pyspark.__version__.split(".")[:2])


def groups(work_folder):
    """Questions by name. Executors come first: their clusters end before the one session of the others begins."""
    yield "memory registered by executors", lambda r: memory_cases.registrations(work_folder, r)
    yield "memory of Java machines of many heaps and collectors", memory_cases.real_heaps
    session = start_session(f"{work_folder}/session")
    scala = Scala(session.sparkContext._gateway)
    yield "memory of stated heaps", lambda r: memory_cases.stated_heaps(scala, r)
    yield "least heap", lambda r: memory_cases.heaps_refused(scala, r)
    yield "containers of executors", lambda r: container_cases.executor_requests(scala, VERSION, r)
    yield "containers of YARN's application master", lambda r: container_cases.yarn_masters(scala, VERSION, r)
    yield "pods of Kubernetes", lambda r: container_cases.kubernetes_pods(scala, r)
    yield "tasks an executor", lambda r: container_cases.tasks_per_executor(scala, r)
    yield "partitions of file scans", lambda r: scan_cases.file_scans(session, work_folder, r)
    yield "partitions of Hadoop inputs", lambda r: scan_cases.hadoop_inputs(session, work_folder, r)
    yield "bounds of JDBC reads", lambda r: scan_cases.jdbc_reads(scala, r)
    yield "size codes of blocks", lambda r: shuffle_cases.size_codes(scala, r)
    yield "block sizes of map statuses", lambda r: shuffle_cases.map_statuses(scala, r)
    yield "shuffle writers", lambda r: shuffle_cases.writers(session, r)
    yield "coalescing of given sizes", lambda r: adaptive_cases.coalescing(scala, r)
    yield "splitting of given sizes", lambda r: adaptive_cases.splitting(scala, r)
    yield "limits of skew", lambda r: adaptive_cases.skew_limits(session, scala, r)
    yield "tasks of aggregates that ran", lambda r: adaptive_cases.aggregates(session, scala, r)
    yield "tasks of rebalances that ran", lambda r: adaptive_cases.rebalances(session, scala, r)
    yield "tasks of joins that ran", lambda r: adaptive_cases.joins(session, scala, r)
    yield "tasks of local reads that ran", lambda r: adaptive_cases.local_reads(session, scala, r)
    yield "middle durations", lambda r: scheduling_cases.medians(scala, r)
    yield "speculation", lambda r: scheduling_cases.speculation(session, scala, r)
    yield "dynamic allocation", lambda r: scheduling_cases.allocation(scala, r)
    yield "values of properties", lambda r: value_cases.values(scala, VERSION, r)


def main(program, work_folder, *only):
    shutil.rmtree(work_folder, ignore_errors=True)
    compared = disagreements = 0
    for name, cases in groups(work_folder):
        if only and name not in only:
            continue
        started = time.monotonic()
        # Each group has its own random numbers, so that one can be run alone.
        count, wrong = compare(program, VERSION, name, list(cases(random.Random(f"{SEED} {name}"))))
        print(f"    {time.monotonic() - started:.1f} s", flush=True)
        compared += count
        disagreements += wrong
    shutil.rmtree(work_folder, ignore_errors=True)
    print(f"Spark {pyspark.__version__}: {compared} cases compared, {disagreements} disagreements")
    return 1 if disagreements or (compared < LEAST_CASES and not only) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
