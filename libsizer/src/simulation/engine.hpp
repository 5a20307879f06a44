#pragma once

#include <queue>

#include "busy_record.hpp"
#include "finish_queue.hpp"
#include "random.hpp"
#include "state.hpp"

namespace sizer::simulation {

/// One run. The next moment is a task's end or a timer; in between nothing happens.
class Engine {
 public:
  Engine(const SimulationInput& input, const SimulationOptions& options);

  SimulationResult run();

 private:
  // engine.cpp: time, and what is reported
  void begin();
  void pass_time();
  void ring(const Timer& timer);
  void set_timer(double at, Alarm alarm, int subject);
  void report(SimulationEventKind kind, int stage, int node, std::int64_t count);
  void fail();
  SimulationResult result();

  // tasks.cpp: tasks on slots
  void offer_slots();
  bool start_next_task();
  bool hand_out(int stage);
  bool start_copy(int stage);
  void start(std::uint32_t slot, int stage, std::int64_t task, int failures);
  double time_on_slot(Slot& slot, std::uint32_t number);
  void task_ends();
  void task_succeeds(Slot& slot, std::uint32_t number);
  void task_fails(const Slot& slot);
  void lost_race(std::uint32_t number);
  void release(std::uint32_t number);
  void record(const Slot& slot, std::uint32_t number, TaskEnd outcome);

  // stages.cpp: stages in their order
  void submit_job(int job);
  void open(int stage);
  void close(int stage);
  void offer_tasks_of(int stage);
  void tasks_wait(int stage);
  void pass_done(int stage);
  void stage_done(int stage);
  void open_ready_stages();
  void reopen(int stage);

  // losses.cpp: nodes that go, and what goes with them
  void expect_loss(int node);
  void notice(int node);
  void lose_node(int node, double notice);
  void lose_executor(int executor);
  void executor_back(int executor);
  std::vector<int> executors_on(int node) const;
  std::int64_t lose_attempts(const std::vector<int>& executors);
  void move_results(const std::vector<int>& executors, double notice);
  void lose_results(const std::vector<int>& executors);
  void run_again_what_is_lost();
  bool suspend_readers();
  void find_needed();
  void report_lost_results();
  void doom_readers(int stage);
  void resubmit();

  // executors.cpp: executors that come
  void start_executors();
  void executors_ready(int count);
  void node_joins(int node);
  void add_slots();
  void drain(const std::vector<int>& executors);
  void watch_backlog();
  void request_executors();
  std::int64_t tasks_wanted() const;

  // speculation.cpp: copies of slow tasks
  void watch_for_slow_tasks(int stage);
  void check_speculation(int stage);
  bool is_slow(const Slot& slot, const StageState& stage, double threshold) const;

  std::uint64_t stream_of(int stage) const {  // what happens in a pass of a stage
    return static_cast<std::uint64_t>(stage) +
           in_.stages.size() * static_cast<std::uint64_t>(state_[index(stage)].pass);
  }
  static std::size_t index(int number) { return static_cast<std::size_t>(number); }
  const SimulatedStage& stage_of(int number) const { return in_.stages[index(number)]; }
  bool results_can_be_lost(int stage) const { return !state_[index(stage)].results.empty(); }
  int executor_of(std::uint32_t slot) const { return static_cast<int>(slot) % in_.executors; }
  int node_of(int executor) const { return executor % in_.nodes; }

  const SimulationInput& in_;
  const SimulationOptions& how_;
  Chance chance_;

  double now_ = 0;
  bool over_ = false;
  std::priority_queue<Timer> timers_;
  std::uint64_t timers_set_ = 0;
  FinishQueue finishes_;
  bool first_finish_is_past_ = false;  // its place is free for the next task to start

  std::vector<Slot> slots_;
  std::vector<std::uint32_t> idle_;
  std::vector<double> speed_;  // by node
  std::vector<NodeState> nodes_;
  std::vector<char> takes_tasks_;    // by executor
  std::vector<char> executor_gone_;  // by executor: lost, and its successor not there yet
  std::vector<char> loss_expected_;  // by node: chance has set its time already
  int executors_requested_ = 0, executors_added_ = 1, executors_started_ = 0;
  bool backlog_watched_ = false;

  std::vector<StageState> state_;
  std::vector<std::vector<int>> children_;
  std::vector<int> offering_;  // open stages with tasks or copies to hand out, in scheduling order
  std::vector<int> running_of_job_, results_left_of_job_;
  int jobs_left_ = 0;

  SimulationResult out_;
  BusyRecord busy_record_;
  int busy_ = 0, busy_recorded_ = 0;
  std::int64_t ends_ = 0, sample_stride_ = 1;
};

}  // namespace sizer::simulation
