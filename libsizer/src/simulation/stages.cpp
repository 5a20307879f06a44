#include <algorithm>

#include "engine.hpp"

namespace sizer::simulation {

void Engine::submit_job(int job) {
  for (int s = 0; s < static_cast<int>(state_.size()); ++s) {
    if (stage_of(s).job == job && state_[index(s)].waiting == 0) open(s);
  }
  offer_slots();
}

void Engine::open(int stage) {
  StageState& s = state_[index(stage)];
  s.open = true;
  if (how_.speculation && !s.durations) s.durations = std::make_unique<Durations>();
  if (stage_of(stage).hottest_task > Seconds<>() && s.hottest < 0) {
    const double place = chance_(Draw::hottest, static_cast<std::uint64_t>(stage), 0);
    s.hottest = static_cast<std::int64_t>(place * stage_of(stage).tasks);
  }
  offer_tasks_of(stage);
}

/// Running attempts go on; no new one starts.
void Engine::close(int stage) {
  state_[index(stage)].open = false;
  std::erase(offering_, stage);
}

/// The earlier job first, then the earlier stage.
void Engine::offer_tasks_of(int stage) {
  if (!state_[index(stage)].open || std::ranges::find(offering_, stage) != offering_.end()) return;
  offering_.push_back(stage);
  std::ranges::sort(offering_, {}, [this](int s) { return std::pair(stage_of(s).job, s); });
}

void Engine::pass_done(int stage) {
  StageState& s = state_[index(stage)];
  if (s.pass + 1 == stage_of(stage).passes) return stage_done(stage);
  ++s.pass;
  s.next = s.again = 0;
  s.absent = stage_of(stage).tasks;
  std::ranges::fill(s.results, 0);
  if (s.durations) *s.durations = Durations();
  s.succeeded = 0;
  tasks_wait(stage);
}

/// A stage whose last attempts had all read what was lost may have to read it after all.
void Engine::tasks_wait(int stage) {
  const StageState& s = state_[index(stage)];
  if (s.open) return offer_tasks_of(stage);
  if (s.suspended) return;
  find_needed();
  open_ready_stages();
}

void Engine::stage_done(int stage) {
  StageState& s = state_[index(stage)];
  close(stage);
  s.copies.clear();
  s.durations.reset();
  s.succeeded = 0;
  s.failures_in_a_row = 0;
  out_.stages[index(stage)].end = Seconds<>(now_);
  for (const int child : children_[index(stage)]) {
    StageState& c = state_[index(child)];
    if (--c.waiting == 0 && c.needed && c.absent > 0) reopen(child);
  }
  if (!children_[index(stage)].empty()) return;
  const auto job = index(stage_of(stage).job);
  if (--results_left_of_job_[job] > 0) return;
  out_.job_ends[job] = Seconds<>(now_) + in_.commit;
  out_.makespan = max(out_.makespan, out_.job_ends[job]);
  over_ = --jobs_left_ == 0;
}

/// What is needed and not there is run again, where all it reads is there.
void Engine::open_ready_stages() {
  for (int s = 0; s < static_cast<int>(state_.size()); ++s) {
    const StageState& stage = state_[index(s)];
    if (!stage.open && stage.begun && stage.needed && stage.absent > 0 && stage.waiting == 0) reopen(s);
  }
}

void Engine::reopen(int stage) {
  const StageState& s = state_[index(stage)];
  if (s.begun) report(SimulationEventKind::stage_resubmitted, stage, -1, s.waiting_tasks(stage_of(stage)));
  open(stage);
}

}  // namespace sizer::simulation
