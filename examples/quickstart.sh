#!/bin/sh
# From a fresh clone to a first plan. On Debian, installs what is missing.
set -eu
cd "$(dirname "$0")/.."
. .ci/packages.sh
# shellcheck disable=SC2086 # one word a package
need_packages $BUILD_PACKAGES

cmake --preset program
cmake --build --preset program -j "$(nproc)"

echo
echo '$ sizer "500 GB, 2h SLA"'
exec build/program/sizer "500 GB, 2h SLA"
