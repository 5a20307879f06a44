#!/usr/bin/env bash
# What a world costs in the library's lanes, over the same arithmetic written by hand.
#
#     tests/bench/report.sh [BENCHMARKS]         BENCHMARKS: build/bench/tests/bench/sizer_benchmarks unless told
#
# The two alternate, and the medians are compared. The aim is a ratio of at most 2.
set -euo pipefail

benchmarks=${1:-$(dirname "$0")/../../build/bench/tests/bench/sizer_benchmarks}

"$benchmarks" --benchmark_filter='^model/' --benchmark_repetitions=7 --benchmark_min_time=0.1 \
  --benchmark_enable_random_interleaving=true --benchmark_report_aggregates_only=true --benchmark_format=csv \
  2> /dev/null |
  awk -F, '$1 ~ /lanes_median/ { lanes = $4 }
           $1 ~ /hand-written_median/ { hand = $4 }
           END {
             if (!lanes || !hand) { print "no result: run " "'"$benchmarks"'" " to see why" > "/dev/stderr"; exit 1 }
             printf "lanes %.1f ns a world, by hand %.1f ns: ratio %.2f\n", lanes / 1024, hand / 1024, lanes / hand
           }'
