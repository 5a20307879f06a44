#!/bin/sh
# Runs a Python program in an environment that set_up_pyspark.sh has made: with_pyspark.sh FOLDER PROGRAM ARGUMENT…
set -eu
folder=$1
shift

if [ ! -e "$folder/complete" ]; then
  echo "Skipped: PySpark could not be set up; its set-up test says why." >&2
  exit 77
fi
# Another Spark on this machine is not the one to ask; and Spark is not to look for a network.
unset SPARK_HOME SPARK_CONF_DIR SPARK_LOCAL_DIRS PYSPARK_SUBMIT_ARGS PYTHONPATH
export PYTHONDONTWRITEBYTECODE=1 PYSPARK_PYTHON="$folder/bin/python"
export SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_HOSTNAME=localhost
exec "$folder/bin/python" "$@"
