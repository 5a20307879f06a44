#pragma once

#include "sizer/scenario.hpp"

namespace sizer {

/// How many times as long `slow` took as `fast`, where `fast` had no less data and no more of the same nodes with the
/// same executors, so that it should have taken no less time; 0 where it had.
double times_too_long(const MeasuredRun& slow, const MeasuredRun& fast);

}  // namespace sizer
