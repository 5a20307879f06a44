#pragma once

#include <vector>

#include "sizer/quantity.hpp"

/// What a lost node costs a job, on average. The simulation (simulation.hpp) shows one such loss.
namespace sizer {

/// A stage among others that run one after another.
struct ChainStage {
  Seconds<> duration;
  double tasks = 1;
  Seconds<> task;  ///< mean time of one
};

/// What the loss of one of n nodes, at any moment with equal chance, adds on average to stages one after another whose
/// shuffle files lie on the nodes. If it comes in stage j - with probability t_j ÷ T - it costs
///
///     Σ_{i<j} makespan of N_i/n tasks on p(1 − 1/n) slots    what earlier stages left on the node is made again
///     + retry + task_j ÷ 2                                    failed fetches are found, most tasks begin anew
///     + t_j ÷ 2n                                              its own results so far; not in the last stage
///     + a (1 − a/2T) ÷ n,  a = min(away, T)                   the node's slots, until they are replaced
///
/// in the first stage, which reads no shuffle, task ÷ 2n in place of the first two lines.
///
/// Within 20 % of simulation for jobs that shuffle; too little for one stage of few waves (docs/explain/simulation.md).
/// Left out: a second loss, and copies of shuffle files.
Seconds<> node_loss_delay(const std::vector<ChainStage>& stages, int nodes, int slots, double sigma, Seconds<> away,
                          Seconds<> retry);

}  // namespace sizer
