#include <algorithm>
#include <cmath>

#include "sizer/simulated_job.hpp"

namespace sizer {
namespace {

/// How many times longer a task takes for the devices it shares.
double stretch(const StageTime<double>& time, Seconds<> on_slots, double exponent) {
  double sum = 0;
  for (const auto t : {on_slots, time.object_store, time.network, time.local_disk, time.driver}) {
    sum += std::pow((t / on_slots).base(), exponent);
  }
  return std::pow(sum, 1 / exponent);
}

SimulatedStage simulated(const Stage& stage, const StageDemand<double>& demand, const StageTasks& cut,
                         const StageTime<double>& time, const World<double>& world) {
  const auto waves = wave_factor(cut.waves, world.get<"task.sigma">());
  const double longer = stretch(time, waves * time.task, world.get<"combine.exponent">().base());
  const double error = world.get<"model.error">().base();
  const double passes = std::max(1.0, std::ceil(stage.passes.value));
  SimulatedStage s;
  s.name = stage.name;
  s.parents = stage.parents;
  s.tasks = cut.tasks;
  s.passes = static_cast<int>(passes);
  s.task = time.task * (longer * error / passes);
  s.hottest_task = time.hot_key * (error / passes);
  s.device_share = 1 - 1 / longer;
  s.output = demand.shuffle_write / cut.tasks;
  return s;
}

}  // namespace

SimulationInput simulation_input(const Workload& workload, const Demand<double>& demand, const TaskPlan& tasks,
                                 const Cluster& cluster, const NodeRates<double>& rates, const World<double>& world) {
  JobTime<double> time;
  job_time(workload, demand, tasks, cluster, rates, world, time);
  const double error = world.get<"model.error">().base();
  SimulationInput input;
  for (std::size_t i = 0; i < workload.stages.size(); ++i) {
    input.stages.push_back(simulated(workload.stages[i], demand.stages[i], tasks.stages[i], time.stages[i], world));
  }
  input.nodes = cluster.nodes;
  input.executors = cluster.executors();
  input.executor_cores = cluster.layout.executor_cores;
  input.network = rates.network;
  input.sigma = world.get<"task.sigma">().base();
  input.start_up = time.start_up;
  input.driver = (time.driver + time.unshared) * error;
  input.commit = time.commit * error;
  return input;
}

}  // namespace sizer
