#include <algorithm>
#include <cmath>
#include <limits>

#include "engine.hpp"

/// TaskSetManager.checkSpeculatableTasks, with the checks of efficiency that are on by default.
namespace sizer::simulation {
namespace {

constexpr double kSlowRate = 0.75;      // spark.speculation.efficiency.processRateMultiplier
constexpr double kLongInAnyCase = 2.0;  // spark.speculation.efficiency.longRunTaskFactor

}  // namespace

void Engine::watch_for_slow_tasks(int stage) {
  StageState& s = state_[index(stage)];
  const int tasks = stage_of(stage).tasks;
  const auto enough = std::max<std::int64_t>(1, static_cast<std::int64_t>(how_.speculation->quantile * tasks));
  if (s.checked || s.succeeded < enough || tasks == 1) return;
  s.checked = true;
  set_timer(now_ + how_.speculation->interval.base(), Alarm::speculate, stage);
}

/// Long for this stage - and slow, or very long: a task with much to read is not copied for that alone.
bool Engine::is_slow(const Slot& slot, const StageState& stage, double threshold) const {
  const double runtime = now_ - slot.start;
  if (runtime <= threshold) return false;
  const double rate = 1 / static_cast<double>(slot.slowdown), mean_rate = stage.work_done / stage.time_spent;
  return rate < kSlowRate * mean_rate || runtime > kLongInAnyCase * threshold;
}

void Engine::check_speculation(int stage) {
  StageState& s = state_[index(stage)];
  s.checked = false;
  if (!s.open || !s.durations) return;
  const SpeculationRule& rule = *how_.speculation;
  const double threshold = std::max(rule.multiplier * s.durations->median(), rule.least_runtime.base());
  double next = std::numeric_limits<double>::infinity();
  for (std::uint32_t number = 0; number < slots_.size(); ++number) {
    const Slot& slot = slots_[number];
    if (slot.stage != stage || slot.other >= 0 || slot.asked_copy) continue;
    if (is_slow(slot, s, threshold)) {
      slots_[number].asked_copy = true;
      s.copies.push_back({number, slot.turn});
    } else {
      const double factor = now_ - slot.start > threshold ? kLongInAnyCase : 1.0;
      next = std::min(next, slot.start + factor * threshold);
    }
  }
  if (!s.copies.empty()) offer_tasks_of(stage);
  if (std::isfinite(next)) {  // nothing changes before that moment, which falls between two checks
    const double checks = std::max(1.0, std::ceil((next - now_) / rule.interval.base()));
    s.checked = true;
    set_timer(now_ + checks * rule.interval.base(), Alarm::speculate, stage);
  }
  offer_slots();
}

}  // namespace sizer::simulation
