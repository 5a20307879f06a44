#pragma once

#include <cstdint>
#include <span>

#include "sizer/spark_version.hpp"

/// The memory of one executor or driver process, as Spark divides it: from the heap that the JVM is given to the bytes
/// that each running task may hold. All sizes in bytes.
///
/// Read from Spark 3.5.4, 4.0.0 and 4.1: UnifiedMemoryManager, MemoryManager, ExecutionMemoryPool, UnsafeRow. What a
/// container asks of its node: spark_container.hpp. Explained: docs/explain/spark-memory.md.
namespace sizer::spark {

/// The collector of the JVM: G1 unless it sees fewer than two processors (then serial); parallel on Java 8.
enum class Collector { g1, z, shenandoah, parallel, serial };

/// Runtime.maxMemory of a JVM started with -Xmx`xmx`, which is the heap Spark divides. G1, Z and Shenandoah round -Xmx
/// up to whole regions; the parallel and the serial collector leave one survivor space out, about 1/9 and 1/30:
///
///     parallel   H − ⌊⌊H/3⌋₅₁₂ₖ / 3⌋₅₁₂ₖ        serial   H − ⌊⌊H/3⌋₆₄ₖ / 10⌋₆₄ₖ        H = -Xmx rounded up to 2 MiB
///
/// Measured with OpenJDK 17.0.15 on x86-64 from 450 MiB to 128 GiB. A region of G1 is the power of two from -Xmx/2048
/// up, one of Shenandoah from there down, 32 MiB at most. 0 for nothing or less.
std::int64_t usable_heap(std::int64_t xmx, Collector collector = Collector::g1);

/// What Spark leaves alone (UnifiedMemoryManager.RESERVED_SYSTEM_MEMORY_BYTES), and 1.5 times that: the least heap.
inline constexpr std::int64_t kReservedHeap = 300LL << 20;
inline constexpr std::int64_t kLeastHeap = 450LL << 20;

/// Spark refuses to start with a smaller usable heap, driver and executor alike.
constexpr bool spark_starts(std::int64_t usable_heap_bytes) { return usable_heap_bytes >= kLeastHeap; }

/// How a heap is divided:
///
///     unified = ⌊(heap − 300 MiB) × spark.memory.fraction⌋    storage = ⌊unified × spark.memory.storageFraction⌋
///
/// and execution starts with the rest; either side may borrow what the other does not use. `unified` is what an
/// executor registers as its memory ("Maximum Memory" of SparkListenerBlockManagerAdded, with off-heap memory added).
/// All zero for a heap under kLeastHeap. Fractions outside 0 to 1 are taken as the nearer bound.
struct MemoryRegions {
  std::int64_t unified = 0, storage = 0, execution = 0;
};
MemoryRegions memory_regions(std::int64_t heap_bytes, double memory_fraction = 0.6, double storage_fraction = 0.5);

/// spark.memory.offHeap.size, divided without reserve: storage = ⌊size × storageFraction⌋. Task memory of SQL and of
/// serialized shuffles then lies here only.
MemoryRegions off_heap_regions(std::int64_t off_heap_bytes, double storage_fraction = 0.5);

/// What one of `active_tasks` tasks that hold or ask for execution memory gets, while blocks fill `storage_used`:
///
///     most    = (unified − min(storage_used, storage)) / tasks          a task is never given more
///     waits   = pool / (2 × tasks)    below this it waits for others; at or above, it spills instead
///
/// The pool starts as what storage leaves, unified − max(storage_used, storage), and grows to the whole that `most`
/// divides. Source: ExecutionMemoryPool.acquireMemory. All zero without tasks.
struct TaskShare {
  std::int64_t most = 0;
  std::int64_t least_at_first = 0;  ///< waits below this while the pool has its first size
  std::int64_t least_when_grown = 0;
};
TaskShare task_share(const MemoryRegions& regions, std::int64_t storage_used, std::int64_t active_tasks);

/// Bytes a Tungsten page: min(64 MiB, max(1 MiB, nextPowerOf2(execution / cores / 16))), 16 less where the header of an
/// array is to fit beside it. Source: MemoryManager.defaultPageSizeBytes. Less than one core counts as one.
std::int64_t page_size(std::int64_t execution_bytes, std::int64_t cores, bool beside_header = true);

/// Whether a page on the heap leaves room for its header, so that both fill whole regions: with G1, and from 4.1 on
/// with Z and Shenandoah (SPARK-54059). Never off the heap.
bool page_lies_beside_header(Collector collector, Version version = kDefaultVersion);

/// The smallest power of two that is not under `value`; 2^62 at most, 1 at least.
std::int64_t next_power_of_two(std::int64_t value);

/// A row in Spark's own format: 8 for each 64 fields, 8 a field, and what varies in length rounded up to 8 each.
/// Source: UnsafeRow.calculateBitSetWidthInBytes, UnsafeRowWriter.
std::int64_t unsafe_row_bytes(std::int64_t fields, std::span<const std::int64_t> variable_lengths = {});

/// Bytes a record takes in the array that is sorted: 16 (SQL sort) or 8 (shuffle) a pointer, twice that with radix sort
/// (the default), 1.5 times with Tim sort. Source: UnsafeInMemorySorter and ShuffleInMemorySorter.getUsableCapacity.
enum class PointerArray { sql_sort, shuffle };
std::int64_t sort_pointer_bytes(PointerArray array, bool radix_sort = true);

// The way back.

/// The smallest usable heap, in whole MiB, that lets each of `cores` busy tasks hold `task_bytes` of execution memory
/// when nothing is cached. The largest whole MiB under 2^63 where no heap does.
std::int64_t heap_for_task_memory(std::int64_t task_bytes, std::int64_t cores, double memory_fraction = 0.6);

/// The smallest usable heap, in whole MiB, whose unified memory is at least `unified_bytes`.
std::int64_t heap_for_unified_memory(std::int64_t unified_bytes, double memory_fraction = 0.6);

/// The smallest -Xmx, in whole MiB, whose usable heap is at least `heap_bytes`.
std::int64_t xmx_for_usable_heap(std::int64_t heap_bytes, Collector collector);

}  // namespace sizer::spark
