#include "practice/slips.hpp"

#include <cmath>

namespace sizer::practice {
namespace {

enum class Of { bytes, times, shares, all };

struct Factor {
  double factor;
  Of of;
  Slip slip;
};

constexpr Factor kFactors[] = {
    {8, Of::all, {"bits for bytes", "A factor of 8: a byte has 8 bits, and network cards are sold in bits."}},
    {1024.0 * 1024 * 1024 / 1e9, Of::bytes, {"GB for GiB", "7 %: GB is 10⁹ bytes, GiB is 2³⁰, and Spark's g is GiB."}},
    {1000, Of::all, {"a prefix", "A factor of 1,000: a prefix was lost, such as MB for GB."}},
    {60, Of::times, {"minutes and seconds", "A factor of 60: minutes and seconds, or hours and minutes."}},
    {3600, Of::times, {"hours and seconds", "A factor of 3,600: hours and seconds."}},
    {24, Of::times, {"days and hours", "A factor of 24: days and hours."}},
    {100, Of::shares, {"a percentage for a share", "A factor of 100: a percentage was taken for a share."}},
};

bool allows(Of of, const Dimension& dimension) {
  switch (of) {
    case Of::bytes:
      return dimension.byte != 0;
    case Of::times:
      return dimension.second != 0;
    case Of::shares:
      return dimension == Dimension{};
    case Of::all:
      break;
  }
  return true;
}

}  // namespace

std::optional<Slip> slip_between(double right, double given, Dimension dimension) {
  constexpr double kRounding = 0.01;
  if (!(right > 0) || !(given > 0)) return std::nullopt;
  const double apart = std::abs(std::log(given / right));
  for (const Factor& factor : kFactors) {
    if (allows(factor.of, dimension) && std::abs(apart - std::log(factor.factor)) < kRounding) return factor.slip;
  }
  return std::nullopt;
}

}  // namespace sizer::practice
