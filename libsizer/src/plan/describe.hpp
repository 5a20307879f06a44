#pragma once

#include "search.hpp"

namespace sizer {

/// All there is to say of a sized option: percentiles, bottlenecks, stages, sizes, settings.
Candidate describe(const Question& question, const Option& option, const Outcome& outcome, WaveCurves& curves);

/// A stage in the typical world; its spread is left to be filled in.
StageReport stage_report(const Stage& stage, const StageDemand<double>& demand, const StageTime<double>& time,
                         const StageTasks& cut, int slots);
/// What the stages, the driver and the start wait for longest, all together.
void add_bottleneck(const std::vector<StageTime<double>>& stages, Seconds<> driver, Seconds<> start_up,
                    Candidate& candidate);

/// What makes the cluster run as predicted.
SettingsRequest settings_request(const Question& question, const Cluster& cluster, const TaskPlan& tasks);

/// The same for a stream, whose state stays in so many partitions.
SettingsRequest stream_settings_request(const Question& question, const Cluster& cluster, const Stream& stream,
                                        int state_partitions);

}  // namespace sizer
