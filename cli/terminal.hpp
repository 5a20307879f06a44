#pragma once

#include <iosfwd>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

/// What lies outside the program: environment variables, the terminal, standard output.
namespace sizer::cli {

struct Surroundings {
  std::map<std::string, std::string> variables = {};
  bool stdin_is_terminal = false;
  bool stdout_is_terminal = false;
  int width = 80;

  /// A variable's value; empty when it is unset or holds nothing.
  std::optional<std::string> variable(std::string_view name) const;
};

Surroundings look_around();

/// `wish` is "auto", "always" or "never". "auto": on a terminal, unless NO_COLOR is set or TERM is "dumb".
bool use_colour(std::string_view wish, const Surroundings& surroundings);

/// False when LC_ALL, LC_CTYPE or LANG, the first of them that is set, names another encoding than UTF-8.
bool use_unicode(const Surroundings& surroundings);

/// Standard output. What it is given is written when it is flushed, so that nothing half-printed is ever seen.
class StandardOutput : public std::stringbuf {
 public:
  int sync() override;

  /// `status` as it is; 0 when the reader has closed the pipe, who has seen what they wanted; 2, with a message on
  /// `err`, when the text could not be written.
  int exit_code(int status, std::ostream& err) const;

 private:
  int error_ = 0;
};

}  // namespace sizer::cli
