#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sizer/spark_container.hpp"
#include "sizer/spark_memory.hpp"

namespace sizer::spark {
namespace {

constexpr std::int64_t kMebibyte = 1LL << 20;

double any_share() { return *rc::gen::inRange(1, 1000) / 1000.0; }

RC_GTEST_PROP(HeapForTaskMemory, IsTheSmallestWithThatMuch, ()) {
  const auto bytes = *rc::gen::inRange<std::int64_t>(1, 1LL << 40);
  const auto cores = *rc::gen::inRange<std::int64_t>(1, 200);
  const double fraction = any_share();
  const std::int64_t heap = heap_for_task_memory(bytes, cores, fraction);
  RC_ASSERT(heap % kMebibyte == 0);
  RC_ASSERT(task_share(memory_regions(heap, fraction), 0, cores).most >= bytes);
  RC_ASSERT(heap == kLeastHeap || task_share(memory_regions(heap - kMebibyte, fraction), 0, cores).most < bytes);
}

RC_GTEST_PROP(XmxForUsableHeap, IsTheSmallestWithThatMuch, ()) {
  const auto collector =
      *rc::gen::element(Collector::g1, Collector::z, Collector::shenandoah, Collector::parallel, Collector::serial);
  const auto heap = *rc::gen::inRange<std::int64_t>(kLeastHeap, 1LL << 40);
  const std::int64_t xmx = xmx_for_usable_heap(heap, collector);
  RC_ASSERT(usable_heap(xmx, collector) >= heap);
  RC_ASSERT(usable_heap(xmx - kMebibyte, collector) < heap);
}

RC_GTEST_PROP(LargestHeap, FitsItsShareAndOneMoreDoesNot, ()) {
  const auto share = *rc::gen::inRange<std::int64_t>(1, 4'000'000);
  const auto step = *rc::gen::inRange<std::int64_t>(1, 2048);
  ContainerSettings settings{.overhead_factor = any_share(),
                             .least_overhead_mib = *rc::gen::inRange<std::int64_t>(0, 1000),
                             .off_heap_mib = *rc::gen::inRange<std::int64_t>(0, 5000)};
  if (*rc::gen::arbitrary<bool>()) settings.overhead_mib = *rc::gen::inRange<std::int64_t>(0, 5000);
  const auto granted = [&](std::int64_t heap) {
    settings.heap_mib = heap;
    return granted_container_mib(executor_container(settings).total_mib, step);
  };
  const std::int64_t heap = largest_heap_mib(share, step, settings);
  RC_ASSERT(heap == 0 || granted(heap) <= share);
  RC_ASSERT(granted(heap + 1) > share);
}

RC_GTEST_PROP(MemoryRegions, AddUpAndNeverExceedTheHeap, ()) {
  const auto heap = *rc::gen::inRange<std::int64_t>(0, 1LL << 42);
  const MemoryRegions regions = memory_regions(heap, any_share(), any_share());
  RC_ASSERT(regions.storage >= 0 && regions.execution >= 0);
  RC_ASSERT(regions.storage + regions.execution == regions.unified);
  RC_ASSERT(regions.unified <= std::max<std::int64_t>(0, heap - kReservedHeap));
}

RC_GTEST_PROP(TaskShares, NeverExceedWhatThereIs, ()) {
  const MemoryRegions regions = memory_regions(*rc::gen::inRange<std::int64_t>(0, 1LL << 42));
  const auto tasks = *rc::gen::inRange<std::int64_t>(1, 500);
  const TaskShare share = task_share(regions, *rc::gen::arbitrary<std::int64_t>(), tasks);
  RC_ASSERT(share.most * tasks <= regions.unified);
  RC_ASSERT(share.least_at_first <= share.least_when_grown);
  RC_ASSERT(2 * share.least_when_grown <= share.most);
}

}  // namespace
}  // namespace sizer::spark
