#include <algorithm>

#include "changes.hpp"
#include "describe.hpp"
#include "explain.hpp"
#include "findings.hpp"
#include "growth.hpp"
#include "search.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

/// The cluster as asked, with the layout that suits it.
std::optional<Option> option_of(const Question& q, const Instance& instance, int nodes, const InstanceTable& table,
                                WaveCurves& curves) {
  const auto layout = best_layout(q, instance, platform_of(q.scenario, instance.provider), curves);
  if (!layout) return std::nullopt;
  Option option = option_with(q, instance, *layout, table);
  option.min_nodes = std::min(nodes, q.scenario.cluster.min_nodes.value);
  option.max_nodes = kMostNodesChecked;
  return option;
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

/// The scenario says what a plan may choose; a check looks at what it is told to, and says where the two differ.
void about_the_choice(const ClusterRequest& request, Check& check) {
  const ClusterChoice& choice = check.scenario.cluster;
  const Instance& instance = request.instance;
  const auto differs = [&](const std::string& what) {
    check.findings.push_back({Severity::warning, "not-as-chosen", what + ": checked all the same",
                              "take it out of the scenario, or check another cluster"});
  };
  const auto matches = [&](const auto& pattern) { return glob_match(pattern.value, instance.type); };
  if (!choice.instances.empty() && std::ranges::none_of(choice.instances, matches)) {
    std::string patterns;
    for (const auto& pattern : choice.instances) patterns += (patterns.empty() ? "" : ", ") + pattern.value;
    differs(instance.type + " is not among cluster.instances (" + patterns + ")");
  }
  if (!choice.min_nodes.is_default() &&
      (request.nodes < choice.min_nodes.value || request.nodes > choice.max_nodes.value)) {
    differs(std::to_string(request.nodes) + " nodes are outside cluster.nodes (" +
            std::to_string(choice.min_nodes.value) + " to " + std::to_string(choice.max_nodes.value) + ")");
  }
  const bool has_ssd = instance.has_local_disk() && instance.local_disk_kind != DiskKind::hdd;
  if (choice.local_ssd && choice.local_ssd->value != has_ssd) {
    differs(instance.type + (has_ssd ? " has" : " has no") +
            " local SSD, and cluster.local_ssd = " + (choice.local_ssd->value ? "true" : "false"));
  }
}

}  // namespace

Check check(const Scenario& scenario, const ClusterRequest& request, const InstanceTable& table,
            const PlanOptions& how) {
  Check check;
  check.scenario = scenario;
  check.findings = unknown_runs(check.scenario, table);
  const Question q(check.scenario, how);
  WaveCurves curves;
  check.options = how;
  check.measured = q.measured;
  check.options.worlds = q.all.worlds.count;
  check.defaults_used = defaults_used(scenario);
  check.instance = std::make_shared<const Instance>(request.instance);
  auto option = option_of(q, *check.instance, request.nodes, table, curves);
  if (option) option->cluster.nodes = request.nodes;
  if (!option || option->cluster.slots() == 0) {
    say_no_room(request, check);
    about_the_choice(request, check);
    check.changes = changes_for_room(q, request, option, table, curves);
    return check;
  }
  const Outcome outcome = Evaluator(q, q.all, *option, curves).at(request.nodes);
  check.checked = describe(q, *option, outcome, curves);
  check.fits = (q.wants_knee() || outcome.probability(q) >= q.confidence) && !would_fail(q, check.checked);
  check.prices_as_of = q.scenario.cluster.purchase.value == Purchase::on_demand ? request.instance.price_date
                                                                                : request.instance.spot_date;
  if (check.measured) check.measured->duration_before = without_runs(q, *option, request.nodes, curves);
  append(check.findings, hazards(q, check.checked));
  about_the_choice(request, check);
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
