#include <cmath>

#include "inline.hpp"
#include "memory.hpp"
#include "names.hpp"
#include "sizer/formulas.hpp"
#include "sizer/model.hpp"

namespace sizer {
namespace {

/// x to the power 2, 4 or 8, and back: the soft maximum's exponent is a power of two so that it costs no logarithm.
template <class Num>
Scalar<Num> raise(Scalar<Num> x, double exponent) {
  for (double e = exponent; e > 1; e /= 2) x = x * x;
  return x;
}
template <class Num>
Scalar<Num> lower(Scalar<Num> x, double exponent) {
  for (double e = exponent; e > 1; e /= 2) x = sqrt(x);
  return x;
}

inline double first_value(double number) { return number; }
inline double first_value(const Lanes& number) { return number[0]; }
inline double first_value(const Traced& number) { return number.value(); }

/// (Σ Tʳ^q)^(1/q): the largest, and a little more where others are close to it.
template <class Num, class... Rest>
Seconds<Num> soft_maximum(const World<Num>& world, const Seconds<Num>& first, const Rest&... rest) {
  const auto exponent = world.template get<"combine.exponent">();
  const double q = first_value(exponent.base());
  if constexpr (std::same_as<Num, Traced>) {
    const double sum = (std::pow(first.base().value(), q) + ... + std::pow(rest.base().value(), q));
    return Seconds<Num>(number::soft_maximum(std::pow(sum, 1 / q), exponent.base(), {first.base(), rest.base()...}));
  } else {
    auto sum = raise(first / second, q);
    ((sum = sum + raise(rest / second, q)), ...);
    return lower(sum, q) * second;
  }
}

/// A task's wait for storage that computing does not hide.
template <class Num>
Seconds<Num> storage_wait(const StageDemand<Num>& demand, const Scalar<Num>& reads, const Scalar<Num>& tasks,
                          const Scalar<Num>& files, const World<Num>& world) {
  const auto streaming = demand.scanned * reads / tasks / world.template get<"store.connection">();
  const auto first_bytes =
      files * world.template get<"store.requests_per_split">() * world.template get<"store.first_byte">();
  return (streaming + first_bytes) * (1.0 - world.template get<"store.overlap">());
}

/// Where nobody states a skew, Spark is trusted to cut the hottest partition: adaptive execution in joins, partial
/// aggregation and range partitioning elsewhere. What stays whole is a piece of the split size, or a few mean
/// partitions.
template <class Num>
Scalar<Num> split_by_spark(const StageDemand<Num>& d, const Scalar<Num>& tasks, const World<Num>& world,
                           const StepNames& name) {
  const auto a_pass = max(d.shuffle_read / d.passes, 1 * byte);
  const auto piece =
      max(world.template get<"skew.split_size">() / a_pass, world.template get<"skew.split_factor">() / tasks);
  return name("hottest key's share after splitting", min(d.hottest_share, piece));
}

/// Bytes a stage moves over each device, whole cluster.
template <class Num>
struct Traffic {
  Bytes<Num> store, network_in, network_out, disk_read, disk_write;
};

template <class Num>
Traffic<Num> traffic(const StageDemand<Num>& d, const Scalar<Num>& reads, const ExecutorMemory<Num>& memory,
                     const Cluster& cluster, const World<Num>& world) {
  const bool hdfs = cluster.data == DataPlace::hdfs;
  const auto scanned = d.scanned * reads;
  const auto remote =
      d.shuffle_read * count<Num>("share of a shuffle on other nodes", remote_share(cluster.nodes), "1 − 1/nodes");
  const auto copies =
      d.broadcast * count<Num>("executors", cluster.executors(), "nodes × executors a node, less the driver's room");
  Traffic<Num> t;
  t.network_in = remote + copies;
  t.network_out = remote + copies;
  t.disk_read = d.shuffle_read * (1.0 - min(world.template get<"disk.page_cache">(), 1.0)) + memory.spilled;
  t.disk_write = d.shuffle_write + memory.spilled;
  if (hdfs) {
    const auto copies_written = world.template get<"hdfs.write_copies">();
    t.disk_read = t.disk_read + scanned;
    t.disk_write = t.disk_write + d.written * copies_written;
    t.network_out = t.network_out + d.written * (copies_written - 1.0);  // the first copy stays
  } else {
    t.store = max(scanned, d.written);
    t.network_in = t.network_in + scanned;
    t.network_out = t.network_out + d.written;
  }
  return t;
}

}  // namespace

template <class Num>
SIZER_INLINE_ALL StageTime<Num> stage_time(const Stage& stage, const StageDemand<Num>& d, const StageTasks& cut,
                                           const Cluster& cluster, const NodeRates<Num>& rates,
                                           const World<Num>& world) {
  const StepNames name(stage.name);
  const auto tasks =
      name.template given<Num>("tasks", Scalar<>(cut.tasks), "files as Spark packs them, partitions in whole waves");
  const auto nodes = count<Num>("nodes", cluster.nodes, "chosen by the plan, or named with --on");
  const auto slots = count<Num>("slots", cluster.slots(), "executors × executor cores");
  StageTime<Num> t;
  t.memory = executor_memory(d, tasks, cluster, world, name);

  // Passes after the first read again where the cache does not fit, and without a cache.
  const auto missed = stage.caches ? t.memory.cache_misses : Scalar<Num>(1.0);
  const auto rereads = name("passes that read again", missed * max(d.passes - 1.0, 0.0));
  const auto reads = rereads + 1.0;
  const auto again = stage.caches ? name("work of passes that miss the cache",
                                         d.work / d.passes * rereads * (world.template get<"cache.miss_cost">() - 1.0))
                                  : d.reread_work * rereads;
  const auto spill_work = t.memory.spilled * world.template get<"cpu.spill">();
  const auto work = name("work with spill and rereads", d.work + again + spill_work);
  t.work = work;

  const auto cpu_task = name("CPU time a task", (work / tasks + world.template get<"cpu.task">() * d.passes) /
                                                        (1 * core) / rates.speed * (t.memory.gc + 1.0) +
                                                    world.template get<"task.fixed">() * d.passes);
  const bool waits = stage.scan && cluster.data == DataPlace::object_store;
  const auto wait =
      waits ? name("wait for storage a task",
                   storage_wait(d, reads, tasks, count<Num>("files a task", cut.files_per_task, "the input"), world))
            : Seconds<Num>();
  const auto waves = wave_factor(cut.waves, world.template get<"task.sigma">());
  t.cpu = name("cpu time", waves * cpu_task);
  const auto waiting = waves * wait;
  const auto slot_time = name("time on slots", waiting + t.cpu);

  const auto moved = traffic(d, reads, t.memory, cluster, world);
  t.object_store = name("object store time", max(moved.store / (nodes * rates.object_store), waiting));
  t.network = name("network time", max(moved.network_in, moved.network_out) *
                                       world.template get<"job.network_bytes">() / (nodes * rates.network));
  t.local_disk = name("local disk time",
                      (moved.disk_read / (nodes * rates.disk_read) + moved.disk_write / (nodes * rates.disk_write)) *
                          world.template get<"job.disk_bytes">());
  const auto hottest = stage.skew ? d.hottest_share : split_by_spark(d, tasks, world, name);
  t.hot_key = name("hottest key's task",
                   hottest * (d.reduce_work + spill_work) / (1 * core) / rates.speed * (t.memory.gc + 1.0));
  t.driver = name("launching tasks", tasks * d.passes / world.template get<"driver.launch_rate">());
  t.total =
      name("stage time", soft_maximum(world, slot_time, t.object_store, t.network, t.local_disk, t.hot_key, t.driver));
  t.task = cpu_task + wait;
  const auto busy = tasks / slots * t.task;
  t.fluid =
      name("stage time if slots were never idle", soft_maximum(world, busy, t.object_store, t.network, t.local_disk));
  return t;
}

#define SIZER_INSTANTIATE(Num)                                                                                 \
  template StageTime<Num> stage_time(const Stage&, const StageDemand<Num>&, const StageTasks&, const Cluster&, \
                                     const NodeRates<Num>&, const World<Num>&);
SIZER_INSTANTIATE(double)
SIZER_INSTANTIATE(Lanes)
SIZER_INSTANTIATE(Traced)
#undef SIZER_INSTANTIATE

}  // namespace sizer
