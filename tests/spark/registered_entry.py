"""What one property that Spark has registered accepts: kind, unit and limits, found by giving it values."""

import os
import re

from py4j.protocol import Py4JError

from property_table import COLUMNS

# How Spark says that a text is not a value of a kind; since 4.1 it says it in another way.
KIND_IN_REFUSAL = re.compile(r"should be (?:a/an ')?(boolean|int|long|double|decimal|bytes|time)\b"
                             r"|(Size|Time) must be specified")
KIND_OF_WORD = {"Size": "bytes", "Time": "time", "decimal": "double"}

LEAST = {"int": -2**31, "long": -2**63, "bytes": -2**63 + 1, "time": -2**63}
MOST = {"int": 2**31 - 1, "long": 2**63 - 1, "bytes": 2**63 - 1, "time": 2**63 - 1}
WHOLE_PROBES = [-2**31, -1000, -2, -1, 0, 1, 2, 3, 5, 8, 10, 16, 17, 64, 100, 512, 1000, 1024, 4096, 2**16, 2**20,
                2**21, 10**7, 2**30, 2**31 - 1, 2**31, 2**40]
DOUBLE_PROBES = [-1e9, -1.5, -1, -0.5, -1e-9, 0, 1e-9, 0.25, 0.5, 0.75, 1 - 1e-9, 1, 1 + 1e-9, 1.5, 2, 3, 10, 1e9,
                 2147483647.0, 1e12]


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
            words.append({1e-9: ">0", 1 + 1e-9: ">1", -1e-9: ">-0"}.get(accepted[0], f">={accepted[0]:.12g}"))
        if accepted[-1] != DOUBLE_PROBES[-1]:
            words.append({1 - 1e-9: "<1"}.get(accepted[-1], f"<={accepted[-1]:.12g}"))
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
        own_address = self.key == "spark.driver.host"
        if own_address or self.java.getClass().getSimpleName() == "ConfigEntryWithDefaultFunction":
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
