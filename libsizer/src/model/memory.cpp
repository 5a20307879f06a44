#include "memory.hpp"

#include "inline.hpp"
#include "sizer/formulas.hpp"
#include "sizer/spark.hpp"

namespace sizer {
namespace {

/// Collection over CPU time: base + c × weight ÷ (heap/live − 1)², heap/live taken as at least 1.4.
template <class Num>
Scalar<Num> collection(const Bytes<>& heap, const Bytes<Num>& pages, const Bytes<Num>& objects, const World<Num>& world,
                       const StepNames& name) {
  const auto live = name("live data an executor", pages + objects);
  const auto weight =
      (pages * world.template get<"gc.page_weight">() + objects * world.template get<"gc.object_weight">()) / live;
  const auto room = name("heap over live data", max(heap / live, 1.4));
  return name(
      "garbage collection over CPU time",
      world.template get<"gc.base">() + weight * collection_overhead(world.template get<"gc.coefficient">(), room));
}

}  // namespace

template <class Num>
SIZER_INLINE_ALL ExecutorMemory<Num> executor_memory(const StageDemand<Num>& demand, const Scalar<Num>& tasks,
                                                     const Cluster& cluster, const World<Num>& world,
                                                     const StepNames& name) {
  const Layout& layout = cluster.layout;
  const Bytes<> heap = layout.executor_memory_mib * MiB;
  const auto regions = spark::memory_regions(static_cast<std::int64_t>(heap.base()));
  const Bytes<> unified(static_cast<double>(regions.unified)), storage(static_cast<double>(regions.storage));
  const auto executors =
      count<Num>("executors", cluster.executors(), "nodes × executors a node, less the driver's room");
  const auto cores = count<Num>("cores an executor", layout.executor_cores, "the executor layout of the cluster");

  ExecutorMemory<Num> m;
  m.unified = name.template given<Num>("unified memory an executor", unified,
                                       "the layout's heap: (heap − 300 MiB) × 0.6, Spark");
  // A cache may fill what execution leaves; execution takes back all but the protected storage region.
  const auto wanted = demand.cached / executors;
  m.cached = name("cached an executor", min(wanted, unified));
  m.cache_hit = name("share of the cache that fits", min(unified / max(wanted, 1 * byte), 1.0));
  const auto pinned = min(m.cached, storage);
  m.task = name("execution memory a task", (m.unified - pinned) / cores);

  const auto compression = world.template get<"shuffle.compression">();
  const auto reduced = demand.shuffle_read / demand.passes * compression;
  const auto mapped = demand.shuffle_write / demand.passes * compression;
  m.working_set = name("working set a task", max(reduced, mapped) / tasks);
  const auto over = max(m.working_set - m.task, Bytes<Num>()) * tasks * demand.passes;
  m.spilled = name("spilled", over / compression);

  const auto pages = min(m.working_set, m.task) * cores;
  const auto objects =
      m.cached + cores * world.template get<"memory.task_objects">() + world.template get<"memory.jvm_live">();
  m.gc = collection(heap, pages, objects, world, name);
  return m;
}

#define SIZER_INSTANTIATE(Num)                                                                              \
  template ExecutorMemory<Num> executor_memory(const StageDemand<Num>&, const Scalar<Num>&, const Cluster&, \
                                               const World<Num>&, const StepNames&);
SIZER_INSTANTIATE(double)
SIZER_INSTANTIATE(Lanes)
SIZER_INSTANTIATE(Traced)
#undef SIZER_INSTANTIATE

}  // namespace sizer
