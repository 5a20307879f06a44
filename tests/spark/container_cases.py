"""What Spark asks of a resource manager, without one: resource profiles, YARN's client, the pods of Kubernetes."""

from comparison import Case
from spark_jvm import REFUSALS

PROFILE = "org.apache.spark.resource.ResourceProfile"


def random_memory_settings(random):
    settings = {
        "spark.master": "yarn",
        "spark.executor.memory": f"{random.choice([1024, 3840, 4096, 8192, random.randrange(450, 200000)])}m",
        "spark.executor.cores": random.randint(1, 32),
    }
    if random.random() < 0.3:
        settings["spark.executor.memoryOverhead"] = f"{random.randrange(1, 30000)}m"
    if random.random() < 0.3:
        settings["spark.memory.offHeap.enabled"] = random.choice(["true", "true", "false"])
        settings["spark.memory.offHeap.size"] = f"{random.randrange(1, 60000)}m"
    if random.random() < 0.3:
        settings["spark.executor.pyspark.memory"] = f"{random.randrange(1, 20000)}m"
    return settings


def mib(text):
    return int(str(text).removesuffix("m"))


def container_arguments(settings, factor, python):
    off_heap = settings.get("spark.memory.offHeap.enabled") == "true"
    return {
        "heap_mib": mib(settings["spark.executor.memory"]),
        "overhead_mib": (
            mib(settings["spark.executor.memoryOverhead"]) if "spark.executor.memoryOverhead" in settings else None
        ),
        "overhead_factor": factor,
        "off_heap_mib": mib(settings["spark.memory.offHeap.size"]) if off_heap else 0,
        "pyspark_mib": mib(settings.get("spark.executor.pyspark.memory", "0m")) if python else 0,
    }


def executor_requests(scala, version, random, count=80):
    """ResourceProfile.getResourcesForClusterManager, of the default profile and of others."""
    profiles = scala.singleton(PROFILE)
    for number in range(count):
        settings = random_memory_settings(random)
        factor = random.choice([0.1, 0.1, 0.4, round(random.uniform(0, 1), 3)])
        python = random.random() < 0.5
        least = [] if version == "3.5" else [random.choice([384, 384, random.randrange(1, 4000)])]
        conf = scala.spark_conf(settings)
        arguments = container_arguments(settings, factor, python)
        arguments["least_overhead_mib"] = least[0] if least else 384
        profiles.clearDefaultProfile()
        requests = profiles.getOrCreateDefaultProfile(conf).executorResources()
        profile = 0
        if number % 4 == 3:
            profile = 1
            requests, arguments["profile"] = other_profile(scala, random)
        asked = profiles.getResourcesForClusterManager(profile, requests, *least, factor, conf, python, scala.no_map())
        yield Case(
            "executor_container",
            arguments,
            {
                "heap_mib": asked.executorMemoryMiB(),
                "overhead_mib": asked.memoryOverheadMiB(),
                "off_heap_mib": asked.memoryOffHeapMiB(),
                "pyspark_mib": asked.pysparkMemoryMiB(),
                "total_mib": asked.totalMemMiB(),
            },
        )
    profiles.clearDefaultProfile()


def other_profile(scala, random):
    heap = random.randrange(500, 60000)
    overhead = random.choice([None, random.randrange(1, 9000)])
    requests = scala.jvm.org.apache.spark.resource.ExecutorResourceRequests().memory(f"{heap}m")
    if overhead:
        requests = requests.memoryOverhead(f"{overhead}m")
    return requests.requests(), {"heap_mib": heap, "overhead_mib": overhead}


def yarn_masters(scala, version, random, count=30):
    """The application master of YARN: the driver in cluster mode, a small process of its own in client mode."""
    for number in range(count):
        cluster = number % 3 != 0
        key = "spark.driver" if cluster else "spark.yarn.am"
        settings = {
            "spark.master": "yarn",
            "spark.submit.deployMode": "cluster" if cluster else "client",
            f"{key}.memory": f"{random.randrange(450, 100000)}m",
        }
        if random.random() < 0.3:
            settings[f"{key}.memoryOverhead"] = f"{random.randrange(1, 9000)}m"
        if random.random() < 0.4:
            settings["spark.driver.memoryOverheadFactor"] = round(random.uniform(0, 1), 3)
        if random.random() < 0.4 and version != "3.5":
            settings["spark.driver.minMemoryOverhead"] = f"{random.randrange(1, 3000)}m"
        yield Case("yarn_master", master_arguments(settings, key, cluster), yarn_master(scala, settings))


def master_arguments(settings, key, cluster):
    overhead = settings.get(f"{key}.memoryOverhead")
    return {
        "cluster_mode": cluster,
        "heap_mib": mib(settings[f"{key}.memory"]),
        "overhead_mib": mib(overhead) if overhead else None,
        "overhead_factor": settings.get("spark.driver.memoryOverheadFactor", 0.1),
        "least_overhead_mib": mib(settings.get("spark.driver.minMemoryOverhead", "384m")),
    }


def yarn_master(scala, settings):
    no_arguments = scala.jvm.org.apache.spark.deploy.yarn.ClientArguments(scala.array("java.lang.String", []))
    client = scala.jvm.org.apache.spark.deploy.yarn.Client(no_arguments, scala.spark_conf(settings), None)
    heap, overhead = scala.call_private(client, "amMemory"), scala.call_private(client, "amMemoryOverhead")
    return {"heap_mib": heap, "overhead_mib": overhead, "total_mib": heap + overhead}


def kubernetes_pods(scala, random, count=30):
    """Memory of driver and executor pods, as the steps that build them write it."""
    for number in range(count):
        python = number % 2 == 0
        settings = random_memory_settings(random) | {
            "spark.master": "k8s://none",
            "spark.app.name": "referee",
            "spark.kubernetes.container.image": "none",
            "spark.driver.memory": f"{random.randrange(450, 100000)}m",
        }
        yield Case(
            "driver_pod",
            {"heap_mib": mib(settings["spark.driver.memory"]), "python": python},
            driver_pod(scala, settings, python),
        )
        arguments = container_arguments(settings, 0.1, python) | {"python": python}
        yield Case("executor_pod", arguments, executor_pod(scala, settings, python))


def driver_pod(scala, settings, python):
    pod = driver_step(scala, settings, python).configurePod(scala.jvm.org.apache.spark.deploy.k8s.SparkPod.initialPod())
    return memory_of(pod)


def driver_step(scala, settings, python):
    submit = scala.jvm.org.apache.spark.deploy.k8s.submit
    resource = submit.PythonMainAppResource("local:///main.py") if python else submit.JavaMainAppResource(scala.none())
    conf = scala.singleton("org.apache.spark.deploy.k8s.KubernetesConf").createDriverConf(
        scala.spark_conf(settings), "referee", resource, "Main", scala.array("java.lang.String", []), scala.none()
    )
    return scala.jvm.org.apache.spark.deploy.k8s.features.BasicDriverFeatureStep(conf)


def executor_pod(scala, settings, python):
    """Executors inherit what the driver's step decides."""
    decided = driver_step(scala, settings, python).getAdditionalPodSystemProperties()
    conf = scala.spark_conf(settings)
    for pair in scala.items(decided.toSeq()):
        conf.set(pair._1(), pair._2())
    if python:
        conf.set("spark.kubernetes.resource.type", "python")
    profiles = scala.singleton(PROFILE)
    profiles.clearDefaultProfile()
    profile = profiles.getOrCreateDefaultProfile(conf)
    kubernetes = scala.singleton("org.apache.spark.deploy.k8s.KubernetesConf")
    executor = kubernetes.createExecutorConf(conf, "1", "app", scala.none(), 0)
    security = scala.environment("securityManager")
    step = scala.jvm.org.apache.spark.deploy.k8s.features.BasicExecutorFeatureStep(executor, security, profile)
    profiles.clearDefaultProfile()
    return memory_of(step.configurePod(scala.jvm.org.apache.spark.deploy.k8s.SparkPod.initialPod()))


def memory_of(pod):
    resources = pod.container().getResources()
    asked, most = resources.getRequests().get("memory"), resources.getLimits().get("memory")
    assert asked.equals(most) and asked.getFormat() == "Mi"
    return int(asked.getAmount())


def tasks_per_executor(scala, random, count=50):
    """ResourceProfile.maxTasksPerExecutor, with custom resources that tasks share or take whole."""
    for _ in range(count):
        cores = random.randint(1, 64)
        cpus = random.choice([1, 1, 2, random.randint(1, cores)])
        resources = {}
        if random.random() < 0.7:
            shares = [0.5, 0.25, 0.1, 0.3, 1 / 3, round(random.uniform(0.001, 0.5), 4)]
            resources["gpu"] = (random.randint(1, 16), random.choice([1, 1, 2, *shares]))
        if random.random() < 0.3:
            resources["fpga"] = (random.randint(1, 4), 1)
        yield Case(
            "tasks_per_executor",
            {"cores": cores, "task_cpus": cpus, "resources": list(resources.values())},
            spark_tasks(scala, cores, cpus, resources),
        )


def spark_tasks(scala, cores, cpus, resources):
    package = scala.jvm.org.apache.spark.resource
    executor = package.ExecutorResourceRequests().cores(cores)
    task = package.TaskResourceRequests().cpus(cpus)
    for name, (amount, need) in resources.items():
        executor = executor.resource(name, amount, "", "")
        task = task.resource(name, float(need))
    conf = scala.spark_conf({"spark.master": "yarn", "spark.executor.cores": cores, "spark.task.cpus": cpus})
    try:
        return package.ResourceProfile(executor.requests(), task.requests()).maxTasksPerExecutor(conf)
    except REFUSALS:  # a task needs more than there is
        return 0
