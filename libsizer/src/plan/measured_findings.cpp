#include "measured_findings.hpp"

#include <algorithm>
#include <iterator>

#include "sizer/units.hpp"
#include "workload/measured.hpp"

namespace sizer {
namespace {

Finding strange(const MeasuredReport& run) {
  const double ratio = (run.measured / run.after.p50).base();
  const double before = (run.measured / run.before.p50).base();
  const std::string how = format_number(std::max(ratio, 1 / ratio)) + " times " + (ratio > 1 ? "longer" : "shorter");
  return {Severity::warning, "run-contradicts",
          "the measured run of " + run.name + " (" + run.source + ") took " + format(run.measured) + ", " + how +
              " than the answer makes of it (" + format(run.after.p50) + "); without measured runs it would be " +
              format(run.before.p50) + ", a factor of " + format_number(std::max(before, 1 / before)),
          "check its data, cluster and duration; if they are right, the job is of another kind than profile, stages or "
          "iterations say"};
}

constexpr double kNoise = 1.5;  // times that one run of a job may take longer than the next

Finding disagreeing(const MeasuredRun& slow, const MeasuredRun& fast, double times) {
  return {Severity::warning, "runs-disagree",
          "the measured run of " + slow.name() + " (" + slow.duration.source + ") took " + format(slow.duration.value) +
              ", " + format_number(times) + " times as long as that of " + fast.name() + " (" + fast.duration.source +
              ", " + format(fast.duration.value) + "), which had no less to do on no more nodes",
          "leave out the one that was disturbed, or whose data, cluster or duration is not right"};
}

constexpr double kSameShare = 1.5;  // times what another run cached of each byte it read

double cached_a_byte(const MeasuredRun& run) { return (run.cached->value / run.data.value).base(); }

/// What runs saw of one cache, where it does not grow with the data as it is taken to.
std::vector<Finding> disagreeing_caches(const Scenario& scenario) {
  std::vector<const MeasuredRun*> saw;
  for (const MeasuredRun& run : scenario.measured) {
    if (run.cached && run.cached->value > Bytes<>()) saw.push_back(&run);
  }
  if (saw.size() < 2) return {};
  const auto [least, most] = std::ranges::minmax(saw, {}, [](const MeasuredRun* run) { return cached_a_byte(*run); });
  if (cached_a_byte(*most) < kSameShare * cached_a_byte(*least)) return {};
  return {{Severity::warning, "runs-disagree",
           "the measured run of " + most->name() + " cached " + format(most->cached->value) + " (" +
               most->cached->source + "), that of " + least->name() + " only " + format(least->cached->value) + " (" +
               least->cached->source + "), which is not in proportion to their data: the mean share is taken",
           "say in both what the cache would hold if all of it fitted, or set input.cached"}};
}

}  // namespace

std::vector<Finding> disagreeing_runs(const Scenario& scenario) {
  std::vector<Finding> found;
  for (const MeasuredRun& slow : scenario.measured) {
    for (const MeasuredRun& fast : scenario.measured) {
      const double times = times_too_long(slow, fast);
      if (times > kNoise) found.push_back(disagreeing(slow, fast, times));
    }
  }
  append(found, disagreeing_caches(scenario));
  return found;
}

std::vector<Finding> runs_without_room(const Scenario& scenario, const std::optional<Conditioning>& measured) {
  std::vector<Finding> found;
  for (const MeasuredRun& run : scenario.measured) {
    const auto is_run = [&](const MeasuredReport& used) { return used.source == run.duration.source; };
    if (!run.instance || (measured && std::ranges::any_of(measured->runs, is_run))) continue;
    found.push_back({Severity::warning, "run-no-room",
                     "the measured run of " + run.name() + " (" + run.duration.source +
                         ") is not used: its nodes have no room for an executor beside the driver",
                     "check its cluster, executor_cores and executor_memory, and cluster.platform"});
  }
  return found;
}

std::vector<Finding> unknown_runs(Scenario& scenario, const InstanceTable& table) {
  std::vector<Finding> found;
  for (const MeasuredRun* run : resolve_measured(scenario, table)) {
    found.push_back({Severity::warning, "run-unknown-node",
                     "the measured run of " + run->name() + " is not used: the table has no such instance type",
                     "describe the type in a file of your own instances"});
  }
  return found;
}

std::vector<Finding> about_runs(const Conditioning& measured) {
  std::vector<Finding> found;
  if (!measured.reached) {
    found.push_back({Severity::warning, "runs-unexplained",
                     "no possible world explains the measured runs: the answer is that without them",
                     "check their data, clusters and durations, and the job's profile"});
  }
  for (const MeasuredReport& run : measured.runs) {
    if (measured.reached && run.contradicts) found.push_back(strange(run));
  }
  return found;
}

void append(std::vector<Finding>& all, std::vector<Finding> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace sizer
