#include "inline.hpp"
#include "names.hpp"
#include "sizer/node_loss.hpp"

namespace sizer {
namespace {

template <class Num>
Seconds<Num> platform_start(Platform platform, const World<Num>& world) {
  switch (platform) {
    case Platform::emr:
      return world.template get<"start.emr">();
    case Platform::databricks:
      return world.template get<"start.databricks">();
    case Platform::dataproc:
      return world.template get<"start.dataproc">();
    case Platform::kubernetes:
      return world.template get<"start.kubernetes">();
    case Platform::yarn:
      return world.template get<"start.yarn">();
    case Platform::standalone:
      return world.template get<"start.standalone">();
  }
  return {};
}

template <class Num>
Seconds<Num> start_up(const Cluster& cluster, const World<Num>& world) {
  if (cluster.running)
    return input<Num>("start-up", Seconds<>(), "the cluster is up: counted from the application's start");
  return start_up_time(cluster.platform, world);
}

/// What the work does one task after another, on one slot: the share of a core-hour, which grows more slowly than the
/// work. Spilling, and making missing cached rows again, is shared by the tasks.
template <class Num>
Seconds<Num> serial_time(const Workload& workload, const Demand<Num>& demand, const NodeRates<Num>& rates,
                         const World<Num>& world) {
  CoreSeconds<Num> work, serial;
  for (std::size_t i = 0; i < workload.stages.size(); ++i) {
    work = work + demand.stages[i].work;
    serial = serial + demand.stages[i].work * Scalar<Num>(world[workload.stages[i].serial_share]);
  }
  const auto core_hours = named("core-hours of work", max(work, 1 * core * second) / (1 * core * hour));
  const auto slower = pow(core_hours, world.template get<"job.serial_growth">() - 1.0);
  return named("work done one task after another", serial * slower / (1 * core) / rates.speed);
}

/// What passes take however little they do.
template <class Num>
Seconds<Num> pass_time(const Workload& workload, const World<Num>& world) {
  Seconds<Num> sum;
  for (const auto& stage : workload.stages) {
    if (!stage.pass_time) continue;
    sum = sum + count<Num>("passes", stage.passes.value, stage.passes.source) * Seconds<Num>(world[*stage.pass_time]);
  }
  return named("submitting passes", sum);
}

/// What nodes do not shorten.
template <class Num>
Seconds<Num> unshared_time(const Workload& workload, const Demand<Num>& demand, const Cluster& cluster,
                           const NodeRates<Num>& rates, const World<Num>& world) {
  const auto nodes = count<Num>("nodes", cluster.nodes, "chosen by the plan, or named with --on");
  return world.template get<"job.fixed_time">() + nodes * world.template get<"job.time_per_node">() +
         pass_time(workload, world) + serial_time(workload, demand, rates, world);
}

template <class Num>
Seconds<Num> driver_time(const Workload& workload, const TaskPlan& tasks, const World<Num>& world) {
  double files = 0, stages = 0;
  for (const auto& stage : workload.stages) {
    files += stage.scan_files;
    stages += stage.passes.value;
  }
  return world.template get<"driver.session">() +
         count<Num>("stages run", stages, "the workload") * world.template get<"driver.stage">() +
         count<Num>("thousands of files", files / 1000, "the input") * world.template get<"driver.list_page">() +
         count<Num>("tasks in all", tasks.total_tasks, "the stages") * world.template get<"driver.task">();
}

template <class Num>
Seconds<Num> commit_time(double output_files, const World<Num>& world) {
  return count<Num>("output files", output_files, "tasks that write") * world.template get<"commit.file">() /
             world.template get<"commit.threads">() +
         world.template get<"commit.table">();
}

/// The longest way through the stages; and no less than what all of them together take of the slots.
template <class Num>
Seconds<Num> stages_together(const Workload& workload, const std::vector<StageTime<Num>>& times) {
  if (workload.is_chain()) {
    Seconds<Num> sum;
    for (const auto& t : times) sum = sum + t.total;
    return named("stages, one after another", sum);
  }
  std::vector<Seconds<Num>> done(times.size());
  Seconds<Num> path, shared;
  for (std::size_t i = 0; i < times.size(); ++i) {
    Seconds<Num> ready;
    for (const int parent : workload.stages[i].parents) ready = max(ready, done[static_cast<std::size_t>(parent)]);
    done[i] = ready + times[i].total;
    path = max(path, done[i]);
    shared = shared + times[i].fluid;
  }
  return named("stages, side by side",
               max(named("critical path", path), named("all stages' share of the slots", shared)));
}

template <class Num>
Bytes<Num> peak_disk(const Demand<Num>& demand, const std::vector<StageTime<Num>>& times) {
  Bytes<Num> sum;
  for (std::size_t i = 0; i < times.size(); ++i) sum = sum + demand.stages[i].shuffle_write + times[i].memory.spilled;
  return named("shuffle and spill on disk", sum);
}

/// The stages as if one ran after another.
template <class Num>
std::vector<ChainStage<Num>> chain_of(const std::vector<StageTime<Num>>& times, const TaskPlan& tasks,
                                      const World<Num>& world) {
  const auto error = world.template get<"model.error">();
  std::vector<ChainStage<Num>> chain;
  for (std::size_t i = 0; i < times.size(); ++i) {
    const auto longer = times[i].total / times[i].cpu;  // by the devices that tasks share
    chain.push_back({times[i].total * error, static_cast<double>(tasks.stages[i].tasks), times[i].task * longer * error,
                     wave_factor(tasks.stages[i].lost_share, world.template get<"task.sigma">())});
  }
  return chain;
}

/// Nodes reclaimed while the stages run, times what each costs (node_loss.hpp).
template <class Num>
Seconds<Num> reclaim_delay(const JobTime<Num>& time, const TaskPlan& tasks, const Cluster& cluster,
                           const World<Num>& world) {
  if (cluster.purchase == Purchase::on_demand) return {};
  const auto nodes = count<Num>("nodes", cluster.nodes, "chosen by the plan, or named with --on");
  const auto rate = reclaim_rate(*cluster.instance, world);
  const double share_spot = cluster.purchase == Purchase::mixed ? 0.5 : 1.0;
  const auto reclaimed = named("nodes reclaimed in a run",
                               nodes * share_spot * rate * time.stages_total * world.template get<"model.error">());
  const auto each = node_loss_delay(chain_of(time.stages, tasks, world), cluster.nodes, cluster.slots(),
                                    Seconds<Num>(world.template get<"spot.replace">()),
                                    Seconds<Num>(world.template get<"spot.retry">()));
  return named("delay by reclaimed nodes", reclaimed * each);
}

double published_reclaims(const Instance& instance) {
  const std::string& text = instance.spot_interruptions;
  if (text == "<5%") return 0.025;
  if (text == "5-10%") return 0.075;
  if (text == "10-15%") return 0.125;
  if (text == "15-20%") return 0.175;
  if (text == ">20%") return 0.25;
  return 0;
}

}  // namespace

template <class Num>
Frequency<Num> reclaim_rate(const Instance& instance, const World<Num>& world) {
  const double published = published_reclaims(instance);
  if (published <= 0) return world.template get<"spot.reclaims">();
  return input<Num>("nodes reclaimed", published / month, "spot class of the instance");
}

template <class Num>
Seconds<Num> start_up_time(Platform platform, const World<Num>& world) {
  return named("start-up", platform_start(platform, world) + world.template get<"executor.start">());
}

template <class Num>
SIZER_INLINE_ALL void job_time(const Workload& workload, const Demand<Num>& demand, const TaskPlan& tasks,
                               const Cluster& cluster, const NodeRates<Num>& rates, const World<Num>& world,
                               JobTime<Num>& time) {
  time.stages.clear();
  time.stages.reserve(workload.stages.size());
  for (std::size_t i = 0; i < workload.stages.size(); ++i) {
    time.stages.push_back(stage_time(workload.stages[i], demand.stages[i], tasks.stages[i], cluster, rates, world));
  }
  time.start_up = start_up(cluster, world);
  time.driver = named("driver", driver_time(workload, tasks, world));
  time.unshared = named("what nodes do not shorten", unshared_time(workload, demand, cluster, rates, world));
  time.commit = named("commit", commit_time(tasks.output_files, world));
  time.stages_total = stages_together(workload, time.stages);
  const auto running = named(
      "running", (time.driver + time.unshared + time.stages_total + time.commit) * world.template get<"model.error">());
  const auto delay = reclaim_delay(time, tasks, cluster, world);
  time.total = named("duration", time.start_up + running + delay);
  time.peak_disk = peak_disk(demand, time.stages);
}

#define SIZER_INSTANTIATE(Num)                                                                                        \
  template Seconds<Num> start_up_time(Platform, const World<Num>&);                                                   \
  template void job_time(const Workload&, const Demand<Num>&, const TaskPlan&, const Cluster&, const NodeRates<Num>&, \
                         const World<Num>&, JobTime<Num>&);                                                           \
  template Frequency<Num> reclaim_rate(const Instance&, const World<Num>&);
SIZER_INSTANTIATE(double)
SIZER_INSTANTIATE(Lanes)
SIZER_INSTANTIATE(Traced)
#undef SIZER_INSTANTIATE

}  // namespace sizer
