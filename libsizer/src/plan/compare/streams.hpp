#pragma once

#include "sizer/compare.hpp"

namespace sizer {

/// Cases of streaming scenarios side by side: what each sustains, keeps as state, checkpoints, loses to lateness, and
/// costs a month. The best keeps its promises and costs least.
Comparison compare_streams(const std::vector<ComparedColumn>& keys, const std::vector<ComparedCase>& cases,
                           const InstanceTable& table, const PlanOptions& options);

}  // namespace sizer
