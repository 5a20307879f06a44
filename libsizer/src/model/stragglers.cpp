#include "sizer/stragglers.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sizer/model.hpp"

namespace sizer {
namespace {

constexpr int kSizes = 48, kStarts = 16;  // points at which a straggler's size and start are looked at

/// A way a straggler can go: when it ends, for how long slots were busy with it, and how likely that is.
struct Way {
  double end = 0, busy = 0, probability = 0;
};

/// Task times: log-normal with mean 1, at equally likely points.
std::vector<double> sizes(double sigma) {
  std::vector<double> list;
  for (int i = 0; i < kSizes; ++i) {
    list.push_back(std::exp(-sigma * sigma / 2 + sigma * inverse_normal((i + 0.5) / kSizes)));
  }
  return list;
}

class Race {
 public:
  Race(double waves, double sigma, double factor, const std::optional<spark::SpeculationSettings>& speculation)
      : factor_(factor) {
    if (!speculation) return;
    copies_ = true;
    threshold_ = speculation->multiplier * std::exp(-sigma * sigma / 2);
    watched_from_ = speculation->quantile * waves + 0.5;
  }

  Way of(double start, double size, double probability) const {
    const double alone = start + factor_ * size, copied_at = std::max(start + threshold_, watched_from_);
    if (!copies_ || alone <= copied_at + size) return {alone, alone - start, probability};
    return {copied_at + size, copied_at + 2 * size - start, probability};
  }

 private:
  double factor_, threshold_ = 0, watched_from_ = 0;
  bool copies_ = false;
};

std::vector<Way> ways(double tasks, double slots, double sigma, const Race& race) {
  const double waves = tasks / slots, at_once = std::min(1.0, slots / tasks);
  const double dry = std::max(0.0, waves - (1 + sigma * sigma) / 2);  // slots are then half through their last task
  std::vector<Way> list;
  for (const double size : sizes(sigma)) {
    list.push_back(race.of(0, size, at_once / kSizes));
    for (int i = 0; i < kStarts; ++i) {
      list.push_back(race.of(dry * (i + 0.5) / kStarts, size, (1 - at_once) / kStarts / kSizes));
    }
  }
  std::ranges::sort(list, {}, &Way::end);
  return list;
}

}  // namespace

double straggler_waves(double tasks, double slots, double sigma, double share, double factor,
                       const std::optional<spark::SpeculationSettings>& speculation) {
  const Race race(tasks / slots, sigma, factor, speculation);
  const auto list = ways(tasks, slots, sigma, race);
  const double expected = tasks * share;
  double added = 0, later = 1;
  for (const Way& way : list) added += way.probability * (way.busy - 1) * expected / slots;
  double end = wave_factor(tasks, slots, sigma) + std::max(0.0, added), makespan = end;
  for (const Way& way : list) {
    if (way.end > end) {
      makespan += (way.end - end) * (1 - std::exp(-expected * later));
      end = way.end;
    }
    later -= way.probability;
  }
  return makespan;
}

}  // namespace sizer
