#pragma once

#include "stream_question.hpp"

namespace sizer {

/// Moves `stream.work_factor`, world by world, to where the measured clusters sustain what they were seen to sustain:
///
///     ln factor = mean over the runs of ln(the factor at which the run is predicted) + noise ÷ √runs
///
/// noise is that of `stream.measured_noise`. What a world says of everything else - fixed part, network, other clusters
/// - stays. Returns what was measured beside what was predicted without it.
std::vector<MeasuredRateReport> condition_on_rates(StreamQuestion& question);

/// Findings about measured rates: nodes that are not in the table, rates that the model cannot be brought to.
std::vector<Finding> about_measured_rates(const StreamQuestion& question);

}  // namespace sizer
