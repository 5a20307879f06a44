#pragma once

#include <string>

#include "plan/compare/answers.hpp"

namespace sizer {

/// Why `a` takes longer or shorter and costs more or less than `reference`, from the two anatomies: which waits grew,
/// and what of the cluster or the data made them.
///
///     22 min longer, $1.10 dearer: CPU 31 min, not 12 min (56 slots, not 176); start-up is the same
std::string difference(const Answered& a, const Answered& reference);

/// "12 × r6id.4xlarge", with the purchase where it is not on demand.
std::string name_of(const Candidate& candidate);
/// "41 min", "41 min for $8.27".
std::string time_and_cost(const Candidate& candidate);
/// "97.2 %" of the worlds that meet the goal; never rounded up.
std::string share_met(const Candidate& candidate);
/// "12 % cheaper", "3.1 times as dear": `a` beside `b`, in words for more and less such as "dearer" and "cheaper".
/// Empty within a percent.
std::string more_or_less(double a, double b, const std::string& more, const std::string& less);

}  // namespace sizer
