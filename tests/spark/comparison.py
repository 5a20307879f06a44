"""Cases that a real Spark has answered, compared with what libsizer computes for them."""

import json
import subprocess
from typing import Any, NamedTuple

from explanations import is_explained


class Case(NamedTuple):
    function: str  # of spark_arithmetic.cpp
    arguments: dict
    spark: Any  # what Spark says; libsizer has to say the same


def computed(program, version, cases):
    """What libsizer says, case by case."""
    questions = [{"function": case.function, "arguments": case.arguments} for case in cases]
    asked = json.dumps({"version": version, "cases": questions})
    answered = subprocess.run([program], input=asked, capture_output=True, text=True, check=True)
    return json.loads(answered.stdout)


def compare(program, version, group, cases):
    """Prints each disagreement and how many cases there were; returns both counts."""
    disagreements = explained = 0
    for case, ours in zip(cases, computed(program, version, cases), strict=True):
        if ours == case.spark:
            continue
        if is_explained(case, ours):
            explained += 1
            continue
        disagreements += 1
        print(f"{case.function} {short(case.arguments)}\n  Spark says {short(case.spark)}\n  sizer says {short(ours)}")
    note = f" ({explained} more explained)" if explained else ""
    print(f"{group}: {len(cases)} cases compared, {disagreements} disagreements{note}", flush=True)
    return len(cases), disagreements


def short(value, most=600):
    text = json.dumps(value)
    return text if len(text) <= most else text[:most] + " …"
