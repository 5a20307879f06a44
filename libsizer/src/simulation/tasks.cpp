#include <algorithm>
#include <tuple>

#include "engine.hpp"

namespace sizer::simulation {

void Engine::offer_slots() {
  while (!idle_.empty() && start_next_task()) {
  }
  if (how_.dynamic_allocation) watch_backlog();
}

/// FIFO: the first job's first stage that has something to run. FAIR: of the job with the fewest running tasks.
bool Engine::start_next_task() {
  if (how_.scheduling == JobScheduling::fair) {
    std::ranges::sort(offering_, {}, [this](int s) {
      return std::tuple(running_of_job_[index(stage_of(s).job)], stage_of(s).job, s);
    });
  }
  for (std::size_t i = 0; i < offering_.size(); ++i) {
    const int stage = offering_[i];
    if (hand_out(stage)) return true;
    if (state_[index(stage)].copies.empty()) offering_.erase(offering_.begin() + static_cast<std::ptrdiff_t>(i--));
  }
  return false;
}

/// Tasks that wait come before copies, as in Spark.
bool Engine::hand_out(int stage) {
  StageState& s = state_[index(stage)];
  Retry task{.task = s.next, .failures = 0};
  const int tasks = stage_of(stage).tasks;
  if (!s.retries.empty()) {
    task = s.retries.back();
    s.retries.pop_back();
  } else if (s.next < tasks) {
    ++s.next;
  } else if (s.again > 0) {
    --s.again;
    task.task = tasks + s.made_again++;
  } else {
    return start_copy(stage);
  }
  const std::uint32_t slot = idle_.back();
  idle_.pop_back();
  start(slot, stage, task.task, task.failures);
  return true;
}

/// A copy never runs on the node of its original.
bool Engine::start_copy(int stage) {
  auto& copies = state_[index(stage)].copies;
  while (!copies.empty()) {
    const CopyRequest request = copies.back();
    Slot& original = slots_[request.slot];
    if (original.turn == request.turn) {
      const int node = node_of(executor_of(request.slot));
      const auto elsewhere = std::find_if(idle_.rbegin(), idle_.rend(),
                                          [&](std::uint32_t slot) { return node_of(executor_of(slot)) != node; });
      if (elsewhere == idle_.rend()) return false;
      const std::uint32_t slot = *elsewhere;
      idle_.erase(std::next(elsewhere).base());
      copies.pop_back();
      slots_[slot].copy = true;
      start(slot, stage, original.task, original.failures);
      slots_[slot].other = static_cast<int>(request.slot);
      original.other = static_cast<int>(slot);
      ++out_.stages[index(stage)].copies;
      return true;
    }
    copies.pop_back();
  }
  return false;
}

void Engine::start(std::uint32_t number, int stage, std::int64_t task, int failures) {
  Slot& slot = slots_[number];
  StageState& s = state_[index(stage)];
  slot.stage = stage;
  slot.task = task;
  slot.failures = failures;
  slot.start = now_;
  ++slot.turn;
  ++s.running;
  ++running_of_job_[index(stage_of(stage).job)];
  ++busy_;
  ++out_.attempts;
  if (!s.begun) {
    s.begun = true;
    out_.stages[index(stage)].start = Seconds<>(now_);
  }
  slot.end = now_ + time_on_slot(slot, number);
  const Finish finish{slot.end, number, slot.turn};
  first_finish_is_past_ ? finishes_.replace_first(finish) : finishes_.add(finish);
  first_finish_is_past_ = false;
}

double Engine::time_on_slot(Slot& slot, std::uint32_t number) {
  const SimulatedStage& stage = stage_of(slot.stage);
  const std::uint64_t stream = stream_of(slot.stage);
  double time = stage.task.base();
  if (in_.sigma > 0) {
    time *= task_size(chance_(Draw::size, stream, static_cast<std::uint64_t>(slot.task)), in_.sigma);
  }
  if (slot.task == state_[index(slot.stage)].hottest) time = std::max(time, stage.hottest_task.base());
  double slowdown = 1 / speed_[index(node_of(executor_of(number)))];
  const auto attempt = static_cast<std::uint64_t>(out_.attempts);
  if (how_.stragglers.share > 0 && !slot.copy && chance_(Draw::straggler, stream, attempt) < how_.stragglers.share) {
    slowdown *= how_.stragglers.factor;
  }
  slot.slowdown = static_cast<float>(slowdown);
  time *= slowdown;
  slot.fails = how_.task_failures > 0 && chance_(Draw::failure, stream, attempt) < how_.task_failures;
  return slot.fails ? time * chance_(Draw::failure_moment, stream, attempt) : time;
}

void Engine::task_ends() {
  const std::uint32_t number = finishes_.first().slot;
  first_finish_is_past_ = true;
  Slot& slot = slots_[number];
  const int stage = slot.stage;
  const bool succeeds = !slot.fails && !slot.cannot_fetch;
  if (succeeds) {
    task_succeeds(slot, number);
  } else {
    record(slot, number, TaskEnd::failed);
    task_fails(slot);
  }
  release(number);
  if (succeeds && state_[index(stage)].absent == 0) pass_done(stage);
  offer_slots();
  if (first_finish_is_past_) finishes_.remove_first();
  first_finish_is_past_ = false;
}

void Engine::task_succeeds(Slot& slot, std::uint32_t number) {
  StageState& s = state_[index(slot.stage)];
  SlotTime& time = out_.stages[index(slot.stage)].slots;
  const bool again = slot.task >= stage_of(slot.stage).tasks;
  const CoreSeconds<> spent((now_ - slot.start) * (core * second).base());
  (again ? time.recomputed : time.useful) += spent;
  if (again) ++out_.stages[index(slot.stage)].recomputed_tasks;
  record(slot, number, again ? TaskEnd::recomputed : TaskEnd::succeeded);
  if (slot.other >= 0) lost_race(static_cast<std::uint32_t>(slot.other));
  --s.absent;
  if (!s.results.empty()) ++s.results[index(executor_of(number))];
  if (how_.speculation) {
    s.work_done += spent.base() / static_cast<double>(slot.slowdown);
    s.time_spent += spent.base();
    s.durations->add(spent.base());
    ++s.succeeded;
    watch_for_slow_tasks(slot.stage);
  }
}

/// A failed fetch is the stage's failure, not the task's.
void Engine::task_fails(const Slot& slot) {
  StageState& s = state_[index(slot.stage)];
  SimulatedStageRun& run = out_.stages[index(slot.stage)];
  run.slots.failed += (now_ - slot.start) * core * second;
  ++run.failed_tasks;
  const int failures = slot.failures + (slot.cannot_fetch ? 0 : 1);
  if (failures >= how_.most_task_failures) return fail();
  if (slot.other >= 0) return;  // its copy, or its original, still runs
  s.retries.push_back({slot.task, failures});
  tasks_wait(slot.stage);
}

void Engine::lost_race(std::uint32_t number) {
  const Slot& slot = slots_[number];
  out_.stages[index(slot.stage)].slots.copies += (now_ - slot.start) * core * second;
  record(slot, number, TaskEnd::lost_race);
  release(number);
}

/// The slot is free, whatever became of its attempt.
void Engine::release(std::uint32_t number) {
  Slot& slot = slots_[number];
  --state_[index(slot.stage)].running;
  --running_of_job_[index(stage_of(slot.stage).job)];
  --busy_;
  if (slot.other >= 0) slots_[index(slot.other)].other = -1;
  slot.stage = slot.other = -1;
  slot.copy = slot.asked_copy = slot.fails = slot.cannot_fetch = false;
  ++slot.turn;
  if (takes_tasks_[index(executor_of(number))] != 0) idle_.push_back(number);
}

/// Keeps every stride-th attempt; when there are too many, every second of them.
void Engine::record(const Slot& slot, std::uint32_t number, TaskEnd outcome) {
  if (how_.sampled_tasks <= 0 || ends_++ % sample_stride_ != 0) return;
  auto& kept = out_.sample;
  if (kept.size() == index(how_.sampled_tasks)) {
    for (std::size_t i = 0; 2 * i < kept.size(); ++i) kept[i] = kept[2 * i];
    kept.resize((kept.size() + 1) / 2);
    sample_stride_ *= 2;
  }
  kept.push_back({slot.stage, node_of(executor_of(number)), static_cast<int>(number), Seconds<>(slot.start),
                  Seconds<>(now_), outcome, slot.copy});
}

}  // namespace sizer::simulation
