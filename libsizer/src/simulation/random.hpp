#pragma once

#include <cmath>
#include <cstdint>

#include "sizer/worlds.hpp"

/// Chance that does not depend on the order of events: what happens to a task is a function of the seed and the task,
/// so that another cluster meets the same tasks, and none has to be remembered.
namespace sizer::simulation {

/// What a draw is for; each use has its own.
enum class Draw : std::uint64_t { size, hottest, straggler, failure, failure_moment, fetched, node_loss };

/// Mixes 64 bits well (SplitMix64's finaliser: Steele, Lea and Flood, 2014).
constexpr std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : seed_(mixed(seed + 0x9e3779b97f4a7c15ULL)) {}

  /// Uniform between 0 and 1, neither included.
  double operator()(Draw use, std::uint64_t owner, std::uint64_t number) const {
    const std::uint64_t stream = mixed(seed_ + (owner << 4 | static_cast<std::uint64_t>(use)) * 0x9e3779b97f4a7c15ULL);
    return (static_cast<double>(mixed(stream + number * 0x9e3779b97f4a7c15ULL) >> 11) + 0.5) * 0x1p-53;
  }

 private:
  std::uint64_t seed_;
};

/// Log-normal with mean 1.
inline double task_size(double uniform, double sigma) {
  return sigma > 0 ? std::exp(sigma * (inverse_normal(uniform) - sigma / 2)) : 1.0;
}

}  // namespace sizer::simulation
