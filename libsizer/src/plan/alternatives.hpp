#pragma once

#include "search.hpp"

namespace sizer {

/// Runners-up, one a family, with why each loses.
std::vector<Alternative> runners_up(const Question& question, const std::vector<Sized>& ranked, const Candidate& chosen,
                                    WaveCurves& curves);

/// Clusters no other beats in both cost and time (medians), cheapest first: of the best options at several sizes. The
/// chosen one is always among them.
std::vector<Candidate> pareto_front(const Question& question, const std::vector<Sized>& ranked, const Sized& chosen,
                                    WaveCurves& curves);

}  // namespace sizer
