#pragma once

#include <string>
#include <vector>

#include "chart.hpp"

namespace sizer::report {

struct Tick {
  double value = 0;
  std::string text;
};

/// Where values stand along an axis. Logarithmic where they span more than a factor of twenty; ticks at round values.
class Scale {
 public:
  Scale(const Axis& axis, double low, double high, std::size_t most_ticks);

  double place(double value) const;  ///< 0 at the axis' beginning, 1 at its end
  bool is_logarithmic() const { return logarithmic_; }
  const std::vector<Tick>& ticks() const { return ticks_; }

 private:
  void divide_evenly(Unit unit, std::size_t most_ticks);
  void divide_by_factors(Unit unit, std::size_t most_ticks);

  double low_ = 0, high_ = 1;
  bool logarithmic_ = false;
  std::vector<Tick> ticks_;
};

/// The scales of both axes, wide enough for every point, range and limit.
struct Scales {
  Scale x, y;
};
Scales scales_of(const Curves& curves, std::size_t most_ticks_x, std::size_t most_ticks_y);

}  // namespace sizer::report
