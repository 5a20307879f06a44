"""Makes libsizer/data/spark_properties.csv from the rows of several releases, oldest first.

    python merge_properties.py rows-3.3.csv rows-3.4.csv … > spark_properties.csv

The release is the number in a file's name.
"""

import csv
import re
import sys

from property_table import COLUMNS, ONCE, changing_cell, minor, read_rows


def read_release(path):
    return re.search(r"\d+\.\d+", path).group(0), read_rows(path)


def first_release(stated, seen, oldest):
    """The stated release, where the property was first seen in that one or is older than what was read."""
    confirmed = seen == oldest or (stated and minor(stated) == minor(seen))
    return stated if confirmed and minor(stated or seen) <= minor(seen) else seen


def removing_release(rows_by_release, key, seen):
    stated = [rows[key]["removed"] for _, rows in rows_by_release if key in rows and rows[key]["removed"]]
    later = [release for release, _ in rows_by_release if seen and minor(release) > minor(seen[-1])]
    return (stated or later or [""])[0]


def merged_row(key, rows_by_release):
    present = [(release, rows[key]) for release, rows in rows_by_release if key in rows]
    alive = [(release, row) for release, row in present if not row["removed"]]
    told = alive or present
    row = {name: changing_cell([(release, row[name]) for release, row in told])
           for name in COLUMNS if name not in ONCE}
    seen = [release for release, _ in alive]
    stated = next((row["since"] for _, row in told if row["since"]), "")
    row.update(key=key, removed=removing_release(rows_by_release, key, seen),
               since=first_release(stated, seen[0], rows_by_release[0][0]) if seen else "")
    return row


def main():
    rows_by_release = [read_release(path) for path in sys.argv[1:]]
    keys = sorted({key for _, rows in rows_by_release for key in rows})
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(merged_row(key, rows_by_release) for key in keys)


if __name__ == "__main__":
    main()
