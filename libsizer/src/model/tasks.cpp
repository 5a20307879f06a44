#include <algorithm>
#include <cmath>

#include "names.hpp"
#include "sizer/node_loss.hpp"
#include "sizer/spark.hpp"

namespace sizer {
namespace {

constexpr Bytes<> kAdvisory = 64 * MiB;          // spark.sql.adaptive.advisoryPartitionSizeInBytes
constexpr Bytes<> kLeastPartition = 1 * MiB;     // spark.sql.adaptive.coalescePartitions.minPartitionSize
constexpr Bytes<> kLargestPartition = 512 * MB;  // compressed; beyond, one failed fetch costs too much
constexpr double kMemoryMargin = 2.5;            // partitions differ in size, and worlds in what is shuffled
constexpr double kManyTasks = 100'000;           // beyond, larger splits are asked for
constexpr int kMostPartitions = 1'000'000;

int to_count(double number) { return static_cast<int>(std::clamp(std::ceil(number), 1.0, 1e9)); }

double files_read(const Stage& stage, const InputData& input) {
  return std::max(1.0, std::round(stage.scan_files * input.partitions_read.value));
}

int cut_scan(const Stage& stage, const InputData& input, Bytes<> max_partition_bytes, int slots) {
  const double files = files_read(stage, input);
  const double size = stage.scan->value.base() * input.partitions_read.value / files;
  const spark::ScanSettings settings{.max_partition_bytes = static_cast<std::int64_t>(max_partition_bytes.base()),
                                     .parallelism = slots};
  const auto tasks = spark::scan_partitions_of_equal_files(static_cast<std::int64_t>(files),
                                                           std::max<std::int64_t>(1, static_cast<std::int64_t>(size)),
                                                           is_splittable(input), settings);
  return to_count(static_cast<double>(tasks));
}

Bytes<> split_size(const Workload& workload) {
  Bytes<> stored;
  for (const auto& stage : workload.stages) stored += stage.scan ? stage.scan->value : Bytes<>();
  return stored.in(128 * MiB) > kManyTasks ? 512 * MiB : 128 * MiB;
}

/// What adaptive execution leaves of `partitions`: 64 MiB each, or one a slot if that is more, but none under 1 MiB.
int coalesced(int partitions, Bytes<> wire, int slots) {
  const double by_slots = std::min<double>(slots, std::ceil(wire.in(kLeastPartition)));
  return std::min(partitions, to_count(std::max(std::ceil(wire.in(kAdvisory)), by_slots)));
}

Bytes<> largest_shuffle(const Demand<double>& demand) {
  Bytes<> largest;
  for (const auto& stage : demand.stages) largest = max(largest, stage.shuffle_read / stage.passes);
  return largest;
}

}  // namespace

template <class Num>
Scalar<Num> shuffle_partitions(const Bytes<Num>& largest, const Scalar<Num>& compression, const Cluster& cluster) {
  const auto regions = spark::memory_regions(static_cast<std::int64_t>(cluster.layout.executor_memory_mib) << 20);
  const auto unified = input<Num>("unified memory an executor", Bytes<>(static_cast<double>(regions.unified)),
                                  "(heap − 300 MiB) × 0.6, Spark");
  const auto cores =
      count<Num>("cores an executor", cluster.layout.executor_cores, "the executor layout of the cluster");
  const auto slots = count<Num>("slots", cluster.slots(), "executors × executor cores");
  const auto margin = count<Num>("room for uneven partitions", kMemoryMargin, "a fixed choice");
  const auto target = named("size a partition aims at",
                            min(kLargestPartition, max(kLeastPartition, unified / cores / (margin * compression))));
  const auto waves = named("waves of the largest shuffle", ceil(max(largest / target, 1.0) / slots));
  return named("shuffle partitions", min(waves * slots, static_cast<double>(kMostPartitions)));
}
template Scalar<double> shuffle_partitions(const Bytes<double>&, const Scalar<double>&, const Cluster&);
template Scalar<Traced> shuffle_partitions(const Bytes<Traced>&, const Scalar<Traced>&, const Cluster&);

TaskPlan plan_tasks(const Workload& workload, const Demand<double>& typical, const Cluster& cluster,
                    WaveCurves& curves) {
  TaskPlan plan;
  const int slots = cluster.slots();
  plan.stages.reserve(workload.stages.size());
  plan.max_partition_bytes = split_size(workload);
  plan.shuffle_partitions =
      workload.shuffle_partitions
          ? workload.shuffle_partitions->value
          : static_cast<int>(shuffle_partitions(largest_shuffle(typical), typical.compression, cluster).base());
  for (std::size_t i = 0; i < workload.stages.size(); ++i) {
    const Stage& stage = workload.stages[i];
    int tasks = coalesced(plan.shuffle_partitions, typical.stages[i].shuffle_read / typical.stages[i].passes, slots);
    if (stage.scan) {
      const int scan_tasks = cut_scan(stage, workload.input, plan.max_partition_bytes, slots);
      if (plan.input_partitions == 0) plan.input_partitions = scan_tasks;
      tasks = stage.parents.empty() ? scan_tasks : std::max(tasks, scan_tasks);
    }
    if (stage.partitions) tasks = to_count(stage.partitions->value);
    const double files_per_task = stage.scan ? std::max(1.0, files_read(stage, workload.input) / tasks) : 1;
    plan.stages.push_back({tasks, curves.of(tasks, slots), files_per_task, {}});
    if (cluster.purchase != Purchase::on_demand) {
      const LostShare lost = lost_share(tasks, cluster.nodes, slots);
      plan.stages.back().lost_share = curves.of(lost.tasks, lost.slots);
    }
    plan.total_tasks += tasks * stage.passes.value;
    if (stage.write) plan.output_files += tasks;
  }
  return plan;
}

}  // namespace sizer
