#include "sizer/node_loss.hpp"

#include <algorithm>

#include "sizer/model.hpp"

namespace sizer {
namespace {

/// How long the slots of a node are missing on average, when it goes at any moment of `running` with equal chance.
Seconds<> mean_absence(Seconds<> away, Seconds<> running) {
  const auto missing = min(away, running);
  return missing * (1 - (missing / running).base() / 2);
}

}  // namespace

Seconds<> node_loss_delay(const std::vector<ChainStage>& stages, int nodes, int slots, double sigma, Seconds<> away,
                          Seconds<> retry) {
  const double slots_left = std::max(1.0, slots * (1 - 1.0 / nodes));
  Seconds<> running, made_again, delay;
  for (const auto& stage : stages) running += stage.duration;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const ChainStage& stage = stages[i];
    Seconds<> lost = i == 0 ? stage.task / (2 * nodes) : made_again + retry + stage.task / 2;
    if (i + 1 < stages.size()) lost += stage.duration / (2 * nodes);
    delay += (stage.duration / running) * lost;
    made_again += wave_factor(std::max(1.0, stage.tasks / nodes), slots_left, sigma) * stage.task;
  }
  return delay + mean_absence(away, running) / nodes;
}

}  // namespace sizer
