#pragma once

#include "option.hpp"

namespace sizer {

/// When the chosen cluster stops meeting the goal if the data grows as [schedule] says; none without growth or a goal.
std::optional<Finding> outgrown(const Question& question, const Option& option, int nodes, WaveCurves& curves);

}  // namespace sizer
