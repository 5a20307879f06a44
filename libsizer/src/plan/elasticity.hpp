#pragma once

#include "setup.hpp"
#include "sizer/sensitivity.hpp"

namespace sizer {

/// The elasticity of time and cost to each of `inputs()` that the job has; those of time largest first.
std::vector<Elasticity> elasticities(const Setup& setup, WaveCurves& curves);

/// What the job waits for, of `resources()`; longest first.
std::vector<BlockedTime> blocked_times(const Setup& setup);

}  // namespace sizer
