#pragma once

#include <vector>

#include "sizer/model.hpp"
#include "sizer/quantity.hpp"

/// What a lost node costs a job, on average. The simulation (simulation.hpp) shows one such loss; a plan with spot
/// nodes multiplies it by how many are reclaimed.
namespace sizer {

/// What a node made of a stage, to be made again: its share of the tasks, and the slots that are left for them.
struct LostShare {
  int tasks = 1, slots = 1;
};
LostShare lost_share(int tasks, int nodes, int slots);

/// A stage among others that run one after another.
template <class Num>
struct ChainStage {
  Seconds<Num> duration;
  double tasks = 1;
  Seconds<Num> task;       ///< mean time of one
  Scalar<Num> lost_waves;  ///< makespan of the lost share, in task times: wave_factor of it
};

/// What the loss of one of n nodes, at any moment with equal chance, adds on average to stages one after another whose
/// shuffle files lie on the nodes. If it comes in stage j - with probability t_j ÷ T - it costs
///
///     Σ_{i<j} makespan of N_i/n tasks on p(1 − 1/n) slots    what earlier stages left on the node is made again
///     + retry + task_j ÷ 2                                    failed fetches are found, most tasks begin anew
///     + t_j ÷ 2n                                              its own results so far; not in the last stage
///     + a (1 − a/2T) ÷ n,  a = min(away, T)                   the node's slots, until they are replaced
///
/// in the first stage, which reads no shuffle, in place of the first two lines
///
///     task ÷ 2n + task² ÷ t × min(0.7, k ÷ 8u)                what is lost in the last wave takes another one
///     k = min(N, p) ÷ n                                       tasks a node runs
///     u = t ÷ task − N/p                                      how long slots fall idle before the stage ends
///
/// Against the mean of many simulations: jobs that shuffle −9 % to +22 %; one stage −16 % to +28 % from two waves on -
/// up to twice too high where the last one is thin - and up to 50 % off in fewer (docs/explain/simulation.md). The 0.7
/// and the 8 are fitted to those. Left out: a
/// second loss, and copies of shuffle files.
template <class Num>
Seconds<Num> node_loss_delay(const std::vector<ChainStage<Num>>& stages, int nodes, int slots, const Seconds<Num>& away,
                             const Seconds<Num>& retry);

}  // namespace sizer
