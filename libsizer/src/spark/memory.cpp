#include <algorithm>

#include "sizer/spark.hpp"

namespace sizer::spark {
namespace {

constexpr std::int64_t kMebibyte = 1LL << 20;
constexpr std::int64_t kReservedHeap = 300 * kMebibyte;

std::int64_t unified_memory(std::int64_t heap_bytes, double memory_fraction) {
  return static_cast<std::int64_t>(static_cast<double>(heap_bytes - kReservedHeap) * memory_fraction);
}

}  // namespace

MemoryRegions memory_regions(std::int64_t heap_bytes, double memory_fraction, double storage_fraction) {
  if (heap_bytes < kLeastHeap) return {};
  MemoryRegions regions;
  regions.unified = unified_memory(heap_bytes, memory_fraction);
  regions.storage = static_cast<std::int64_t>(static_cast<double>(regions.unified) * storage_fraction);
  regions.execution = regions.unified - regions.storage;
  return regions;
}

std::int64_t heap_for_task_memory(std::int64_t task_bytes, int cores, double memory_fraction) {
  const double above_reserve = static_cast<double>(task_bytes) * cores / memory_fraction;
  const auto mebibytes = static_cast<std::int64_t>(above_reserve / static_cast<double>(kMebibyte));
  std::int64_t heap = std::max(kLeastHeap, kReservedHeap + mebibytes * kMebibyte);
  while (unified_memory(heap, memory_fraction) / cores < task_bytes) heap += kMebibyte;
  return heap;
}

int memory_overhead_mib(int heap_mib, double factor, int minimum_mib) {
  return std::max(static_cast<int>(factor * heap_mib), minimum_mib);
}

int granted_container_mib(int ask_mib, int step_mib) { return (ask_mib + step_mib - 1) / step_mib * step_mib; }

}  // namespace sizer::spark
