#pragma once

#include "option.hpp"
#include "sizer/cliffs.hpp"

namespace sizer {

/// Data is looked at up to so many times today's.
inline constexpr double kMostGrowth = 100;

/// What a checked cluster gives way in as the data grows, nearest first. The scale of each is found by evaluating the
/// job at grown data, to half a per cent: there the limit is passed, and just below it is not.
std::vector<Cliff> find_cliffs(const Question& question, const Candidate& candidate, WaveCurves& curves);

}  // namespace sizer
