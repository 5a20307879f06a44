#include <algorithm>
#include <cmath>

#include "plan/compare/settings.hpp"
#include "plan/compare/start.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr double kMuchCollection = 0.10, kOftenSpills = 0.2;
constexpr int kMostCores = 16;

double most_gc(const Candidate& c) {
  double most = 0;
  for (const auto& stage : c.stages) most = std::max(most, stage.gc_share);
  return most;
}

double most_spilling(const Candidate& c) {
  double most = 0;
  for (const auto& stage : c.stages) most = std::max(most, stage.spill_probability);
  return most;
}

std::string size_of(const Layout& l) {
  return std::to_string(l.executor_cores) + (l.executor_cores == 1 ? " core, " : " cores, ") +
         format_binary(l.executor_memory_mib * MiB);
}

void add_row(const Answered& answer, Table& table) {
  if (!answer.candidate) return;
  const Candidate& c = *answer.candidate;
  const Layout& l = c.cluster.layout;
  table.add(size_of(l), {1.0 * l.executor_cores, (l.executor_memory_mib * MiB).base()}, answer,
            {1.0 * l.executors_per_node, 1.0 * l.idle_cores, most_gc(c), most_spilling(c)});
}

Answered with_size(Scenario scenario, int cores, std::optional<Bytes<>> memory, const ClusterRequest& on,
                   Answers& answers) {
  scenario.cluster.executor_cores = Given<int>{cores, "--executor-size"};
  scenario.cluster.executor_memory.reset();
  if (memory) scenario.cluster.executor_memory = Given<Bytes<>>{*memory, "--executor-size"};
  return answers.checked(scenario, on);
}

/// Executors of every number of cores with all the memory there is; and the best of them with half and a quarter of it.
Table filled(const Scenario& scenario, const ClusterRequest& on, Answers& answers) {
  Table table(scenario,
              {{"executor_cores", "cores", Measure::count}, {"executor_memory_bytes", "heap", Measure::bytes}},
              {{"executors_per_node", "a node", Measure::count},
               {"idle_cores_per_node", "idle", Measure::count},
               {"gc_share", "GC", Measure::share},
               {"spill_probability", "spills", Measure::share}});
  for (int cores = 1; cores <= std::min(kMostCores, on.instance.vcpu); ++cores) {
    add_row(with_size(scenario, cores, std::nullopt, on, answers), table);
  }
  if (table.size() == 0)
    refuse_comparison("the node holds no executor beside the driver", "name larger nodes with --on");
  const Layout best = table.answer(table.best()).candidate->cluster.layout;
  for (const int part : {2, 4}) {
    const Bytes<> heap = std::floor(1.0 * best.executor_memory_mib / part) * MiB;
    if (heap >= 512 * MiB) add_row(with_size(scenario, best.executor_cores, heap, on, answers), table);
  }
  return table;
}

/// "1, 2 and 16 cores", of the sizes for which something is so; those with less memory are left out.
template <class Predicate>
std::string sizes_where(const Table& table, Predicate is_so) {
  std::string text;
  int cores = 0, found = 0, all = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Candidate& c = *table.answer(i).candidate;
    if (c.cluster.layout.executor_cores <= cores) break;
    cores = c.cluster.layout.executor_cores;
    ++all;
    if (!is_so(c)) continue;
    text += (found++ ? ", " : "") + std::to_string(cores);
  }
  if (found == 0) return "";
  return found == all ? "every size" : text + (text == "1" ? " core" : " cores") + " an executor";
}

void explain_where_it_bites(const Table& table, Comparison& comparison) {
  const auto say = [&](const std::string& what, const std::string& sizes) {
    if (!sizes.empty()) comparison.reasons.push_back(what + " with " + sizes);
  };
  say("garbage collection takes over 10 % of CPU time",
      sizes_where(table, [](const Candidate& c) { return most_gc(c) > kMuchCollection; }));
  say("a stage spills in a fifth of the worlds or more",
      sizes_where(table, [](const Candidate& c) { return most_spilling(c) >= kOftenSpills; }));
  say("cores of a node stay idle",
      sizes_where(table, [](const Candidate& c) { return c.cluster.layout.idle_cores > 0; }));
  say("the driver displaces executors, and with them over a twentieth of the slots,",
      sizes_where(table, [](const Candidate& c) {
        const Cluster& k = c.cluster;
        return 20 * k.layout.executors_displaced * k.layout.executor_cores > k.nodes * k.layout.slots_per_node();
      }));
  if (comparison.reasons.empty()) {
    comparison.reasons.push_back("nothing bites: no size collects, spills or leaves cores idle worth speaking of");
  }
}

void add_curves(const Table& table, Comparison& comparison) {
  const ComparedColumn cores{"executor_cores", "cores an executor", Measure::count};
  ComparedCurve time{cores, {"duration_p50_s", "time", Measure::seconds}, {}, {}};
  ComparedCurve gc{cores, {"gc_share", "garbage collection", Measure::share}, {}, {}};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Candidate& c = *table.answer(i).candidate;
    if (i > 0 && c.cluster.layout.executor_cores <= time.points.back().first) break;  // the ones with less memory
    if (i == table.best()) time.marked = gc.marked = i;
    time.points.emplace_back(c.cluster.layout.executor_cores, c.duration.p50.base());
    gc.points.emplace_back(c.cluster.layout.executor_cores, most_gc(c));
  }
  comparison.curves = {time, gc};
}

}  // namespace

Comparison compare_executor_size(const ComparisonQuestion& asked) {
  Answers answers(asked.table, asked.options);
  const ClusterRequest on = starting_cluster(asked, answers);
  const Table table = filled(asked.scenario, on, answers);
  Comparison comparison = table.finished();
  explain_where_it_bites(table, comparison);
  add_curves(table, comparison);
  return comparison;
}

}  // namespace sizer
