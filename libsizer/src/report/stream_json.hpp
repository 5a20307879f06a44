#pragma once

#include "json_values.hpp"

namespace sizer::report {

/// The `stream` object of an answer; null where no executor runs.
Json stream_json(const Candidate& candidate, const Scenario& scenario, const std::vector<MeasuredRateReport>& measured);

}  // namespace sizer::report
