#pragma once

#include "limits.hpp"

namespace sizer {

struct CliffPlace {
  const Question& now;
  const Standing& standing;
  int stage = -1;
  WaveCurves& curves;
};

/// Puts what happens at a cliff's scale, and what to do about it, into words with numbers.
void tell(const CliffPlace& place, Cliff& cliff);

}  // namespace sizer
