#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "sizer/layout.hpp"
#include "sizer/spark.hpp"

namespace sizer {
namespace {

constexpr int kGibibyte = 1024;  // in MiB

Platform any_platform() {
  return *rc::gen::element(Platform::emr, Platform::databricks, Platform::dataproc, Platform::kubernetes,
                           Platform::yarn, Platform::standalone);
}

/// From half a gibibyte on one vCPU to 24 TiB on 1024, in any combination.
Instance any_node() {
  Instance node;
  node.vcpu = *rc::gen::oneOf(rc::gen::inRange(1, 1025), rc::gen::element(1, 2, 4, 8, 16, 32, 48, 64, 96, 1024));
  node.memory = *rc::gen::oneOf(rc::gen::inRange(512, 24 * 1024 * kGibibyte + 1), rc::gen::inRange(512, 65536),
                                rc::gen::element(8192, 16384, 32768, 65536, 131072, 262144)) *
                MiB;
  if (*rc::gen::inRange(0, 4) == 0) node.reserved_cores = *rc::gen::inRange(0, 40);
  if (*rc::gen::inRange(0, 4) == 0) node.reserved_memory = *rc::gen::inRange(0, 131072) * MiB;
  return node;
}

LayoutWishes any_wishes() {
  LayoutWishes wishes;
  wishes.python = *rc::gen::arbitrary<bool>();
  if (*rc::gen::inRange(0, 3) == 0) wishes.executor_cores = *rc::gen::inRange(1, 40);
  if (*rc::gen::inRange(0, 3) == 0) wishes.executor_memory = *rc::gen::inRange(100, 200 * kGibibyte) * MiB;
  wishes.driver_memory_mib = *rc::gen::inRange(512, 64 * kGibibyte);
  return wishes;
}

struct Case {
  Instance node = any_node();
  Platform platform = any_platform();
  LayoutWishes wishes = any_wishes();
  NodeOffer offer = node_offer(node, platform);
  const PlatformRules& rules = rules_of(platform);
  std::vector<Layout> layouts = legal_layouts(node, platform, wishes);
};

/// Python workers take 128 MiB each beside what Spark itself takes, or the share that the platform's rules give them.
std::int64_t granted(int heap, int cores, const PlatformRules& rules, bool python) {
  const double factor = python ? rules.python_overhead_factor : rules.overhead_factor;
  std::int64_t overhead = spark::memory_overhead_mib(heap, factor, rules.min_overhead_mib);
  if (python && rules.platform != Platform::databricks) {
    overhead = std::max(overhead, spark::memory_overhead_mib(heap) + 128 * cores);
  }
  return spark::granted_container_mib(heap + overhead, rules.rounding_mib);
}

RC_GTEST_PROP(LegalLayouts, FitTheNodeAfterReserveAndRounding, ()) {
  const Case c;
  for (const Layout& layout : c.layouts) {
    RC_ASSERT(layout.executors_per_node >= 1);
    RC_ASSERT(layout.executor_cores >= 1);
    RC_ASSERT(layout.executors_per_node * layout.executor_cores <= c.offer.cores);
    RC_ASSERT(std::int64_t{layout.executors_per_node} * layout.container_mib <= c.offer.memory_mib);
  }
}

RC_GTEST_PROP(LegalLayouts, AccountForEveryCoreAndMebibyte, ()) {
  const Case c;
  RC_ASSERT(c.offer.cores + c.offer.reserved_cores == c.node.vcpu);
  for (const Layout& layout : c.layouts) {
    RC_ASSERT(layout.slots_per_node() + layout.idle_cores == c.offer.cores);
    RC_ASSERT(layout.executors_per_node * layout.container_mib + layout.idle_memory_mib == c.offer.memory_mib);
    RC_ASSERT(layout.container_mib % c.rules.rounding_mib == 0);
    RC_ASSERT(layout.container_mib ==
              granted(layout.executor_memory_mib, layout.executor_cores, c.rules, c.wishes.python));
  }
}

RC_GTEST_PROP(LegalLayouts, HaveAHeapOutsideThePointerHoleUnlessWished, ()) {
  const Case c;
  for (const Layout& layout : c.layouts) {
    const int heap = layout.executor_memory_mib;
    if (c.wishes.executor_memory) {
      RC_ASSERT(heap == static_cast<int>(c.wishes.executor_memory->in(MiB)));
    } else {
      RC_ASSERT(heap >= kGibibyte);
      RC_ASSERT(heap <= 31 * kGibibyte || heap >= 48 * kGibibyte);
    }
  }
}

RC_GTEST_PROP(LegalLayouts, HaveTheLargestHeapThatFits, ()) {
  const Case c;
  if (c.wishes.executor_memory) return;
  for (const Layout& layout : c.layouts) {
    const int heap = layout.executor_memory_mib;
    const int larger = heap == 31 * kGibibyte ? 48 * kGibibyte : heap + 1;
    RC_ASSERT(granted(larger, layout.executor_cores, c.rules, c.wishes.python) >
              c.offer.memory_mib / layout.executors_per_node);
  }
}

RC_GTEST_PROP(LegalLayouts, MakeJustEnoughRoomForTheDriver, ()) {
  const Case c;
  for (const Layout& layout : c.layouts) {
    const int displaced = layout.executors_displaced;
    if (!c.rules.driver_on_worker) {
      RC_ASSERT(displaced == 0);
      continue;
    }
    const std::int64_t driver =
        spark::granted_container_mib(layout.driver_memory_mib + layout.driver_overhead_mib, c.rules.rounding_mib);
    const auto fits_beside = [&](int executors) {
      return executors * layout.executor_cores + layout.driver_cores <= c.offer.cores &&
             executors * layout.container_mib + driver <= c.offer.memory_mib;
    };
    RC_ASSERT(displaced >= 0 && displaced <= layout.executors_per_node);
    RC_ASSERT(fits_beside(layout.executors_per_node - displaced));
    RC_ASSERT(displaced == 0 || !fits_beside(layout.executors_per_node - displaced + 1));
  }
}

RC_GTEST_PROP(LegalLayouts, AreFewDistinctAndUseMostOfTheNode, ()) {
  const Case c;
  RC_ASSERT(c.layouts.size() <= 8u);
  int most_slots = 0;
  for (const Layout& layout : c.layouts) most_slots = std::max(most_slots, layout.slots_per_node());
  for (const Layout& layout : c.layouts) {
    RC_ASSERT(4 * layout.slots_per_node() >= 3 * most_slots);
    if (c.wishes.executor_cores) RC_ASSERT(layout.executor_cores == *c.wishes.executor_cores);
    if (c.rules.one_executor_per_node) RC_ASSERT(layout.executors_per_node == 1);
  }
  for (std::size_t i = 1; i < c.layouts.size(); ++i) {
    RC_ASSERT(c.layouts[i - 1].executor_cores < c.layouts[i].executor_cores);
    RC_ASSERT(c.layouts[i - 1].executors_per_node > c.layouts[i].executors_per_node);
  }
}

RC_GTEST_PROP(LegalLayouts, ExistWheneverOneExecutorAndTheDriverFit, ()) {
  const Instance node = any_node();
  const Platform platform = any_platform();
  const NodeOffer offer = node_offer(node, platform);
  const PlatformRules& rules = rules_of(platform);
  const std::int64_t driver = spark::granted_container_mib(1024 + 384, rules.rounding_mib);
  const bool driver_fits = !rules.driver_on_worker || driver <= offer.memory_mib;
  const bool executor_fits = offer.cores >= 1 && granted(kGibibyte, 1, rules, false) <= offer.memory_mib;
  const auto layouts = legal_layouts(node, platform, {.driver_memory_mib = 1024});
  RC_ASSERT(layouts.empty() != (driver_fits && executor_fits));
}

}  // namespace
}  // namespace sizer
