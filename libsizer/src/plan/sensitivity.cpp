#include "sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include "elasticity.hpp"
#include "evaluate.hpp"
#include "sizer/units.hpp"
#include "tipping.hpp"

namespace sizer {
namespace {

/// Correlation of two series of equal length; 0 where one does not vary.
double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const auto n = static_cast<double>(x.size());
  double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    sx += x[i], sy += y[i];
    sxx += x[i] * x[i], syy += y[i] * y[i], sxy += x[i] * y[i];
  }
  const double vx = sxx - sx * sx / n, vy = syy - sy * sy / n;
  return vx > 1e-12 && vy > 1e-12 ? (sxy - sx * sy / n) / std::sqrt(vx * vy) : 0;
}

std::vector<double> logs_of(const Worlds& worlds, std::size_t row) {
  std::vector<double> logs;
  logs.reserve(static_cast<std::size_t>(worlds.count));
  for (const auto& block : worlds.blocks) {
    const Lanes log = block[AssumptionKey(row)].log();
    logs.insert(logs.end(), log.begin(), log.end());
  }
  return logs;
}

/// What to measure for an assumption, and where a person reads it.
struct Measurement {
  bool (*tells)(std::string_view key);
  std::string_view what, where;
};

bool is_expansion(std::string_view key) {
  return key.starts_with("codec.") || (key.starts_with("data.") && key.ends_with("expansion")) ||
         key == "data.row_bytes";
}
bool is_shuffle(std::string_view key) { return key.ends_with("shuffle") || key == "shuffle.compression"; }
bool is_output(std::string_view key) { return key.ends_with("write") || key.ends_with("kept"); }

constexpr Measurement kMeasurements[] = {
    {[](std::string_view key) { return key == "cpu.work_factor"; },
     "the CPU work of the job (work of each [[stage]], from the Spark UI)",
     "a finished run as [[measured]]: its duration, and as cpu_time the sum of executorCpuTime over its stages (event "
     "log, or /api/v1/applications/ID/stages)"},
    {is_expansion, "the size of the rows in memory (from a sample run's input metrics)",
     "Spark UI, SQL page of a run: 'data size' of the first exchange against 'size of files read' of the scan"},
    {is_shuffle, "the bytes the job shuffles (Spark UI, 'Shuffle Write')",
     "Spark UI, Stages page: the column Shuffle Write, as shuffle of each [[stage]] or of [[measured]]"},
    {is_output, "the size of the output",
     "Spark UI, Stages page: the column Output, as write of the last [[stage]]; or the size of the written files"},
    {[](std::string_view key) { return key.starts_with("start.") || key == "executor.start"; },
     "how long your clusters take to start",
     "the platform's console: from the request to the first executor; Spark UI, Jobs page: 'Executor added' in the "
     "event timeline"},
    {[](std::string_view key) { return key.starts_with("skew.") || key == "task.sigma"; },
     "the share of the hottest key, or task times of one run",
     "Spark UI, page of a stage, Summary Metrics: Duration and Shuffle Read Size, Max against Median; or GROUP BY the "
     "key and count"},
    {[](std::string_view key) { return key == "cache.expansion"; }, "the size of the cache",
     "Spark UI, Storage page: Size in Memory and Fraction Cached, as cached of [[measured]]"},
    {[](std::string_view key) { return key.starts_with("gc.") || key.starts_with("memory."); },
     "how full the executors' memory is",
     "Spark UI, Executors page: GC Time against Task Time; page of a stage: Spill (Memory) and Spill (Disk)"},
    {[](std::string_view key) { return key == "cpu.coremark_exponent" || key == "cpu.busy_thread"; },
     "the same job on another instance type", "a second finished run as [[measured]], on another type"},
    {[](std::string_view key) { return key.starts_with("cpu."); },
     "the CPU time of one run (Spark UI, 'executorCpuTime')",
     "the sum of executorCpuTime over the stages of a run (event log, or /api/v1/applications/ID/stages), as cpu_time "
     "of [[measured]]"},
    {[](std::string_view key) { return key.starts_with("stream."); }, "the rate that a cluster was seen to sustain",
     "the query's progress: processedRowsPerSecond where it fell behind, as events_per_second of [[measured]]"},
    {[](std::string_view key) { return key.starts_with("store.") || key.starts_with("network."); },
     "how fast the nodes read from the object store",
     "a run that only reads (a count over the input): Spark UI, Stages page, Input over Duration"},
    {[](std::string_view key) { return key.starts_with("disk.") || key.starts_with("volume."); },
     "the throughput of the nodes' disks", "fio, or the vendor's page on the volumes, as the row of [assume]"},
};
constexpr std::string_view kMeasureItself = "a measurement of it", kStateIt = "then its value as the row of [assume]";

Measurement measurement_of(std::string_view key) {
  const auto found = std::ranges::find_if(kMeasurements, [&](const Measurement& m) { return m.tells(key); });
  return found == std::end(kMeasurements) ? Measurement{nullptr, kMeasureItself, kStateIt} : *found;
}

/// What a model of this kind gets wrong with perfect inputs: nothing that is measured narrows it.
bool can_be_measured(const Assumption& row) { return row.key != "model.error"; }

}  // namespace

std::vector<Driver> spread_drivers(const Question& q, const std::vector<double>& seconds,
                                   const std::vector<Assumed>& used) {
  std::vector<double> logs(seconds.size());
  std::ranges::transform(seconds, logs.begin(), [](double s) { return std::log(s); });
  std::vector<Driver> drivers;
  for (std::size_t row = 0; row < kAssumptionCount; ++row) {
    const auto overridden = q.stated.find(std::string(kAssumptions[row].key));
    const bool fixed = overridden == q.stated.end() ? kAssumptions[row].low == kAssumptions[row].high
                                                    : overridden->second.low == overridden->second.high;
    if (fixed || !can_be_measured(kAssumptions[row]) || !std::ranges::count(used, kAssumptions[row].key, &Assumed::key))
      continue;
    const double r = correlation(logs_of(q.all.worlds, row), logs);
    drivers.push_back({&kAssumptions[row], r * r});
  }
  std::ranges::stable_sort(drivers, [](const Driver& a, const Driver& b) { return a.share > b.share; });
  return drivers;
}

std::string narrow_most(const Question& q, const std::vector<double>& seconds, const std::vector<Assumed>& used) {
  if (q.scenario.profile.is_default() && q.scenario.stages.empty()) {
    return "the kind of work: say profile = \"join\", \"sql\", \"heavy-user-code\" … or give [[stage]]s; it moves the "
           "answer more than any "
           "hardware";
  }
  const auto drivers = spread_drivers(q, seconds, used);
  if (drivers.empty() || drivers[0].share < 0.02) return {};
  return std::string(measurement_of(drivers[0].row->key).what) + ": " + std::string(drivers[0].row->key) +
         " accounts for " + format_share(drivers[0].share) + " of the spread";
}

namespace {

Sensitivity found_for(const Answered& a, const std::vector<Assumed>& used, WaveCurves& curves) {
  constexpr double kWorthMeasuring = 0.02;
  constexpr std::size_t kMostShown = 5;
  const auto seconds = Evaluator(a.question, a.question.all, a.option, curves).at(a.nodes).seconds;
  Sensitivity found;
  for (const auto& [row, share] : spread_drivers(a.question, seconds, used)) {
    if (share < kWorthMeasuring || found.spread.size() == kMostShown) break;
    const Measurement measurement = measurement_of(row->key);
    found.spread.push_back({std::string(row->key), share, measurement.what, measurement.where});
  }
  const Setup setup(a.question, a.option, a.nodes, curves);
  found.elasticities = elasticities(setup, curves);
  found.blocked = blocked_times(setup);
  for (const Stage& stage : setup.workload.stages) found.stages.push_back(stage.name);
  found.tipping = tipping_points(a, curves);
  return found;
}

}  // namespace

Sensitivity sensitivity_of(const Plan& plan, const InstanceTable& table) {
  const Cluster& cluster = plan.recommended->cluster;
  const Question question(plan.scenario, plan.options);
  const Option option = option_with(question, *cluster.instance, cluster.layout, table);
  WaveCurves curves;
  return found_for({question, option, cluster.nodes, plan.fits, &table}, plan.assumed, curves);
}

Sensitivity sensitivity_of(const Check& check, const InstanceTable& table) {
  const Cluster& cluster = check.checked.cluster;
  const Question question(check.scenario, check.options);
  const Option option = option_with(question, *cluster.instance, cluster.layout, table);
  WaveCurves curves;
  return found_for({question, option, cluster.nodes, check.fits, nullptr}, check.assumed, curves);
}

}  // namespace sizer
