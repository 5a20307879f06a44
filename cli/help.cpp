#include "help.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sizer::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kColumn = 30;  // where the sentences begin

constexpr Example kExamples[] = {
    {"sizer \"500 GB, 2h SLA\"", "a phrase is enough"},
    {"sizer check nightly.toml --on \"10 x m5.2xlarge\"", "what this cluster does"},
};

constexpr ExitCode kExitCodes[] = {
    {"0", "answered: a plan, or the checked or simulated cluster meets the goal"},
    {"1", "no cluster fits, the goal is missed, or settings cannot work"},
    {"2", "wrong usage or input"},
    {"3", "a bug in sizer"},
};

/// `text` in a column that begins at `column` and ends at the width.
std::string in_column(std::string_view text, std::size_t column) {
  std::string lines;
  std::size_t used = column;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (used > column && used + 1 + word.size() > kWidth) {
      lines += "\n" + std::string(column, ' ');
      used = column;
    }
    lines += (used > column ? " " : "") + std::string(word);
    used += word.size() + (used > column ? 1 : 0);
  }
  return lines + "\n";
}

std::string row(std::string_view left, std::string_view right) {
  const std::string beginning = fmt::format("  {:<{}}", left, kColumn - 2);
  const bool fits = beginning.size() == kColumn;
  return beginning + (fits ? "" : "\n" + std::string(kColumn, ' ')) + in_column(right, kColumn);
}

template <class Wanted>
std::string option_rows(std::string_view section, Wanted wanted) {
  std::string rows;
  for (const Flag& flag : flags()) {
    if (flag.section == section && wanted(flag)) rows += row(usage_of(flag), sentence_of(flag));
  }
  return rows;
}

std::string example_rows() {
  std::string rows = "Examples:\n";
  for (const Example& example : examples()) rows += fmt::format("  {:<50} {}\n", example.command, example.meaning);
  return rows;
}

std::string command_rows() {
  std::string rows = "Commands:\n";
  for (const CommandEntry& entry : commands()) {
    rows += row(fmt::format("{} {}", entry.name, entry.arguments), entry.help);
  }
  return rows + "  A phrase or a file without a command is planned. \"-\" reads standard input.\n";
}

std::string ending() {
  std::string text = "\nExit status:\n";
  for (const ExitCode& exit : exit_codes()) text += fmt::format("  {}  {}\n", exit.code, exit.meaning);
  return text + "\nMore: man sizer\n";
}

}  // namespace

std::span<const Example> examples() { return kExamples; }
std::span<const ExitCode> exit_codes() { return kExitCodes; }

std::string usage_of(const Flag& flag) {
  std::string usage = flag.letter == '\0' ? std::string("    ") : fmt::format("-{}, ", flag.letter);
  usage += fmt::format("--{}", flag.name);
  return flag.argument.empty() ? usage : fmt::format("{} {}", usage, flag.argument);
}

std::string sentence_of(const Flag& flag) {
  return flag.variable.empty() ? std::string(flag.help) : fmt::format("{} [{}]", flag.help, flag.variable);
}

std::vector<std::string_view> sections() {
  std::vector<std::string_view> names;
  for (const Flag& flag : flags()) {
    if (std::find(names.begin(), names.end(), flag.section) == names.end()) names.push_back(flag.section);
  }
  return names;
}

std::string help_text() {
  std::string text = example_rows() + "\nUsage: sizer [COMMAND] [FILE|PHRASE] [OPTION]...\n\n" + command_rows();
  for (const auto section : sections()) {
    text += fmt::format("\n{}:\n", section) + option_rows(section, [](const Flag&) { return true; });
  }
  return text + ending();
}

std::string help_text(Command command) {
  const CommandEntry& entry = entry_of(command);
  std::string text = example_rows() + fmt::format("\nUsage: sizer {} {} [OPTION]...\n", entry.name, entry.arguments);
  text += fmt::format("  {}\n", entry.help);
  for (const auto section : sections()) {
    const std::string rows = option_rows(section, [&](const Flag& flag) { return flag.belongs_to(command); });
    if (!rows.empty()) text += fmt::format("\n{}:\n", section) + rows;
  }
  return text + ending();
}

std::string short_help() {
  return example_rows() + "\nUsage: sizer [COMMAND] [FILE|PHRASE] [OPTION]...\n\n" + command_rows() +
         "\nsizer --help lists the options.\n";
}

std::string version_text() { return "sizer " SIZER_VERSION "\n"; }

}  // namespace sizer::cli
