#include <algorithm>

#include "describe.hpp"
#include "sizer/spark.hpp"

namespace sizer {
namespace {

bool shuffles_rdds(const Stage& stage) {
  return stage.extra == ExtraWork::user_code || stage.extra == ExtraWork::ml_pass ||
         stage.extra == ExtraWork::graph_pass;
}

/// Whether Spark cuts the scan smaller than spark.sql.files.maxPartitionBytes, which follows the parallelism.
bool is_cut_by_parallelism(const Stage& stage, const InputData& input, Bytes<> max_partition_bytes, int parallelism) {
  if (!stage.scan) return false;
  const spark::ScanSettings settings{.max_partition_bytes = static_cast<std::int64_t>(max_partition_bytes.base()),
                                     .parallelism = parallelism};
  const double bytes = stage.scan->value.base() * input.partitions_read.value;
  const double files = stage.scan_files * input.partitions_read.value;
  const auto total = static_cast<std::int64_t>(bytes + files * static_cast<double>(settings.open_cost));
  return spark::max_split_bytes(total, settings) < settings.max_partition_bytes;
}

Bytes<> largest_broadcast(const Demand<double>& typical) {
  Bytes<> largest;
  for (const auto& stage : typical.stages) largest = max(largest, stage.broadcast * typical.compression);
  return largest;
}

}  // namespace

SettingsRequest settings_request(const Question& q, const Cluster& cluster, const TaskPlan& tasks) {
  SettingsRequest request;
  request.cluster = cluster;
  request.version = q.scenario.cluster.spark.value;
  request.python = q.workload.python;
  request.shuffle_partitions = tasks.shuffle_partitions;
  request.partitions_stated = q.workload.shuffle_partitions.has_value();
  request.rdd_shuffles = std::ranges::any_of(q.workload.stages, shuffles_rdds);
  request.max_partition_bytes = tasks.max_partition_bytes;
  request.broadcast = largest_broadcast(q.typical_demand);
  const int parallelism = request.rdd_shuffles ? tasks.shuffle_partitions : cluster.slots();
  const bool follows = std::ranges::any_of(q.workload.stages, [&](const Stage& stage) {
    return is_cut_by_parallelism(stage, q.workload.input, tasks.max_partition_bytes, parallelism);
  });
  if (follows) request.scan_parallelism = cluster.slots();
  return request;
}

SettingsRequest stream_settings_request(const Question& q, const Cluster& cluster, const Stream& stream,
                                        int state_partitions) {
  SettingsRequest request;
  request.cluster = cluster;
  request.version = q.scenario.cluster.spark.value;
  request.python = q.workload.python;
  request.shuffle_partitions = state_partitions;
  request.stream =
      StreamSettings{.stateful = stream.is_stateful(), .rocksdb = stream.store.value == StateStore::rocksdb};
  return request;
}

}  // namespace sizer
