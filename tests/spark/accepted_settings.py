"""Starts real sessions with the settings of plans, and compares what they report with what was emitted.

python accepted_settings.py SIZER WORK_FOLDER

A session is local, but reads the emitted spark-defaults.conf as a cluster's would. Every value is also read by the
property's own definition in Spark, which refuses what it cannot use.
"""

import json
import os
import shutil
import subprocess
import sys

import pyspark
from pyspark.sql import SparkSession

VERSION = ".".join(pyspark.__version__.split(".")[:2])
SPARK_SUBMIT = os.path.join(os.path.dirname(sys.executable), "spark-submit")
LEAST_SETTINGS = 40
DEFINITIONS = [
    "org.apache.spark.internal.config.package$",
    "org.apache.spark.deploy.yarn.config.package$",
    "org.apache.spark.deploy.k8s.Config$",
]

# Questions that lead to different settings; each also states the release.
QUESTIONS = [
    ["plan", "500 GB, 2h", "--set", "cluster.platform=emr"],
    ["plan", "500 GB, 2h", "--set", "cluster.platform=yarn", "--set", "python=true"],
    ["plan", "2 TB, 4h", "--set", "cluster.platform=kubernetes", "--set", "python=true"],
    ["plan", "50 GB, 1h", "--set", "cluster.platform=databricks"],
    ["plan", "300 GB, 1h", "--set", "cluster.platform=dataproc"],
    ["check", "500 GB", "--on", "12 x r6i.4xlarge", "--set", "cluster.platform=standalone"],
    ["check", "20 TB", "--on", "40 x r6i.8xlarge", "--set", "cluster.executor_cores=5"],
]


def stated(path):
    """A properties file as it is emitted: a key, blanks, a value."""
    with open(path, encoding="utf-8") as lines:
        pairs = [line.split(None, 1) for line in lines if line.strip() and not line.startswith("#")]
    return {key: value.strip() for key, value in pairs}


def report():
    """Runs inside the session: every property as the session and the property's own definition read it."""
    session = SparkSession.builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    for name in DEFINITIONS:
        session._jvm.java.lang.Class.forName(name)
    settings = dict(session.sparkContext.getConf().getAll())
    said = {key: as_read(session, key, settings.get(key)) for key in stated(os.environ["SIZER_EMITTED"])}
    session.range(10).selectExpr("sum(id)").collect()
    with open(os.environ["SIZER_REPORT"], "w", encoding="utf-8") as file:
        json.dump(said, file)


def as_read(session, key, value):
    """What the session says of a property, once the property's definition has read it."""
    definition = session._jvm.org.apache.spark.internal.config.ConfigEntry.findEntry(key)
    if definition is None:
        return "no definition of it"
    definition.valueConverter().apply(value)
    return session.conf.get(key) if key.startswith("spark.sql.") else value


def disagreements(sizer, folder, question):
    """Of one plan: how many settings it has, and those that the session does not report as they were emitted."""
    os.makedirs(folder)
    conf, reported = f"{folder}/spark-defaults.conf", f"{folder}/reported.json"
    emit = ["--set", f"cluster.spark={VERSION}", "--emit", "spark-defaults", "-o", conf]
    subprocess.run([sizer, *question, *emit], check=False, capture_output=True)
    submit = [SPARK_SUBMIT, "--master", "local[2]", "--deploy-mode", "client", "--properties-file", conf, __file__]
    session = subprocess.run(
        submit, env=os.environ | {"SIZER_EMITTED": conf, "SIZER_REPORT": reported}, capture_output=True, text=True
    )
    if session.returncode != 0:
        return stated(conf), [f"the session does not start: {session.stderr[-2000:]}"]
    with open(reported, encoding="utf-8") as file:
        said = json.load(file)
    return stated(conf), [
        f"{key}: emitted '{value}', the session has '{said.get(key)}'"
        for key, value in stated(conf).items()
        if said.get(key) != value
    ]


def main(sizer, work_folder):
    shutil.rmtree(work_folder, ignore_errors=True)
    compared = wrong = 0
    for number, question in enumerate(QUESTIONS):
        settings, differing = disagreements(sizer, f"{work_folder}/{number}", question)
        print(f"{' '.join(question)}: {len(settings)} settings")
        print(*differing, sep="\n", end="\n" if differing else "", flush=True)
        compared += len(settings)
        wrong += len(differing)
    print(f"Spark {pyspark.__version__}: {compared} emitted settings compared, {wrong} disagreements")
    return 1 if wrong or compared < LEAST_SETTINGS else 0


if __name__ == "__main__":
    if "SIZER_REPORT" in os.environ:
        report()
    else:
        sys.exit(main(*sys.argv[1:]))
