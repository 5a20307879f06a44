#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "sizer/plan.hpp"
#include "sizer/simulation.hpp"

/// A scenario run task by task on a cluster, and what happens to it there.
///
/// The stages, tasks and rates are the closed form's, every assumption at its typical value:
///
///     a task's time on a slot = (CPU + waiting for storage) × what the devices that all tasks share add
///     what they add           = (t_slots^q + t_store^q + t_network^q + t_disk^q + t_driver^q)^(1/q) ÷ t_slots
///
/// q is `combine.exponent`. The hottest key's task is a task of its own; the rest is the closed form's, so that equal
/// tasks take the same time here and there, and uneven ones do on average (docs/explain/simulation.md).
namespace sizer {

SimulationInput simulation_input(const Workload& workload, const Demand<double>& demand, const TaskPlan& tasks,
                                 const Cluster& cluster, const NodeRates<double>& rates, const World<double>& world);

/// A node lost at a moment from the start, or after a share of the time the stages take when nothing happens.
struct NodeLossWish {
  std::optional<double> share;
  Seconds<> at;
};

/// What is to happen, as a person asks it.
struct WhatHappens {
  std::uint64_t seed = 1;
  std::vector<NodeLossWish> losses{};  ///< each of another node
  Seconds<> notice{};                  ///< before a node is lost
  std::optional<double> slow_node{};   ///< the speed of one node, over that of the others
  Stragglers stragglers{};
  bool speculation = false;
  bool dynamic_allocation = false;      ///< executors come when tasks wait
  std::optional<int> nodes_at_start{};  ///< the others join later
  int sampled_tasks = 20'000;

  bool anything() const {
    return !losses.empty() || slow_node || stragglers.share > 0 || speculation || dynamic_allocation || nodes_at_start;
  }
};

struct SimulatedJob {
  Scenario scenario;
  std::shared_ptr<const Instance> instance;  ///< what the cluster points to
  Cluster cluster;                           ///< without slots when no executor fits: nothing has run then
  SimulationInput input;
  SimulationOptions options;
  WhatHappens asked;
  Seconds<> executor_start;  ///< from request to ready
  Seconds<> formula;         ///< the closed form's duration
  SimulationResult calm;     ///< when nothing happens
  SimulationResult run;
  std::optional<Seconds<>> mean_loss_delay;  ///< by formula: of one node at any moment; stages one after another only

  Seconds<> added() const { return run.makespan - calm.makespan; }
  bool meets_deadline() const;  ///< true when there is none
};

/// The cluster as asked for, or the one a plan recommends; and the job on it, ready to run.
SimulatedJob prepare_simulation(const Scenario& scenario, const std::optional<ClusterRequest>& request,
                                const InstanceTable& table, const PlanOptions& options = {});

/// Runs it twice: undisturbed, and with what is to happen.
void run_simulation(SimulatedJob& job, const WhatHappens& asked);

}  // namespace sizer
