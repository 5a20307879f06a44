#include "describe.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace sizer {
namespace {

constexpr std::array kStageResources{Resource::cpu,        Resource::object_store, Resource::network,
                                     Resource::local_disk, Resource::hot_key,      Resource::driver};

Seconds<> time_of(const StageTime<double>& t, Resource resource) {
  switch (resource) {
    case Resource::cpu:
      return t.cpu;
    case Resource::object_store:
      return t.object_store;
    case Resource::network:
      return t.network;
    case Resource::local_disk:
      return t.local_disk;
    case Resource::hot_key:
      return t.hot_key;
    case Resource::driver:
      return t.driver;
    case Resource::start_up:
      return {};
  }
  return {};
}

using Ranking = std::vector<std::pair<Seconds<>, Resource>>;

/// The resource waited for longest and the next; how many times longer.
void rank(Ranking times, Resource& bottleneck, Resource& runner_up, double& margin) {
  std::ranges::stable_sort(times, [](const auto& a, const auto& b) { return a.first > b.first; });
  bottleneck = times[0].second;
  runner_up = times[1].second;
  margin =
      times[1].first > Seconds<>() ? (times[0].first / times[1].first).base() : std::numeric_limits<double>::infinity();
}

}  // namespace

StageReport stage_report(const Stage& stage, const StageDemand<double>& d, const StageTime<double>& t,
                         const StageTasks& cut, int slots) {
  StageReport report;
  report.name = stage.name;
  report.tasks = cut.tasks;
  report.waves = static_cast<double>(cut.tasks) / slots;
  Ranking times;
  for (const Resource r : kStageResources) {
    times.emplace_back(time_of(t, r), r);
    report.seconds[std::string(to_string(r))] = time_of(t, r).in(second);
  }
  rank(times, report.bottleneck, report.runner_up, report.margin);
  report.scanned = d.scanned;
  report.shuffle_read = d.shuffle_read;
  report.shuffle_write = d.shuffle_write;
  report.written = d.written;
  report.spilled = t.memory.spilled;
  report.cached = d.cached;
  report.work = d.work;
  report.gc_share = t.memory.gc.base();
  report.working_set = t.memory.working_set;
  report.task_memory = t.memory.task;
  return report;
}

void add_bottleneck(const std::vector<StageTime<double>>& stages, Seconds<> driver, Seconds<> start_up,
                    Candidate& candidate) {
  Ranking times;
  for (const Resource r : kStageResources) {
    Seconds<> sum = r == Resource::driver ? driver : Seconds<>();
    for (const auto& stage : stages) sum += time_of(stage, r);
    times.emplace_back(sum, r);
  }
  times.emplace_back(start_up, Resource::start_up);
  rank(times, candidate.bottleneck, candidate.runner_up, candidate.margin);
}

namespace {

bool is_beyond_sorting(const ExecutorMemory<Lanes>& memory, const World<Lanes>& world, int lane) {
  const double most = world.get<"memory.fan_in">().base()[lane] * memory.task.base()[lane];
  return memory.working_set.base()[lane] > most;
}

/// What only the spread can tell of each stage.
void add_spread(const Question& q, const Cluster& cluster, const TaskPlan& tasks, std::vector<StageReport>& stages) {
  const auto worlds = static_cast<std::size_t>(q.all.worlds.count);
  std::vector<std::vector<double>> seconds(stages.size(), std::vector<double>(worlds));
  std::vector<int> spills(stages.size(), 0), fails(stages.size(), 0);
  JobTime<Lanes> time;
  for (std::size_t b = 0; b < q.all.worlds.blocks.size(); ++b) {
    const auto& world = q.all.worlds.blocks[b];
    job_time(q.workload, q.all.demand[b], tasks, cluster, node_rates(cluster, world), world, time);
    for (std::size_t s = 0; s < stages.size(); ++s) {
      for (int lane = 0; lane < kLaneCount; ++lane) {
        seconds[s][b * kLaneCount + static_cast<std::size_t>(lane)] = time.stages[s].total.base()[lane];
        spills[s] += time.stages[s].memory.spilled.base()[lane] > 0;
        fails[s] += is_beyond_sorting(time.stages[s].memory, world, lane);
      }
    }
  }
  for (std::size_t s = 0; s < stages.size(); ++s) {
    stages[s].duration = percentiles<kSeconds>(seconds[s]);
    stages[s].spill_probability = static_cast<double>(spills[s]) / static_cast<double>(worlds);
    stages[s].out_of_memory_probability = static_cast<double>(fails[s]) / static_cast<double>(worlds);
  }
}

DataSizes data_sizes(const Question& q, const JobTime<double>& time) {
  DataSizes sizes;
  sizes.stored = q.scenario.data.value;
  sizes.on_disk = time.peak_disk;
  for (std::size_t i = 0; i < time.stages.size(); ++i) {
    const auto& d = q.typical_demand.stages[i];
    const auto& memory = time.stages[i].memory;
    sizes.scanned += d.scanned;
    sizes.shuffled += d.shuffle_write;
    if (q.workload.stages[i].scan) sizes.in_memory += d.rows;
    const Bytes<> held = d.shuffle_read + d.shuffle_write + d.cached + memory.spilled;
    sizes.peak_held = max(sizes.peak_held, held);
  }
  return sizes;
}

}  // namespace

Candidate describe(const Question& q, const Option& option, const Outcome& outcome, WaveCurves& curves) {
  Candidate c;
  c.cluster = option.cluster;
  c.cluster.nodes = outcome.nodes;
  c.region = option.cluster.instance->region;
  c.duration = percentiles<kSeconds>(outcome.seconds);
  c.confidence_quantile_s = quantile(outcome.seconds, q.confidence);
  c.deadline_probability = outcome.probability(q);

  const ClusterPrice price = price_at(option.node_price, outcome.nodes);
  c.price = price;
  if (price.known) {
    c.cost = percentiles<kUsd>(outcome.usd);
    c.hourly = price.hourly();
  }
  if (c.cluster.slots() == 0) return c;
  const TaskPlan tasks = plan_tasks(q.workload, q.typical_demand, c.cluster, curves);
  JobTime<double> time;
  job_time(q.workload, q.typical_demand, tasks, c.cluster, node_rates(c.cluster, q.typical), q.typical, time);
  const auto cost = job_cost(price, time, tasks, q.typical_demand, q.typical);
  c.cost_parts = {cost.machines, cost.platform, cost.volumes, cost.requests, cost.primary_node};
  c.start_up = time.start_up;
  add_bottleneck(time.stages, time.driver + time.unshared + time.commit, time.start_up, c);
  c.sizes = data_sizes(q, time);
  for (std::size_t i = 0; i < time.stages.size(); ++i) {
    c.stages.push_back(stage_report(q.workload.stages[i], q.typical_demand.stages[i], time.stages[i], tasks.stages[i],
                                    c.cluster.slots()));
  }
  add_spread(q, c.cluster, tasks, c.stages);
  c.input_partitions = tasks.input_partitions;
  c.shuffle_partitions = tasks.shuffle_partitions;
  if (!c.cluster.instance->has_local_disk()) {
    c.volume_per_node = q.typical.get<"volume.size_factor">() * time.peak_disk / c.cluster.nodes;
  }
  c.settings = settings_for(settings_request(q, c.cluster, tasks));
  return c;
}

std::string_view to_string(Resource resource) {
  switch (resource) {
    case Resource::cpu:
      return "cpu";
    case Resource::object_store:
      return "object_store";
    case Resource::network:
      return "network";
    case Resource::local_disk:
      return "local_disk";
    case Resource::hot_key:
      return "hot_key";
    case Resource::driver:
      return "driver";
    case Resource::start_up:
      return "start_up";
  }
  return {};
}

std::string_view description(Resource resource) {
  switch (resource) {
    case Resource::cpu:
      return "CPU";
    case Resource::object_store:
      return "object store";
    case Resource::network:
      return "network";
    case Resource::local_disk:
      return "local disk";
    case Resource::hot_key:
      return "the hottest key";
    case Resource::driver:
      return "driver";
    case Resource::start_up:
      return "start-up";
  }
  return {};
}

}  // namespace sizer
