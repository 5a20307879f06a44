#include <algorithm>
#include <cmath>
#include <utility>

#include "engine.hpp"

namespace sizer::simulation {

/// The next moment at which chance takes a node: exponential waits, each node's its own, whether it is there or not.
void Engine::expect_loss(int node) {
  const double rate = how_.losses.base();
  if (rate <= 0 || loss_expected_[index(node)] != 0) return;
  loss_expected_[index(node)] = 1;
  const auto times = static_cast<std::uint64_t>(out_.events.size());
  const double wait = -std::log(chance_(Draw::node_loss, static_cast<std::uint64_t>(node), times)) / rate;
  const double notice = how_.losses_notice.base();
  if (notice > 0) set_timer(now_ + std::max(0.0, wait - notice), Alarm::notice, node);
  set_timer(now_ + wait, Alarm::random_loss, node);
}

std::vector<int> Engine::executors_on(int node) const {
  std::vector<int> list;
  for (int e = node; e < in_.executors; e += in_.nodes) list.push_back(e);
  return list;
}

/// From the notice on the node takes no new task; what runs goes on.
void Engine::notice(int node) {
  if (nodes_[index(node)] != NodeState::there) return;
  nodes_[index(node)] = NodeState::leaving;
  drain(executors_on(node));
}

void Engine::lose_node(int node, double notice) {
  if (nodes_[index(node)] == NodeState::absent) return;
  nodes_[index(node)] = NodeState::absent;
  const auto executors = executors_on(node);
  drain(executors);
  report(SimulationEventKind::node_lost, -1, node, lose_attempts(executors));
  if (notice > 0) move_results(executors, notice);
  lose_results(executors);
  if (how_.replaced) set_timer(now_ + how_.replaced->base(), Alarm::node_joins, node);
  run_again_what_is_lost();
}

/// One that is not there, or whose node is not, cannot be lost.
void Engine::lose_executor(int executor) {
  if (executor_gone_[index(executor)] != 0 || executor >= executors_started_) return;
  if (nodes_[index(node_of(executor))] == NodeState::absent) return;
  executor_gone_[index(executor)] = 1;
  drain({executor});
  report(SimulationEventKind::executor_lost, -1, node_of(executor), lose_attempts({executor}));
  lose_results({executor});
  set_timer(now_ + how_.executor_start.base(), Alarm::executor_back, executor);
  run_again_what_is_lost();
}

void Engine::executor_back(int executor) {
  executor_gone_[index(executor)] = 0;
  add_slots();
}

void Engine::run_again_what_is_lost() {
  const bool suspended = suspend_readers();
  find_needed();
  report_lost_results();
  if (suspended) {
    set_timer(now_ + how_.retry.base(), Alarm::resubmit, -1);
  } else {
    open_ready_stages();
  }
  offer_slots();
}

/// What runs there is lost and runs again elsewhere; it does not count as the task's failure.
std::int64_t Engine::lose_attempts(const std::vector<int>& executors) {
  std::int64_t lost = 0;
  for (std::uint32_t number = 0; number < slots_.size(); ++number) {
    Slot& slot = slots_[number];
    if (slot.stage < 0 || std::ranges::find(executors, executor_of(number)) == executors.end()) continue;
    const int stage = slot.stage;
    record(slot, number, TaskEnd::failed);
    out_.stages[index(stage)].slots.failed += (now_ - slot.start) * core * second;
    ++out_.stages[index(stage)].failed_tasks;
    if (slot.other < 0) state_[index(stage)].retries.push_back({slot.task, slot.failures});
    release(number);
    offer_tasks_of(stage);
    ++lost;
  }
  return lost;
}

/// Shuffle files that the notice left time for go to the executors that stay, in turn.
void Engine::move_results(const std::vector<int>& executors, double notice) {
  std::vector<std::size_t> staying;
  for (std::size_t e = 0; e < takes_tasks_.size(); ++e) {
    if (takes_tasks_[e] != 0) staying.push_back(e);
  }
  if (staying.empty()) return;
  double held = 0;
  for (const int e : executors) {
    for (std::size_t s = 0; s < state_.size(); ++s) {
      if (!state_[s].results.empty()) held += state_[s].results[index(e)] * in_.stages[s].output.base();
    }
  }
  const double share = std::min(1.0, notice * in_.network.base() / std::max(held, 1.0));
  std::size_t turn = 0;
  for (const int e : executors) {
    for (auto& stage : state_) {
      if (stage.results.empty()) continue;
      const int moved = static_cast<int>(share * stage.results[index(e)]);
      stage.results[index(e)] -= moved;
      for (int i = 0; i < moved; ++i) ++stage.results[staying[turn++ % staying.size()]];
    }
  }
}

void Engine::lose_results(const std::vector<int>& executors) {
  for (int s = 0; s < static_cast<int>(state_.size()); ++s) {
    StageState& stage = state_[index(s)];
    if (stage.results.empty()) continue;
    std::int64_t lost = 0;
    for (const int e : executors) lost += std::exchange(stage.results[index(e)], 0);
    if (lost == 0) continue;
    if (stage.absent == 0) {
      for (const int child : children_[index(s)]) ++state_[index(child)].waiting;
    }
    stage.absent += lost;
    stage.again += lost;
    offer_tasks_of(s);
  }
}

/// A stage must run if something is absent and a job's end, or a stage that still has to read, needs it.
void Engine::find_needed() {
  for (int s = static_cast<int>(state_.size()) - 1; s >= 0; --s) {
    StageState& stage = state_[index(s)];
    stage.needed = children_[index(s)].empty();
    for (const int child : children_[index(s)]) {
      const StageState& c = state_[index(child)];
      stage.needed = stage.needed || (c.needed && c.waiting_tasks(stage_of(child)) + c.unread > 0);
    }
  }
}

void Engine::report_lost_results() {
  for (int s = 0; s < static_cast<int>(state_.size()); ++s) {
    const StageState& stage = state_[index(s)];
    if (stage.needed && stage.again > 0) report(SimulationEventKind::output_lost, s, -1, stage.again);
  }
}

/// Stages that were reading what is gone, or would have. True if there is one.
bool Engine::suspend_readers() {
  bool any = false;
  for (int s = 0; s < static_cast<int>(state_.size()); ++s) {
    if (!state_[index(s)].open || state_[index(s)].waiting == 0) continue;
    close(s);
    if (!state_[index(s)].begun) continue;
    doom_readers(s);
    state_[index(s)].suspended = state_[index(s)].unread + state_[index(s)].waiting_tasks(stage_of(s)) > 0;
    any = any || state_[index(s)].suspended;
  }
  return any;
}

/// A task reads from every node all the time it runs: of those halfway, half have what the lost node held for them.
void Engine::doom_readers(int stage) {
  const std::uint64_t stream = stream_of(stage);
  for (std::uint32_t number = 0; number < slots_.size(); ++number) {
    Slot& slot = slots_[number];
    if (slot.stage != stage || slot.cannot_fetch) continue;
    const double done = (now_ - slot.start) / (slot.end - slot.start);
    if (chance_(Draw::fetched, stream, static_cast<std::uint64_t>(slot.task)) < done) continue;
    slot.cannot_fetch = true;
    ++state_[index(stage)].unread;
    slot.end = now_ + how_.retry.base();
    finishes_.add({slot.end, number, ++slot.turn});
  }
}

/// The fetch failures are found: the stages that made what is gone run again, and their readers after them.
void Engine::resubmit() {
  for (int s = 0; s < static_cast<int>(state_.size()); ++s) {
    StageState& stage = state_[index(s)];
    if (!std::exchange(stage.suspended, false)) continue;
    report(SimulationEventKind::fetch_failed, s, -1, std::exchange(stage.unread, 0));
    ++out_.stages[index(s)].failures;
    if (++stage.failures_in_a_row >= how_.most_stage_failures) return fail();
  }
  open_ready_stages();
  offer_slots();
}

}  // namespace sizer::simulation
