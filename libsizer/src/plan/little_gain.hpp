#pragma once

#include "option.hpp"

namespace sizer {

/// Fewer nodes that would take little longer, where no goal says what time is worth: the cluster pays for several times
/// their machine time.
std::optional<Finding> little_gain(const Question& question, const Option& option, int nodes, WaveCurves& curves);

}  // namespace sizer
