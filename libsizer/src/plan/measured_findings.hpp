#pragma once

#include "findings.hpp"

namespace sizer {

/// Runs that took longer than others with no less to do.
std::vector<Finding> disagreeing_runs(const Scenario& scenario);
/// Runs on known nodes that the answer does not use.
std::vector<Finding> runs_without_room(const Scenario& scenario, const std::optional<Conditioning>& measured);

}  // namespace sizer
