#include "question.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sizer {
namespace {

constexpr int kCoarseWorlds = 32;

Overrides overrides_of(const Scenario& scenario) {
  Overrides overrides;
  for (const auto& [key, o] : scenario.assume) overrides[key] = {o.low, o.typical, o.high};
  return overrides;
}

Question::Sample sample(const Workload& workload, int count, std::uint64_t seed, const Overrides& overrides) {
  Question::Sample s{draw_worlds(count, seed, overrides), {}};
  s.demand.reserve(s.worlds.blocks.size());
  for (const auto& block : s.worlds.blocks) s.demand.push_back(demand(workload, block));
  return s;
}

/// 1 GiB, and what the driver keeps: 0.7 B for each shuffle block, 1 kB a file, 10 kB a task, and three times a
/// broadcast's rows; in whole GiB from 2 to 64, and not where object pointers double for nothing.
int driver_memory(const Workload& workload, const Demand<double>& typical) {
  double bytes = GiB.base();
  double maps = 0;
  for (std::size_t i = 0; i < workload.stages.size(); ++i) {
    const auto& d = typical.stages[i];
    const double tasks = std::max(1.0, std::max(d.scanned.in(128 * MiB), d.shuffle_read.in(128 * MB)));
    if (!workload.stages[i].parents.empty()) bytes += 0.7 * maps * tasks;
    maps = std::min(tasks, 1e5);
    bytes += 1e3 * workload.stages[i].scan_files + 1e4 * std::min(tasks, 1e5);
    bytes += 3 * (d.broadcast * typical.compression).base();
  }
  const int whole_gib = static_cast<int>(std::clamp(std::ceil(bytes / GiB.base()), 2.0, 64.0));
  const bool in_pointer_hole = whole_gib >= 32 && whole_gib < 48;
  return 1024 * (in_pointer_hole ? 48 : whole_gib);
}

}  // namespace

Question::Question(const Scenario& asked, const PlanOptions& how)
    : scenario(asked),
      options(how),
      workload(make_workload(asked)),
      overrides(overrides_of(asked)),
      typical(typical_world(overrides)),
      typical_demand(demand(workload, typical)),
      all(sample(workload, how.worlds, how.seed, overrides)),
      coarse(sample(workload, std::min(how.worlds, kCoarseWorlds), how.seed, overrides)),
      driver_memory_mib(driver_memory(workload, typical_demand)),
      confidence(asked.goal.confidence.value),
      deadline(std::numeric_limits<double>::infinity()),
      budget(std::numeric_limits<double>::infinity()),
      has_deadline(asked.goal.deadline.has_value()),
      has_budget(asked.goal.budget.has_value()) {
  if (has_deadline) deadline = asked.goal.deadline->value;
  if (has_budget) budget = asked.goal.budget->value;
}

DataPlace data_place_of(const Scenario& scenario, Provider provider) {
  const StorageTier* stated = scenario.input.storage ? find_storage(scenario.input.storage->value) : nullptr;
  if (stated) return stated->kind == "object" ? DataPlace::object_store : DataPlace::hdfs;
  return provider == Provider::onprem ? DataPlace::hdfs : DataPlace::object_store;
}

Platform platform_of(const Scenario& scenario, Provider provider) {
  if (scenario.cluster.platform) return scenario.cluster.platform->value;
  switch (provider) {
    case Provider::aws:
      return Platform::emr;
    case Provider::gcp:
      return Platform::dataproc;
    case Provider::azure:
      return Platform::kubernetes;
    case Provider::onprem:
      return Platform::yarn;
  }
  return Platform::yarn;
}

}  // namespace sizer
