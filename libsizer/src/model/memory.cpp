#include "memory.hpp"

#include "inline.hpp"
#include "sizer/formulas.hpp"
#include "sizer/spark.hpp"

namespace sizer {
namespace {

/// What lives in an executor's heap beside its cache.
template <class Num>
struct LiveData {
  Bytes<Num> pages, objects;
};

/// Collection over CPU time: base + c × weight ÷ (room/live − 1)², room/live taken as at least 2. Cached rows have
/// grown old and are seldom traced: they take room, and little else.
template <class Num>
Scalar<Num> collection(const Bytes<Num>& room, const LiveData<Num>& in_heap, const World<Num>& world,
                       const StepNames& name) {
  const auto live = name("live data an executor", in_heap.pages + in_heap.objects);
  const auto weight = (in_heap.pages * world.template get<"gc.page_weight">() +
                       in_heap.objects * world.template get<"gc.object_weight">()) /
                      live;
  const auto over = name("heap over live data", max(room / live, 2.0));
  return name(
      "garbage collection over CPU time",
      world.template get<"gc.base">() + weight * collection_overhead(world.template get<"gc.coefficient">(), over));
}

/// Passes hit while the cache fits and miss as a whole soon after: r^k ÷ (1 + r^k) for r times the room wanted
/// (docs/explain/memory.md says what was measured).
template <class Num>
Scalar<Num> misses(const Scalar<Num>& wanted_over_room, const World<Num>& world) {
  const auto steep = pow(min(wanted_over_room, 4.0), world.template get<"cache.miss_sharpness">());
  return steep / (steep + 1.0);
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
  m.cache_misses = name("share of passes that miss the cache", misses(wanted / unified, world));
  const auto pinned = min(m.cached, storage);
  m.task = name("execution memory a task", (m.unified - pinned) / cores);

  const auto compression = world.template get<"shuffle.compression">();
  const auto reduced = demand.shuffle_read / demand.passes * compression;
  const auto mapped = demand.shuffle_write / demand.passes * compression;
  m.working_set = name("working set a task", max(reduced, mapped) / tasks);
  const auto over = max(m.working_set - m.task, Bytes<Num>()) * tasks * demand.passes;
  m.spilled = name("spilled", over / compression);

  const auto pages = min(m.working_set, m.task) * cores;
  const auto objects = cores * world.template get<"memory.task_objects">() + world.template get<"memory.jvm_live">();
  m.gc = collection<Num>(name("heap beside the cache", heap - m.cached), {pages, objects}, world, name);
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
