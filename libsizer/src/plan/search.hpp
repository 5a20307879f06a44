#pragma once

#include "node_counts.hpp"

namespace sizer {

/// An option at the node count that suits the goal best.
struct Sized {
  const Option* option = nullptr;
  Outcome outcome;
  bool fits = false;
  double score = 0;  ///< smaller is better: cost, or time, or cost × time
};

/// Sorts what fits before what does not, then by score.
bool better(const Sized& a, const Sized& b);

/// An option at a node count, or, where that is more than it allows, at its nearest miss.
Sized sized(OutcomeCurve& curve, int nodes);

/// Every option put in order by a few worlds, the promising ones settled in all of them; best first. What cannot come
/// near the best is not settled.
std::vector<Sized> search(const Question& question, const Options& options, WaveCurves& curves);

}  // namespace sizer
