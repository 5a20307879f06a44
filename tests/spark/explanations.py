"""Disagreements whose reason docs/reference/spark-agreement.md gives. Each is recognised by its own arithmetic."""

from decimal import ROUND_HALF_EVEN, Decimal, localcontext


def rounds_a_half_down(case, ours):
    """JDBC bounds: what is rounded ends in exactly .5, which Spark's division has left a little short."""
    if case.function != "jdbc_bounds" or [bound - 1 for bound in ours["bounds"]] != case.spark["bounds"]:
        return False
    count = ours["partitions"]
    with localcontext() as exact:
        exact.prec = 100
        lower, upper = (
            (Decimal(case.arguments[end]) / count).quantize(Decimal("1e-18"), ROUND_HALF_EVEN)
            for end in ("lower", "upper")
        )
        return (upper - lower) % 1 * count % 2 == 1


def reads_other_digits(case, ours):
    """Whole numbers in digits of other scripts, which Java reads."""
    return case.function == "value" and ours is None and not case.arguments["text"].isascii()


EXPLANATIONS = [rounds_a_half_down, reads_other_digits]


def is_explained(case, ours):
    return any(explains(case, ours) for explains in EXPLANATIONS)
