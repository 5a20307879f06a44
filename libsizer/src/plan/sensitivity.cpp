#include "sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include "sizer/units.hpp"

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

std::string what_to_do(std::string_view key) {
  if (key == "cpu.work_factor" || key == "model.error")
    return "the CPU work of the job (work of each [[stage]], from the Spark UI)";
  if (key.starts_with("data.") && key.ends_with("expansion"))
    return "the size of the rows in memory (from a sample run's input metrics)";
  if (key.ends_with("shuffle") || key == "shuffle.compression")
    return "the bytes the job shuffles (Spark UI, 'Shuffle Write')";
  if (key.ends_with("write") || key.ends_with("kept")) return "the size of the output";
  if (key.starts_with("start.")) return "how long your clusters take to start";
  if (key.starts_with("skew.") || key == "task.sigma") return "the share of the hottest key, or task times of one run";
  if (key.starts_with("cpu.")) return "the CPU time of one run (Spark UI, 'executorCpuTime')";
  return "a measurement of it";
}

}  // namespace

std::vector<Driver> spread_drivers(const Question& q, const std::vector<double>& seconds) {
  std::vector<double> logs(seconds.size());
  std::ranges::transform(seconds, logs.begin(), [](double s) { return std::log(s); });
  std::vector<Driver> drivers;
  for (std::size_t row = 0; row < kAssumptionCount; ++row) {
    const auto overridden = q.stated.find(std::string(kAssumptions[row].key));
    const bool fixed = overridden == q.stated.end() ? kAssumptions[row].low == kAssumptions[row].high
                                                    : overridden->second.low == overridden->second.high;
    if (fixed) continue;
    const double r = correlation(logs_of(q.all.worlds, row), logs);
    drivers.push_back({&kAssumptions[row], r * r});
  }
  std::ranges::stable_sort(drivers, [](const Driver& a, const Driver& b) { return a.share > b.share; });
  return drivers;
}

std::string narrow_most(const Question& q, const std::vector<double>& seconds) {
  if (q.scenario.profile.is_default() && q.scenario.stages.empty()) {
    return "the kind of work: say profile = \"join\", \"sql\", \"heavy-user-code\" … or give [[stage]]s; it moves the "
           "answer more than any "
           "hardware";
  }
  const auto drivers = spread_drivers(q, seconds);
  if (drivers.empty() || drivers[0].share < 0.02) return {};
  return what_to_do(drivers[0].row->key) + ": " + std::string(drivers[0].row->key) + " accounts for " +
         format_share(drivers[0].share) + " of the spread";
}

}  // namespace sizer
