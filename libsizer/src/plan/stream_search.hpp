#pragma once

#include "option.hpp"
#include "stream_question.hpp"

namespace sizer {

/// An option at the fewest nodes that keep the promises, or, where none do, at those that sustain the most.
struct RankedStream {
  const Option* option = nullptr;
  int nodes = 1;
  bool fits = false;
  Frequency<> sustained;  ///< of what does not fit, in the asked share of the worlds
  UsdPerTime<> hourly;
};

/// Every option in a few worlds, the promising in all of them: cheapest first, what fits before what does not; of what
/// does not, what sustains the most.
std::vector<RankedStream> search_streams(const StreamQuestion& question, const Options& options, WaveCurves& curves);

}  // namespace sizer
