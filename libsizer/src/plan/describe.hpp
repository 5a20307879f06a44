#pragma once

#include "search.hpp"

namespace sizer {

/// All there is to say of a sized option: percentiles, bottlenecks, stages, sizes, settings.
Candidate describe(const Question& question, const Option& option, const Outcome& outcome, WaveCurves& curves);

/// Spark's properties that make the cluster run as predicted.
std::map<std::string, std::string> spark_settings(const Cluster& cluster, const TaskPlan& tasks);

}  // namespace sizer
