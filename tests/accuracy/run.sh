#!/bin/sh
# How far sizer's predictions lie from runs that other people measured and published: the whole table.
#
#     tests/accuracy/run.sh [--track cold|one|four|count|choice|warnings|streaming] [--csv] [--runs FOLDER]
#     tests/accuracy/run.sh --write      brings docs/accuracy.md, its plots and results.csv up to date
#     tests/accuracy/run.sh --stale      fails when they are not
#
# Tables of runs without a licence are read from FOLDER, ../shared/data/runs beside the repository unless told.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
cmake --preset release > /dev/null
cmake --build --preset release --target sizer_accuracy > /dev/null
exec build/release/tests/accuracy/sizer_accuracy \
  --here tests/accuracy --docs docs --runs "$root/../shared/data/runs" "$@"
