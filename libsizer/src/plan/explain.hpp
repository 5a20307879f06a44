#pragma once

#include <set>

#include "question.hpp"
#include "sizer/units.hpp"

namespace sizer {

Explanation explain(const Question& question, const Cluster& cluster, const ClusterPrice& price, WaveCurves& curves);

/// Keys of the assumptions that steps go back to.
std::set<std::string_view> assumptions_behind(const std::vector<std::shared_ptr<const Step>>& steps);

/// The assumptions an explanation ends in.
std::vector<Assumed> assumptions_used(const Explanation& explanation, const Overrides& overrides);

}  // namespace sizer
