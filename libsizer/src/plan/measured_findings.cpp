#include <algorithm>
#include <iterator>

#include "findings.hpp"
#include "sizer/units.hpp"

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

}  // namespace

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
