#include "generate.hpp"

#include <fmt/format.h>

#include "help.hpp"
#include "sizer/units.hpp"

namespace sizer::cli {
namespace {

std::string replaced(std::string_view text, char from, std::string_view to) {
  std::string result;
  for (const char c : text) {
    if (c == from) {
      result += to;
    } else {
      result += c;
    }
  }
  return result;
}

// --- Man page

std::string roff(std::string_view text) { return replaced(replaced(text, '\\', "\\e"), '-', "\\-"); }

std::string roff_option(const Flag& flag) {
  std::string name = flag.letter == '\0' ? std::string() : fmt::format("\\fB\\-{}\\fR, ", flag.letter);
  name += fmt::format("\\fB\\-\\-{}\\fR", roff(flag.name));
  return flag.argument.empty() ? name : fmt::format("{} \\fI{}\\fR", name, flag.argument);
}

std::string roff_options() {
  std::string text;
  for (const auto section : sections()) {
    text += fmt::format(".SS {}\n", section);
    for (const Flag& flag : flags()) {
      if (flag.section == section) text += fmt::format(".TP\n{}\n{}.\n", roff_option(flag), roff(flag.help));
    }
  }
  return text;
}

std::string roff_commands() {
  std::string text;
  for (const CommandEntry& entry : commands()) {
    text += fmt::format(".TP\n\\fB{}\\fR {}\n{}.\n", entry.name, roff(entry.arguments), roff(entry.help));
  }
  return text;
}

std::string roff_environment() {
  std::string text;
  for (const Flag& flag : flags()) {
    if (flag.variable.empty()) continue;
    text += fmt::format(".TP\n.B {}\nStands in for \\-\\-{}.\n", flag.variable, roff(flag.name));
  }
  return text + ".TP\n.B NO_COLOR\nWhen it holds anything, no colour.\n";
}

std::string roff_examples_and_exit() {
  std::string text = ".SH EXIT STATUS\n";
  for (const ExitCode& exit : exit_codes()) text += fmt::format(".TP\n.B {}\n{}.\n", exit.code, roff(exit.meaning));
  text += ".SH EXAMPLES\n";
  for (const Example& example : examples()) {
    text += fmt::format(".TP\n{}\n{}.\n", roff(example.command), roff(example.meaning));
  }
  return text;
}

// --- Shells

std::string dashed(const Flag& flag) { return fmt::format("--{}", flag.name); }

std::string with_letter(const Flag& flag, std::string_view separator) {
  return flag.letter == '\0' ? dashed(flag) : fmt::format("-{}{}{}", flag.letter, separator, dashed(flag));
}

std::string command_names(std::string_view separator) {
  std::string names;
  for (const CommandEntry& entry : commands()) {
    names += fmt::format("{}{}", names.empty() ? "" : separator, entry.name);
  }
  return names;
}

std::string options_of(Command command) {
  std::string options;
  for (const Flag& flag : flags()) {
    if (flag.belongs_to(command)) options += (options.empty() ? "" : " ") + with_letter(flag, " ");
  }
  return options;
}

std::string bash_values() {
  std::string cases;
  for (const Flag& flag : flags()) {
    if (flag.argument.empty()) continue;
    std::string reply = ";;";
    if (flag.offers == Offers::files) reply = "COMPREPLY=($(compgen -f -- \"$current\")) ;;";
    if (flag.offers == Offers::choices) {
      reply = fmt::format("COMPREPLY=($(compgen -W \"{}\" -- \"$current\")) ;;", flag.choices);
    }
    cases += fmt::format("    {}) {}\n", with_letter(flag, " | "), reply);
  }
  return cases;
}

std::string bash_commands() {
  std::string cases;
  for (const CommandEntry& entry : commands()) {
    cases += fmt::format("    {}) options=\"{}\" ;;\n", entry.name, options_of(entry.command));
  }
  return cases;
}

std::string quoted(std::string_view text) { return "'" + replaced(text, '\'', "'\\''") + "'"; }

std::string zsh_option(const Flag& flag) {
  const std::string sentence = replaced(replaced(replaced(flag.help, '[', "("), ']', ")"), ':', "\\:");
  std::string rest = fmt::format("[{}]", sentence);
  if (!flag.argument.empty()) rest += fmt::format(":{}:", flag.argument);
  if (flag.offers == Offers::files) rest += "_files";
  if (flag.offers == Offers::choices) rest += fmt::format("({})", flag.choices);
  const std::string repeat = std::holds_alternative<std::vector<std::string> Options::*>(flag.target) ? "*" : "";
  if (flag.letter == '\0') return quoted(repeat + dashed(flag) + rest);
  return fmt::format("{}{{{}}}{}", quoted("(" + with_letter(flag, " ") + ")"), with_letter(flag, ","), quoted(rest));
}

/// In which situations fish offers an option: after which commands.
std::string fish_condition(const Flag& flag) {
  std::string others, own;
  for (const CommandEntry& entry : commands()) {
    std::string& names = flag.belongs_to(entry.command) ? own : others;
    names += fmt::format(" {}", entry.name);
  }
  if (others.empty()) return {};
  const bool bare = flag.belongs_to(Command::plan);  // also without a command
  return fmt::format(" -n '{}__fish_seen_subcommand_from{}'", bare ? "not " : "", bare ? others : own);
}

std::string fish_option(const Flag& flag) {
  std::string line = "complete -c sizer" + fish_condition(flag);
  if (flag.letter != '\0') line += fmt::format(" -s {}", flag.letter);
  line += fmt::format(" -l {}", flag.name);
  if (flag.offers == Offers::files) line += " -r -F";
  if (flag.offers == Offers::choices) line += fmt::format(" -x -a '{}'", flag.choices);
  if (flag.offers == Offers::nothing && !flag.argument.empty()) line += " -x";
  return fmt::format("{} -d {}\n", line, quoted(flag.help));
}

// --- Reference page

std::string table_row(std::string_view left, std::string_view right) {
  return fmt::format("| `{}` | {} |\n", replaced(left, '|', "\\|"), replaced(right, '|', "\\|"));
}

std::string markdown_commands() {
  std::string text = "## Commands\n\n| command | answers |\n|---|---|\n";
  for (const CommandEntry& entry : commands()) {
    text += table_row(fmt::format("sizer {} {}", entry.name, entry.arguments), entry.help);
  }
  return text;
}

std::string markdown_options() {
  std::string text;
  for (const auto section : sections()) {
    text += fmt::format("\n## {}\n\n| option | |\n|---|---|\n", section);
    for (const Flag& flag : flags()) {
      const std::string usage = usage_of(flag);
      if (flag.section == section) text += table_row(usage.substr(usage.find_first_not_of(' ')), sentence_of(flag));
    }
  }
  return text;
}

std::string markdown_exit_codes() {
  std::string text = "\n## Exit status\n\n| code | meaning |\n|---|---|\n";
  for (const ExitCode& exit : exit_codes()) text += table_row(exit.code, exit.meaning);
  return text;
}

}  // namespace

std::string man_page() {
  std::string version = version_text();
  version.pop_back();
  return fmt::format(R"(.TH SIZER 1 "" "{}" "User Commands"
.SH NAME
sizer \- size a Spark cluster: how many of which node, how long, at what cost
.SH SYNOPSIS
.B sizer
[\fICOMMAND\fR] [\fIFILE\fR|\fIPHRASE\fR] [\fIOPTION\fR]...
.SH DESCRIPTION
Answers which cluster a Spark job needs to meet a deadline, with a range for its time, its cost, what it
waits for and the arithmetic behind every number.
The question is a phrase such as "500 GB, 2h SLA", a scenario file in TOML, or \- for standard input.
The answer goes to standard output, everything else to standard error.
An option wins over its environment variable, that over the scenario, and that over the default.
.SH COMMANDS
{}.PP
A phrase or a file without a command is planned.
.SH OPTIONS
{}.SH ENVIRONMENT
{}{})",
                     version, roff_commands(), roff_options(), roff_environment(), roff_examples_and_exit());
}

std::string bash_completion() {
  return fmt::format(R"(# bash completion for sizer
_sizer() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}}
  local command=plan word options
  COMPREPLY=()
  case $previous in
{}    *) previous= ;;
  esac
  [[ -n $previous ]] && return
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $word in {}) command=$word && break ;; esac
  done
  case $command in
{}  esac
  case $current in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *)
      COMPREPLY=($(compgen -f -- "$current"))
      ((COMP_CWORD == 1)) && COMPREPLY+=($(compgen -W "{}" -- "$current"))
      ;;
  esac
}}
complete -o filenames -F _sizer sizer
)",
                     bash_values(), command_names(" | "), bash_commands(), command_names(" "));
}

std::string zsh_completion() {
  std::string described;
  for (const CommandEntry& entry : commands()) {
    described += fmt::format("    {}\n", quoted(fmt::format("{}:{}", entry.name, entry.help)));
  }
  std::string options;
  for (const Flag& flag : flags()) options += fmt::format("    {} \\\n", zsh_option(flag));
  return fmt::format(R"(#compdef sizer
_sizer_first() {{
  local -a commands=(
{}  )
  _describe command commands
  _files
}}
_sizer() {{
  _arguments -s \
{}    '1:command, file or phrase:_sizer_first' \
    '*:file:_files'
}}
_sizer "$@"
)",
                     described, options);
}

std::string fish_completion() {
  std::string text = "# fish completion for sizer\n";
  const std::string first = fmt::format(" -n 'not __fish_seen_subcommand_from {}'", command_names(" "));
  for (const CommandEntry& entry : commands()) {
    text += fmt::format("complete -c sizer{} -a {} -d {}\n", first, entry.name, quoted(entry.help));
  }
  for (const Flag& flag : flags()) text += fish_option(flag);
  return text;
}

std::string reference_page() {
  std::string text = R"(# The command line

What every command and option of `sizer` does. The same table makes `sizer --help`, the man page and the shell
completions; this page is what `sizer --generate markdown` prints.

    sizer "500 GB, 2h SLA"
    sizer plan nightly.toml --set goal.confidence=0.99 -o plan.md
    sizer check nightly.toml --on "10 x m5.2xlarge"
    sizer instances 'r6id.*' --min-memory 64GiB --sort price

A phrase or a file without a command is planned; `-` reads standard input. The answer goes to standard output,
everything else to standard error. An option wins over its environment variable (in brackets below), that over the
scenario, and that over the default.

)";
  return text + markdown_commands() + markdown_options() + markdown_exit_codes();
}

std::string generate(const std::string& what) {
  if (what == "man") return man_page();
  if (what == "bash") return bash_completion();
  if (what == "zsh") return zsh_completion();
  if (what == "fish") return fish_completion();
  if (what == "markdown") return reference_page();
  throw InputError(
      {.where = {.file = "--generate", .line_text = {}},
       .message = "cannot make '" + what + "'" + did_you_mean(what, {"man", "bash", "zsh", "fish", "markdown"}),
       .hint = "one of man, bash, zsh, fish, markdown"});
}

}  // namespace sizer::cli
