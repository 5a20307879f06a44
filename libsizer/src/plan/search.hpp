#pragma once

#include <functional>

#include "evaluate.hpp"

namespace sizer {

/// An option at the node count that suits the goal best.
struct Sized {
  const Option* option = nullptr;
  Outcome outcome;
  bool fits = false;
  double score = 0;  ///< smaller is better: cost, or time, or cost × time
};

/// Sizes one option in a sample of worlds; `hint` is a node count that is probably near.
Sized size_option(const Question& question, const Question::Sample& sample, const Option& option, int hint,
                  WaveCurves& curves);

/// Every option put in order by a few worlds, the promising ones settled in all of them; best first. What cannot come
/// near the best is not settled.
std::vector<Sized> search(const Question& question, const Options& options, WaveCurves& curves);

/// The smallest n in [low, high] that holds, where holding once means holding from there on; high + 1 when none does.
/// Looks around `hint` first.
int smallest(int low, int high, int hint, const std::function<bool(int)>& holds);

}  // namespace sizer
