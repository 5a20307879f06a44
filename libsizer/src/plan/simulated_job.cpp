#include "sizer/simulated_job.hpp"

#include <algorithm>

#include "option.hpp"
#include "sizer/node_loss.hpp"
#include "sizer/stragglers.hpp"

namespace sizer {
namespace {

/// As asked, in the layout that suits the job; without slots when no executor fits.
Cluster cluster_of(const Question& q, const ClusterRequest& request, const InstanceTable& table, WaveCurves& curves) {
  const Platform platform = platform_of(q.scenario, request.instance.provider);
  const auto layout = best_layout(q, request.instance, platform, curves);
  if (layout) {
    Cluster cluster = option_with(q, request.instance, *layout, table).cluster;
    cluster.nodes = request.nodes;
    return cluster;
  }
  Cluster none;
  none.platform = platform;
  none.layout.executors_per_node = 0;
  none.nodes = request.nodes;
  return none;
}

/// The job as it is to run, and how long the closed form says that takes.
struct Prepared {
  SimulationInput input;
  Seconds<> formula;
};
Prepared prepared(const Question& q, const Cluster& cluster) {
  WaveCurves curves;
  const auto rates = node_rates(cluster, q.typical);
  const TaskPlan tasks = plan_tasks(q.workload, q.typical_demand, cluster, curves);
  JobTime<double> time;
  job_time(q.workload, q.typical_demand, tasks, cluster, rates, q.typical, time);
  return {simulation_input(q.workload, q.typical_demand, tasks, cluster, rates, q.typical), time.total};
}

void prepare(SimulatedJob& job, const Question& q) {
  const Prepared alone = prepared(q, job.cluster);
  job.input = alone.input;
  job.formula = alone.formula;
  job.options.retry = q.typical.get<"spot.retry">();
  job.options.replaced = q.typical.get<"spot.replace">();
  job.executor_start = job.options.executor_start = q.typical.get<"executor.start">();
}

/// From the first task to the last one's end.
struct StagesTime {
  Seconds<> start, end;
};
StagesTime stages_time(const SimulationInput& input, const SimulationResult& run) {
  return {run.stages.front().start, run.makespan - input.commit};
}

bool is_chain(const SimulationInput& input) {
  for (std::size_t i = 1; i < input.stages.size(); ++i) {
    if (input.stages[i].parents != std::vector<int>{static_cast<int>(i) - 1}) return false;
  }
  return true;
}

Seconds<> mean_loss_delay(const SimulatedJob& job) {
  const int nodes = job.cluster.nodes, slots = job.cluster.slots();
  std::vector<ChainStage<double>> stages;
  for (std::size_t i = 0; i < job.input.stages.size(); ++i) {
    const auto& stage = job.input.stages[i];
    const LostShare lost = lost_share(stage.tasks, nodes, slots);
    stages.push_back({job.calm.stages[i].end - job.calm.stages[i].start, static_cast<double>(stage.tasks),
                      stage.task * stage.passes, wave_factor(lost.tasks, lost.slots, job.input.sigma)});
  }
  constexpr Seconds<> kNever = 1e9 * second;
  return node_loss_delay(stages, nodes, slots, job.options.replaced.value_or(kNever), job.options.retry);
}

/// Each pass on its own; what several stages meet adds up.
Seconds<> mean_straggler_delay(const SimulatedJob& job) {
  const double slots = job.cluster.slots(), sigma = job.input.sigma;
  const auto [share, factor] = job.options.stragglers;
  Seconds<> delay;
  for (const SimulatedStage& stage : job.input.stages) {
    const double waves = straggler_waves(stage.tasks, slots, sigma, share, factor, job.options.speculation);
    delay += (waves - wave_factor(stage.tasks, slots, sigma)) * stage.passes * stage.task;
  }
  return delay;
}

Seconds<> moment_of(const LossWish& wish, const SimulatedJob& job) {
  const auto [start, end] = stages_time(job.input, job.calm);
  return wish.share ? start + *wish.share * (end - start) : wish.at;
}

/// The nodes go in turn, from the first on; so do executors, which are dealt to the nodes in turn.
void set_losses(SimulatedJob& job, const WhatHappens& asked) {
  const Seconds<> notice = asked.notice.value_or(Seconds<>());
  job.options.lost_nodes.clear();
  job.options.lost_executors.clear();
  for (const LossWish& wish : asked.losses) {
    const int node = static_cast<int>(job.options.lost_nodes.size()) % job.cluster.nodes;
    job.options.lost_nodes.push_back({node, moment_of(wish, job), notice});
  }
  for (const LossWish& wish : asked.executor_losses) {
    const int executor = static_cast<int>(job.options.lost_executors.size()) % job.input.executors;
    job.options.lost_executors.push_back({executor, moment_of(wish, job)});
  }
  job.options.losses = asked.reclaims;
  job.options.losses_notice = asked.notice.value_or(spot_notice(job.instance->provider));
  if (asked.replaced && asked.replaced->never) job.options.replaced.reset();
  if (asked.replaced && !asked.replaced->never) job.options.replaced = asked.replaced->after;
}

/// When nothing happens and the other jobs are not there.
SimulationResult run_alone(const SimulatedJob& job) {
  SimulationInput alone = job.input;
  std::erase_if(alone.stages, [](const SimulatedStage& stage) { return stage.job > 0; });
  return simulate(alone, {.seed = job.asked.seed});
}

}  // namespace

bool SimulatedJob::meets_deadline() const {
  return !scenario.goal.deadline || duration() <= scenario.goal.deadline->value;
}

SimulatedJob prepare_simulation(const Scenario& scenario, const std::optional<ClusterRequest>& request,
                                const InstanceTable& table, const PlanOptions& options) {
  SimulatedJob job;
  job.scenario = scenario;
  const Question q(job.scenario, options);
  WaveCurves curves;
  if (request) {
    job.instance = std::make_shared<const Instance>(request->instance);
    job.cluster = cluster_of(q, {request->nodes, *job.instance}, table, curves);
  } else if (const Plan answer = plan(scenario, table, options); answer.recommended) {
    job.instance = std::make_shared<const Instance>(*answer.recommended->cluster.instance);
    job.cluster = answer.recommended->cluster;
  }
  job.cluster.instance = job.instance.get();
  if (job.instance && job.cluster.slots() > 0) prepare(job, q);
  return job;
}

void add_job(SimulatedJob& job, const Scenario& other, const PlanOptions& options) {
  const Question q(other, options);
  Prepared added = prepared(q, job.cluster);
  const int before = static_cast<int>(job.input.stages.size());
  job.beside.push_back({other.name.value, added.formula});
  for (SimulatedStage& stage : added.input.stages) {
    for (int& parent : stage.parents) parent += before;
    stage.job = static_cast<int>(job.beside.size());
    stage.name = other.name.value + ": " + stage.name;
    job.input.stages.push_back(std::move(stage));
  }
}

Seconds<> spot_notice(Provider provider) {
  switch (provider) {
    case Provider::aws:
      return 2 * minute;
    case Provider::gcp:
    case Provider::azure:
      return 30 * second;
    case Provider::onprem:
      break;
  }
  return {};
}

void run_simulation(SimulatedJob& job, const WhatHappens& asked) {
  job.asked = asked;
  job.options.seed = asked.seed;
  job.options.sampled_tasks = asked.sampled_tasks;
  job.options.scheduling = asked.scheduling;
  job.calm = run_alone(job);
  if (asked.nodes_at_start) job.options.growth = {*asked.nodes_at_start, *job.options.replaced, asked.growth_pace};
  set_losses(job, asked);
  if (asked.slow_node) job.options.slow_nodes = {{.node = job.cluster.nodes - 1, .speed = *asked.slow_node}};
  job.options.stragglers = asked.stragglers;
  if (asked.speculation) job.options.speculation = spark::speculation_settings(job.scenario.cluster.spark.value);
  if (asked.dynamic_allocation) job.options.dynamic_allocation = {.executor_start = job.executor_start};
  job.run = simulate(job.input, job.options);
  if (!job.beside.empty() || !is_chain(job.input)) return;
  if (!asked.losses.empty() || asked.reclaims > Frequency<>()) job.mean_loss_delay = mean_loss_delay(job);
  if (asked.stragglers.share > 0) job.mean_straggler_delay = mean_straggler_delay(job);
}

}  // namespace sizer
