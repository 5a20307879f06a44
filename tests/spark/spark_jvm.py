"""A Java machine with Spark's classes, and the Scala values that their methods take."""

import os
import subprocess

import pyspark
from py4j.java_gateway import GatewayParameters, JavaGateway, launch_gateway
from py4j.protocol import Py4JJavaError
from pyspark.errors.exceptions.captured import CapturedException
from pyspark.sql import SparkSession

# What Spark throws, as Py4J passes it on; a method that is not there is another error.
REFUSALS = (CapturedException, Py4JJavaError)
SPARK_HOME = os.path.dirname(pyspark.__file__)


def start_session(work_folder, master="local[2]", **settings):
    """A session that listens to this machine alone."""
    all_settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "localhost",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.local.dir": f"{work_folder}/local",
        "spark.sql.warehouse.dir": f"{work_folder}/warehouse",
        **settings,
    }
    builder = SparkSession.builder.master(master).appName("referee")
    for key, value in all_settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def start_bare_jvm(java_options):
    """A Java machine with the given options and Spark's classes, without a session."""
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
    port = launch_gateway(
        classpath=f"{SPARK_HOME}/jars/*",
        jarpath=next(str(jar) for jar in jars("py4j")),
        javaopts=java_options,
        java_path=java,
        die_on_exit=True,
        redirect_stderr=subprocess.DEVNULL,
    )
    return JavaGateway(gateway_parameters=GatewayParameters(port=port, auto_convert=True))


def jars(name):
    folder = os.path.join(SPARK_HOME, "jars")
    return [os.path.join(folder, jar) for jar in os.listdir(folder) if jar.startswith(name)]


class Scala:
    """Calls of Spark's own methods. What Scala calls private to Spark is public to the Java machine."""

    def __init__(self, gateway):
        self.gateway = gateway
        self.jvm = gateway.jvm

    def load(self, name):
        return self.jvm.java.lang.Class.forName(name, True, self.jvm.Thread.currentThread().getContextClassLoader())

    def singleton(self, name):
        """The one instance of a Scala `object`."""
        return self.load(name + "$").getField("MODULE$").get(None)

    def private_method(self, instance, name):
        """A method that Java programs may not call, as a function."""
        method, *_ = [m for m in instance.getClass().getDeclaredMethods() if m.getName() == name]
        method.setAccessible(True)
        return lambda *arguments: method.invoke(instance, self.array("java.lang.Object", arguments))

    def call_private(self, instance, name, *arguments):
        return self.private_method(instance, name)(*arguments)

    def later_defaults(self, instance, method, first):
        """The default values of parameters that a later Spark has added, from the `first`-th on."""
        names = {m.getName() for m in instance.getClass().getMethods()}
        place, values = first, []
        while f"{method}$default${place}" in names:
            values.append(getattr(instance, f"{method}$default${place}")())
            place += 1
        return values

    def environment(self, part):
        """A part of the running SparkEnv, whose methods cannot be listed: some name classes that are not there."""
        field = self.load("org.apache.spark.SparkEnv").getDeclaredField(part)
        field.setAccessible(True)
        return field.get(self.jvm.org.apache.spark.SparkContext.getOrCreate().env())

    def array(self, class_name, values):
        kind = getattr(self.jvm, class_name)
        made = self.gateway.new_array(kind, len(values))
        for place, value in enumerate(values):
            made[place] = value
        return made

    def longs(self, values):
        made = self.gateway.new_array(self.gateway.jvm.long, len(values))
        for place, value in enumerate(values):
            made[place] = value
        return made

    def some(self, value):
        return self.jvm.scala.Some(value)

    def none(self):
        return self.singleton("scala.None")

    def option(self, value):
        return self.none() if value is None else self.some(value)

    def seq(self, values):
        listed = self.jvm.java.util.ArrayList()
        for value in values:
            listed.add(value)
        return self.jvm.org.apache.spark.api.python.PythonUtils.toSeq(listed)

    def items(self, seq):
        return [seq.apply(place) for place in range(seq.size())]

    def spark_conf(self, settings):
        conf = self.jvm.org.apache.spark.SparkConf(False)
        for key, value in settings.items():
            conf.set(key, str(value))
        return conf

    def no_map(self):
        return self.jvm.org.apache.spark.api.python.PythonUtils.toScalaMap(self.jvm.java.util.HashMap())
