#include "scale.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sizer/units.hpp"

namespace sizer::report {
namespace {

constexpr double kLogarithmicFrom = 20;  // largest over smallest value
constexpr double kGib = 1024.0 * 1024 * 1024;

/// Steps that people count in, rising, from a tiny one to a huge one.
std::vector<double> round_steps(Unit unit) {
  std::vector<double> steps;
  const double base = unit == Unit::gibibytes ? kGib : 1;
  const double largest = unit == Unit::seconds ? 0 : 24;
  for (double decade = -6; decade < largest; ++decade) {
    for (const double digit : {1.0, 2.0, 5.0}) steps.push_back(base * digit * std::pow(10, decade));
  }
  if (unit != Unit::seconds) return steps;
  constexpr double kMinute = 60, kHour = 3600, kDay = 86400;
  for (const double s : {1, 2, 5, 10, 15, 30}) steps.push_back(s);
  for (const double m : {1, 2, 5, 10, 15, 30}) steps.push_back(m * kMinute);
  for (const double h : {1, 2, 3, 6, 12}) steps.push_back(h * kHour);
  for (double decade = 0; decade < 6; ++decade) {
    for (const double d : {1.0, 2.0, 5.0}) steps.push_back(d * std::pow(10, decade) * kDay);
  }
  return steps;
}

/// Every n-th of the list, so that no more than `most` remain.
std::vector<Tick> thinned(const std::vector<Tick>& ticks, std::size_t most) {
  const std::size_t stride = (ticks.size() + most - 1) / std::max<std::size_t>(most, 1);
  std::vector<Tick> kept;
  for (std::size_t i = 0; i < ticks.size(); i += std::max<std::size_t>(stride, 1)) kept.push_back(ticks[i]);
  return kept;
}

struct Bounds {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  void add(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

}  // namespace

std::string format_value(Unit unit, double value) {
  switch (unit) {
    case Unit::seconds:
      return format(Seconds<>(value));
    case Unit::share:
      return format_share(value);
    case Unit::core_seconds:
      return format(CoreSeconds<>(value));
    case Unit::usd:
      return format(value * usd);
    case Unit::usd_per_second:
      return format(UsdPerTime<>(value));
    case Unit::bytes_per_second:
      return format(Bandwidth<>(value));
    case Unit::bytes:
      return format(Bytes<>(value));
    case Unit::gibibytes:
      return format_binary(Bytes<>(value));
    case Unit::number:
      break;
  }
  return format_number(value);
}

Scale::Scale(const Axis& axis, double low, double high, std::size_t most_ticks) : low_(low), high_(high) {
  logarithmic_ = low > 0 && high > kLogarithmicFrom * low;
  if (axis.from_zero && !logarithmic_) low_ = std::min(0.0, low);
  if (!(high_ > low_)) high_ = low_ + std::max(std::abs(low_), 1.0);
  logarithmic_ ? divide_by_factors(axis.unit, most_ticks) : divide_evenly(axis.unit, most_ticks);
}

void Scale::divide_evenly(Unit unit, std::size_t most_ticks) {
  const auto steps = round_steps(unit);
  const auto fits = [&](double step) { return (high_ - low_) / step <= static_cast<double>(most_ticks) - 1; };
  const auto found = std::ranges::find_if(steps, fits);
  const double step = found == steps.end() ? high_ - low_ : *found;
  if (low_ != 0) low_ = std::floor(low_ / step + 1e-9) * step;
  high_ = std::ceil(high_ / step - 1e-9) * step;
  const double count = std::round((high_ - low_) / step);
  for (double i = 0; i <= count; ++i) ticks_.push_back({low_ + i * step, format_value(unit, low_ + i * step)});
}

void Scale::divide_by_factors(Unit unit, std::size_t most_ticks) {
  const double margin = std::pow(high_ / low_, 0.04);
  low_ /= margin;
  high_ *= margin;
  for (const double step : round_steps(unit)) {
    if (step >= low_ && step <= high_) ticks_.push_back({step, format_value(unit, step)});
  }
  ticks_ = thinned(ticks_, most_ticks);
}

double Scale::place(double value) const {
  const double share =
      logarithmic_ ? std::log(std::max(value, low_) / low_) / std::log(high_ / low_) : (value - low_) / (high_ - low_);
  return std::clamp(share, 0.0, 1.0);
}

Scales scales_of(const Curves& curves, std::size_t most_ticks_x, std::size_t most_ticks_y) {
  Bounds x, y;
  for (const Limit& limit : curves.limits) x.add(limit.x);
  for (const Series& series : curves.series) {
    for (const Point& point : series.points) {
      x.add(point.x);
      y.add(point.y);
      if (point.range) x.add(point.range->first), x.add(point.range->second);
    }
  }
  return {Scale(curves.x, x.low, x.high, most_ticks_x), Scale(curves.y, y.low, y.high, most_ticks_y)};
}

}  // namespace sizer::report
