#pragma once

#include "option.hpp"
#include "sizer/sensitivity.hpp"

namespace sizer {

/// How far from the question tipping points are looked for.
inline constexpr double kFarthest = 8;

/// An answer to be tipped over: a cluster that was chosen among a table's, or, without a table, one that was named.
struct Answered {
  const Question& question;
  const Option& option;
  int nodes = 0;
  bool fits = false;
  const InstanceTable* table = nullptr;
};

/// Where more data, a hotter key, a higher price of the chosen type or another deadline makes the cluster miss its
/// goal, and where a plan would choose another type, or another family. Doublings bracket a point and halvings narrow
/// it: at most seven plans each.
std::vector<TippingPoint> tipping_points(const Answered& answered, WaveCurves& curves);

}  // namespace sizer
