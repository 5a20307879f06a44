#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "durations.hpp"
#include "sizer/simulation.hpp"

/// How things stand at a moment of the simulated time.
namespace sizer::simulation {

/// A core of an executor, and the attempt that runs on it.
struct Slot {
  double start = 0, end = 0;
  std::int64_t task = 0;   ///< from the stage's number of tasks on: one that makes again what was lost
  int stage = -1;          ///< −1: idle, or not there
  int other = -1;          ///< the slot that runs the same task, if there is a copy
  std::uint32_t turn = 0;  ///< rises with every attempt, and when one is killed
  int failures = 0;        ///< of this task so far
  float slowdown = 1;      ///< by the machine
  bool copy = false;
  bool asked_copy = false;
  bool fails = false;
  bool cannot_fetch = false;
};

struct Retry {
  std::int64_t task = 0;
  int failures = 0;
};

/// A slow attempt that waits for a slot to be copied to.
struct CopyRequest {
  std::uint32_t slot = 0, turn = 0;
};

struct StageState {
  // Tasks to hand out, of the pass that runs:
  std::int64_t next = 0;   ///< the first one never started
  std::int64_t again = 0;  ///< lost results to make again
  std::int64_t made_again = 0;
  std::vector<Retry> retries;
  std::vector<CopyRequest> copies;

  int pass = 0;
  std::int64_t absent = 0;    ///< results that are not there
  std::vector<int> results;   ///< by executor; kept only where they can be lost
  std::int64_t hottest = -1;  ///< its number
  int running = 0;            ///< attempts
  int waiting = 0;            ///< parents with absent results
  bool needed = true;         ///< by a stage that still has to run, or as a result of the job
  bool open = false;          ///< submitted: its tasks may start
  bool begun = false;
  bool suspended = false;   ///< closed, because it reads what is gone
  std::int64_t unread = 0;  ///< of its attempts, those that could not read
  int failures_in_a_row = 0;

  // For speculation:
  std::unique_ptr<Durations> durations;
  std::int64_t succeeded = 0;
  double work_done = 0, time_spent = 0;  ///< their ratio is the mean rate
  bool checked = false;                  ///< the next check is due already

  std::int64_t waiting_tasks(const SimulatedStage& stage) const {
    return stage.tasks - next + again + static_cast<std::int64_t>(retries.size());
  }
};

enum class NodeState : char { absent, there, leaving };

enum class Alarm {
  submit_job,
  notice,
  lose_node,
  random_loss,
  lose_executor,
  executor_back,
  resubmit,
  node_joins,
  executors_ready,
  request,
  speculate
};

struct Timer {
  double at = 0;
  std::uint64_t order = 0;
  Alarm alarm = Alarm::submit_job;
  int subject = 0;  ///< a job, a node, an executor, a stage, a number of executors, a place in a list

  bool operator<(const Timer& other) const {  // the next one is the largest
    return at != other.at ? at > other.at : order > other.order;
  }
};

}  // namespace sizer::simulation
