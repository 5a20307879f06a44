#pragma once

#include "sizer/simulation.hpp"

namespace sizer::simulation {

/// How many slots are busy, over a run whose length is not known before it ends: a fixed number of intervals, which
/// grow to twice their length when they no longer reach.
class BusyRecord {
 public:
  /// So many slots more (or fewer) are busy from now on. Moments never go back.
  void change(double now, int slots) {
    while (now >= interval_ * kIntervals) double_intervals();
    const auto i = static_cast<std::size_t>(now / interval_);
    started_[i] += slots;
    seconds_[i] += slots * (static_cast<double>(i + 1) * interval_ - now);
  }

  BusySlots until(double end) const {
    BusySlots busy{Seconds<>(interval_), {}};
    double running = 0;
    for (std::size_t i = 0; i < kIntervals && static_cast<double>(i) * interval_ < end; ++i) {
      busy.mean.push_back((running * interval_ + seconds_[i]) / interval_);
      running += started_[i];
    }
    return busy;
  }

 private:
  static constexpr std::size_t kIntervals = 1024;

  void double_intervals() {
    for (std::size_t i = 0; i < kIntervals / 2; ++i) {
      seconds_[i] = seconds_[2 * i] + started_[2 * i] * interval_ + seconds_[2 * i + 1];
      started_[i] = started_[2 * i] + started_[2 * i + 1];
    }
    for (std::size_t i = kIntervals / 2; i < kIntervals; ++i) seconds_[i] = started_[i] = 0;
    interval_ *= 2;
  }

  double interval_ = 0.001;
  std::vector<double> started_ = std::vector<double>(kIntervals);  // more busy at an interval's end than at its start
  std::vector<double> seconds_ = std::vector<double>(kIntervals);  // busy time within it by what began or ended there
};

}  // namespace sizer::simulation
