#include "engine.hpp"

#include <algorithm>
#include <limits>

namespace sizer {
namespace simulation {
namespace {

constexpr std::int64_t kMostAttemptsATask = 100;  // on average; beyond, the job does not get anywhere
constexpr std::size_t kMostEvents = 1'000'000;    // nor if nodes come and go like this

int job_count(const SimulationInput& input) {
  int jobs = 1;
  for (const auto& stage : input.stages) jobs = std::max(jobs, stage.job + 1);
  return jobs;
}

std::int64_t most_attempts(const SimulationInput& input) {
  std::int64_t tasks = 1000;
  for (const auto& stage : input.stages) tasks += static_cast<std::int64_t>(stage.tasks) * stage.passes;
  return kMostAttemptsATask * tasks;
}

}  // namespace

Engine::Engine(const SimulationInput& input, const SimulationOptions& options)
    : in_(input), how_(options), chance_(options.seed) {
  const auto jobs = index(job_count(in_));
  slots_.resize(index(in_.executors) * index(in_.executor_cores));
  speed_.assign(index(in_.nodes), 1.0);
  for (const auto& slow : how_.slow_nodes) speed_[index(slow.node)] = slow.speed;
  nodes_.assign(index(in_.nodes), NodeState::absent);
  takes_tasks_.assign(index(in_.executors), 0);
  executor_gone_.assign(index(in_.executors), 0);
  loss_expected_.assign(index(in_.nodes), 0);
  state_.resize(in_.stages.size());
  children_.resize(in_.stages.size());
  running_of_job_.assign(jobs, 0);
  results_left_of_job_.assign(jobs, 0);
  out_.stages.resize(in_.stages.size());
  out_.job_ends.resize(jobs);
}

void Engine::begin() {
  const bool losses = !how_.lost_nodes.empty() || !how_.lost_executors.empty() || how_.losses > Frequency<>();
  for (std::size_t i = 0; i < state_.size(); ++i) {
    const SimulatedStage& stage = in_.stages[i];
    state_[i].absent = stage.tasks;
    state_[i].waiting = static_cast<int>(stage.parents.size());
    for (const int parent : stage.parents) children_[index(parent)].push_back(static_cast<int>(i));
  }
  for (std::size_t i = 0; i < state_.size(); ++i) {
    if (children_[i].empty()) ++results_left_of_job_[index(in_.stages[i].job)];
    if (losses && !children_[i].empty() && !how_.shuffle_survives) state_[i].results.assign(index(in_.executors), 0);
  }
  const double ready = in_.start_up.base();
  for (std::size_t job = 0; job < running_of_job_.size(); ++job) {
    if (results_left_of_job_[job] == 0) continue;
    ++jobs_left_;
    const double arrival = job < in_.submitted.size() ? in_.submitted[job].base() : 0;
    set_timer(std::max(ready, arrival) + in_.driver.base(), Alarm::submit_job, static_cast<int>(job));
  }
  for (std::size_t i = 0; i < how_.lost_nodes.size(); ++i) {
    const LostNode& lost = how_.lost_nodes[i];
    if (lost.notice > Seconds<>()) {
      set_timer(std::max(0.0, (lost.at - lost.notice).base()), Alarm::notice, lost.node);
    }
    set_timer(lost.at.base(), Alarm::lose_node, static_cast<int>(i));
  }
  for (const LostExecutor& lost : how_.lost_executors) {
    set_timer(lost.at.base(), Alarm::lose_executor, lost.executor);
  }
  start_executors();
  over_ = jobs_left_ == 0;
}

void Engine::set_timer(double at, Alarm alarm, int subject) { timers_.push({at, timers_set_++, alarm, subject}); }

SimulationResult Engine::run() {
  begin();
  const std::int64_t most = most_attempts(in_);
  while (!over_) {
    pass_time();
    if (busy_ != busy_recorded_) {
      busy_record_.change(now_, busy_ - busy_recorded_);
      busy_recorded_ = busy_;
    }
    if (out_.attempts > most || out_.events.size() > kMostEvents) fail();
  }
  return result();
}

void Engine::pass_time() {
  while (!finishes_.empty() && finishes_.first().turn != slots_[finishes_.first().slot].turn) finishes_.remove_first();
  if (!finishes_.empty() && (timers_.empty() || finishes_.first().at <= timers_.top().at)) {
    now_ = finishes_.first().at;
    task_ends();
  } else if (!timers_.empty()) {
    const Timer timer = timers_.top();
    timers_.pop();
    now_ = timer.at;
    ring(timer);
  } else {
    fail();  // nothing will ever happen again: no slot is left
  }
}

void Engine::ring(const Timer& timer) {
  switch (timer.alarm) {
    case Alarm::submit_job:
      return submit_job(timer.subject);
    case Alarm::notice:
      return notice(timer.subject);
    case Alarm::lose_node: {
      const LostNode& lost = how_.lost_nodes[index(timer.subject)];
      return lose_node(lost.node, lost.notice.base());
    }
    case Alarm::random_loss:
      loss_expected_[index(timer.subject)] = 0;
      return lose_node(timer.subject, how_.losses_notice.base());
    case Alarm::lose_executor:
      return lose_executor(timer.subject);
    case Alarm::executor_back:
      return executor_back(timer.subject);
    case Alarm::resubmit:
      return resubmit();
    case Alarm::node_joins:
      return node_joins(timer.subject);
    case Alarm::executors_ready:
      return executors_ready(timer.subject);
    case Alarm::request:
      return request_executors();
    case Alarm::speculate:
      return check_speculation(timer.subject);
  }
}

void Engine::report(SimulationEventKind kind, int stage, int node, std::int64_t count) {
  out_.events.push_back({Seconds<>(now_), kind, stage, node, count});
}

void Engine::fail() {
  report(SimulationEventKind::job_failed, -1, -1, 0);
  out_.succeeded = false;
  over_ = true;
}

SimulationResult Engine::result() {
  for (std::uint32_t i = 0; i < slots_.size(); ++i) {  // what still runs is of no use any more
    if (slots_[i].stage < 0) continue;
    out_.stages[index(slots_[i].stage)].slots.failed += (now_ - slots_[i].start) * core * second;
    record(slots_[i], i, TaskEnd::failed);
  }
  busy_record_.change(now_, -busy_);
  if (!out_.succeeded) out_.makespan = Seconds<>(now_);
  for (const auto& stage : out_.stages) {
    out_.slots.useful += stage.slots.useful;
    out_.slots.recomputed += stage.slots.recomputed;
    out_.slots.failed += stage.slots.failed;
    out_.slots.copies += stage.slots.copies;
  }
  out_.busy = busy_record_.until(out_.makespan.base());
  return std::move(out_);
}

}  // namespace simulation

std::string_view to_string(SimulationEventKind kind) {
  switch (kind) {
    case SimulationEventKind::node_lost:
      return "node_lost";
    case SimulationEventKind::output_lost:
      return "output_lost";
    case SimulationEventKind::fetch_failed:
      return "fetch_failed";
    case SimulationEventKind::stage_resubmitted:
      return "stage_resubmitted";
    case SimulationEventKind::executor_lost:
      return "executor_lost";
    case SimulationEventKind::node_joined:
      return "node_joined";
    case SimulationEventKind::executors_joined:
      return "executors_joined";
    case SimulationEventKind::job_failed:
      return "job_failed";
  }
  return "";
}

SimulationResult simulate(const SimulationInput& input, const SimulationOptions& options) {
  return simulation::Engine(input, options).run();
}

}  // namespace sizer
