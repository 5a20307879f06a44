"""Values of properties as Spark reads them, or its refusal."""

import math

from comparison import Case
from spark_jvm import REFUSALS

BYTE_UNITS = {"B": "BYTE", "KiB": "KiB", "MiB": "MiB", "GiB": "GiB"}
TIME_UNITS = {"ns": "NANOSECONDS", "us": "MICROSECONDS", "ms": "MILLISECONDS", "s": "SECONDS", "min": "MINUTES", "h": "HOURS"}

ODD = [
    "", " ", "4 gigs", "4 g", "1.5g", "-1", "-1k", "--1", "+5", "1e3", "0x10", "5x", "k", "g4", " 4g ", "4G", "4Gb",
    "4gib", "4gi", "9223372036854775807", "9223372036854775808", "8796093022208m", "8796093022207m", "9007199254740992k",
    "99999p", "-99999p", "0", "00012", "1_000", "1,000", "٣", "1s", "10min", "10m", "10M", "3h", "2d", "5us", "5ms",
    "1.5s", "-5s", "106751991d", "106751992d", "true", "TRUE", "yes", "1", "on", "false", " true ", "NaN", "1.5",
    "1e-3", "Infinity", "2147483647", "2147483648", "-2147483648", "-2147483649", "1f", "1d", ".5", "5.",
]  # fmt: skip


def texts(random, endings, count):
    listed = list(ODD)
    while len(listed) < count:
        number = random.choice([random.randrange(-(10**4), 10**6), int(2 ** random.uniform(0, 63))])
        ending = random.choice(endings)
        blank = random.choice(["", "", "", "", " "])
        listed.append(blank + str(number) + "".join(random.choice([c, c.upper()]) for c in ending))
    return listed


def values(scala, version, random):
    helpers = scala.singleton("org.apache.spark.internal.config.ConfigHelpers")
    key = [] if version == "3.5" else ["spark.key"]  # for the message
    units = scala.jvm.org.apache.spark.network.util.ByteUnit
    for text in texts(random, ["", "b", "k", "kb", "m", "mb", "g", "gb", "t", "tb", "p", "pb", "mi", "mib", "x"], 130):
        unit = random.choice(list(BYTE_UNITS))
        yield case("bytes", text, lambda: helpers.byteFromString(text, getattr(units, BYTE_UNITS[unit]), *key), unit)
    times = scala.jvm.java.util.concurrent.TimeUnit
    for text in texts(random, ["", "us", "ms", "s", "m", "min", "h", "d", "sec"], 130):
        unit = random.choice(list(TIME_UNITS))
        yield case("time", text, lambda: helpers.timeFromString(text, getattr(times, TIME_UNITS[unit]), *key), unit)
    settings = scala.singleton("org.apache.spark.internal.config.package")
    entries = {
        "int": settings.EXECUTOR_CORES(),
        "boolean": settings.DYN_ALLOCATION_ENABLED(),
        "double": settings.DYN_ALLOCATION_EXECUTOR_ALLOCATION_RATIO(),
    }
    for kind, entry in entries.items():
        for text in ODD:
            yield case(kind, text, lambda: entry.valueConverter().apply(text))


def case(kind, text, read, unit=None):
    try:
        said = read()
    except REFUSALS:
        said = None
    return Case("value", {"kind": kind, "text": text, "unit": unit}, without_special_numbers(said))


def without_special_numbers(said):
    """JSON knows neither NaN nor infinities."""
    if isinstance(said, float) and not math.isfinite(said):
        return "NaN" if math.isnan(said) else "infinite"
    return said
