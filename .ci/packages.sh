# Debian packages, installed only when missing. Sourced by the scripts that need them.

BUILD_PACKAGES="g++ cmake ninja-build libeigen3-dev libtomlplusplus-dev libfmt-dev nlohmann-json3-dev libcli11-dev
  libspdlog-dev libyaml-cpp-dev"
TEST_PACKAGES="libgtest-dev librapidcheck-dev"
CHECK_PACKAGES="clang-format clang-tidy clang libclang-rt-14-dev chromium"
SPARK_PACKAGES="openjdk-17-jre-headless python3-venv"

is_installed() {
  [ "$(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Where there is no apt, CMake says which library it does not find; without a compiler there is no use in trying.
look_for_tools() {
  echo "Not a Debian system. Needed, by their Debian names: $*" >&2
  for tool in cmake ninja c++; do
    command -v "$tool" >/dev/null || { echo "$tool is missing" >&2; exit 1; }
  done
}

need_packages() {
  if ! command -v apt-get >/dev/null; then
    look_for_tools "$@"
    return
  fi
  missing=""
  for package in "$@"; do is_installed "$package" || missing="$missing $package"; done
  [ -n "$missing" ] || return 0

  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    printf 'These packages are missing. As root:\n\n    apt-get install%s\n\n' "$missing" >&2
    exit 1
  fi
  echo "Installing$missing"
  as_root apt-get update -qq
  # shellcheck disable=SC2086 # one word a package
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}
