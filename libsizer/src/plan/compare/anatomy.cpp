#include "plan/compare/anatomy.hpp"

#include <algorithm>
#include <cmath>

namespace sizer {
namespace {

constexpr std::array kOfAStage{Wait::cpu,        Wait::object_store, Wait::network,
                               Wait::local_disk, Wait::hot_key,      Wait::driver};

double seconds_of(const StageTime<double>& t, Wait wait) {
  switch (wait) {
    case Wait::cpu:
      return t.cpu.base();
    case Wait::object_store:
      return t.object_store.base();
    case Wait::network:
      return t.network.base();
    case Wait::local_disk:
      return t.local_disk.base();
    case Wait::hot_key:
      return t.hot_key.base();
    case Wait::driver:
      return t.driver.base();
    default:
      return 0;
  }
}

/// A stage's time goes to its resources as the soft maximum weighs them; `share` of it counts.
void add_stage(const StageTime<double>& t, double exponent, double share, Anatomy& a) {
  double sum = 0;
  for (const Wait wait : kOfAStage) sum += std::pow(seconds_of(t, wait), exponent);
  if (sum <= 0) return;
  for (const Wait wait : kOfAStage) {
    const double weight = std::pow(seconds_of(t, wait), exponent) / sum;
    a.waits[static_cast<std::size_t>(wait)] += weight * share * t.total;
  }
}

void add_waits(const JobTime<double>& time, double exponent, Anatomy& a) {
  Seconds<> sum;
  for (const auto& stage : time.stages) sum += stage.total;
  const double share = sum > Seconds<>() ? (time.stages_total / sum).base() : 0;
  for (const auto& stage : time.stages) add_stage(stage, exponent, share, a);
  const auto add = [&](Wait wait, Seconds<> t) { a.waits[static_cast<std::size_t>(wait)] += t; };
  add(Wait::driver, time.driver + time.commit);
  add(Wait::serial, time.unshared);
  add(Wait::start_up, time.start_up);
  Seconds<> rest = time.total;
  for (const Seconds<> wait : a.waits) rest = rest - wait;
  constexpr double kRounding = 1e-9;
  add(Wait::reclaimed, rest > kRounding * time.total ? rest : Seconds<>());
  a.total = time.total;
}

void add_amounts(const Question& q, const JobTime<double>& time, const TaskPlan& tasks, Anatomy& a) {
  Seconds<> cpu, longest;
  for (std::size_t i = 0; i < time.stages.size(); ++i) {
    const auto& stage = time.stages[i];
    const auto& demand = q.typical_demand.stages[i];
    a.scanned += demand.scanned;
    a.shuffled += demand.shuffle_write;
    a.written += demand.written;
    a.spilled += stage.memory.spilled;
    a.work += stage.work;
    a.gc += stage.memory.gc.base() * stage.cpu.base();
    cpu += stage.cpu;
    if (q.workload.stages[i].caches) a.cache_hit = std::min(a.cache_hit, stage.memory.cache_hit.base());
    if (stage.total > longest) {
      longest = stage.total;
      a.parallel = tasks.stages[i].tasks;
    }
  }
  a.gc = cpu > Seconds<>() ? a.gc / cpu.base() : 0;
  a.tasks = tasks.total_tasks;
}

}  // namespace

std::string_view description(Wait wait) {
  switch (wait) {
    case Wait::cpu:
      return "CPU";
    case Wait::object_store:
      return "object store";
    case Wait::network:
      return "network";
    case Wait::local_disk:
      return "shuffle disks";
    case Wait::hot_key:
      return "the hottest key";
    case Wait::driver:
      return "driver and commit";
    case Wait::serial:
      return "serial work";
    case Wait::start_up:
      return "start-up";
    case Wait::reclaimed:
      return "nodes reclaimed";
  }
  return {};
}

Anatomy anatomy_of(const Question& q, const Cluster& cluster, WaveCurves& curves) {
  Anatomy a;
  if (cluster.slots() == 0) return a;
  const TaskPlan tasks = plan_tasks(q.workload, q.typical_demand, cluster, curves);
  const auto rates = node_rates(cluster, q.typical);
  JobTime<double> time;
  job_time(q.workload, q.typical_demand, tasks, cluster, rates, q.typical, time);
  add_waits(time, q.typical.get<"combine.exponent">().base(), a);
  add_amounts(q, time, tasks, a);
  a.slots = cluster.slots();
  a.nodes = cluster.nodes;
  a.speed = rates.speed.base();
  a.network = cluster.nodes * rates.network;
  a.object_store = cluster.nodes * rates.object_store;
  a.disk_write = cluster.nodes * rates.disk_write;
  a.local_disks = cluster.instance->has_local_disk();
  return a;
}

}  // namespace sizer
