"""When Spark copies slow tasks and how many executors it asks for, from its own scheduler with a clock set by hand."""

from comparison import Case

MILLISECONDS_A_ROUND = 1000


def medians(scala, random, count=20):
    """The middle duration, from the heap that a task set keeps of its finished tasks."""
    for _ in range(count):
        heap = scala.jvm.org.apache.spark.util.collection.PercentileHeap(0.5)
        durations = [random.randrange(1, 10**6) for _ in range(random.randint(1, 60))]
        for duration in durations:
            heap.insert(float(duration))
        yield Case("median_duration", {"durations": durations}, int(heap.percentile()))


def speculation(session, scala, random, count=30):
    """Of how many tasks a copy needs the results, and the settings of the release, from task sets that wait to run."""
    conf = session.sparkContext._jsc.sc().conf()
    conf.set("spark.speculation", "true")
    for _ in range(count):
        tasks = int(2 ** random.uniform(1, 10))
        quantile = random.choice([None, None, round(random.uniform(0, 1), 2)])
        if quantile is not None:
            conf.set("spark.speculation.quantile", str(quantile))
        waiting = waiting_tasks(session, scala, tasks)
        conf.remove("spark.speculation.quantile")
        yield Case(
            "speculation",
            {"tasks": tasks, "quantile": quantile},
            {
                "needs": waiting.minFinishedForSpeculation(),
                "quantile": waiting.speculationQuantile(),
                "multiplier": waiting.speculationMultiplier(),
            },
        )
    conf.remove("spark.speculation")


def waiting_tasks(session, scala, count):
    spark = scala.jvm.org.apache.spark
    partition = session.range(1)._jdf.javaRDD().rdd().partitions()[0]
    nothing = scala.jvm.java.util.Properties()
    task = spark.scheduler.ResultTask(
        0,
        0,
        None,
        partition,
        count,
        scala.seq([]),
        0,
        None,
        nothing,
        None,
        scala.none(),
        scala.none(),
        scala.none(),
        False,
    )
    tasks = scala.array("org.apache.spark.scheduler.Task", [task] * count)
    # A later Spark adds whether the stage may be checked by its checksums.
    later = [] if session.version < "4" else [False]
    task_set = spark.scheduler.TaskSet(tasks, 0, 0, 0, nothing, 0, scala.none(), *later)
    scheduler = session.sparkContext._jsc.sc().taskScheduler()
    return spark.scheduler.TaskSetManager(scheduler, task_set, 4, scala.none(), spark.util.ManualClock(0))


def random_allocation(random):
    return {
        "spark.executor.cores": random.choice([1, 2, 4, 5, 16]),
        "spark.task.cpus": 1,
        "spark.dynamicAllocation.minExecutors": random.choice([0, 0, 1, random.randint(0, 20)]),
        "spark.dynamicAllocation.maxExecutors": random.choice([2147483647, random.randint(20, 300)]),
        "spark.dynamicAllocation.initialExecutors": random.choice([0, 0, random.randint(0, 20)]),
        "spark.dynamicAllocation.executorAllocationRatio": random.choice(
            [1.0, 1.0, 0.5, round(random.uniform(0.1, 1), 2)]
        ),
    }


def allocation(scala, random, count=40):
    for _ in range(count):
        settings = random_allocation(random)
        settings["spark.dynamicAllocation.initialExecutors"] = max(
            settings["spark.dynamicAllocation.initialExecutors"], settings["spark.dynamicAllocation.minExecutors"]
        )
        tasks = int(2 ** random.uniform(0, 13))
        yield Case("allocation", allocation_arguments(settings, tasks), allocated(scala, settings, tasks))


def allocation_arguments(settings, tasks):
    prefix = "spark.dynamicAllocation."
    return {
        "tasks": tasks,
        "tasks_per_executor": settings["spark.executor.cores"],
        "least_executors": settings[prefix + "minExecutors"],
        "most_executors": settings[prefix + "maxExecutors"],
        "initial_executors": settings[prefix + "initialExecutors"],
        "ratio": settings[prefix + "executorAllocationRatio"],
    }


def allocated(scala, settings, tasks):
    """Targets, round by round, of a manager that has no cluster and is told of one stage."""
    conf = scala.spark_conf(
        settings
        | {"spark.master": "yarn", "spark.dynamicAllocation.enabled": "true", "spark.dynamicAllocation.testing": "true"}
    )
    profiles = scala.singleton("org.apache.spark.resource.ResourceProfile")
    profiles.clearDefaultProfile()
    spark = scala.jvm.org.apache.spark
    bus = spark.scheduler.LiveListenerBus(conf)
    clock = spark.util.ManualClock(10_000)
    manager = spark.ExecutorAllocationManager(
        None, bus, conf, scala.none(), clock, spark.resource.ResourceProfileManager(conf, bus), True
    )
    profiles.clearDefaultProfile()
    submitted = spark.scheduler.SparkListenerStageSubmitted(stage(scala, tasks), scala.jvm.java.util.Properties())
    manager.listener().onStageSubmitted(submitted)
    needed = manager.maxNumExecutorsNeededPerResourceProfile(0)
    return {"needed": needed, "rounds": rounds(scala, manager, clock)}


def stage(scala, tasks):
    empty, none = scala.seq([]), scala.none()
    return scala.jvm.org.apache.spark.scheduler.StageInfo(
        0, 0, "", tasks, empty, empty, "", None, empty, none, 0, False, 0
    )


def rounds(scala, manager, clock):
    """The target whenever it changes, from the moment the stage is submitted on."""
    targets = manager.numExecutorsTargetPerResourceProfileId()
    schedule = scala.private_method(manager, "org$apache$spark$ExecutorAllocationManager$$schedule")
    listed, target = [], targets.apply(0)
    for time in range(0, MILLISECONDS_A_ROUND * 20, MILLISECONDS_A_ROUND):
        schedule()
        if targets.apply(0) != target:
            target = targets.apply(0)
            listed.append([time, target])
        clock.advance(MILLISECONDS_A_ROUND)
    return listed
