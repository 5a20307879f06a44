#include <algorithm>
#include <ostream>

#include "commands.hpp"
#include "output.hpp"
#include "question.hpp"
#include "sizer/plan.hpp"
#include "sizer/spark_values.hpp"

namespace sizer::cli {
namespace {

[[noreturn]] void refuse(const std::string& where, const std::string& message, const std::string& hint) {
  throw InputError({.where = {.file = where, .line_text = {}}, .message = message, .hint = hint});
}

PropertyFile read_properties(const Options& options) {
  const std::string& path = *options.conf;
  if (path == "-" && !options.words.empty() && options.words.front() == "-") {
    refuse("--conf", "standard input holds the scenario already", "give one of the two as a file");
  }
  return parse_properties(read_text_file(path), path == "-" ? "<stdin>" : path);
}

/// Settings alone are judged for a job of any size, so nothing may be asked about the job.
void refuse_what_needs_a_scenario(const Options& options) {
  constexpr std::string_view kCount[] = {"cluster.spark", "cluster.platform", "cluster.provider", "python"};
  for (const std::string& assignment : options.set) {
    const std::string key = assignment.substr(0, assignment.find('='));
    if (std::ranges::find(kCount, key) != std::end(kCount)) continue;
    refuse("--set", key + " does not count without a scenario",
           "settings alone are judged by cluster.spark, cluster.platform and python");
  }
  for (const char* flag : {"worlds", "seed"}) {
    const auto& value = *flag == 'w' ? options.worlds : options.seed;
    if (value && !options.from_variable.contains(flag)) {
      refuse("--" + std::string(flag), "settings alone are not a matter of worlds", "give a scenario too");
    }
  }
}

Question read_surroundings(const Options& options) {
  if (!options.words.empty()) return read_question(options);
  refuse_what_needs_a_scenario(options);
  Options any = options;
  any.words = {"1 GB"};
  return read_question(any);
}

SettingsContext context_of(const Scenario& scenario, const std::optional<ClusterRequest>& cluster) {
  const Provider provider = cluster ? cluster->instance.provider : scenario.cluster.providers.front().value;
  return {.instance = cluster ? &cluster->instance : nullptr,
          .nodes = cluster ? cluster->nodes : 1,
          .platform = platform_of(scenario, provider),
          .version = scenario.cluster.spark.value,
          .python = scenario.python.value};
}

SettingsReport judge(PropertyFile file, const std::string& name, const SettingsContext& where) {
  SettingsReport report{.file = name,
                        .where = where,
                        .properties = static_cast<long long>(file.properties.size()),
                        .findings = std::move(file.findings),
                        .notes = {}};
  for (auto& found : check_settings(file.properties, where)) report.findings.push_back(std::move(found));
  if (!where.instance) {
    report.notes.push_back("no cluster was named, so nothing was held against a node: --on \"10 x m5.2xlarge\"");
  }
  return report;
}

/// What the model takes from the settings: an executor's cores and heap, unless something is wrong with them.
class Layouts {
 public:
  Layouts(const PropertyFile& file, const SettingsReport& report) : file_(file), report_(report) {}

  void apply_to(ClusterChoice& cluster) const {
    if (const auto* cores = usable("spark.executor.cores")) {
      if (const auto read = spark::parse_int(cores->value)) cluster.executor_cores = {*read.value, cores->source};
    }
    if (const auto* heap = usable("spark.executor.memory")) {
      if (const auto read = spark::parse_bytes(heap->value, spark::ByteUnit::MiB, report_.where.version)) {
        cluster.executor_memory = {static_cast<double>(*read.value) * MiB, heap->source};
      }
    }
  }

  /// Settings that change a run and that time and cost do not know of.
  std::string left_out() const {
    constexpr std::string_view kTakePart[] = {"spark.executor.memoryOverhead",
                                              "spark.executor.instances",
                                              "spark.dynamicAllocation.enabled",
                                              "spark.driver.memory",
                                              "spark.task.cpus",
                                              "spark.sql.shuffle.partitions",
                                              "spark.default.parallelism",
                                              "spark.sql.files.maxPartitionBytes",
                                              "spark.sql.autoBroadcastJoinThreshold",
                                              "spark.memory.fraction",
                                              "spark.memory.offHeap.size",
                                              "spark.speculation"};
    std::string keys;
    for (const auto key : kTakePart) {
      if (stated(key)) keys += (keys.empty() ? "" : ", ") + std::string(key);
    }
    return keys;
  }

 private:
  const StatedProperty* stated(std::string_view key) const {
    const auto found = std::ranges::find(file_.properties, key, &StatedProperty::key);
    return found == file_.properties.end() ? nullptr : &*found;
  }
  const StatedProperty* usable(std::string_view key) const {
    const bool wrong = std::ranges::any_of(report_.findings, [&](const SettingsFinding& found) {
      return found.key == key && (found.bad_input || found.finding.severity == Severity::error);
    });
    return wrong ? nullptr : stated(key);
  }

  const PropertyFile& file_;
  const SettingsReport& report_;
};

int exit_code(const SettingsReport& report, bool fits) {
  if (has_bad_input(report.findings)) return 2;
  return has_errors(report.findings) || !fits ? 1 : 0;
}

int answer_alone(const SettingsReport& report, const Options& options, std::ostream& out, std::ostream& err) {
  deliver({.text = [&](const TextStyle& style) { return to_text(report, style); },
           .json = [&] { return to_json(report); },
           .markdown = [&] { return to_markdown(report); },
           .html = [&] { return to_html(report); }},
          options, out, err);
  return exit_code(report, true);
}

int answer_both(const Check& check, const SettingsReport& report, const Options& options, std::ostream& out,
                std::ostream& err) {
  deliver({.text = [&](const TextStyle& style) { return to_text(check, style) + "\n" + to_text(report, style); },
           .json = [&] { return to_json(check, report); },
           .markdown = [&] { return to_markdown(check) + "\n" + to_markdown(report); },
           .html = [&] { return to_html(check, report); }},
          options, out, err);
  return exit_code(report, check.fits);
}

}  // namespace

int run_check_settings(const Options& options, std::ostream& out, std::ostream& err) {
  const PropertyFile file = read_properties(options);
  Question question = read_surroundings(options);
  const InstanceTable table = load_instances(std::vector<Provider>{}, options);
  std::optional<ClusterRequest> cluster;
  if (options.on) cluster = read_cluster(question, table, options);
  const std::string name = *options.conf == "-" ? "<stdin>" : *options.conf;
  SettingsReport report = judge(file, name, context_of(question.scenario, cluster));
  note(options, err, std::to_string(report.properties) + " settings of " + name);
  if (options.words.empty()) return answer_alone(report, options, out, err);

  const Layouts layouts(file, report);
  layouts.apply_to(question.scenario.cluster);
  if (const std::string keys = layouts.left_out(); !keys.empty()) {
    report.notes.push_back("time and cost know the cores and the heap of an executor only, and nothing of " + keys);
  }
  return answer_both(check(question.scenario, *cluster, table, question.options), report, options, out, err);
}

}  // namespace sizer::cli
