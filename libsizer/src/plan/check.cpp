#include <algorithm>

#include "changes.hpp"
#include "cliffs.hpp"
#include "describe.hpp"
#include "explain.hpp"
#include "findings.hpp"
#include "growth.hpp"
#include "little_gain.hpp"
#include "memory_fixes.hpp"
#include "memory_wait.hpp"
#include "search.hpp"
#include "sizer/units.hpp"
#include "stream_plan.hpp"
#include "underuse.hpp"

namespace sizer {
namespace {

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

/// What only a check looks at, as it takes evaluating the job many times.
void look_closer(const Question& q, const InstanceTable& table, WaveCurves& curves, Check& check) {
  check.cliffs = find_cliffs(q, check.checked, curves);
  check.memory_fixes = memory_fixes(q, check.checked, table, curves);
  check.underuse = underuse_of(q, check.checked, curves);
  check.small_files = small_files(q, check.checked, table, curves);
}

}  // namespace

Check check(const Scenario& scenario, const ClusterRequest& request, const InstanceTable& table,
            const PlanOptions& how) {
  if (scenario.stream) return check_stream(scenario, request, table, how);
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
  const auto option = asked_option(q, *check.instance, request.nodes, table, curves);
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
  look_closer(q, table, curves, check);
  append(check.findings, hazards(q, check.checked, check.memory_fixes));
  std::erase_if(check.findings, [&](const Finding& f) { return check.small_files && f.code == "small-files"; });
  if (check.small_files) append(check.findings, about_small_files(*check.small_files));
  if (auto finding = memory_wait(q, *option, request.nodes, curves)) check.findings.push_back(std::move(*finding));
  append(check.findings, about_passed_limits(check.cliffs));
  about_the_choice(request, check);
  const auto needed = nodes_needed(q, *option, curves);
  if (check.fits) {
    if (const auto finding = outgrown(q, *option, request.nodes, curves)) check.findings.push_back(*finding);
    append(check.findings, waste(q, check.checked, needed));
    append(check.findings, about_underuse(*check.underuse));
    if (const auto finding = little_gain(q, *option, request.nodes, curves)) check.findings.push_back(*finding);
  } else {
    check.changes = changes_that_help(q, *option, needed, table);
  }
  check.assumed = assumptions_used(explain(q, check.checked.cluster, check.checked.price, curves), q.overrides);
  return check;
}

}  // namespace sizer
