#pragma once

#include <cstdint>
#include <vector>

/// Spark's own arithmetic, exact: integers in, integers out.
namespace sizer::spark {

/// Spark refuses to start with a smaller heap (UnifiedMemoryManager: 1.5 × its 300 MiB reserve).
inline constexpr std::int64_t kLeastHeap = 450LL << 20;

/// Memory an executor's heap leaves to Spark, in bytes, for G1 (Runtime.maxMemory = -Xmx):
///
///     unified = ⌊(heap − 300 MiB) × spark.memory.fraction⌋     storage = ⌊unified × storageFraction⌋
///
/// Source: UnifiedMemoryManager.getMaxMemory. All zero for a heap under kLeastHeap.
struct MemoryRegions {
  std::int64_t unified = 0, storage = 0, execution = 0;
};
MemoryRegions memory_regions(std::int64_t heap_bytes, double memory_fraction = 0.6, double storage_fraction = 0.5);

/// The inverse: the smallest heap, in whole MiB, that lets each of `cores` busy tasks hold `task_bytes` of execution
/// memory when nothing is cached (a task may hold unified / active tasks; ExecutionMemoryPool.acquireMemory).
std::int64_t heap_for_task_memory(std::int64_t task_bytes, int cores, double memory_fraction = 0.6);

/// overhead = max(⌊factor × heap⌋, minimum), in MiB. Source: ResourceProfile.calculateOverHeadMemory.
int memory_overhead_mib(int heap_mib, double factor, int minimum_mib = 384);

/// What a resource manager grants: `ask` rounded up to a multiple of `step`.
int granted_container_mib(int ask_mib, int step_mib);

/// Partitions of a file scan (FilePartition.maxSplitBytes and getFilePartitions):
///
///     bytesPerCore = ⌊Σ(length + openCost) / parallelism⌋
///     maxSplit     = min(maxPartitionBytes, max(openCost, bytesPerCore))
///
/// then files cut every maxSplit, sorted by length descending, packed next-fit. Empty files are not listed.
struct ScanSettings {
  std::int64_t max_partition_bytes = 128LL << 20;
  std::int64_t open_cost = 4LL << 20;
  std::int64_t parallelism = 2;  ///< spark.sql.files.minPartitionNum, else default parallelism
};
std::int64_t max_split_bytes(std::int64_t total_bytes_with_open_cost, const ScanSettings& settings);
std::int64_t scan_partitions(const std::vector<std::int64_t>& file_sizes, bool splittable,
                             const ScanSettings& settings);
/// The same for `files` equal files, in constant time.
std::int64_t scan_partitions_of_equal_files(std::int64_t files, std::int64_t file_size, bool splittable,
                                            const ScanSettings& settings);

}  // namespace sizer::spark
