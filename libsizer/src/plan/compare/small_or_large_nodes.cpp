#include <algorithm>
#include <cmath>

#include "plan/compare/kin.hpp"
#include "plan/compare/ready.hpp"
#include "plan/compare/table.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

int nodes_for(int vcpus, const Instance& size) {
  return static_cast<int>(std::lround(static_cast<double>(vcpus) / size.vcpu));
}

/// A whole number of nodes comes within a twentieth of the vCPUs.
bool nearly_makes(int vcpus, const Instance& size) {
  return std::abs(nodes_for(vcpus, size) * size.vcpu - vcpus) * 20 <= vcpus;
}

ComparedCurve curve_of(const Table& table, const std::vector<const Instance*>& sizes) {
  ComparedCurve curve{{"vcpu", "vCPUs a node", Measure::count}, {"cost_p50_usd", "cost", Measure::dollars}, {}, {}};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto& c = table.answer(i).candidate;
    if (!c || !c->cost) continue;
    if (i == table.best()) curve.marked = curve.points.size();
    curve.points.emplace_back(sizes[i]->vcpu, c->cost->p50.base());
  }
  return curve;
}

void explain_loss(const Table& table, Comparison& comparison) {
  const Answered& best = table.answer(table.best());
  if (!best.candidate) return;
  comparison.reasons.push_back("losing one node takes " + format_share(1 / best.anatomy.nodes) +
                               " of the cluster with it at this size");
}

/// The driver takes the room of an executor: a large share of a few large nodes, little of many small ones.
void explain_room(const Table& table, Comparison& comparison) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto& c = table.answer(i).candidate;
    if (!c) continue;
    const Layout& l = c->cluster.layout;
    const int all = c->cluster.nodes * c->cluster.instance->vcpu;
    const int idle = all - c->cluster.slots();
    if (idle * 8 < all) continue;
    comparison.reasons.push_back(table.label(i) + ": " + std::to_string(idle) + " of " + std::to_string(all) +
                                 " vCPUs run no task (kept back on each node, left over by executors of " +
                                 std::to_string(l.executor_cores) + " cores, or taken by the driver)");
  }
}

}  // namespace

Comparison compare_small_or_large_nodes(const ComparisonQuestion& asked) {
  Answers answers(asked.table, asked.options);
  const Answered base = answers.of(asked.scenario, asked.on);
  if (!base.candidate) refuse_comparison("there is no cluster to compare with: " + base.why_none, "name one with --on");
  const ClusterRequest from = cluster_of(*base.candidate);
  const int vcpus = from.nodes * from.instance.vcpu;
  std::vector<const Instance*> sizes;
  for (const Instance* size : sizes_of(from.instance, asked.table)) {
    if (size->vcpu >= 2 && nearly_makes(vcpus, *size)) sizes.push_back(size);
  }
  if (sizes.size() < 2) {
    refuse_comparison(
        from.instance.type + " is the only size of its family that makes " + std::to_string(vcpus) + " vCPUs",
        "name a cluster of another family with --on, or a larger one");
  }
  Table table(asked.scenario, {{"node", "node", Measure::word}},
              {{"executor_memory_bytes", "heap", Measure::bytes}, {"executor_cores", "cores", Measure::count}});
  for (const Instance* size : sizes) {
    const int nodes = nodes_for(vcpus, *size);
    const Answered answer = answers.checked(asked.scenario, {nodes, *size});
    const Layout layout = answer.candidate ? answer.candidate->cluster.layout : Layout{};
    const std::string label = std::to_string(size->vcpu) + " vCPUs";
    table.add(label, {label}, answer,
              {(layout.executor_memory_mib * MiB).base(), static_cast<double>(layout.executor_cores)});
  }
  Comparison comparison = table.finished();
  explain_loss(table, comparison);
  explain_room(table, comparison);
  comparison.notes.push_back("every row has about " + std::to_string(vcpus) + " vCPUs of one family");
  comparison.curves.push_back(curve_of(table, sizes));
  return comparison;
}

}  // namespace sizer
