#include <algorithm>

#include "describe.hpp"
#include "explain.hpp"
#include "findings.hpp"
#include "growth.hpp"
#include "search.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr int kMostNodes = 10'000;

/// The cluster as asked, with the layout that suits it.
std::optional<Option> option_of(const Question& q, const Instance& instance, int nodes, const InstanceTable& table,
                                WaveCurves& curves) {
  const auto layout = best_layout(q, instance, platform_of(q.scenario, instance.provider), curves);
  if (!layout) return std::nullopt;
  Option option = option_with(q, instance, *layout, table);
  option.min_nodes = std::min(nodes, q.scenario.cluster.min_nodes.value);
  option.max_nodes = kMostNodes;
  return option;
}

bool meets(const Question& q, const Evaluator& evaluator, const Option& option, int nodes, WaveCurves& curves) {
  const Outcome outcome = evaluator.at(nodes);
  return outcome.probability(q) >= q.confidence && !would_fail(q, describe(q, option, outcome, curves));
}

/// The fewest nodes of the same type that meet the goal; none when none does.
std::optional<int> nodes_needed(const Question& q, const Option& option, WaveCurves& curves) {
  if (q.wants_knee()) return std::nullopt;
  const Evaluator evaluator(q, q.all, option, curves);
  const int nodes = smallest(option.min_nodes, option.max_nodes, option.cluster.nodes,
                             [&](int n) { return meets(q, evaluator, option, n, curves); });
  return nodes <= option.max_nodes ? std::optional(nodes) : std::nullopt;
}

/// What would meet the goal: more of the same, and the cluster a plan would choose.
std::vector<std::string> changes_that_help(const Question& q, const Option& option, std::optional<int> needed,
                                           const InstanceTable& table) {
  std::vector<std::string> changes;
  const std::string& type = option.cluster.instance->type;
  if (needed) {
    changes.push_back(std::to_string(*needed) + " × " + type + " instead of " + std::to_string(option.cluster.nodes) +
                      " would meet the goal");
  } else {
    changes.push_back("no number of " + type + " up to " + format_number(kMostNodes) + " meets the goal");
  }
  const Plan better = plan(q.scenario, table, {.worlds = q.options.worlds, .seed = q.options.seed, .alternatives = 0});
  if (better.fits && better.recommended) {
    const Candidate& c = *better.recommended;
    changes.push_back("cheapest that meets it: " + std::to_string(c.cluster.nodes) + " × " + c.cluster.instance->type +
                      ", " + format(c.duration.p50) + (c.cost ? ", " + format(c.cost->p50) + " a run" : ""));
  }
  return changes;
}

void say_no_room(const ClusterRequest& request, Check& check) {
  check.fits = false;
  check.checked.cluster.instance = check.instance.get();
  check.checked.cluster.platform = platform_of(check.scenario, request.instance.provider);
  check.checked.cluster.layout.executors_per_node = 0;
  check.checked.cluster.nodes = request.nodes;
  check.checked.region = request.instance.region;
  check.checked.deadline_probability = 0;
  check.findings.push_back(
      {Severity::error, "no-room",
       std::to_string(request.nodes) + " × " + request.instance.type + " cannot hold an executor beside the driver",
       "more or larger nodes"});
}

}  // namespace

Check check(const Scenario& scenario, const ClusterRequest& request, const InstanceTable& table,
            const PlanOptions& how) {
  const Question q(scenario, how);
  WaveCurves curves;
  Check check;
  check.scenario = scenario;
  check.options = how;
  check.options.worlds = q.all.worlds.count;
  check.defaults_used = defaults_used(scenario);
  check.instance = std::make_shared<const Instance>(request.instance);
  auto option = option_of(q, *check.instance, request.nodes, table, curves);
  if (option) option->cluster.nodes = request.nodes;
  if (!option || option->cluster.slots() == 0) {
    say_no_room(request, check);
    return check;
  }
  const Outcome outcome = Evaluator(q, q.all, *option, curves).at(request.nodes);
  check.checked = describe(q, *option, outcome, curves);
  check.fits = (q.wants_knee() || outcome.probability(q) >= q.confidence) && !would_fail(q, check.checked);
  check.prices_as_of = q.scenario.cluster.purchase.value == Purchase::on_demand ? request.instance.price_date
                                                                                : request.instance.spot_date;
  check.findings = hazards(q, check.checked);
  const auto needed = nodes_needed(q, *option, curves);
  if (check.fits) {
    if (const auto finding = outgrown(q, *option, request.nodes, curves)) check.findings.push_back(*finding);
    for (auto& finding : waste(q, check.checked, needed)) check.findings.push_back(std::move(finding));
  } else {
    check.changes = changes_that_help(q, *option, needed, table);
  }
  check.assumed = assumptions_used(explain(q, check.checked.cluster, check.checked.price, curves), q.overrides);
  return check;
}

}  // namespace sizer
