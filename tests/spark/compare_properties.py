"""Compares the table of properties with what one release has registered.

    python compare_properties.py spark_properties.csv rows.csv VERSION

Prints every disagreement and how many properties were compared; ends with 1 if there was any.
"""

import sys

from property_table import is_known, read_rows, row_at

COMPARED = ("kind", "unit", "allowed", "deprecated", "instead", "default")


def disagreements(table, rows, version):
    for key, row in sorted(rows.items()):
        if key not in table or is_known(table[key], version) == bool(row["removed"]):
            yield f"{key}: Spark {version} {'removed' if row['removed'] else 'has'} it, the table says otherwise"
        elif not row["removed"]:
            told = row_at(table[key], version)
            yield from (f"{key}: {name} is '{row[name]}', the table says '{told[name]}'"
                        for name in COMPARED if row[name] != told[name])
    for key, row in sorted(table.items()):
        if is_known(row, version) and key not in rows:
            yield f"{key}: Spark {version} does not have it, the table says otherwise"


def main():
    table_path, rows_path, version = sys.argv[1:]
    rows = read_rows(rows_path)
    found = list(disagreements(read_rows(table_path), rows, version))
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(rows)} properties of Spark {version} compared, {len(found)} disagreements")
    return 1 if found or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
