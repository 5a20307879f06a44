#pragma once

#include "search.hpp"

namespace sizer {

/// Every option at its best size, best first; where all fall short of disk, the one that comes nearest.
std::vector<Sized> ranked_options(const Question& question, const Options& options, WaveCurves& curves);

/// The option taken, and all there is to say of it.
struct Choice {
  const Sized* sized;  ///< in the ranking it was taken from
  Candidate described;
};

/// Of those that meet the goal the best that would also run to its end; where none does, the best of all.
Choice choose(const Question& question, const std::vector<Sized>& ranked, WaveCurves& curves);

}  // namespace sizer
