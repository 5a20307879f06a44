#pragma once

#include "search.hpp"

namespace sizer {

/// All there is to say of a sized option: percentiles, bottlenecks, stages, sizes, settings.
Candidate describe(const Question& question, const Option& option, const Outcome& outcome, WaveCurves& curves);

/// What makes the cluster run as predicted.
SettingsRequest settings_request(const Question& question, const Cluster& cluster, const TaskPlan& tasks);

}  // namespace sizer
