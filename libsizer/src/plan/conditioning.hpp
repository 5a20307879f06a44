#pragma once

#include <cstdint>
#include <vector>

#include "sizer/model.hpp"
#include "sizer/plan.hpp"

namespace sizer {

/// A measured run as the model sees it: the job at that size on that cluster.
struct MeasuredCase {
  const MeasuredRun* run = nullptr;
  Workload workload;
  Cluster cluster;
  TaskPlan tasks;
};

/// Possible worlds after the runs were seen.
struct Conditioned {
  Draws draws;
  Conditioning report;
};

/// Turns draws of the assumption table into draws that the runs are likely in.
///
///     ln(measured ÷ predicted) ~ Student's t, 5 degrees of freedom, scale √(model.error² + measured.noise²)
///
/// Worlds are not weighed but moved: a few worlds near the runs would be all that is left of a prior that lies far off.
/// The likelihood is raised to a power that grows from 0 to 1 in steps that keep half of the worlds effective; at each
/// step worlds are resampled and moved by a random walk that leaves the prior as it is (Del Moral, Doucet and Jasra
/// 2006; Cotter, Roberts, Stuart and White 2013: preconditioned Crank-Nicolson). Only rows that the predictions of the
/// runs go back to are moved, and of those not model.error: it is what stays unknown of any other cluster. The order of
/// the runs does not matter.
Conditioned condition(std::vector<MeasuredCase> cases, const Draws& prior, const Overrides& stated, std::uint64_t seed);

}  // namespace sizer
