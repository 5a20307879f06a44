#!/bin/sh
# Makes a Python environment with one release of PySpark: set_up_pyspark.sh VERSION FOLDER.
# A complete one is kept. Exits with 77, which means skipped, where it cannot be made.
set -eu
version=$1
folder=$2

skip() {
  echo "Skipped: $*" >&2
  exit 77
}

[ ! -e "$folder/complete" ] || exit 0

command -v java >/dev/null || skip "no Java. Spark needs a Java 17 runtime."
java=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
[ "${java:-0}" -ge 17 ] || skip "Java ${java:-of unknown age} is too old: Spark 4 needs 17."
command -v python3 >/dev/null || skip "no python3."

rm -rf "$folder"
python3 -m venv "$folder" >&2 || skip "python3 cannot make an environment: its venv module is missing."
# About 450 MB are downloaded.
"$folder/bin/pip" install --quiet --disable-pip-version-check "pyspark==$version" >&2 ||
  skip "pip cannot install PySpark $version."
touch "$folder/complete"
