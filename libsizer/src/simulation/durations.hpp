#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace sizer::simulation {

/// The median of any number of durations in little memory, to 0.8 %: 64 classes to the octave, from a microsecond on.
class Durations {
 public:
  void add(double seconds) {
    ++counts_[class_of(seconds)];
    ++count_;
  }

  /// As Spark takes it: the duration at place ⌊n/2⌋ of the sorted ones.
  double median() const {
    std::int64_t seen = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      seen += counts_[i];
      if (seen > count_ / 2) return middle_of(i);
    }
    return 0;
  }

 private:
  static constexpr int kLeastExponent = -20, kOctaves = 56, kSteps = 64;

  // The leading bits of a double are its octave and the step within it.
  static std::size_t class_of(double seconds) {
    const auto bits = std::bit_cast<std::uint64_t>(seconds);
    const int octave = static_cast<int>(bits >> 52) - 1023 - kLeastExponent;
    if (octave < 0) return 0;
    if (octave >= kOctaves) return kOctaves * kSteps - 1;
    return static_cast<std::size_t>(octave) * kSteps + (bits >> 46 & (kSteps - 1));
  }
  static double middle_of(std::size_t i) {
    const auto step = static_cast<double>(i % kSteps);
    return std::bit_cast<double>((i / kSteps + std::uint64_t{1023 + kLeastExponent}) << 52) *
           (1 + (step + 0.5) / kSteps);
  }

  std::array<std::int64_t, kOctaves * kSteps> counts_{};
  std::int64_t count_ = 0;
};

}  // namespace sizer::simulation
