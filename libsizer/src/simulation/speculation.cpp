#include <algorithm>
#include <cmath>
#include <limits>

#include "engine.hpp"

/// When tasks are looked at; spark_scheduling.hpp says which are copied.
namespace sizer::simulation {
namespace {

constexpr double kInterval = 0.1;  // s; spark.speculation.interval

}  // namespace

void Engine::watch_for_slow_tasks(int stage) {
  StageState& s = state_[index(stage)];
  const int tasks = stage_of(stage).tasks;
  if (s.checked || tasks == 1 || s.succeeded < spark::speculation_needs(tasks, *how_.speculation)) return;
  s.checked = true;
  set_timer(now_ + kInterval, Alarm::speculate, stage);
}

/// Rates in work done, not records, which comes to the same: a task's records are in proportion to its work.
bool Engine::is_slow(const Slot& slot, const StageState& stage, double threshold) const {
  const auto runtime_ms = static_cast<std::int64_t>(1000 * (now_ - slot.start));
  return spark::is_speculated(runtime_ms, 1000 * threshold, 1 / static_cast<double>(slot.slowdown),
                              stage.work_done / stage.time_spent, *how_.speculation);
}

void Engine::check_speculation(int stage) {
  StageState& s = state_[index(stage)];
  s.checked = false;
  if (!s.open || !s.durations) return;
  const spark::SpeculationSettings& rule = *how_.speculation;
  const double threshold =
      std::max(rule.multiplier * s.durations->median(), 1e-3 * static_cast<double>(rule.least_runtime_ms));
  double next = std::numeric_limits<double>::infinity();
  for (std::uint32_t number = 0; number < slots_.size(); ++number) {
    const Slot& slot = slots_[number];
    if (slot.stage != stage || slot.other >= 0 || slot.asked_copy) continue;
    if (is_slow(slot, s, threshold)) {
      slots_[number].asked_copy = true;
      s.copies.push_back({number, slot.turn});
    } else {
      const double factor = now_ - slot.start > threshold ? rule.long_task_factor : 1.0;
      next = std::min(next, slot.start + factor * threshold);
    }
  }
  if (!s.copies.empty()) offer_tasks_of(stage);
  if (std::isfinite(next)) {  // nothing changes before that moment, which falls between two checks
    const double checks = std::max(1.0, std::ceil((next - now_) / kInterval));
    s.checked = true;
    set_timer(now_ + checks * kInterval, Alarm::speculate, stage);
  }
  offer_slots();
}

}  // namespace sizer::simulation
