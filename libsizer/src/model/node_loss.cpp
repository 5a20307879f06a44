#include "sizer/node_loss.hpp"

#include <algorithm>

#include "names.hpp"

namespace sizer {
namespace {

constexpr double kLastWave = 0.7, kTailOfNode = 8, kShortestTail = 0.1;  // fitted to simulation

/// How long the slots of a node are missing on average, when it goes at any moment of `running` with equal chance.
template <class Num>
Seconds<Num> mean_absence(const Seconds<Num>& away, const Seconds<Num>& running) {
  const auto missing = min(away, running);
  return missing * (1.0 - missing / running / 2.0);
}

/// Tasks lost when no others are left to fill the slots.
template <class Num>
Seconds<Num> lost_in_last_wave(const ChainStage<Num>& stage, int nodes, int slots) {
  const double held = std::min(stage.tasks, static_cast<double>(slots)) / nodes;
  const auto tail = max(stage.duration / stage.task - stage.tasks / slots, kShortestTail);
  return stage.task * (stage.task / stage.duration) * min(held / (kTailOfNode * tail), kLastWave);
}

}  // namespace

LostShare lost_share(int tasks, int nodes, int slots) {
  return {std::max(1, (tasks + nodes / 2) / nodes), std::max(1, nodes > 1 ? slots - slots / nodes : slots)};
}

template <class Num>
Seconds<Num> node_loss_delay(const std::vector<ChainStage<Num>>& stages, int nodes, int slots, const Seconds<Num>& away,
                             const Seconds<Num>& retry) {
  const double n = nodes;
  Seconds<Num> running, made_again, delay;
  for (const auto& stage : stages) running = running + stage.duration;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const ChainStage<Num>& stage = stages[i];
    Seconds<Num> lost =
        i == 0 ? stage.task / (2 * n) + lost_in_last_wave(stage, nodes, slots) : made_again + retry + stage.task / 2.0;
    if (i + 1 < stages.size()) lost = lost + stage.duration / (2 * n);
    delay = delay + stage.duration / running * lost;
    made_again = made_again + stage.lost_waves * stage.task;
  }
  return named("delay by one lost node", delay + mean_absence(away, running) / n);
}

#define SIZER_INSTANTIATE(Num)                                                                              \
  template Seconds<Num> node_loss_delay(const std::vector<ChainStage<Num>>&, int, int, const Seconds<Num>&, \
                                        const Seconds<Num>&);
SIZER_INSTANTIATE(double)
SIZER_INSTANTIATE(Lanes)
SIZER_INSTANTIATE(Traced)
#undef SIZER_INSTANTIATE

}  // namespace sizer
