#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sizer/quantity.hpp"
#include "sizer/spark_scheduling.hpp"

/// A job run task by task: what a formula can only average.
///
///     stages whose parents are done → tasks in order on free slots → the next event → … → the last task
///
/// A discrete-event simulation of Spark's scheduler: a DAG of stages, tasks of uneven size, slow nodes, stragglers,
/// speculative copies, lost nodes and what must then be computed again, executors that come late, several jobs on one
/// cluster. It is the twin of the closed form (model.hpp): for equal tasks both give the same time, and each is a test
/// of the other. The same seed gives the same run on any machine.
///
/// A task's time on a slot is log-normal around its stage's mean, except the hottest key's. Devices that tasks share -
/// network, disks, object store - are in that mean: a stage that saturates one has longer tasks, by as much as the
/// closed form's soft maximum adds. So the devices slow a stage evenly, as they do when its tasks run in parallel; what
/// two stages side by side do to each other's devices is left out, and so is the wait for a better locality.
/// See docs/explain/simulation.md.
namespace sizer {

struct SimulatedStage {
  std::string name;
  std::vector<int> parents{};  ///< earlier stages whose shuffle it reads
  int tasks = 1;
  int passes = 1;            ///< over the same data, one after another; each runs all the tasks
  Seconds<> task{};          ///< mean time of a task on its slot, a pass
  Seconds<> hottest_task{};  ///< the task of the hottest key, a pass; zero: it is like the others
  double device_share = 0;   ///< of a task's time that is waiting for devices it shares
  Bytes<> output{};          ///< shuffle files that one task leaves
  int job = 0;               ///< which of the jobs that share the cluster
};

/// What is run, and on what. Executors are dealt to the nodes in turn.
struct SimulationInput {
  std::vector<SimulatedStage> stages;  ///< parents before children
  int nodes = 1;
  int executors = 1;
  int executor_cores = 1;
  Bandwidth<> network{};               ///< of one node; for moving shuffle files away
  double sigma = 0;                    ///< spread of task times: sigma of the logarithm
  Seconds<> start_up{};                ///< before the first executor is there
  Seconds<> driver{};                  ///< planning, before the first stage
  Seconds<> commit{};                  ///< after the last one
  std::vector<Seconds<>> submitted{};  ///< when each job arrives; a job not listed at 0
};

/// A node that goes away at a moment, counted from the start. With a notice it takes no new task from the notice on and
/// moves its shuffle files away as fast as its network allows.
struct LostNode {
  int node = 0;
  Seconds<> at;
  Seconds<> notice{};
};

/// An executor that goes away at a moment - killed for its memory, or preempted - and its shuffle files with it.
/// Another takes its place `executor_start` later.
struct LostExecutor {
  int executor = 0;
  Seconds<> at;
};

struct SlowNode {
  int node = 0;
  double speed = 1;  ///< of the other nodes' speed
};

/// Tasks that take `factor` times as long because of the machine they land on: a copy elsewhere does not.
struct Stragglers {
  double share = 0, factor = 1;
};

/// spark.dynamicAllocation.*: one more executor after a second with tasks waiting, then two, four … a second.
struct DynamicAllocation {
  int initial_executors = 0;
  Seconds<> backlog_timeout = 1 * second;
  Seconds<> executor_start{};  ///< from request to ready
};

/// A cluster that grows to all its nodes: from `delay` after the start on the others join, all at once or at a pace.
struct ClusterGrowth {
  int initial_nodes = 1;
  Seconds<> delay{};
  Frequency<> pace{};  ///< nodes a time; zero: all at once
};

enum class JobScheduling { fifo, fair };

struct SimulationOptions {
  std::uint64_t seed = 1;
  std::vector<LostNode> lost_nodes{};
  std::vector<LostExecutor> lost_executors{};
  Seconds<> executor_start{};           ///< until a lost executor has a successor
  Frequency<> losses{};                 ///< of one node, at random
  Seconds<> losses_notice{};            ///< of those
  std::optional<Seconds<>> replaced{};  ///< a lost node's place is filled after so long; never, if empty
  Seconds<> retry{};                    ///< from a loss until fetch failures are found and the stage is submitted again
  bool shuffle_survives = false;        ///< shuffle files are not on the nodes
  std::vector<SlowNode> slow_nodes{};
  Stragglers stragglers{};
  std::optional<spark::SpeculationSettings> speculation{};  ///< none: off, as is Spark's default
  std::optional<DynamicAllocation> dynamic_allocation{};
  std::optional<ClusterGrowth> growth{};
  JobScheduling scheduling = JobScheduling::fifo;
  double task_failures = 0;     ///< share of attempts that fail
  int most_task_failures = 4;   ///< spark.task.maxFailures
  int most_stage_failures = 4;  ///< spark.stage.maxConsecutiveAttempts
  int sampled_tasks = 0;        ///< attempts to keep, evenly over the run
};

/// Time of slots by what became of it. Busy time is the sum.
struct SlotTime {
  CoreSeconds<> useful;      ///< the attempt that first finished each task
  CoreSeconds<> recomputed;  ///< making again what a lost node held
  CoreSeconds<> failed;      ///< attempts that failed, or were lost with their node
  CoreSeconds<> copies;      ///< attempts that lost the race against their copy, or their original
  CoreSeconds<> busy() const { return useful + recomputed + failed + copies; }
};

struct SimulatedStageRun {
  Seconds<> start, end;  ///< of its first and last attempt
  std::int64_t recomputed_tasks = 0, failed_tasks = 0, copies = 0;
  int failures = 0;  ///< attempts of the stage that ended in a fetch failure
  SlotTime slots;
};

enum class SimulationEventKind {
  node_lost,          ///< count: tasks that ran on it
  output_lost,        ///< of a stage that must be run again for them; count: tasks
  fetch_failed,       ///< a stage's attempt ends; count: tasks that could not read
  stage_resubmitted,  ///< count: tasks to run again
  executor_lost,      ///< count: tasks that ran on it
  node_joined,
  executors_joined,  ///< count: executors
  job_failed
};
std::string_view to_string(SimulationEventKind kind);  ///< for JSON: "node_lost"
struct SimulationEvent {
  Seconds<> at;
  SimulationEventKind kind = SimulationEventKind::node_lost;
  int stage = -1, node = -1;
  std::int64_t count = 0;
};

enum class TaskEnd { succeeded, recomputed, failed, lost_race };
struct TaskSpan {
  int stage = 0, node = 0, slot = 0;
  Seconds<> start, end;
  TaskEnd outcome = TaskEnd::succeeded;
  bool copy = false;  ///< a speculative one
};

/// Busy slots over time: the mean of each of equal intervals from 0 on.
struct BusySlots {
  Seconds<> interval;
  std::vector<double> mean;
};

struct SimulationResult {
  bool succeeded = true;  ///< false: a task or a stage failed too often, or no slot was left
  Seconds<> makespan;     ///< from the start to the last commit, or to the failure
  std::vector<SimulatedStageRun> stages;
  std::vector<Seconds<>> job_ends;
  SlotTime slots;
  BusySlots busy;
  std::vector<SimulationEvent> events;
  std::int64_t attempts = 0;  ///< of tasks
  std::vector<TaskSpan> sample;
};

SimulationResult simulate(const SimulationInput& input, const SimulationOptions& options = {});

}  // namespace sizer
