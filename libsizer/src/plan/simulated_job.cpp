#include "sizer/simulated_job.hpp"

#include <algorithm>

#include "option.hpp"
#include "sizer/node_loss.hpp"

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

void prepare(SimulatedJob& job, const Question& q, WaveCurves& curves) {
  const auto rates = node_rates(job.cluster, q.typical);
  const TaskPlan tasks = plan_tasks(q.workload, q.typical_demand, job.cluster, curves);
  job.input = simulation_input(q.workload, q.typical_demand, tasks, job.cluster, rates, q.typical);
  JobTime<double> time;
  job_time(q.workload, q.typical_demand, tasks, job.cluster, rates, q.typical, time);
  job.formula = time.total;
  job.options.retry = q.typical.get<"spot.retry">();
  job.options.replaced = q.typical.get<"spot.replace">();
  job.executor_start = q.typical.get<"executor.start">();
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
  std::vector<ChainStage> stages;
  for (std::size_t i = 0; i < job.input.stages.size(); ++i) {
    const auto& stage = job.input.stages[i];
    stages.push_back({job.calm.stages[i].end - job.calm.stages[i].start, static_cast<double>(stage.tasks),
                      stage.task * stage.passes});
  }
  return node_loss_delay(stages, job.cluster.nodes, job.cluster.slots(), job.input.sigma, *job.options.replaced,
                         job.options.retry);
}

/// The nodes go in turn, from the first on.
std::vector<LostNode> lost_nodes(const SimulatedJob& job, const WhatHappens& asked) {
  const auto [start, end] = stages_time(job.input, job.calm);
  std::vector<LostNode> lost;
  for (const NodeLossWish& wish : asked.losses) {
    const Seconds<> at = wish.share ? start + *wish.share * (end - start) : wish.at;
    lost.push_back({static_cast<int>(lost.size()) % job.cluster.nodes, at, asked.notice});
  }
  return lost;
}

}  // namespace

bool SimulatedJob::meets_deadline() const {
  return !scenario.goal.deadline || run.makespan <= scenario.goal.deadline->value;
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
  if (job.instance && job.cluster.slots() > 0) prepare(job, q, curves);
  return job;
}

void run_simulation(SimulatedJob& job, const WhatHappens& asked) {
  job.asked = asked;
  job.options.seed = asked.seed;
  job.options.sampled_tasks = asked.sampled_tasks;
  job.calm = simulate(job.input, job.options);
  job.options.lost_nodes = lost_nodes(job, asked);
  if (asked.slow_node) job.options.slow_nodes = {{.node = job.cluster.nodes - 1, .speed = *asked.slow_node}};
  job.options.stragglers = asked.stragglers;
  if (asked.speculation) job.options.speculation = spark::speculation_settings(job.scenario.cluster.spark.value);
  if (asked.dynamic_allocation) job.options.dynamic_allocation = {.executor_start = job.executor_start};
  if (asked.nodes_at_start) job.options.growth = {*asked.nodes_at_start, *job.options.replaced};
  job.run = asked.anything() ? simulate(job.input, job.options) : job.calm;
  if (!asked.losses.empty() && is_chain(job.input)) job.mean_loss_delay = mean_loss_delay(job);
}

}  // namespace sizer
