#pragma once

#include <optional>

#include "sizer/spark_scheduling.hpp"

/// What slow machines cost a stage, and what copies of slow tasks save. The simulation (simulation.hpp) shows one run.
namespace sizer {

/// Mean makespan of N tasks on p slots, in mean task times X, when a share q of the tasks takes k times as long because
/// of the machine it lands on, and a copy elsewhere does not:
///
///     m = B + ∫_B^∞ 1 − exp(−N q P(a straggler ends after y)) dy          stragglers land as by chance
///     B = wave_factor + N/p × q × (mean of a straggler's slot time − 1)   what the others take, and the work that is
///     added
///
/// A straggler starts with the first p tasks (with probability p/N) or at any moment until the queue runs dry, and ends
///
///     s + k X                                     without speculation
///     min(s + k X, max(s + θ, d) + X)             with it: θ = multiplier × median of X, d = when the quantile is done
///
/// Against the mean of simulations: within 6 % for 2 to 10 waves, sigma up to 0.5 (docs/explain/simulation.md). Left
/// out: the check's interval of 0.1 s, waiting for a slot for the copy, and copies of tasks that are merely large.
double straggler_waves(double tasks, double slots, double sigma, double share, double factor,
                       const std::optional<spark::SpeculationSettings>& speculation);

}  // namespace sizer
