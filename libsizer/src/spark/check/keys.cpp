#include "spark/check/keys.hpp"

#include <algorithm>
#include <array>

namespace sizer::spark_check {
namespace {

struct Row {
  std::string_view name;
  Key key;
  Reading reading;
};

/// In the order of the names, to be found by halving.
constexpr Row kByName[] = {
    {"spark.cores.max", Key::cores_max, Reading::whole},
    {"spark.decommission.enabled", Key::decommission, Reading::flag},
    {"spark.default.parallelism", Key::default_parallelism, Reading::whole},
    {"spark.driver.cores", Key::driver_cores, Reading::whole},
    {"spark.driver.extraJavaOptions", Key::driver_java_options, Reading::text},
    {"spark.driver.maxResultSize", Key::max_result_size, Reading::bytes},
    {"spark.driver.memory", Key::driver_memory, Reading::mib},
    {"spark.driver.memoryOverhead", Key::driver_memory_overhead, Reading::mib},
    {"spark.driver.memoryOverheadFactor", Key::driver_memory_overhead_factor, Reading::real},
    {"spark.driver.minMemoryOverhead", Key::driver_min_memory_overhead, Reading::mib},
    {"spark.dynamicAllocation.enabled", Key::dynamic_allocation, Reading::flag},
    {"spark.dynamicAllocation.initialExecutors", Key::initial_executors, Reading::whole},
    {"spark.dynamicAllocation.maxExecutors", Key::max_executors, Reading::whole},
    {"spark.dynamicAllocation.minExecutors", Key::min_executors, Reading::whole},
    {"spark.dynamicAllocation.shuffleTracking.enabled", Key::shuffle_tracking, Reading::flag},
    {"spark.executor.cores", Key::executor_cores, Reading::whole},
    {"spark.executor.extraJavaOptions", Key::executor_java_options, Reading::text},
    {"spark.executor.heartbeatInterval", Key::heartbeat_interval, Reading::milliseconds},
    {"spark.executor.instances", Key::executor_instances, Reading::whole},
    {"spark.executor.memory", Key::executor_memory, Reading::mib},
    {"spark.executor.memoryOverhead", Key::executor_memory_overhead, Reading::mib},
    {"spark.executor.memoryOverheadFactor", Key::executor_memory_overhead_factor, Reading::real},
    {"spark.executor.minMemoryOverhead", Key::executor_min_memory_overhead, Reading::mib},
    {"spark.executor.pyspark.memory", Key::pyspark_memory, Reading::mib},
    {"spark.kryoserializer.buffer", Key::kryo_buffer, Reading::kib},
    {"spark.kryoserializer.buffer.max", Key::kryo_buffer_max, Reading::mib},
    {"spark.kubernetes.executor.limit.cores", Key::kubernetes_limit_cores, Reading::text},
    {"spark.kubernetes.executor.request.cores", Key::kubernetes_request_cores, Reading::text},
    {"spark.kubernetes.memoryOverheadFactor", Key::kubernetes_memory_overhead_factor, Reading::real},
    {"spark.memory.fraction", Key::memory_fraction, Reading::real},
    {"spark.memory.offHeap.enabled", Key::off_heap_enabled, Reading::flag},
    {"spark.memory.offHeap.size", Key::off_heap_size, Reading::bytes},
    {"spark.network.timeout", Key::network_timeout, Reading::seconds},
    {"spark.shuffle.service.enabled", Key::shuffle_service, Reading::flag},
    {"spark.shuffle.sort.io.plugin.class", Key::shuffle_plugin, Reading::text},
    {"spark.speculation", Key::speculation, Reading::flag},
    {"spark.speculation.multiplier", Key::speculation_multiplier, Reading::real},
    {"spark.speculation.quantile", Key::speculation_quantile, Reading::real},
    {"spark.sql.adaptive.advisoryPartitionSizeInBytes", Key::advisory_partition_size, Reading::bytes},
    {"spark.sql.adaptive.autoBroadcastJoinThreshold", Key::adaptive_broadcast_threshold, Reading::bytes},
    {"spark.sql.adaptive.coalescePartitions.enabled", Key::coalesce_partitions, Reading::flag},
    {"spark.sql.adaptive.coalescePartitions.initialPartitionNum", Key::initial_shuffle_partitions, Reading::whole},
    {"spark.sql.adaptive.enabled", Key::adaptive, Reading::flag},
    {"spark.sql.autoBroadcastJoinThreshold", Key::broadcast_threshold, Reading::bytes},
    {"spark.sql.files.maxPartitionBytes", Key::max_partition_bytes, Reading::bytes},
    {"spark.sql.maxBroadcastTableSize", Key::max_broadcast_table_size, Reading::bytes},
    {"spark.sql.shuffle.partitions", Key::shuffle_partitions, Reading::whole},
    {"spark.storage.decommission.enabled", Key::storage_decommission, Reading::flag},
    {"spark.storage.decommission.shuffleBlocks.enabled", Key::shuffle_decommission, Reading::flag},
    {"spark.submit.deployMode", Key::deploy_mode, Reading::text},
    {"spark.task.cpus", Key::task_cpus, Reading::whole},
};
static_assert(std::size(kByName) == kKeys);
static_assert(std::ranges::is_sorted(kByName, {}, &Row::name));

constexpr std::array<const Row*, kKeys> rows_by_key() {
  std::array<const Row*, kKeys> rows{};
  for (const Row& row : kByName) rows[static_cast<std::size_t>(row.key)] = &row;
  return rows;
}
constexpr std::array<const Row*, kKeys> kByKey = rows_by_key();
static_assert(std::ranges::find(kByKey, nullptr) == kByKey.end());

const Row& row_of(Key key) { return *kByKey[static_cast<std::size_t>(key)]; }

}  // namespace

std::string_view name_of(Key key) { return row_of(key).name; }
Reading reading_of(Key key) { return row_of(key).reading; }

std::optional<Key> key_named(std::string_view name) {
  const auto* found = std::ranges::lower_bound(kByName, name, {}, &Row::name);
  const bool is_there = found != std::end(kByName) && found->name == name;
  return is_there ? std::optional(found->key) : std::nullopt;
}

}  // namespace sizer::spark_check
