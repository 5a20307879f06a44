#pragma once

#include "option.hpp"

namespace sizer {

/// That in some worlds memory alone takes much of the time: collecting garbage, spilling, making again what a cache
/// lost. The share is that of blocked time (sizer/sensitivity.hpp).
std::optional<Finding> memory_wait(const Question& question, const Option& option, int nodes, WaveCurves& curves);

}  // namespace sizer
