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
import sys
import zipfile

import pyspark
from py4j.protocol import Py4JError
from pyspark.java_gateway import launch_gateway

from property_table import COLUMNS

# How Spark says that a text is not a value of a kind; since 4.1 it says it in another way.
KIND_IN_REFUSAL = re.compile(r"should be (?:a/an ')?(boolean|int|long|double|decimal|bytes|time)\b"
                             r"|(Size|Time) must be specified")
KIND_OF_WORD = {"Size": "bytes", "Time": "time", "decimal": "double"}

LEAST = {"int": -2**31, "long": -2**63, "bytes": -2**63 + 1, "time": -2**63}
MOST = {"int": 2**31 - 1, "long": 2**63 - 1, "bytes": 2**63 - 1, "time": 2**63 - 1}
WHOLE_PROBES = [-2**31, -1000, -2, -1, 0, 1, 2, 3, 5, 8, 10, 16, 17, 64, 100, 512, 1000, 1024, 4096, 2**16, 2**20,
                2**21, 10**7, 2**30, 2**31 - 1, 2**31, 2**40]
DOUBLE_PROBES = [-1e9, -1.5, -1, -0.5, -1e-9, 0, 1e-9, 0.25, 0.5, 0.75, 1 - 1e-9, 1, 1 + 1e-9, 1.5, 2, 3, 10, 1e9]


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


def error_text(error):
    exception = getattr(error, "java_exception", None)
    text = str(exception.toString() if exception is not None else error)
    return re.sub("SQLSTATE: .*", "", text)


class Entry:
    """What one registered entry accepts, found by trying."""

    def __init__(self, java_entry):
        self.java = java_entry
        self.key = java_entry.key()
        self.converter = java_entry.valueConverter()

    def read(self, text):
        """The value Spark reads, and why it refuses the text otherwise."""
        try:
            value = self.converter.apply(text)
            is_some = hasattr(value, "getClass") and value.getClass().getName() == "scala.Some"
            return (value.get() if is_some else value), None
        except ValueError:  # accepted, but a decimal number, which Py4J cannot bring over
            return None, None
        except Py4JError as error:
            return None, error_text(error)

    def accepts(self, number):
        return self.read(repr(number) if isinstance(number, float) else str(number))[1] is None

    def kind(self):
        value, refusal = self.read("no such value")
        if refusal is None:
            is_list = hasattr(value, "getClass") and re.search(r"List|Seq|Buffer|Nil|::", value.getClass().getName())
            return "list" if is_list else "text"
        if self.read("1,2")[1] is None or self.read("true,false")[1] is None:
            return "list"
        found = KIND_IN_REFUSAL.search(refusal)
        if found:
            word = found.group(1) or found.group(2)
            return KIND_OF_WORD.get(word, word)
        if "For input string" in refusal:
            return self.kind_by_trying()
        choices = self.choices()
        if len(choices) > 1 and self.read(",".join(choices[:2]))[1] is None:
            return "list"
        default = self.default()
        known = default.startswith("<") or default.lower() in [word.lower() for word in choices]
        return "choice" if choices and known else "text"

    def kind_by_trying(self):
        probes = {"boolean": "true", "double": "1.5", "long": 2**40, "int": 100}
        return next((kind for kind, probe in probes.items() if self.read(str(probe))[1] is None), "text")

    def choices(self):
        """The words of Spark's refusal that it accepts."""
        refusal = self.read("no such value")[1] or ""
        if not re.search("one of|either|[Vv]alid values|is allowed", refusal):
            return []
        words = {word.rstrip(".") for word in re.findall(r"[A-Za-z0-9_.-]+", refusal.replace(self.key, ""))}
        return sorted(word for word in words if self.read(word)[1] is None)

    def unit(self, kind):
        """From what an hour or a tebibyte is read as."""
        if kind == "time":
            units = {3600 * 10**9: "ns", 3600 * 10**6: "us", 3600 * 10**3: "ms", 3600: "s", 60: "min", 1: "h"}
            return units.get(self.read("1h")[0], "?")
        units = {2**40: "B", 2**30: "KiB", 2**20: "MiB", 2**10: "GiB"}
        for text, factor in (("1t", 1), ("1g", 2**10), ("1m", 2**20), ("100t", 0.01)):
            value = self.read(text)[0]
            if value and value * factor in units:
                return units[value * factor]
        return "?"

    def whole_limits(self, kind):
        named = re.findall(r"-?\d+", (self.read("-1000")[1] or "") + (self.read("0")[1] or ""))
        numbers = {LEAST[kind], MOST[kind], *WHOLE_PROBES, *map(int, named)}
        probes = sorted(p for p in numbers if LEAST[kind] <= p <= MOST[kind])
        accepted = [p for p in probes if self.accepts(p)]
        if not accepted:
            return ""
        alone = accepted.pop(0) if len(accepted) > 1 and not self.accepts(accepted[0] + 1) else None
        least, most = accepted[0], accepted[-1]
        if least != LEAST[kind]:
            least = self.boundary(probes[probes.index(least) - 1], least)
        if most != MOST[kind]:
            most = self.boundary(probes[probes.index(most) + 1], most)
        listed = [p for p in range(least, most + 1) if self.accepts(p)] if most - least < 1000 else []
        if listed and len(listed) <= most - least:
            return " ".join(str(p) for p in [alone] * (alone is not None) + listed)
        limits = [f"{alone}"] * (alone is not None) + [f">={least}"] * (least != LEAST[kind])
        return " ".join(limits + [f"<={most}"] * (most != MOST[kind]))

    def boundary(self, refused, accepted):
        """The accepted number nearest to the refused one."""
        while abs(accepted - refused) > 1:
            middle = (accepted + refused) // 2
            if self.accepts(middle):
                accepted = middle
            else:
                refused = middle
        return accepted

    def double_limits(self):
        accepted = [p for p in DOUBLE_PROBES if self.accepts(p)]
        if not accepted:
            return ""
        words = []
        if accepted[0] != DOUBLE_PROBES[0]:
            words.append({1e-9: ">0", 1 + 1e-9: ">1", -1e-9: ">-0"}.get(accepted[0], f">={accepted[0]}"))
        if accepted[-1] != DOUBLE_PROBES[-1]:
            words.append({1 - 1e-9: "<1"}.get(accepted[-1], f"<={accepted[-1]}"))
        return " ".join(words)

    def allowed(self, kind):
        if kind == "double":
            return self.double_limits()
        if kind in LEAST:
            return self.whole_limits(kind)
        if kind == "choice":
            return " ".join(self.choices())
        return ""

    def any_case(self):
        return all(self.read(word.swapcase())[1] is None for word in self.choices())

    def default(self):
        """As Spark words it; what depends on the machine is only said to be computed."""
        if self.java.getClass().getSimpleName() == "ConfigEntryWithDefaultFunction":
            return "<computed>"
        text = self.java.defaultValueString() or "<undefined>"
        return "<computed>" if os.getcwd() in text else text

    def row(self):
        kind = self.kind()
        row = dict.fromkeys(COLUMNS, "")
        row.update(key=self.key, kind=kind, since=self.java.version(), default=self.default())
        row["allowed"] = self.allowed(kind)
        if kind in ("bytes", "time"):
            row["unit"] = self.unit(kind)
        if kind == "choice" and not self.any_case():
            row["kind"] = "exact choice"
        return row


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
