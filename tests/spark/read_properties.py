"""Prints every property that the installed PySpark's Spark has registered, as CSV.

    python read_properties.py > rows.csv

One row a key: kind of value, unit of a bare number, what is allowed, first release, when deprecated or removed, the key
to use instead, default. Kinds, units and limits are found by giving Spark values and looking at what it makes of them.
The columns are those of libsizer/data/spark_properties.csv (libsizer/data/SOURCES.md).
"""

import csv
import glob
import os
import re
import zipfile

import pyspark
from pyspark.java_gateway import launch_gateway

from property_table import COLUMNS
from registered_entry import Entry


def class_names_with_entries(home):
    """Scala objects that define configuration entries: they refer to the builder of entries."""
    for jar in sorted(glob.glob(os.path.join(home, "jars", "spark-*.jar"))):
        with zipfile.ZipFile(jar) as archive:
            for name in archive.namelist():
                if name.endswith("$.class") and b"internal/config/ConfigBuilder" in archive.read(name):
                    yield name[: -len(".class")].replace("/", ".")


def private_field(jvm, class_name, field_name):
    """A private field of a Scala object: static since Scala 2.13, of the object itself before."""
    object_class = jvm.java.lang.Class.forName(class_name + "$")
    fields = {field.getName(): field for field in object_class.getDeclaredFields()}
    field = next(fields[name] for name in fields if name == field_name or name.endswith("$$" + field_name))
    field.setAccessible(True)
    return field.get(fields["MODULE$"].get(None))


def scala_list(sequence):
    iterator, items = sequence.iterator(), []
    while iterator.hasNext():
        items.append(iterator.next())
    return items


def registered_entries(jvm, home):
    for name in class_names_with_entries(home):
        jvm.java.lang.Class.forName(name)
    known = private_field(jvm, "org.apache.spark.internal.config.ConfigEntry", "knownConfigs")
    return [Entry(entry) for entry in known.values()]


def old_name(rows, key, instead, since_version="", translated=False):
    """A name that Spark still reads for a newer one; a translated value has rules of its own."""
    row = rows.setdefault(key, dict.fromkeys(COLUMNS, ""))
    if not row["key"]:
        row.update(key=key, kind="text", default=f"<value of {instead}>")
        if instead in rows and not translated:
            row.update({name: rows[instead][name] for name in ("kind", "unit", "allowed")})
    row["instead"] = instead
    row["deprecated"] = row["deprecated"] or since_version


def add_outdated(jvm, rows, entries):
    core, sql = "org.apache.spark.SparkConf", "org.apache.spark.sql.internal.SQLConf"
    for pair in scala_list(private_field(jvm, core, "configsWithAlternatives")):
        for old in scala_list(pair._2()):
            old_name(rows, old.key(), pair._1(), old.version(), old.translation() is not None)
    for entry in entries:
        for old in scala_list(entry.java.alternatives()):
            old_name(rows, old, entry.key)
    for pair in scala_list(private_field(jvm, core, "deprecatedConfigs")):
        outdated(rows, pair._1(), "deprecated", pair._2().version(), pair._2().deprecationMessage())
    for pair in scala_list(private_field(jvm, sql, "deprecatedSQLConfigs")):
        outdated(rows, pair._1(), "deprecated", pair._2().version(), pair._2().comment())
    for pair in scala_list(private_field(jvm, sql, "removedSQLConfigs")):
        outdated(rows, pair._1(), "removed", pair._2().version(), pair._2().comment())
        rows[pair._1()]["default"] = pair._2().defaultValue()


def outdated(rows, key, how, version, comment):
    row = rows.setdefault(key, dict.fromkeys(COLUMNS, ""))
    if not row["key"]:
        row.update(key=key, kind="text", default="<undefined>")
    row[how] = version
    named = re.search(r"spark\.[A-Za-z]+[A-Za-z0-9.]*\w", comment)
    if named and named.group(0) in rows and named.group(0) != key:
        row["instead"] = row["instead"] or named.group(0)


def main():
    home = os.path.dirname(pyspark.__file__)
    os.environ["SPARK_HOME"] = home
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # some releases log to standard output
    gateway = launch_gateway()
    entries = registered_entries(gateway.jvm, home)
    rows = {entry.key: entry.row() for entry in entries}
    add_outdated(gateway.jvm, rows, entries)
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows[key] for key in sorted(rows))
    gateway.shutdown()


if __name__ == "__main__":
    main()
