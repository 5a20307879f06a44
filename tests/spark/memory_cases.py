"""How a process divides its memory: UnifiedMemoryManager, in this machine and others, and what executors register."""

import json
import os

from comparison import Case
from spark_jvm import REFUSALS, Scala, start_bare_jvm, start_session

MIB = 1 << 20
COLLECTORS = {"g1": "UseG1GC", "parallel": "UseParallelGC", "serial": "UseSerialGC", "z": "UseZGC", "shenandoah": "UseShenandoahGC"}


def regions(scala, settings, cores):
    """What a memory manager of Spark says of itself."""
    manager = scala.singleton("org.apache.spark.memory.UnifiedMemoryManager").apply(scala.spark_conf(settings), cores)
    return {
        "unified": manager.maxHeapMemory(),
        "storage": manager.onHeapStorageMemoryPool().poolSize(),
        "off_heap_storage": manager.offHeapStorageMemory(),
        "page": manager.pageSizeBytes(),
    }


def random_settings(random):
    off_heap = random.choice([0, 0, random.randrange(1, 20000) * MIB])
    settings = {
        "spark.memory.fraction": round(random.uniform(0.05, 0.95), random.choice([1, 2, 5])),
        "spark.memory.storageFraction": round(random.uniform(0, 0.94), random.choice([1, 2, 5])),
    }
    if off_heap:
        settings |= {"spark.memory.offHeap.enabled": "true", "spark.memory.offHeap.size": off_heap}
    return settings


def arguments(settings, cores, **heap):
    return {
        **heap,
        "fraction": settings.get("spark.memory.fraction", 0.6),
        "storage_fraction": settings.get("spark.memory.storageFraction", 0.5),
        "off_heap": settings.get("spark.memory.offHeap.size", 0),
        "cores": cores,
    }


def stated_heaps(scala, random, count=150):
    """Heaps that are stated to the memory manager of this one machine, which collects with G1."""
    for _ in range(count):
        heap = random.choice([random.randrange(450 * MIB, 1024 * MIB), random.randrange(450 * MIB, 200000 * MIB)])
        cores = random.randint(1, 64)
        settings = random_settings(random)
        said = regions(scala, {**settings, "spark.testing.memory": heap}, cores)
        yield Case("memory_of_heap", arguments(settings, cores, heap=heap), said)


def heaps_refused(scala, random, count=10):
    """Around the least heap with which Spark starts."""
    apply = scala.singleton("org.apache.spark.memory.UnifiedMemoryManager").apply
    for heap in [471859199, 471859200] + [random.randrange(300 * MIB, 600 * MIB) for _ in range(count - 2)]:
        try:
            apply(scala.spark_conf({"spark.testing.memory": heap}), 1)
            starts = True
        except REFUSALS:
            starts = False
        yield Case("spark_starts", {"heap": heap}, starts)


def real_heaps(random, count=15):
    """Java machines started with -Xmx and a collector: the heap is the one they report."""
    collectors = list(COLLECTORS)
    for number in range(count):
        collector = collectors[number % len(collectors)]
        xmx = random.randrange(520, 24000) if number % 3 else 512 * random.randint(2, 48)
        cores = random.randint(1, 16)
        settings = random_settings(random)
        gateway = start_bare_jvm([f"-Xmx{xmx}m", f"-XX:+{COLLECTORS[collector]}"])
        said = regions(Scala(gateway), settings, cores)
        gateway.shutdown()
        yield Case("memory_of_xmx", arguments(settings, cores, xmx=xmx * MIB, collector=collector), said)


def registrations(work_folder, random, count=8):
    """Executors of a cluster on this machine, each registering with its driver: "Maximum Memory" in the event log."""
    for number in range(count):
        collector = ["g1", "parallel", "serial"][number % 3]
        heap_mib = random.randrange(520, 6000)
        settings = random_settings(random)
        yield Case(
            "registered_memory",
            arguments(settings, 1, xmx=heap_mib * MIB, collector=collector),
            registered_memory(f"{work_folder}/registration-{number}", heap_mib, collector, settings),
        )


def registered_memory(folder, heap_mib, collector, settings):
    os.makedirs(f"{folder}/events", exist_ok=True)
    # The worker has room for whatever the executor asks.
    session = start_session(
        folder,
        master=f"local-cluster[1,1,{heap_mib + 20000}]",
        **{
            "spark.executor.memory": f"{heap_mib}m",
            "spark.executor.extraJavaOptions": f"-XX:+{COLLECTORS[collector]}",
            "spark.eventLog.enabled": "true",
            "spark.eventLog.dir": f"file://{folder}/events",
            "spark.eventLog.compress": "false",
            "spark.eventLog.rolling.enabled": "false",
            **{key: str(value) for key, value in settings.items()},
        },
    )
    session.sparkContext.parallelize([1], 1).count()
    session.stop()
    return executor_memory_of_log(f"{folder}/events")


def executor_memory_of_log(folder):
    (log,) = os.listdir(folder)
    with open(os.path.join(folder, log), encoding="utf-8") as lines:
        for event in map(json.loads, lines):
            if (
                event["Event"] == "SparkListenerBlockManagerAdded"
                and event["Block Manager ID"]["Executor ID"] != "driver"
            ):
                return {
                    "maximum": event["Maximum Memory"],
                    "on_heap": event["Maximum Onheap Memory"],
                    "off_heap": event["Maximum Offheap Memory"],
                }
    raise AssertionError(f"no executor registered in {log}")
