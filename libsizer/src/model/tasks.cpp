#include <algorithm>
#include <cmath>

#include "sizer/model.hpp"
#include "sizer/spark.hpp"

namespace sizer {
namespace {

constexpr double kAdvisory = 64.0 * (1 << 20);       // spark.sql.adaptive.advisoryPartitionSizeInBytes
constexpr double kLeastPartition = 1.0 * (1 << 20);  // spark.sql.adaptive.coalescePartitions.minPartitionSize
constexpr double kLargestPartition = 512e6;          // compressed; beyond, one failed fetch costs too much
constexpr double kMemoryMargin = 2.5;                // partitions differ in size, and worlds in what is shuffled
constexpr double kManyTasks = 100'000;               // beyond, larger splits are asked for
constexpr int kMostPartitions = 1'000'000;

bool splittable(const InputData& input) {
  const Format format = input.format.value;
  return format == Format::parquet || format == Format::orc || format == Format::avro ||
         input.codec.value == Codec::none;
}

int to_count(double number) { return static_cast<int>(std::clamp(std::ceil(number), 1.0, 1e9)); }

struct Scan {
  int tasks = 1;
  double files_per_task = 1;
};

Scan cut_scan(const Stage& stage, const InputData& input, Bytes<> max_partition_bytes, int slots) {
  const double files = std::max(1.0, std::round(stage.scan_files * input.partitions_read.value));
  const double size = stage.scan->value.base() * input.partitions_read.value / files;
  const spark::ScanSettings settings{.max_partition_bytes = static_cast<std::int64_t>(max_partition_bytes.base()),
                                     .parallelism = slots};
  const auto tasks = spark::scan_partitions_of_equal_files(static_cast<std::int64_t>(files),
                                                           std::max<std::int64_t>(1, static_cast<std::int64_t>(size)),
                                                           splittable(input), settings);
  const int count = to_count(static_cast<double>(tasks));
  return {count, std::max(1.0, files / count)};
}

Bytes<> split_size(const Workload& workload) {
  Bytes<> stored;
  for (const auto& stage : workload.stages) stored += stage.scan ? stage.scan->value : Bytes<>();
  return stored.in(128 * MiB) > kManyTasks ? 512 * MiB : 128 * MiB;
}

/// Partitions so that what a task holds fits its memory, in whole waves.
int shuffle_partitions(const Demand<double>& typical, const Cluster& cluster) {
  const double heap = cluster.layout.executor_memory_mib * MiB.base();
  const auto regions = spark::memory_regions(static_cast<std::int64_t>(heap));
  const double task_memory = static_cast<double>(regions.unified) / cluster.layout.executor_cores;
  const double target = std::min(kLargestPartition,
                                 std::max(kLeastPartition, task_memory / (kMemoryMargin * typical.compression.base())));
  double wire = 0;
  for (const auto& stage : typical.stages) wire = std::max(wire, (stage.shuffle_read / stage.passes).base());
  const double waves = std::ceil(std::max(1.0, wire / target) / cluster.slots());
  return static_cast<int>(std::min<double>(kMostPartitions, waves * cluster.slots()));
}

/// What adaptive execution leaves of `partitions`: 64 MiB each, or one a slot if that is more, but none under 1 MiB.
int coalesced(int partitions, double wire, int slots) {
  const double by_slots = std::min<double>(slots, std::ceil(wire / kLeastPartition));
  return std::min(partitions, to_count(std::max(std::ceil(wire / kAdvisory), by_slots)));
}

}  // namespace

TaskPlan plan_tasks(const Workload& workload, const Demand<double>& typical, const Cluster& cluster,
                    WaveCurves& curves) {
  TaskPlan plan;
  const int slots = cluster.slots();
  plan.max_partition_bytes = split_size(workload);
  plan.shuffle_partitions = shuffle_partitions(typical, cluster);
  for (std::size_t i = 0; i < workload.stages.size(); ++i) {
    const Stage& stage = workload.stages[i];
    int tasks =
        coalesced(plan.shuffle_partitions, (typical.stages[i].shuffle_read / typical.stages[i].passes).base(), slots);
    if (stage.scan) {
      const Scan scan = cut_scan(stage, workload.input, plan.max_partition_bytes, slots);
      if (plan.input_partitions == 0) {
        plan.input_partitions = scan.tasks;
        plan.files_per_scan_task = scan.files_per_task;
      }
      tasks = stage.parents.empty() ? scan.tasks : std::max(tasks, scan.tasks);
    }
    if (stage.partitions) tasks = to_count(stage.partitions->value);
    plan.stages.push_back({tasks, curves.of(tasks, slots)});
    plan.total_tasks += tasks * stage.passes.value;
    if (stage.write) plan.output_files += tasks;
  }
  return plan;
}

}  // namespace sizer
