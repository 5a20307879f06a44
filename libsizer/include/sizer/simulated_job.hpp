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

/// Lost at a moment from the start, or after a share of the time the stages take when nothing happens.
struct LossWish {
  std::optional<double> share;
  Seconds<> at;
};

/// How soon a lost node's place is filled.
struct Replacement {
  bool never = false;
  Seconds<> after;
};

/// What is to happen, as a person asks it.
struct WhatHappens {
  std::uint64_t seed = 1;
  std::vector<LossWish> losses{};           ///< each of another node
  std::vector<LossWish> executor_losses{};  ///< each of another executor
  Frequency<> reclaims{};                   ///< of one node, at random
  std::optional<Seconds<>> notice{};        ///< before a node is lost; of reclaimed ones the provider's, if not given
  std::optional<Replacement> replaced{};    ///< else after `spot.replace`
  std::optional<double> slow_node{};        ///< the speed of one node, over that of the others
  Stragglers stragglers{};
  bool speculation = false;
  bool dynamic_allocation = false;                 ///< executors come when tasks wait
  std::optional<int> nodes_at_start{};             ///< the others join later
  Frequency<> growth_pace{};                       ///< nodes a time that join then; zero: all at once
  JobScheduling scheduling = JobScheduling::fifo;  ///< of jobs on one cluster
  int sampled_tasks = 20'000;

  bool loses_something() const { return !losses.empty() || !executor_losses.empty() || reclaims > Frequency<>(); }
  bool anything() const {
    return loses_something() || slow_node || stragglers.share > 0 || speculation || dynamic_allocation ||
           nodes_at_start;
  }
};

/// Another job on the same executors.
struct JobBeside {
  std::string name;
  Seconds<> formula;  ///< the closed form's duration, alone
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
  std::vector<JobBeside> beside;
  SimulationResult calm;  ///< when nothing happens, and the job is alone
  SimulationResult run;
  // By formula, of stages one after another only:
  std::optional<Seconds<>> mean_loss_delay;       ///< of one node at any moment
  std::optional<Seconds<>> mean_straggler_delay;  ///< with copies, where speculation is on

  /// Until the job ends, whatever else still runs.
  Seconds<> duration() const { return run.succeeded ? run.job_ends.front() : run.makespan; }
  Seconds<> added() const { return duration() - calm.makespan; }
  bool meets_deadline() const;  ///< true when there is none
};

/// The cluster as asked for, or the one a plan recommends; and the job on it, ready to run.
SimulatedJob prepare_simulation(const Scenario& scenario, const std::optional<ClusterRequest>& request,
                                const InstanceTable& table, const PlanOptions& options = {});

/// Adds a job that runs beside it from the start on, on the same executors and with the same driver.
void add_job(SimulatedJob& job, const Scenario& other, const PlanOptions& options = {});

/// How long before a spot node of a provider goes it is announced: AWS 2 min, Google Cloud and Azure 30 s. Source:
/// their documentation of spot machines.
Seconds<> spot_notice(Provider provider);

/// Runs it twice: undisturbed and alone, and with what is to happen.
void run_simulation(SimulatedJob& job, const WhatHappens& asked);

}  // namespace sizer
