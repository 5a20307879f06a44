#pragma once

#include "sizer/model.hpp"

namespace sizer {

/// How a stage is counted by what the driver keeps of it.
struct StageCounts {
  double tasks = 1;
  double reduce_partitions = 1;  ///< of the shuffle it reads, before adaptive execution joins any
};
/// Before a cluster is known: 128 MiB a scan's task, 128 MB a shuffle's.
std::vector<StageCounts> expected_counts(const Demand<double>& typical);
/// As the tasks were cut.
std::vector<StageCounts> counts_of(const TaskPlan& tasks);

/// What the driver's heap must hold:
///
///     1 GiB + 0.7 B a shuffle block (map tasks × partitions) + 1 kB a file + 10 kB a task + 3 × the broadcasts' rows
///
/// A broadcast is there as rows, as the table built of them, and in pieces to send. Sources: MapStatuses benchmark of
/// Spark (122 MiB for 200,000 × 1,000 blocks); spark.ui.retainedTasks keeps at most 100,000 tasks a stage.
template <class Num>
struct DriverNeed {
  Bytes<Num> map_outputs, files, tasks, broadcasts, total;
};
template <class Num>
DriverNeed<Num> driver_need(const Workload& workload, const Demand<Num>& demand,
                            const std::vector<StageCounts>& counts);

/// spark.driver.memory for that need: whole GiB from 2 to 64, and not where object pointers double for nothing.
int driver_heap_mib(Bytes<> need);

}  // namespace sizer
