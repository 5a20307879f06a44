#include <algorithm>

#include "plan/compare/kin.hpp"
#include "plan/compare/ready.hpp"
#include "plan/compare/table.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

Figure heap_of_a_core(const Answered& answer) {
  if (!answer.candidate) return {};
  const Layout& l = answer.candidate->cluster.layout;
  return (l.executor_memory_mib * MiB).base() / l.executor_cores;
}

/// What moves over the network, and how fast the nodes together do it.
std::string traffic_of(const std::string& label, const Answered& answer) {
  const Anatomy& a = answer.anatomy;
  return label + ": " + format_number(a.slots) + " slots, " + format(a.network) + " of network, " +
         format_share(1 - 1 / a.nodes) + " of the shuffle crosses it; disks write " + format(a.disk_write);
}

}  // namespace

Comparison compare_scale_up_or_out(const ComparisonQuestion& asked) {
  Answers answers(asked.table, asked.options);
  const Answered base = answers.of(asked.scenario, asked.on);
  if (!base.candidate) refuse_comparison("there is no cluster to grow: " + base.why_none, "name one with --on");
  const ClusterRequest from = cluster_of(*base.candidate);
  Table table(asked.scenario, {{"way", "way", Measure::word}},
              {{"heap_per_core_bytes", "heap a core", Measure::bytes}});
  table.add_for_comparison("as it is", {"as it is"}, base, {heap_of_a_core(base)});
  std::vector<std::string> notes;
  for (const int times : {2, 4}) {
    const std::string factor = " × " + std::to_string(times);
    const Answered out = answers.checked(asked.scenario, {from.nodes * times, from.instance});
    table.add("out" + factor, {"out" + factor}, out, {heap_of_a_core(out)});
    const Instance* larger = size_with(from.instance.vcpu * times, from.instance, asked.table);
    if (!larger) {
      notes.push_back("there is no " + from.instance.family + " with " + std::to_string(from.instance.vcpu * times) +
                      " vCPUs");
      continue;
    }
    const Answered up = answers.checked(asked.scenario, {from.nodes, *larger});
    table.add("up" + factor, {"up" + factor}, up, {heap_of_a_core(up)});
  }
  Comparison comparison = table.finished();
  comparison.notes = notes;
  for (std::size_t i = 1; i < table.size(); ++i) {
    if (table.answer(i).candidate) comparison.reasons.push_back(traffic_of(table.label(i), table.answer(i)));
  }
  return comparison;
}

}  // namespace sizer
