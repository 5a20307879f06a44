#include <algorithm>

#include "engine.hpp"

namespace sizer::simulation {

void Engine::start_executors() {
  const double ready = in_.start_up.base();
  const int first_nodes = how_.growth ? std::min(in_.nodes, how_.growth->initial_nodes) : in_.nodes;
  for (int node = 0; node < in_.nodes; ++node) {
    if (node < first_nodes) {
      nodes_[index(node)] = NodeState::there;
      expect_loss(node);
      continue;
    }
    const double pace = how_.growth->pace.base(), before = node - first_nodes;
    set_timer(ready + how_.growth->delay.base() + (pace > 0 ? before / pace : 0), Alarm::node_joins, node);
  }
  executors_requested_ =
      how_.dynamic_allocation ? std::min(in_.executors, how_.dynamic_allocation->initial_executors) : in_.executors;
  set_timer(ready, Alarm::executors_ready, executors_requested_);
}

/// The first `count` executors have had the time to start.
void Engine::executors_ready(int count) {
  if (how_.dynamic_allocation) {
    report(SimulationEventKind::executors_joined, -1, -1, count - executors_started_);
  }
  executors_started_ = count;
  add_slots();
}

void Engine::node_joins(int node) {
  nodes_[index(node)] = NodeState::there;
  report(SimulationEventKind::node_joined, -1, node, 1);
  expect_loss(node);
  add_slots();
}

/// Slots of executors that are new: one of each in turn, as Spark spreads tasks.
void Engine::add_slots() {
  std::vector<char> is_new(takes_tasks_.size());
  for (int e = 0; e < executors_started_; ++e) {
    is_new[index(e)] =
        takes_tasks_[index(e)] == 0 && executor_gone_[index(e)] == 0 && nodes_[index(node_of(e))] == NodeState::there;
    if (is_new[index(e)] != 0) takes_tasks_[index(e)] = 1;
  }
  for (auto number = static_cast<std::uint32_t>(slots_.size()); number-- > 0;) {
    if (is_new[index(executor_of(number))] != 0 && slots_[number].stage < 0) idle_.push_back(number);
  }
  offer_slots();
}

/// These take no more tasks.
void Engine::drain(const std::vector<int>& executors) {
  for (const int e : executors) takes_tasks_[index(e)] = 0;
  std::erase_if(idle_, [&](std::uint32_t slot) { return takes_tasks_[index(executor_of(slot))] == 0; });
}

/// Waiting and running tasks, all open stages.
std::int64_t Engine::tasks_wanted() const {
  std::int64_t tasks = busy_;
  for (const int s : offering_) tasks += state_[index(s)].waiting_tasks(stage_of(s));
  return tasks;
}

void Engine::watch_backlog() {
  if (backlog_watched_ || executors_requested_ == in_.executors || tasks_wanted() == busy_) return;
  backlog_watched_ = true;
  executors_added_ = 1;
  set_timer(now_ + how_.dynamic_allocation->backlog_timeout.base(), Alarm::request, 0);
}

/// ExecutorAllocationManager: a target that rises by 1, 2, 4 … as long as tasks wait, up to what they need.
void Engine::request_executors() {
  backlog_watched_ = false;
  const std::int64_t wanted = tasks_wanted();
  if (wanted == busy_) return;
  const std::int64_t needed = spark::executors_needed(wanted, in_.executor_cores);
  const auto target = static_cast<int>(
      std::min<std::int64_t>({needed, in_.executors, std::int64_t{executors_requested_} + executors_added_}));
  const int more = target - executors_requested_;
  executors_added_ = more == executors_added_ ? 2 * executors_added_ : 1;
  if (more > 0) {
    executors_requested_ = target;
    set_timer(now_ + how_.dynamic_allocation->executor_start.base(), Alarm::executors_ready, target);
  }
  if (executors_requested_ == in_.executors) return;
  backlog_watched_ = true;
  set_timer(now_ + how_.dynamic_allocation->backlog_timeout.base(), Alarm::request, 0);
}

}  // namespace sizer::simulation
