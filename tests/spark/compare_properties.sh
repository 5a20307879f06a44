#!/bin/sh
# Compares the table of properties with those that an installed PySpark has registered:
# compare_properties.sh ENVIRONMENT RELEASE TABLE WORK_FOLDER.
set -eu
environment=$1
minor=${2%.*}
table=$3
rows=$4/properties.csv
here=$(dirname "$0")

mkdir -p "$4"
sh "$here/with_pyspark.sh" "$environment" "$here/read_properties.py" >"$rows"
sh "$here/with_pyspark.sh" "$environment" "$here/compare_properties.py" "$table" "$rows" "$minor"
