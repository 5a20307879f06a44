#include "run.hpp"

#include <ostream>

#include "commands.hpp"
#include "flags.hpp"
#include "generate.hpp"
#include "help.hpp"

namespace sizer::cli {
namespace {

int run_command(const Options& options, std::ostream& out, std::ostream& err) {
  switch (options.command) {
    case Command::plan:
      return run_plan(options, out, err);
    case Command::check:
      return run_check(options, out, err);
    case Command::compare:
      return run_compare(options, out, err);
    case Command::simulate:
      return run_simulate(options, out, err);
    case Command::explain:
      return run_explain(options, out, err);
    case Command::practice:
      return run_practice(options, out, err);
    case Command::instances:
      return run_instances(options, out, err);
    case Command::assumptions:
      return run_assumptions(options, out, err);
  }
  throw std::logic_error("a command without a function");
}

int print(const std::string& text, std::ostream& out) {
  out << text;
  return 0;
}

int answer(const std::vector<std::string>& arguments, const Surroundings& surroundings, std::ostream& out,
           std::ostream& err) {
  if (arguments.empty()) {
    err << short_help();
    return 2;
  }
  const Options options = parse_command_line(arguments, surroundings);
  if (options.help) return print(options.command_named ? help_text(options.command) : help_text(), out);
  if (options.version) return print(version_text(), out);
  if (options.generate) return print(generate(*options.generate), out);
  return run_command(options, out, err);
}

}  // namespace

int run(const std::vector<std::string>& arguments, const Surroundings& surroundings, std::ostream& out,
        std::ostream& err) {
  try {
    return answer(arguments, surroundings, out, err);
  } catch (const InputError& error) {
    err << format_diagnostics(error.diagnostics());
    return 2;
  } catch (const std::exception& error) {
    err << "sizer: this is a bug in sizer: " << error.what() << '\n';
    return 3;
  }
}

}  // namespace sizer::cli
