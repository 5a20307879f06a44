#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

/// The properties that rules read, and how each is read.
namespace sizer::spark_check {

enum class Key : std::uint8_t {
  adaptive,
  adaptive_broadcast_threshold,
  advisory_partition_size,
  broadcast_threshold,
  coalesce_partitions,
  cores_max,
  decommission,
  default_parallelism,
  deploy_mode,
  driver_cores,
  driver_java_options,
  driver_memory,
  driver_memory_overhead,
  driver_memory_overhead_factor,
  driver_min_memory_overhead,
  dynamic_allocation,
  executor_cores,
  executor_instances,
  executor_java_options,
  executor_memory,
  executor_memory_overhead,
  executor_memory_overhead_factor,
  executor_min_memory_overhead,
  heartbeat_interval,
  initial_executors,
  initial_shuffle_partitions,
  kryo_buffer,
  kryo_buffer_max,
  kubernetes_limit_cores,
  kubernetes_memory_overhead_factor,
  kubernetes_request_cores,
  max_broadcast_table_size,
  max_executors,
  max_partition_bytes,
  max_result_size,
  memory_fraction,
  min_executors,
  network_timeout,
  off_heap_enabled,
  off_heap_size,
  pyspark_memory,
  shuffle_decommission,
  shuffle_partitions,
  shuffle_plugin,
  shuffle_service,
  shuffle_tracking,
  speculation,
  speculation_multiplier,
  speculation_quantile,
  storage_decommission,
  task_cpus,
};
inline constexpr std::size_t kKeys = static_cast<std::size_t>(Key::task_cpus) + 1;

/// A set of keys.
class Keys {
 public:
  constexpr Keys() = default;
  constexpr Keys(std::initializer_list<Key> keys) {
    for (const Key key : keys) add(key);
  }
  constexpr void add(Key key) { bits_ |= bit(key); }
  constexpr bool has(Key key) const { return (bits_ & bit(key)) != 0; }
  constexpr bool meets(Keys other) const { return (bits_ & other.bits_) != 0; }

 private:
  static_assert(kKeys <= 64);
  static constexpr std::uint64_t bit(Key key) { return std::uint64_t{1} << static_cast<unsigned>(key); }
  std::uint64_t bits_ = 0;
};

/// The unit a value is counted in: that of a bare number, as Spark has it.
enum class Reading { mib, kib, bytes, seconds, milliseconds, whole, real, flag, text };

std::string_view name_of(Key key);
Reading reading_of(Key key);
std::optional<Key> key_named(std::string_view name);

}  // namespace sizer::spark_check
