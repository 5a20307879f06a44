#include "changes.hpp"

#include <algorithm>

#include "describe.hpp"
#include "findings.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

bool meets(const Question& q, const Evaluator& evaluator, const Option& option, int nodes, WaveCurves& curves) {
  const Outcome outcome = evaluator.at(nodes);
  return outcome.probability(q) >= q.confidence && !would_fail(q, describe(q, option, outcome, curves));
}

using Changes = std::vector<std::string>;

std::string nodes_of(int nodes, const Instance& instance) { return std::to_string(nodes) + " × " + instance.type; }

void add_number_of_nodes(const Question& q, const Option& option, std::optional<int> needed, Changes& changes) {
  const Instance& instance = *option.cluster.instance;
  if (!needed) {
    changes.push_back("no number of " + instance.type + " up to " + format_number(kMostNodesChecked) +
                      " meets the goal");
    return;
  }
  const bool allowed = *needed <= q.scenario.cluster.max_nodes.value;
  changes.push_back(nodes_of(*needed, instance) + " instead of " + std::to_string(option.cluster.nodes) +
                    " would meet the goal" + (allowed ? "" : ", more than cluster.nodes allows"));
}

void add_choice_of_a_plan(const Question& q, const InstanceTable& table, Changes& changes) {
  const Plan better = plan(q.scenario, table, {.worlds = q.options.worlds, .seed = q.options.seed, .alternatives = 0});
  if (!better.fits || !better.recommended) return;
  const Candidate& c = *better.recommended;
  changes.push_back((q.wants_knee() ? "a plan would choose " : "cheapest that meets it: ") +
                    nodes_of(c.cluster.nodes, *c.cluster.instance) + ", " + format(c.duration.p50) +
                    (c.cost ? ", " + format(c.cost->p50) + " a run" : ""));
}

std::vector<Layout> free_layouts(const Question& q, const Instance& instance) {
  return legal_layouts(instance, platform_of(q.scenario, instance.provider),
                       {.python = q.workload.python, .driver_memory_mib = q.driver_memory_mib});
}

/// The smallest type of the same family that has room.
const Instance* larger_sibling(const Question& q, const Instance& instance, const InstanceTable& table) {
  const Instance* smallest = nullptr;
  for (const Instance& row : table.all()) {
    const bool larger = row.vcpu > instance.vcpu || row.memory > instance.memory;
    if (row.provider != instance.provider || row.family != instance.family || !larger) continue;
    if (smallest && smallest->vcpu <= row.vcpu) continue;
    if (!free_layouts(q, row).empty()) smallest = &row;
  }
  return smallest;
}

/// No number of these nodes holds an executor.
void add_larger_node(const Question& q, const Instance& instance, const InstanceTable& table, Changes& changes) {
  const auto layouts = free_layouts(q, instance);
  if (!layouts.empty()) {
    changes.push_back(
        "without cluster.executor_cores and cluster.executor_memory a node would hold executors of up to " +
        std::to_string(layouts.back().executor_cores) + " cores and " +
        format_binary(layouts.back().executor_memory_mib * MiB));
  } else if (const Instance* larger = larger_sibling(q, instance, table)) {
    changes.push_back(larger->type + " is the smallest of its family that holds an executor");
  }
}

}  // namespace

std::optional<int> nodes_needed(const Question& q, const Option& option, WaveCurves& curves) {
  if (q.wants_knee()) return std::nullopt;
  const Evaluator evaluator(q, q.all, option, curves);
  const int nodes = smallest(option.min_nodes, option.max_nodes, option.cluster.nodes,
                             [&](int n) { return meets(q, evaluator, option, n, curves); });
  return nodes <= option.max_nodes ? std::optional(nodes) : std::nullopt;
}

Changes changes_that_help(const Question& q, const Option& option, std::optional<int> needed,
                          const InstanceTable& table) {
  Changes changes;
  add_number_of_nodes(q, option, needed, changes);
  add_choice_of_a_plan(q, table, changes);
  return changes;
}

Changes changes_for_room(const Question& q, const ClusterRequest& request, const std::optional<Option>& option,
                         const InstanceTable& table, WaveCurves& curves) {
  if (option && !q.wants_knee()) return changes_that_help(q, *option, nodes_needed(q, *option, curves), table);
  Changes changes;
  if (option) {
    changes.push_back(nodes_of(nodes_for_executor(option->cluster.layout), request.instance) +
                      " would hold an executor");
  } else {
    add_larger_node(q, request.instance, table, changes);
  }
  add_choice_of_a_plan(q, table, changes);
  return changes;
}

}  // namespace sizer
