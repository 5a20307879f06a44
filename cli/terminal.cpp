#include "terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ostream>

#include "flags.hpp"

namespace sizer::cli {
namespace {

constexpr const char* kLocales[] = {"LC_ALL", "LC_CTYPE", "LANG"};  // the first that is set counts

int terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return std::clamp<int>(size.ws_col, 60, 120);
}

void keep(std::map<std::string, std::string>& variables, std::string_view name) {
  const std::string key(name);
  if (const char* value = std::getenv(key.c_str())) variables[key] = value;
}

}  // namespace

std::optional<std::string> Surroundings::variable(std::string_view name) const {
  const auto found = variables.find(std::string(name));
  if (found == variables.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

Surroundings look_around() {
  Surroundings surroundings;
  for (const Flag& flag : flags()) {
    if (!flag.variable.empty()) keep(surroundings.variables, flag.variable);
  }
  keep(surroundings.variables, "NO_COLOR");
  keep(surroundings.variables, "TERM");
  for (const char* name : kLocales) keep(surroundings.variables, name);
  surroundings.stdin_is_terminal = isatty(STDIN_FILENO) == 1;
  surroundings.stdout_is_terminal = isatty(STDOUT_FILENO) == 1;
  if (surroundings.stdout_is_terminal) surroundings.width = terminal_width();
  return surroundings;
}

bool use_colour(std::string_view wish, const Surroundings& surroundings) {
  if (wish == "always") return true;
  if (wish == "never" || surroundings.variable("NO_COLOR")) return false;
  return surroundings.stdout_is_terminal && surroundings.variable("TERM") != "dumb";
}

bool use_unicode(const Surroundings& surroundings) {
  for (const char* name : kLocales) {
    auto locale = surroundings.variable(name);
    if (!locale) continue;
    std::ranges::transform(*locale, locale->begin(), [](unsigned char c) { return std::tolower(c); });
    return locale->find("utf-8") != std::string::npos || locale->find("utf8") != std::string::npos;
  }
  return true;
}

int StandardOutput::sync() {
  std::string_view text = view();
  while (!text.empty() && error_ == 0) {
    const ssize_t written = write(STDOUT_FILENO, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  str({});
  return error_ == 0 ? 0 : -1;
}

int StandardOutput::exit_code(int status, std::ostream& err) const {
  if (error_ == 0) return status;
  if (error_ == EPIPE) return 0;
  err << "sizer: error: cannot write to standard output: " << std::strerror(error_) << '\n';
  return 2;
}

}  // namespace sizer::cli
