#include "driver_memory.hpp"

#include <algorithm>
#include <cmath>

namespace sizer {
namespace {

constexpr double kTasksKept = 1e5;

double map_tasks_before(const Stage& stage, const std::vector<StageCounts>& counts) {
  double maps = 0;
  for (const int parent : stage.parents) maps += std::min(counts[static_cast<std::size_t>(parent)].tasks, kTasksKept);
  return maps;
}

}  // namespace

std::vector<StageCounts> expected_counts(const Demand<double>& typical) {
  std::vector<StageCounts> counts;
  for (const auto& d : typical.stages) {
    const double tasks = std::max(1.0, std::max(d.scanned.in(128 * MiB), d.shuffle_read.in(128 * MB)));
    counts.push_back({tasks, tasks});
  }
  return counts;
}

std::vector<StageCounts> counts_of(const TaskPlan& tasks) {
  std::vector<StageCounts> counts;
  for (const auto& stage : tasks.stages) {
    counts.push_back({static_cast<double>(stage.tasks), static_cast<double>(tasks.shuffle_partitions)});
  }
  return counts;
}

template <class Num>
DriverNeed<Num> driver_need(const Workload& workload, const Demand<Num>& demand,
                            const std::vector<StageCounts>& counts) {
  Bytes<> map_outputs, files, tasks;
  Bytes<Num> sent;
  for (std::size_t i = 0; i < workload.stages.size(); ++i) {
    const Stage& stage = workload.stages[i];
    map_outputs += 0.7 * map_tasks_before(stage, counts) * counts[i].reduce_partitions * byte;
    files += 1e3 * stage.scan_files * byte;
    tasks += 1e4 * std::min(counts[i].tasks, kTasksKept) * byte;
    sent = sent + demand.stages[i].broadcast;
  }
  DriverNeed<Num> need;
  need.map_outputs = Bytes<Num>() + map_outputs;
  need.files = Bytes<Num>() + files;
  need.tasks = Bytes<Num>() + tasks;
  need.broadcasts = 3.0 * sent * demand.compression;
  need.total = need.broadcasts + (GiB + map_outputs + files + tasks);
  return need;
}

int driver_heap_mib(Bytes<> need) {
  const int whole_gib = static_cast<int>(std::clamp(std::ceil(need.in(GiB)), 2.0, 64.0));
  const bool in_pointer_hole = whole_gib >= 32 && whole_gib < 48;
  return 1024 * (in_pointer_hole ? 48 : whole_gib);
}

template DriverNeed<double> driver_need(const Workload&, const Demand<double>&, const std::vector<StageCounts>&);
template DriverNeed<Lanes> driver_need(const Workload&, const Demand<Lanes>&, const std::vector<StageCounts>&);

}  // namespace sizer
