#include <bit>

#include "arithmetic.hpp"
#include "sizer/spark_memory.hpp"

namespace sizer::spark {
namespace {

/// Java aligns heaps to what one page of its card table covers: 512 bytes × 4096.
constexpr std::int64_t kHeapAlignment = 2 * kMebibyte;
constexpr std::int64_t kLargestRegion = 32 * kMebibyte;
constexpr std::int64_t kRegionsAimedAt = 2048;

double between_0_and_1(double fraction) { return fraction > 0 ? std::min(fraction, 1.0) : 0; }

std::int64_t part_of(std::int64_t bytes, double fraction) {
  return to_long(static_cast<double>(bytes) * between_0_and_1(fraction));
}

std::int64_t g1_region(std::int64_t xmx) {
  return std::clamp(next_power_of_two(divide_up(xmx, kRegionsAimedAt)), kMebibyte, kLargestRegion);
}

std::int64_t shenandoah_region(std::int64_t xmx) {
  const auto aimed = static_cast<std::uint64_t>(at_least_one(xmx / kRegionsAimedAt));
  return std::clamp(static_cast<std::int64_t>(std::bit_floor(aimed)), 256 * kKibibyte, kLargestRegion);
}

/// A third of the heap is young, and one survivor space in it is never counted.
std::int64_t without_survivor(std::int64_t xmx, std::int64_t survivors_in_young, std::int64_t alignment) {
  const std::int64_t heap = align_up(xmx, kHeapAlignment);
  const std::int64_t young = align_down(heap / 3, alignment);
  return heap - std::max(alignment, align_down(young / survivors_in_young, alignment));
}

/// The smallest whole MiB from which on `enough` holds; the largest under 2^63 where it never does.
template <class Enough>
std::int64_t smallest_mebibytes(const Enough& enough) {
  std::int64_t too_few = 0, found = kMost / kMebibyte;
  while (found - too_few > 1) {
    const std::int64_t middle = too_few + (found - too_few) / 2;
    (enough(middle * kMebibyte) ? found : too_few) = middle;
  }
  return found * kMebibyte;
}

}  // namespace

std::int64_t next_power_of_two(std::int64_t value) {
  constexpr std::int64_t kLargest = 1LL << 62;
  return static_cast<std::int64_t>(
      std::bit_ceil(static_cast<std::uint64_t>(std::clamp<std::int64_t>(value, 1, kLargest))));
}

std::int64_t usable_heap(std::int64_t xmx, Collector collector) {
  if (xmx <= 0) return 0;
  switch (collector) {
    case Collector::g1:
      return align_up(xmx, std::max(kHeapAlignment, g1_region(xmx)));
    case Collector::z:
      return align_up(xmx, kHeapAlignment);
    case Collector::shenandoah:
      return align_up(xmx, shenandoah_region(xmx));
    case Collector::parallel:
      return without_survivor(xmx, 3, 512 * kKibibyte);
    case Collector::serial:
      return without_survivor(xmx, 10, 64 * kKibibyte);
  }
  return 0;
}

MemoryRegions memory_regions(std::int64_t heap_bytes, double memory_fraction, double storage_fraction) {
  if (!spark_starts(heap_bytes)) return {};
  return off_heap_regions(part_of(heap_bytes - kReservedHeap, memory_fraction), storage_fraction);
}

MemoryRegions off_heap_regions(std::int64_t off_heap_bytes, double storage_fraction) {
  MemoryRegions regions;
  regions.unified = at_least_zero(off_heap_bytes);
  regions.storage = std::min(regions.unified, part_of(regions.unified, storage_fraction));
  regions.execution = regions.unified - regions.storage;
  return regions;
}

TaskShare task_share(const MemoryRegions& regions, std::int64_t storage_used, std::int64_t active_tasks) {
  if (active_tasks <= 0) return {};
  const std::int64_t used = std::clamp<std::int64_t>(storage_used, 0, regions.unified);
  const std::int64_t grown = regions.unified - std::min(used, regions.storage);
  const std::int64_t at_first = regions.unified - std::max(used, regions.storage);
  return {grown / active_tasks, at_first / 2 / active_tasks, grown / 2 / active_tasks};
}

std::int64_t page_size(std::int64_t execution_bytes, std::int64_t cores, bool beside_header) {
  constexpr std::int64_t kPagesATask = 16;
  constexpr std::int64_t kArrayHeader = 16;
  const std::int64_t wanted = next_power_of_two(execution_bytes / at_least_one(cores) / kPagesATask);
  return std::clamp(wanted, kMebibyte, 64 * kMebibyte) - (beside_header ? kArrayHeader : 0);
}

bool page_lies_beside_header(Collector collector, Version version) {
  if (collector == Collector::z || collector == Collector::shenandoah) return version >= Version::v4_1;
  return collector == Collector::g1;
}

std::int64_t unsafe_row_bytes(std::int64_t fields, std::span<const std::int64_t> variable_lengths) {
  constexpr std::int64_t kWord = 8;
  const std::int64_t count = at_least_zero(fields);
  std::int64_t bytes = multiply(kWord, add(divide_up(count, 64), count));
  for (const std::int64_t length : variable_lengths) bytes = add(bytes, align_up(at_least_zero(length), kWord));
  return bytes;
}

std::int64_t sort_pointer_bytes(PointerArray array, bool radix_sort) {
  const std::int64_t pointer = array == PointerArray::sql_sort ? 16 : 8;
  return radix_sort ? 2 * pointer : pointer + pointer / 2;
}

std::int64_t heap_for_unified_memory(std::int64_t unified_bytes, double memory_fraction) {
  return smallest_mebibytes([=](std::int64_t heap) {
    return spark_starts(heap) && memory_regions(heap, memory_fraction).unified >= unified_bytes;
  });
}

std::int64_t heap_for_task_memory(std::int64_t task_bytes, std::int64_t cores, double memory_fraction) {
  return heap_for_unified_memory(multiply(at_least_zero(task_bytes), at_least_one(cores)), memory_fraction);
}

std::int64_t xmx_for_usable_heap(std::int64_t heap_bytes, Collector collector) {
  return smallest_mebibytes([=](std::int64_t xmx) { return usable_heap(xmx, collector) >= heap_bytes; });
}

}  // namespace sizer::spark
