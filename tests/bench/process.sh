#!/usr/bin/env bash
# How long the whole program takes, from start to exit, beside its time to do nothing.
#
#     tests/bench/process.sh [SIZER [RUNS]]      SIZER: build/release/sizer unless told; RUNS: 20
#
# The runs of all cases alternate, so that what else the machine does meets each alike. Read the ratios: they compare
# what ran at the same time, on the same machine.
set -euo pipefail

sizer=${1:-$(dirname "$0")/../../build/release/sizer}
runs=${2:-20}
[[ -x $sizer ]] || { echo "no program $sizer: build it, or name it" >&2; exit 2; }
names=("sizer --version" "one provider, 64 worlds" "three clouds, 1,024 worlds")
nothing=(--version)
small=("500 GB, 2h SLA" --worlds 64)
large=("500 GB, 2h SLA" --provider all --worlds 1024)

microseconds() {
  local before=${EPOCHREALTIME//[^0-9]/}
  "$sizer" "$@" > /dev/null 2>&1
  echo $((${EPOCHREALTIME//[^0-9]/} - before))
}

times=("" "" "")
for ((run = 0; run < runs; ++run)); do
  times[0]+="$(microseconds "${nothing[@]}") "
  times[1]+="$(microseconds "${small[@]}") "
  times[2]+="$(microseconds "${large[@]}") "
done

# min, median and max of the numbers given, in microseconds
summary() { printf '%s\n' "$@" | sort -n | awk '{ t[NR] = $1 } END { print t[1], t[int((NR + 1) / 2)], t[NR] }'; }

read -r _ base _ <<< "$(summary ${times[0]})"
printf '%-28s %9s %9s %9s %9s\n' "$runs runs each, ms" min median max "× nothing"
for i in 0 1 2; do
  read -r least median most <<< "$(summary ${times[i]})"
  awk -v name="${names[i]}" -v least="$least" -v median="$median" -v most="$most" -v base="$base" \
    'BEGIN { printf "%-28s %9.2f %9.2f %9.2f %9.1f\n", name, least / 1e3, median / 1e3, most / 1e3, median / base }'
done
