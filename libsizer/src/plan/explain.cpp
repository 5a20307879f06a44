#include "explain.hpp"

#include <algorithm>
#include <set>

#include "exact_numbers.hpp"
#include "stream_plan.hpp"

namespace sizer {
namespace {

void collect_assumptions(const std::shared_ptr<const Step>& step, std::set<const Step*>& seen,
                         std::set<std::string_view>& keys) {
  if (!seen.insert(step.get()).second) return;
  const Assumption* row = step->inputs.empty() ? find_assumption(step->name) : nullptr;
  if (row != nullptr) keys.insert(row->key);
  for (const auto& input : step->inputs) collect_assumptions(input, seen, keys);
}

/// As `sizer assumptions` prints it: in the row's own unit.
std::string value_in_unit(const Assumption& row, const Overrides& overrides) {
  const auto found = overrides.find(std::string(row.key));
  const AssumptionRange range =
      found == overrides.end() ? AssumptionRange{row.low, row.typical, row.high, {}} : found->second;
  const std::string unit = row.unit.empty() || row.unit == "share" ? "" : " " + std::string(row.unit);
  if (range.low == range.high) return format_number(range.typical) + unit;
  return format_number(range.typical) + unit + " (" + format_number(range.low) + "–" + format_number(range.high) + ")";
}

}  // namespace

Explanation explain(const Question& q, const Cluster& cluster, const ClusterPrice& price, WaveCurves& curves) {
  Explanation explanation;
  if (cluster.slots() == 0) return explanation;
  const auto world = traced_world(q.overrides);
  const auto needs = demand(q.workload, world);
  const TaskPlan tasks = plan_tasks(q.workload, q.typical_demand, cluster, curves);
  JobTime<Traced> time;
  job_time(q.workload, needs, tasks, cluster, node_rates(cluster, world), world, time);
  explanation.roots.push_back(time.total.base().shared());
  if (price.known) {
    explanation.roots.push_back(job_cost(price, time, tasks, needs, world).total.base().shared());
  }
  for (const auto& stage : time.stages) explanation.roots.push_back(stage.total.base().shared());
  return explanation;
}

std::set<std::string_view> assumptions_behind(const std::vector<std::shared_ptr<const Step>>& steps) {
  std::set<const Step*> seen;
  std::set<std::string_view> keys;
  for (const auto& step : steps) collect_assumptions(step, seen, keys);
  return keys;
}

std::vector<Assumed> assumptions_used(const Explanation& explanation, const Overrides& overrides) {
  const auto keys = assumptions_behind(explanation.roots);
  std::vector<Assumed> used;
  for (const Assumption& row : kAssumptions) {
    if (!keys.contains(row.key)) continue;
    const auto found = overrides.find(std::string(row.key));
    used.push_back({std::string(row.key), value_in_unit(row, overrides),
                    found == overrides.end() ? std::string(row.source) : found->second.source});
  }
  return used;
}

Explanation explain(const Scenario& scenario, const Candidate& candidate) {
  if (scenario.stream) return explain_stream(scenario, candidate);
  const Question question(scenario, {.worlds = kLaneCount});
  WaveCurves curves;
  Explanation explanation = explain(question, candidate.cluster, candidate.price, curves);
  if (explanation.roots.empty()) return explanation;
  const auto exact = exact_numbers(question, candidate);
  explanation.roots.insert(explanation.roots.end(), exact.begin(), exact.end());
  return explanation;
}

}  // namespace sizer
