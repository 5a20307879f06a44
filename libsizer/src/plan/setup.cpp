#include "setup.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace sizer {
namespace {

bool always(const Setup&) { return true; }

bool reads_object_store(const Setup& s) { return s.cluster.data == DataPlace::object_store; }

bool has_skew(const Setup& s) {
  return std::ranges::any_of(s.workload.stages, [](const Stage& stage) { return !stage.parents.empty(); });
}

bool has_shuffle(const Setup& s) {
  return std::ranges::any_of(s.workload.stages, [](const Stage& stage) { return stage.shuffle.has_value(); });
}

bool iterates(const Setup& s) {
  return std::ranges::any_of(s.workload.stages, [](const Stage& stage) { return stage.passes.value > 1; });
}

bool has_price(const Setup& s) { return s.node_price.known; }

double faster_cpu(Setup& s, double factor) {
  s.speed *= factor;
  return factor;
}

double more_memory(Setup& s, double factor) {
  constexpr double kMost = 1e9;  // MiB
  int& heap = s.cluster.layout.executor_memory_mib;
  const int before = heap;
  heap = static_cast<int>(std::min(heap * factor, kMost));
  return static_cast<double>(heap) / before;
}

double faster_network(Setup& s, double factor) {
  if (s.instance.network) {
    s.instance.network = factor * *s.instance.network;
  } else {
    s.scale_row("network.when_unknown", factor);
  }
  return factor;
}

double faster_object_store(Setup& s, double factor) {
  s.object_store *= factor;
  s.scale_row("store.connection", factor);
  s.scale_row("store.first_byte", 1 / factor);
  return factor;
}

double faster_disks(Setup& s, double factor) {
  s.disk *= factor;
  return factor;
}

double more_skew(Setup& s, double factor) {
  for (Stage& stage : s.workload.stages) {
    if (stage.skew) stage.skew->value = std::min(1.0, stage.skew->value * factor);
  }
  s.scale_row("skew.hottest_share", factor);
  return factor;
}

double even_keys(Setup& s, double factor) { return more_skew(s, 1 / factor); }

double even_tasks(Setup& s, double factor) {
  s.scale_row("task.sigma", 1 / factor);
  return factor;
}

double faster_driver(Setup& s, double factor) {
  for (const AssumptionKey key : {AssumptionKey("driver.session"), AssumptionKey("driver.stage"),
                                  AssumptionKey("driver.task"), AssumptionKey("driver.list_page")}) {
    s.scale_row(key, 1 / factor);
  }
  s.scale_row("driver.launch_rate", factor);
  return factor;
}

double faster_start(Setup& s, double factor) {
  for (std::size_t row = 0; row < kAssumptionCount; ++row) {
    if (kAssumptions[row].key.starts_with("start.")) s.scale_row(AssumptionKey(row), 1 / factor);
  }
  s.scale_row("executor.start", 1 / factor);
  return factor;
}

double faster_commit(Setup& s, double factor) {
  s.scale_row("commit.file", 1 / factor);
  s.scale_row("commit.table", 1 / factor);
  return factor;
}

double more_data(Setup& s, double factor) {
  s.scenario = scaled(s.scenario, factor);
  s.workload = make_workload(s.scenario);
  return factor;
}

/// Stated bytes grow themselves; those that follow from a share grow with the share.
double more_shuffle(Setup& s, double factor) {
  std::set<std::size_t> shares;
  for (Stage& stage : s.workload.stages) {
    if (!stage.shuffle) continue;
    if (stage.shuffle->stated) stage.shuffle->stated->value = factor * stage.shuffle->stated->value;
    if (stage.shuffle->share) shares.insert(stage.shuffle->share->index);
  }
  for (const std::size_t row : shares) s.scale_row(AssumptionKey(row), factor);
  return factor;
}

double more_iterations(Setup& s, double factor) {
  for (Stage& stage : s.workload.stages) {
    if (stage.passes.value > 1) stage.passes.value *= factor;
  }
  return factor;
}

/// About `factor` times as many, at least one more or fewer, and at least one.
int whole(int count, double factor) {
  const int rounded = static_cast<int>(std::lround(count * factor));
  return std::max(1, factor > 1 ? std::max(rounded, count + 1) : std::min(rounded, count - 1));
}

double more_nodes(Setup& s, double factor) {
  const int before = s.cluster.nodes;
  s.cluster.nodes = whole(before, factor);
  if (s.cluster.slots() == 0) s.cluster.nodes = before;
  return static_cast<double>(s.cluster.nodes) / before;
}

double more_cores(Setup& s, double factor) {
  int& cores = s.cluster.layout.executor_cores;
  const int before = cores;
  cores = whole(before, factor);
  return static_cast<double>(cores) / before;
}

double dearer(Setup& s, double factor) {
  s.node_price.machines = factor * s.node_price.machines;
  return factor;
}

}  // namespace

Setup::Setup(const Question& q, const Option& option, int nodes, WaveCurves& curves)
    : scenario(q.scenario),
      workload(q.workload),
      typical(q.typical),
      worlds(q.all.worlds),
      instance(*option.cluster.instance),
      cluster(option.cluster),
      node_price(option.node_price) {
  cluster.instance = &instance;
  cluster.nodes = nodes;
  cut(curves);
}

Setup::Setup(const Setup& other)
    : scenario(other.scenario),
      workload(other.workload),
      typical(other.typical),
      worlds(other.worlds),
      instance(other.instance),
      cluster(other.cluster),
      node_price(other.node_price),
      tasks(other.tasks),
      speed(other.speed),
      object_store(other.object_store),
      disk(other.disk) {
  cluster.instance = &instance;
}

void Setup::scale_row(AssumptionKey key, double factor) {
  typical[key] *= factor;
  for (auto& world : worlds.blocks) world[key] *= factor;
}

void Setup::cut(WaveCurves& curves) { tasks = plan_tasks(workload, demand(workload, typical), cluster, curves); }

SetupTimes times_of(const Setup& s) {
  SetupTimes times;
  times.stages.resize(s.workload.stages.size());
  const ClusterPrice price = price_at(s.node_price, s.cluster.nodes);
  const auto append = [](std::vector<double>& all, const Lanes& lanes) {
    all.insert(all.end(), lanes.begin(), lanes.end());
  };
  JobTime<Lanes> time;
  for (const auto& world : s.worlds.blocks) {
    const auto needs = demand(s.workload, world);
    auto rates = node_rates(s.cluster, world);
    rates.speed = s.speed * rates.speed;
    rates.object_store = s.object_store * rates.object_store;
    rates.disk_read = s.disk * rates.disk_read;
    rates.disk_write = s.disk * rates.disk_write;
    job_time(s.workload, needs, s.tasks, s.cluster, rates, world, time);
    append(times.seconds, time.total.base());
    append(times.usd, job_cost(price, time, s.tasks, needs, world).total.base());
    for (std::size_t i = 0; i < time.stages.size(); ++i) append(times.stages[i], time.stages[i].total.base());
  }
  return times;
}

const std::vector<Influence>& resources() {
  static const std::vector<Influence> all{{"CPU", always, faster_cpu},
                                          {"memory", always, more_memory},
                                          {"network", always, faster_network},
                                          {"object store", reads_object_store, faster_object_store},
                                          {"disks", always, faster_disks},
                                          {"uneven tasks", always, even_tasks},
                                          {"hot key", has_skew, even_keys},
                                          {"driver", always, faster_driver},
                                          {"committing output", always, faster_commit},
                                          {"start-up", always, faster_start}};
  return all;
}

const std::vector<Influence>& inputs() {
  static const std::vector<Influence> all{
      {"data", always, more_data},         {"shuffled bytes", has_shuffle, more_shuffle},
      {"skew", has_skew, more_skew},       {"iterations", iterates, more_iterations},
      {"nodes", always, more_nodes},       {"cores an executor", always, more_cores},
      {"CPU speed", always, faster_cpu},   {"memory", always, more_memory},
      {"network", always, faster_network}, {"object store", reads_object_store, faster_object_store},
      {"disks", always, faster_disks},     {"price of a node", has_price, dearer}};
  return all;
}

}  // namespace sizer
