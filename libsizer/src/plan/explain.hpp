#pragma once

#include "question.hpp"
#include "sizer/units.hpp"

namespace sizer {

Explanation explain(const Question& question, const Cluster& cluster, const ClusterPrice& price, WaveCurves& curves);

/// The assumptions an explanation ends in.
std::vector<Assumed> assumptions_used(const Explanation& explanation, const Overrides& overrides);

}  // namespace sizer
