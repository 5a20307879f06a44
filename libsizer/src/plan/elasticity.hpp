#pragma once

#include "setup.hpp"
#include "sizer/sensitivity.hpp"

namespace sizer {

/// The elasticity of time and cost to each of `inputs()` that the job has; those of time largest first.
std::vector<Elasticity> elasticities(const Setup& setup, WaveCurves& curves);

/// What the job waits for, of `resources()`; longest first.
std::vector<BlockedTime> blocked_times(const Setup& setup);
/// The share of the time that it waits for one of them, in each world.
std::vector<double> share_blocked(const Setup& setup, std::string_view resource);

}  // namespace sizer
