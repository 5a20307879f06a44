#include "compare_runs.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "question.hpp"

namespace sizer::cli {
namespace {

[[noreturn]] void refuse(const std::string& where, const std::string& message, const std::string& hint) {
  throw InputError({.where = {.file = where, .line_text = {}}, .message = message, .hint = hint});
}

const std::string kHow =
    "a file that states one [[measured]] run, or the number of one: sizer compare nightly.toml --before 1 --after 2";

std::optional<std::size_t> number_in(const std::string& text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// The [[measured]] run of that number in the scenario asked about.
ComparedRun numbered_run(const std::string& flag, std::size_t number, const Options& options,
                         const InstanceTable& table) {
  if (options.words.empty()) refuse(flag, std::to_string(number) + " is a run of no scenario", kHow);
  const Question question = read_question(options);
  const auto& runs = question.scenario.measured;
  if (number < 1 || number > runs.size()) {
    refuse(flag,
           "the scenario states " + std::to_string(runs.size()) + (runs.size() == 1 ? " run" : " runs") +
               ", and none of number " + std::to_string(number),
           kHow);
  }
  return measured_run(question.scenario, runs[number - 1], table);
}

/// The cluster a scenario leaves no choice of.
std::optional<ClusterRequest> fixed_cluster(const Scenario& scenario, const InstanceTable& table) {
  const ClusterChoice& choice = scenario.cluster;
  if (choice.instances.size() != 1 || choice.min_nodes.value != choice.max_nodes.value) return std::nullopt;
  const Instance* instance = table.find(choice.instances.front().value);
  if (!instance) return std::nullopt;
  return ClusterRequest{choice.min_nodes.value, *instance};
}

/// "march" of runs/march.toml.
std::string name_of(const std::string& file) {
  if (file == "-") return "<stdin>";
  const std::string name = file.substr(file.find_last_of('/') + 1);
  return name.ends_with(".toml") ? name.substr(0, name.size() - 5) : name;
}

std::string read_scenario_text(const std::string& flag, const std::string& file) {
  std::string text = read_text_file(file);
  if (text.starts_with("{\"Event\"")) {
    refuse(flag, "'" + (file == "-" ? "<stdin>" : file) + "' is an event log, not a scenario",
           "state the run in a scenario: [[measured]] with data, cluster and duration");
  }
  return text;
}

ComparedRun run_of_file(const std::string& flag, const std::string& file, const Options& options,
                        const InstanceTable& table) {
  const Scenario scenario =
      parse_scenario(read_scenario_text(flag, file), file == "-" ? "<stdin>" : file, overrides_of(options));
  if (scenario.stream) {
    refuse(flag, "'" + file + "' is a stream, and two runs are compared by how long each took",
           "--vary stream.watermark=\"10 min\",\"1 h\" compares streams");
  }
  if (scenario.measured.size() > 1) {
    refuse(flag, "'" + file + "' states " + std::to_string(scenario.measured.size()) + " runs", kHow);
  }
  if (!scenario.measured.empty()) {
    ComparedRun run = measured_run(scenario, scenario.measured.front(), table);
    run.name = name_of(file);
    return run;
  }
  const auto cluster = fixed_cluster(scenario, table);
  if (!cluster) {
    refuse(flag, "'" + file + "' states neither a [[measured]] run nor one cluster",
           "add a [[measured]] run, or fix cluster.instances to one type and cluster.nodes to one number");
  }
  return {name_of(file), scenario, *cluster};
}

ComparedRun read_run(const std::string& name, const Options& options, const InstanceTable& table) {
  const auto given = options.comparisons.find(name);
  const std::string flag = "--" + name;
  if (given == options.comparisons.end()) refuse(flag, "a comparison of two runs needs both of them", kHow);
  if (const auto number = number_in(given->second)) return numbered_run(flag, *number, options, table);
  return run_of_file(flag, given->second, options, table);
}

bool is_same(const std::string& before, const std::string& after) {
  std::error_code unknown;
  return before == after || std::filesystem::equivalent(before, after, unknown);
}

/// What would be compared with itself, or not be read.
void refuse_senseless(const Options& options) {
  const auto before = options.comparisons.find("before"), after = options.comparisons.find("after");
  const auto end = options.comparisons.end();
  if (before == end || after == end) return;
  if (is_same(before->second, after->second)) {
    refuse("--after", "'" + after->second + "' is the run before, too", "name another run: " + kHow);
  }
  if (!options.words.empty() && !number_in(before->second) && !number_in(after->second)) {
    refuse("sizer", "'" + options.words.front() + "' is not read: both runs are in files of their own",
           "leave it out, or name its runs by their numbers: --before 1 --after 2");
  }
}

/// Both runs, or all that is wrong with either.
std::vector<ComparedRun> read_runs(const Options& options, const InstanceTable& table) {
  std::vector<ComparedRun> runs;
  std::vector<Diagnostic> found;
  for (const char* name : {"before", "after"}) {
    try {
      runs.push_back(read_run(name, options, table));
    } catch (const InputError& error) {
      found.insert(found.end(), error.diagnostics().begin(), error.diagnostics().end());
    }
  }
  if (!found.empty()) throw InputError(std::move(found));
  return runs;
}

}  // namespace

bool compares_runs(const Options& options) {
  return options.comparisons.contains("before") || options.comparisons.contains("after");
}

Comparison compare_two_runs(const Options& options, const InstanceTable& table) {
  if (options.comparisons.size() > 2) refuse("sizer", "two runs are compared alone", "one ready comparison at a time");
  if (!options.vary.empty()) refuse("--vary", "two runs are what they are", "leave --vary out");
  if (options.on) refuse("--on", "each run has its own cluster", "leave --on out");
  refuse_senseless(options);
  const auto runs = read_runs(options, table);
  return compare_runs(runs[0], runs[1], table, read_plan_options(options));
}

}  // namespace sizer::cli
