#include "memory_fixes.hpp"

#include <algorithm>
#include <limits>

#include "sizer/units.hpp"
#include "variation.hpp"

namespace sizer {
namespace {

struct Change {
  std::string what;
  Variation variation;
};

/// How short of memory a stage is: 1 and more is worth a fix. Failing counts before spilling, that before collecting.
double want(const StageReport& stage) {
  if (stage.out_of_memory_probability >= kWorthAFix) return 1e6 * stage.out_of_memory_probability / kWorthAFix;
  if (stage.spill_probability >= kOftenSpills) return 1e3 * stage.spill_probability / kOftenSpills;
  return stage.gc_share / kMuchCollection;
}

class Changes {
 public:
  Changes(const Question& q, const Candidate& now, const InstanceTable& table) : q_(q), now_(now), table_(table) {}

  std::vector<Change> of_stage(std::size_t stage) {
    list_.clear();
    for (const int times : {2, 4, 8, 32}) more_partitions(stage, times);
    partitions_as_planned();
    fewer_at_a_time();
    roomier_node();
    return std::move(list_);
  }

 private:
  Variation as_now() const { return {q_.scenario, now_.cluster.instance, now_.cluster.nodes}; }

  void more_partitions(std::size_t stage, int times) {
    Variation v = as_now();
    const bool own_shape = !v.scenario.stages.empty() && v.scenario.stages[stage].partitions;
    if (own_shape) {
      auto& partitions = v.scenario.stages[stage].partitions->value;
      const double before = partitions;
      partitions = times * partitions;
      list_.push_back({format_number(partitions) + " partitions instead of " + format_number(before), std::move(v)});
    } else if (!q_.workload.stages[stage].parents.empty() || q_.workload.stages[stage].shuffle) {
      const int partitions = std::min(times * now_.shuffle_partitions, 1'000'000);
      v.scenario.cluster.shuffle_partitions = Given<int>{partitions, "a change"};
      list_.push_back(
          {format_number(partitions) + " shuffle partitions instead of " + format_number(now_.shuffle_partitions),
           std::move(v)});
    }
  }

  /// What would be chosen if the scenario did not fix it.
  void partitions_as_planned() {
    if (!q_.scenario.cluster.shuffle_partitions) return;
    Variation v = as_now();
    v.scenario.cluster.shuffle_partitions.reset();
    list_.push_back({"as many shuffle partitions as a plan would choose, not " + format_number(now_.shuffle_partitions),
                     std::move(v)});
  }

  /// The same executors with half the cores.
  void fewer_at_a_time() {
    const Layout& l = now_.cluster.layout;
    if (l.executor_cores < 2) return;
    Variation v = as_now();
    const int cores = l.executor_cores / 2;
    v.scenario.cluster.executor_cores = Given<int>{cores, "a change"};
    v.scenario.cluster.executor_memory = Given<Bytes<>>{l.executor_memory_mib * MiB, "a change"};
    list_.push_back({std::to_string(cores) + (cores == 1 ? " core" : " cores") + " an executor instead of " +
                         std::to_string(l.executor_cores) + " on the same " +
                         format_binary(l.executor_memory_mib * MiB),
                     std::move(v)});
  }

  /// The cheapest type with as many vCPUs and half as much memory again.
  void roomier_node() {
    const Instance& now = *now_.cluster.instance;
    const Instance* cheapest = nullptr;
    for (const Instance& row : table_.all()) {
      const bool alike = row.provider == now.provider && row.vcpu == now.vcpu && row.arch == now.arch &&
                         row.has_local_disk() == now.has_local_disk() && !is_previous_generation(row);
      if (!alike || row.memory < 1.5 * now.memory || !row.on_demand) continue;
      if (!cheapest || *row.on_demand < *cheapest->on_demand) cheapest = &row;
    }
    if (!cheapest) return;
    Variation v = as_now();
    v.instance = cheapest;
    v.scenario.cluster.executor_cores.reset();
    v.scenario.cluster.executor_memory.reset();
    list_.push_back({cheapest->type + " instead of " + now.type, std::move(v)});
  }

  const Question& q_;
  const Candidate& now_;
  const InstanceTable& table_;
  std::vector<Change> list_;
};

MemoryFix fix_of(const std::string& change, const Candidate& before, const Candidate& after, std::size_t stage) {
  const StageReport &was = before.stages[stage], &is = after.stages[stage];
  MemoryFix fix;
  fix.stage = was.name;
  fix.change = change;
  fix.out_of_memory = was.out_of_memory_probability;
  fix.out_of_memory_after = is.out_of_memory_probability;
  fix.spill = was.spill_probability;
  fix.spill_after = is.spill_probability;
  fix.gc_share = was.gc_share;
  fix.gc_share_after = is.gc_share;
  fix.duration = before.duration.p50;
  fix.duration_after = after.duration.p50;
  if (before.cost) fix.cost = before.cost->p50;
  if (after.cost) fix.cost_after = after.cost->p50;
  return fix;
}

/// What ends the want before what lessens it, then the least cost, else time.
std::optional<MemoryFix> best_fix(const Question& q, const Candidate& now, std::size_t stage,
                                  const InstanceTable& table, WaveCurves& curves) {
  const double wanted = want(now.stages[stage]);
  std::optional<MemoryFix> best;
  std::pair<double, double> best_score{1, std::numeric_limits<double>::infinity()};
  for (const Change& change : Changes(q, now, table).of_stage(stage)) {
    const auto after = evaluated(change.variation, q, table, curves);
    if (!after) continue;
    const double left = want(after->stages[stage]);
    if (left > 0.8 * wanted) continue;
    const double price = after->cost ? after->cost->p50.base() : after->duration.p50.base();
    const std::pair score{left < 1 ? 0.0 : left / wanted, price};
    if (score >= best_score) continue;
    best_score = score;
    best = fix_of(change.what, now, *after, stage);
  }
  return best;
}

void say(std::string& text, const char* what, double before, double after, const char* of) {
  if (format_share(before) == format_share(after)) return;
  text +=
      (text.empty() ? "" : ", ") + std::string(what) + format_share(after) + " instead of " + format_share(before) + of;
}

}  // namespace

std::vector<MemoryFix> memory_fixes(const Question& q, const Candidate& c, const InstanceTable& table,
                                    WaveCurves& curves) {
  std::vector<MemoryFix> fixes;
  for (std::size_t stage = 0; stage < c.stages.size(); ++stage) {
    if (want(c.stages[stage]) < 1) continue;
    if (auto fix = best_fix(q, c, stage, table, curves)) fixes.push_back(std::move(*fix));
  }
  return fixes;
}

std::string effect_of(const MemoryFix& fix) {
  std::string effect;
  if (fix.out_of_memory >= kWorthAFix) {
    say(effect, "out of memory in ", fix.out_of_memory, fix.out_of_memory_after, " of the worlds");
  }
  if (fix.spill >= kOftenSpills) say(effect, "spills in ", fix.spill, fix.spill_after, " of the worlds");
  if (fix.gc_share > kMuchCollection) say(effect, "collecting takes ", fix.gc_share, fix.gc_share_after, "");
  effect += (effect.empty() ? "" : ", ") + format(fix.duration_after) + " instead of " + format(fix.duration);
  if (fix.cost && fix.cost_after) effect += ", " + format(*fix.cost_after) + " instead of " + format(*fix.cost);
  return fix.change + ": " + effect;
}

}  // namespace sizer
