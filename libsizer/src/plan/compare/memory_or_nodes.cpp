#include <algorithm>
#include <cmath>

#include "plan/compare/kin.hpp"
#include "plan/compare/ready.hpp"
#include "plan/compare/table.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

/// The kin that has most memory, priced; the budget of an hour is what so many of it cost.
const Instance& dearest(const std::vector<const Instance*>& kin) {
  return **std::ranges::max_element(kin, {}, [](const Instance* i) { return i->on_demand->base(); });
}

std::string pressure_of(const std::string& label, const Anatomy& a) {
  std::string text = label + ": " + (a.spilled > Bytes<>() ? format(a.spilled) + " spilled" : "nothing spilled") +
                     ", garbage collection " + format_share(a.gc) + " of CPU time";
  if (a.cache_hit < 1) text += ", " + format_share(a.cache_hit) + " of the cache fits";
  return text;
}

}  // namespace

Comparison compare_memory_or_nodes(const ComparisonQuestion& asked) {
  Answers answers(asked.table, asked.options);
  const Answered base = answers.of(asked.scenario, asked.on);
  if (!base.candidate) refuse_comparison("there is no cluster to start from: " + base.why_none, "name one with --on");
  const ClusterRequest from = cluster_of(*base.candidate);
  const auto kin = memories_of(from.instance, asked.table);
  if (kin.size() < 2 || !from.instance.on_demand) {
    refuse_comparison("no other type has the CPU of " + from.instance.type + " with more or less memory",
                      "name a cluster of another family with --on");
  }
  const UsdPerTime<> budget = from.nodes * *dearest(kin).on_demand;
  Table table(asked.scenario, {{"memory_per_vcpu", "a vCPU has", Measure::word}});
  for (const Instance* type : kin) {
    const int nodes = std::max(1, static_cast<int>(std::floor((budget / *type->on_demand).base() + 1e-6)));
    const std::string memory = format_binary(type->memory / type->vcpu);
    const std::string label = std::to_string(nodes) + " nodes with " + memory + " a vCPU";
    table.add(label, {memory}, answers.checked(asked.scenario, {nodes, *type}));
  }
  Comparison comparison = table.finished();
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table.answer(i).candidate) comparison.reasons.push_back(pressure_of(table.label(i), table.answer(i).anatomy));
  }
  comparison.notes.push_back("every row's machines cost about " + format(budget) + " on demand");
  return comparison;
}

}  // namespace sizer
