#!/bin/sh
# Builds everything and runs every test. On Debian, installs what is missing.
set -eu
cd "$(dirname "$0")/.."
. .ci/packages.sh
# shellcheck disable=SC2086 # one word a package
need_packages $BUILD_PACKAGES $TEST_PACKAGES

cmake --preset dev
cmake --build --preset dev -j "$(nproc)"
exec ctest --preset dev -j "$(nproc)" --output-on-failure
