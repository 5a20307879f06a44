#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sizer/assumptions.hpp"
#include "sizer/quantity.hpp"

/// Possible worlds: one value for every assumption.
///
/// A world is drawn from the assumption table: each row's value is log-normal around its typical value, with
/// its low and high as the 5th and 95th percentile (a row whose sides differ has a different spread on each side):
///
///     x = typical × exp(z × ln(high/typical) / 1.645)      z ≥ 0;  with ln(typical/low) for z < 0
///
/// Draws are stratified (Latin hypercube): of W worlds exactly one falls in each W-th of every row's
/// distribution, so that a few worlds already cover it. The same seed gives the same worlds on any machine.
namespace sizer {

/// One reading of the assumption table, in base units. `world.get<"cpu.spill">()` has the dimension of the row's unit,
/// so that a constant cannot be used for what it is not.
template <class Num>
class World {
 public:
  World() : values_(kAssumptionCount, number::broadcast<Num>(0)) {}

  template <KeyText Key>
  auto get() const {
    constexpr AssumptionKey key(Key.text);
    constexpr Dimension dimension = unit_named(kAssumptions[key.index].unit).dimension;
    return Quantity<dimension, Num>(values_[key.index]);
  }
  const Num& operator[](AssumptionKey key) const { return values_[key.index]; }
  Num& operator[](AssumptionKey key) { return values_[key.index]; }

 private:
  std::vector<Num> values_;
};

using Overrides = std::map<std::string, AssumptionRange>;  ///< by key; replaces the table's range

/// Every row at its typical value.
World<double> typical_world(const Overrides& overrides = {});
/// Every row at its typical value, as leaves that name their source.
World<Traced> traced_world(const Overrides& overrides = {});

/// Random numbers that are the same on every machine, from a seed and the name of what they are for.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::string_view name);
  double uniform();  ///< in (0, 1)
  double normal();   ///< standard normal, by its inverse distribution function

 private:
  std::uint64_t next();  // SplitMix64 (Steele, Lea and Flood 2014)
  std::uint64_t state_;
};

/// The draws behind a set of worlds: how far each uncertain row lies from its typical value, in standard deviations.
struct Draws {
  int count = 0;                  ///< worlds
  std::vector<std::size_t> rows;  ///< rows of the table that vary
  Eigen::ArrayXXd z;              ///< a world a row, an assumption of `rows` a column
};

struct Worlds {
  int count = 0;                     ///< a multiple of kLaneCount
  std::vector<World<Lanes>> blocks;  ///< kLaneCount worlds each
};
/// Draws at least `count` worlds (rounded up to whole lanes).
Draws draw(int count, std::uint64_t seed, const Overrides& overrides = {});
/// The worlds that draws stand for; rows they do not vary are at their typical value.
Worlds worlds_of(const Draws& draws, const Overrides& overrides = {});
/// Turns worlds made of other draws of the same rows into those of these.
void set_worlds(Worlds& worlds, const Draws& draws, const Overrides& overrides = {});

/// The range that draws give a row, in its own unit: their 5th, 50th and 95th percentile.
AssumptionRange range_in(const Draws& draws, std::size_t column, const Overrides& overrides = {});

/// Both: worlds_of(draw(…)).
Worlds draw_worlds(int count, std::uint64_t seed, const Overrides& overrides = {});

/// Inverse of the standard normal distribution function; relative error below 1.2e-9 (Acklam's rational approximation).
double inverse_normal(double probability);
/// Standard normal distribution function.
double normal_cdf(double z);

}  // namespace sizer
