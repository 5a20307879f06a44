#pragma once

#include <string>

#include "flags.hpp"

namespace sizer::cli {

/// --help: of everything, or of one command. At most 80 columns.
std::string help_text();
std::string help_text(Command command);

/// The few lines for someone who typed nothing.
std::string short_help();

std::string version_text();

// How the texts made from the table write an option.

std::string usage_of(const Flag& flag);  ///< "-o, --output FILE"
std::vector<std::string_view> sections();
/// The help sentence, with the environment variable that stands in.
std::string sentence_of(const Flag& flag);

struct ExitCode {
  std::string_view code, meaning;
};
std::span<const ExitCode> exit_codes();

struct Example {
  std::string_view command, meaning;
};
std::span<const Example> examples();

}  // namespace sizer::cli
