#include "sizer/worlds.hpp"

#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

namespace sizer {
namespace {

constexpr double kZ95 = 1.6448536269514722;  // 95th percentile of the standard normal
constexpr double kZLimit = 3.0;              // a world further out says nothing a person would plan for

/// A row's range in base units.
AssumptionRange range_of(std::size_t row, const Overrides& overrides) {
  const Assumption& a = kAssumptions[row];
  const auto found = overrides.find(std::string(a.key));
  const double factor = unit_named(a.unit).factor;
  if (found == overrides.end()) return {a.low * factor, a.typical * factor, a.high * factor, std::string(a.source)};
  const AssumptionRange& stated = found->second;
  return {stated.low * factor, stated.typical * factor, stated.high * factor, stated.source};
}

/// A row's distribution, its logarithms worked out once.
struct Distribution {
  double typical, log_below, log_above;
  explicit Distribution(const AssumptionRange& range)
      : typical(range.typical),
        log_below(std::log(range.typical / range.low)),
        log_above(std::log(range.high / range.typical)) {}

  /// Eigen's exponential, which is the same on every processor; that of libm is not.
  Lanes at(const Lanes& z) const {
    const Lanes slope = (z < 0).select(Lanes::Constant(log_below / kZ95), log_above / kZ95);
    return typical * (z * slope).exp();
  }
  double at(double z) const { return at(Lanes::Constant(z).eval())[0]; }
};

/// Rows keep their draws when other rows come or go: each has a stream of its own, seeded by its key (FNV-1a).
std::uint64_t stream_seed(std::uint64_t seed, std::string_view key) {
  std::uint64_t hash = 14695981039346656037ULL ^ seed;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

/// An order of 0…n−1 that is the same on every machine (std::shuffle is not).
std::vector<int> permutation(int n, std::mt19937_64& random) {
  std::vector<int> order(static_cast<std::size_t>(n));
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t i = order.size() - 1; i > 0; --i) std::swap(order[i], order[random() % (i + 1)]);
  return order;
}

/// The middle of each of n equal slices of the standard normal distribution.
std::vector<double> normal_slices(int n) {
  std::vector<double> z(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) {
    z[static_cast<std::size_t>(i)] = std::clamp(inverse_normal((i + 0.5) / n), -kZLimit, kZLimit);
  }
  return z;
}

}  // namespace

World<double> typical_world(const Overrides& overrides) {
  World<double> world;
  for (std::size_t row = 0; row < kAssumptionCount; ++row) {
    world[AssumptionKey(row)] = range_of(row, overrides).typical;
  }
  return world;
}

World<Traced> traced_world(const Overrides& overrides) {
  World<Traced> world;
  for (std::size_t row = 0; row < kAssumptionCount; ++row) {
    const Assumption& a = kAssumptions[row];
    const bool stated = overrides.contains(std::string(a.key));
    const AssumptionRange range = range_of(row, overrides);
    Traced& value = world[AssumptionKey(row)];
    value = number::leaf<Traced>(range.typical, a.key, stated ? range.source : "assumption; " + range.source);
    number::annotate(value, unit_named(a.unit).dimension);
  }
  return world;
}

Draws draw(int count, std::uint64_t seed, const Overrides& overrides) {
  Draws draws;
  draws.count = std::max(1, (count + kLaneCount - 1) / kLaneCount) * kLaneCount;
  for (std::size_t row = 0; row < kAssumptionCount; ++row) {
    const AssumptionRange range = range_of(row, overrides);
    if (range.low != range.high) draws.rows.push_back(row);
  }
  draws.z.resize(draws.count, static_cast<Eigen::Index>(draws.rows.size()));
  const auto slices = normal_slices(draws.count);
  for (std::size_t column = 0; column < draws.rows.size(); ++column) {
    std::mt19937_64 random(stream_seed(seed, kAssumptions[draws.rows[column]].key));
    const auto order = permutation(draws.count, random);
    for (std::size_t i = 0; i < order.size(); ++i) {
      draws.z(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(column)) =
          slices[static_cast<std::size_t>(order[i])];
    }
  }
  return draws;
}

void set_worlds(Worlds& worlds, const Draws& draws, const Overrides& overrides) {
  for (std::size_t column = 0; column < draws.rows.size(); ++column) {
    const std::size_t row = draws.rows[column];
    const Distribution distribution(range_of(row, overrides));
    for (std::size_t b = 0; b < worlds.blocks.size(); ++b) {
      const auto first = static_cast<Eigen::Index>(b) * kLaneCount;
      const Lanes z = draws.z.col(static_cast<Eigen::Index>(column)).segment<kLaneCount>(first);
      worlds.blocks[b][AssumptionKey(row)] = distribution.at(z);
    }
  }
}

Worlds worlds_of(const Draws& draws, const Overrides& overrides) {
  World<Lanes> typical;
  for (std::size_t row = 0; row < kAssumptionCount; ++row) {
    typical[AssumptionKey(row)].setConstant(range_of(row, overrides).typical);
  }
  Worlds worlds{draws.count, {static_cast<std::size_t>(draws.count / kLaneCount), typical}};
  set_worlds(worlds, draws, overrides);
  return worlds;
}

AssumptionRange range_in(const Draws& draws, std::size_t column, const Overrides& overrides) {
  const std::size_t row = draws.rows[column];
  const Distribution distribution(range_of(row, overrides));
  const Eigen::ArrayXd drawn = draws.z.col(static_cast<Eigen::Index>(column));
  std::vector<double> z(drawn.begin(), drawn.end());
  std::ranges::sort(z);
  const double factor = unit_named(kAssumptions[row].unit).factor;
  const auto at = [&](double share) {
    return distribution.at(z[static_cast<std::size_t>(share * static_cast<double>(z.size() - 1))]) / factor;
  };
  return {at(0.05), at(0.5), at(0.95), {}};
}

Worlds draw_worlds(int count, std::uint64_t seed, const Overrides& overrides) {
  return worlds_of(draw(count, seed, overrides), overrides);
}

RandomStream::RandomStream(std::uint64_t seed, std::string_view name) : state_(stream_seed(seed, name)) {}

std::uint64_t RandomStream::next() {
  std::uint64_t z = state_ += 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31U);
}

double RandomStream::uniform() { return (static_cast<double>(next() >> 11U) + 0.5) * 0x1.0p-53; }

double RandomStream::normal() { return std::clamp(inverse_normal(uniform()), -kZLimit, kZLimit); }

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double inverse_normal(double p) {
  constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                          1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
  constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
                          -1.328068155288572e+01};
  constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                          -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
  constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00};
  constexpr double kTail = 0.02425;
  if (p < kTail || p > 1 - kTail) {
    const double q = std::sqrt(-2 * std::log(p < kTail ? p : 1 - p));
    const double x = (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
                     ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
    return p < kTail ? x : -x;
  }
  const double q = p - 0.5, r = q * q;
  return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
         (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
}

}  // namespace sizer
