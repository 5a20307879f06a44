#pragma once

#include <string>
#include <vector>

#include "sizer/compare.hpp"

namespace sizer {

/// What would turn a verdict: the comparison is made again with ten times and a tenth of the data, with a third and
/// three the deadline, with spot or on-demand nodes, and with more and fewer runs a month. Where another row is then
/// the best, that is said, with the amount of data or runs from which it is.
std::vector<std::string> turning_points(const ReadyComparison& ready, const ComparisonQuestion& asked,
                                        const Comparison& comparison);

}  // namespace sizer
