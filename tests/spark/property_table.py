"""The columns of libsizer/data/spark_properties.csv and how to read its cells."""

import csv
import re

COLUMNS = ["key", "kind", "unit", "allowed", "since", "deprecated", "removed", "instead", "default"]
ONCE = ("key", "since", "removed")  # told once for all releases; other cells may change


def minor(version):
    """3.5 of 3.5.1, as numbers that compare."""
    return tuple(int(part) for part in version.split(".")[:2])


def read_rows(path):
    with open(path, newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


def changing_cell(values):
    """One cell for (release, value) pairs, oldest first: `1.5|4.0:3` is 1.5, and 3 from 4.0 on."""
    cell, current = values[0][1], values[0][1]
    for release, value in values[1:]:
        if value != current:
            cell, current = f"{cell}|{release}:{value}", value
    return cell


def cell_at(cell, release):
    first, *changes = re.split(r"\|(?=\d\.\d:)", cell)
    for change in changes:
        since, value = change.split(":", 1)
        if minor(since) <= minor(release):
            first = value
    return first


def is_known(row, release):
    too_early = row["since"] and minor(row["since"]) > minor(release)
    too_late = row["removed"] and minor(row["removed"]) <= minor(release)
    return not too_early and not too_late


def row_at(row, release):
    """The row as that release has it."""
    return {name: row[name] if name in ONCE else cell_at(row[name], release) for name in COLUMNS}
