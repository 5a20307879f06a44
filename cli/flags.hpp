#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sizer/diagnostic.hpp"
#include "sizer/report.hpp"
#include "terminal.hpp"

/// The command line: one table of commands and one of options. The parser, --help, the man page, the shell
/// completions and docs/reference/command-line.md are all made from these two.
namespace sizer::cli {

enum class Command { plan, check, compare, simulate, explain, practice, instances, assumptions };

struct CommandEntry {
  Command command;
  std::string_view name;
  std::string_view arguments;
  std::string_view help;
};
std::span<const CommandEntry> commands();
const CommandEntry& entry_of(Command command);

/// Options that share one place: each by its name, with its value, which is empty for a switch.
using Named = std::map<std::string, std::string, std::less<>>;

/// A command line as it was understood. Values are as typed; each command reads its own.
struct Options {
  Command command = Command::plan;
  bool command_named = false;      ///< false: a bare phrase or file
  std::vector<std::string> words;  ///< what is neither an option nor the command's name

  bool json = false, plot = false, ascii = false, quiet = false, verbose = false, help = false, version = false;
  std::optional<std::string> output, emit, color, generate;

  std::vector<std::string> set, providers;
  std::optional<std::string> instances, worlds, seed, on, conf;

  std::optional<std::string> min_memory, max_memory, min_vcpu, max_vcpu, min_network, max_price, arch, sort;
  std::vector<std::string> families;
  bool local_ssd = false, no_local_disk = false, previous_generation = false;

  std::vector<std::string> lose_nodes, lose_executors, beside, spikes, outages, slow_sinks, rescales;
  std::optional<std::string> spot, notice, replaced_after, slow_node, stragglers, nodes_at_start, nodes_a_minute,
      scheduling, trace, length;
  bool speculation = false, dynamic_allocation = false;

  std::vector<std::string> vary;
  Named comparisons;  ///< ready comparisons asked for, with the argument of those that take one
  bool csv = false, markdown = false;
  bool list = false, vocabulary = false;
  std::optional<std::string> topic, exam, answer, progress;

  std::set<std::string, std::less<>> from_variable;  ///< options whose value is that of an environment variable
  TextStyle style;
  bool at_terminal = false;  ///< a person can be asked
  bool hints = false;        ///< a person is reading: say what to try next
};

/// What a shell offers after an option that takes a value.
enum class Offers { nothing, choices, files };

struct Flag {
  std::string_view name;
  char letter = '\0';         ///< '\0': none
  std::string_view argument;  ///< empty: a switch
  std::string_view help;
  std::string_view section;  ///< its heading in --help and the man page
  unsigned commands = 0;     ///< one bit a command
  std::variant<bool Options::*, std::optional<std::string> Options::*, std::vector<std::string> Options::*,
               Named Options::*>
      target;
  std::string_view variable = {};  ///< the environment variable that stands in for it
  Offers offers = Offers::nothing;
  std::string_view choices = {};  ///< separated by spaces

  bool belongs_to(Command command) const { return (commands >> static_cast<unsigned>(command) & 1U) != 0; }
};
std::span<const Flag> flags();

/// Where an option's value came from, as messages and explanations name it: "--seed" or "SIZER_SEED".
std::string origin(const Options& options, std::string_view flag);

/// Throws InputError with everything that is wrong with the command line.
Options parse_command_line(const std::vector<std::string>& arguments, const Surroundings& surroundings);

/// True for "-", for what ends in ".toml" or begins like a path, and for what exists and is no directory.
bool names_a_file(const std::string& word);
/// True for what has a digit or a space in it, as every phrase has.
bool looks_like_a_phrase(const std::string& word);

}  // namespace sizer::cli
