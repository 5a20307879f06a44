// Runs the commands of transcripts and compares what they print.
//
//     run_transcripts [--rewrite] --sizer PROGRAM --directory DIR FILE…
//
// A transcript (*.txt) is any number of:
//
//     $ sizer "500 GB, 2h SLA" --json
//     what it prints on stdout; a line of three dots stands for any lines
//     [stderr]
//     what it prints there; left out when that is nothing
//     [exit 0]
//
// Lines before the first command and after an exit are comment. In Markdown, every ```console block that begins with
// `$ sizer` is one: it shows what a terminal would, stdout and stderr together, and no exit code.
// --rewrite puts what is printed now where something else stands.

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

struct Options {
  bool rewrite = false;
  std::string sizer, directory;
  std::vector<std::string> files;
};

struct Output {
  Lines out, err;
  std::optional<int> exit_code;
};

/// A command and where its expected output stands: lines [begin, end) of the file.
struct Command {
  std::string text;
  Output expected;
  std::size_t begin = 0, end = 0;
};

Lines read_lines(const fs::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  Lines lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

void write_lines(const fs::path& path, const Lines& lines) {
  std::ofstream file(path);
  for (const auto& line : lines) file << line << '\n';
}

std::optional<int> exit_line(const std::string& line) {
  if (!line.starts_with("[exit ") || !line.ends_with("]")) return std::nullopt;
  return std::stoi(line.substr(6));
}

Output parse_output(const Lines& lines, std::size_t begin, std::size_t& end) {
  Output output;
  Lines* part = &output.out;
  for (std::size_t i = begin; i < end; ++i) {
    if (const auto code = exit_line(lines[i])) {
      output.exit_code = code;
      end = i + 1;
    } else if (lines[i] == "[stderr]") {
      part = &output.err;
    } else {
      part->push_back(lines[i]);
    }
  }
  return output;
}

std::vector<Command> commands_between(const Lines& lines, std::size_t begin, std::size_t end) {
  const auto is_command = [](const std::string& line) { return line.starts_with("$ "); };
  const auto next = [&](std::size_t from) {
    const auto first = lines.begin() + static_cast<std::ptrdiff_t>(from);
    const auto last = lines.begin() + static_cast<std::ptrdiff_t>(end);
    return static_cast<std::size_t>(std::find_if(first, last, is_command) - lines.begin());
  };
  std::vector<Command> commands;
  for (std::size_t i = next(begin); i < end; i = next(i)) {
    Command command;
    command.text = lines[i].substr(2);
    for (++i; command.text.ends_with('\\') && i < end; ++i) command.text += '\n' + lines[i];
    command.begin = i;
    command.end = next(i);
    command.expected = parse_output(lines, command.begin, command.end);
    commands.push_back(std::move(command));
  }
  return commands;
}

std::vector<Command> commands_in_markdown(const Lines& lines) {
  std::vector<Command> commands;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i] != "```console" || !lines[i + 1].starts_with("$ sizer")) continue;
    const auto begin = i + 1;
    while (i < lines.size() && lines[i] != "```") ++i;
    const auto found = commands_between(lines, begin, i);
    commands.insert(commands.end(), found.begin(), found.end());
  }
  return commands;
}

Output run(const Command& command, bool as_terminal, const Options& options) {
  const auto scratch = (fs::temp_directory_path() / fmt::format("sizer-transcript-{}", getpid())).string();
  const auto out = scratch + ".out", err = scratch + ".err";
  const auto shell = fmt::format("cd '{}' && {{ {}\n}} </dev/null >'{}' 2>{}", options.directory, command.text, out,
                                 as_terminal ? "&1" : "'" + err + "'");
  const int status = std::system(shell.c_str());
  Output output{.out = read_lines(out), .err = as_terminal ? Lines{} : read_lines(err), .exit_code = {}};
  if (!as_terminal) output.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  fs::remove(out);
  fs::remove(err);
  return output;
}

Lines without_blank_end(Lines lines) {
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

/// Line by line, where an expected "..." stands for any number of lines.
template <class Expected, class Printed>
bool matches(Expected expected, Expected expected_end, Printed printed, Printed printed_end) {
  for (; expected != expected_end; ++expected, ++printed) {
    if (*expected == "...") {
      for (;; ++printed) {
        if (matches(expected + 1, expected_end, printed, printed_end)) return true;
        if (printed == printed_end) return false;
      }
    }
    if (printed == printed_end || *expected != *printed) return false;
  }
  return printed == printed_end;
}

bool matches(const Lines& expected, const Lines& printed) {
  const auto a = without_blank_end(expected), b = without_blank_end(printed);
  return matches(a.begin(), a.end(), b.begin(), b.end());
}

bool matches(const Output& expected, const Output& printed) {
  return matches(expected.out, printed.out) && matches(expected.err, printed.err) &&
         expected.exit_code == printed.exit_code;
}

Lines as_lines(const Output& output) {
  Lines lines = without_blank_end(output.out);
  if (!output.err.empty()) {
    lines.push_back("[stderr]");
    lines.insert(lines.end(), output.err.begin(), output.err.end());
  }
  if (output.exit_code) lines.push_back(fmt::format("[exit {}]", *output.exit_code));
  return lines;
}

void show_difference(const fs::path& file, const Command& command, const Output& printed) {
  fmt::print("{}:{}: $ {}\n", file.string(), command.begin, command.text);
  fmt::print("--- expected\n{}\n", fmt::join(as_lines(command.expected), "\n"));
  fmt::print("--- printed\n{}\n\n", fmt::join(as_lines(printed), "\n"));
}

void replace(Lines& lines, const Command& command, const Output& printed) {
  const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(command.begin);
  const auto end = lines.begin() + static_cast<std::ptrdiff_t>(command.end);
  const auto now = as_lines(printed);
  lines.insert(lines.erase(begin, end), now.begin(), now.end());
}

/// The number of commands that print something else than the file says.
int check_file(const fs::path& file, const Options& options) {
  auto lines = read_lines(file);
  const bool markdown = file.extension() == ".md";
  const auto commands = markdown ? commands_in_markdown(lines) : commands_between(lines, 0, lines.size());
  if (commands.empty() && !markdown) throw std::runtime_error(file.string() + " has no command");

  int different = 0;
  // From the last to the first, so that replacing one leaves the others where they are.
  for (auto command = commands.rbegin(); command != commands.rend(); ++command) {
    const auto printed = run(*command, markdown, options);
    if (matches(command->expected, printed)) continue;
    ++different;
    show_difference(file, *command, printed);
    replace(lines, *command, printed);
  }
  if (options.rewrite && different > 0) write_lines(file, lines);
  return different;
}

Options parse_arguments(int count, char** arguments) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--rewrite") {
      options.rewrite = true;
    } else if (argument == "--sizer" && i + 1 < count) {
      options.sizer = arguments[++i];
    } else if (argument == "--directory" && i + 1 < count) {
      options.directory = arguments[++i];
    } else {
      options.files.emplace_back(argument);
    }
  }
  return options;
}

/// Commands see the program and nothing else of whoever runs the tests: no SIZER_* variables.
void clear_environment(const fs::path& sizer) {
  const char* path = std::getenv("PATH");
  const auto with_sizer = fmt::format("{}:{}", sizer.parent_path().string(), path ? path : "/usr/bin:/bin");
  clearenv();
  setenv("PATH", with_sizer.c_str(), 1);
}

}  // namespace

int main(int argc, char** argv) try {
  const auto options = parse_arguments(argc, argv);
  clear_environment(options.sizer);
  int different = 0;
  for (const auto& file : options.files) different += check_file(file, options);
  if (options.rewrite) fmt::print("{} rewritten\n", different);
  return different == 0 || options.rewrite ? 0 : 1;
} catch (const std::exception& problem) {
  fmt::print(stderr, "{}\n", problem.what());
  return 2;
}
