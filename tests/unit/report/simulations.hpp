#pragma once

#include "sizer/simulated_job.hpp"

/// Simulated jobs made by hand, for the reports to draw.
namespace sizer::simulations {

/// Stages one after another on two nodes of four slots.
inline SimulatedJob chain(const std::vector<std::string>& names, int tasks = 20) {
  SimulatedJob job;
  job.instance = std::make_shared<const Instance>();
  job.cluster.instance = job.instance.get();
  job.cluster.nodes = 2;
  job.cluster.layout = {.executors_per_node = 1, .executor_cores = 4};
  job.input.nodes = job.input.executors = 2;
  job.input.executor_cores = 4;
  for (const std::string& name : names) {
    const int number = static_cast<int>(job.input.stages.size());
    job.input.stages.push_back({.name = name, .tasks = tasks, .task = 10 * second});
    if (number > 0) job.input.stages.back().parents = {number - 1};
  }
  run_simulation(job, {});
  return job;
}

}  // namespace sizer::simulations
