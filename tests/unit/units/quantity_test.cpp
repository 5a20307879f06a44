#include "sizer/quantity.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace sizer {
namespace {

static_assert(std::is_same_v<decltype(GB / second), Bandwidth<>>);
static_assert(std::is_same_v<decltype(core * second), CoreSeconds<>>);
static_assert(std::is_same_v<decltype(core * second / GB), WorkPerByte<>>);
static_assert(std::is_same_v<decltype(usd / hour * minute), Usd<>>);
static_assert(std::is_same_v<decltype(1 / second), Frequency<>>);
static_assert(std::is_same_v<decltype(GB / MB), Scalar<>>);
static_assert(std::is_same_v<decltype(Bytes<Lanes>() / second), Bandwidth<Lanes>>);
static_assert(std::is_same_v<decltype(GB / Seconds<Traced>()), Bandwidth<Traced>>);
static_assert(!std::is_convertible_v<double, Bytes<>>);
static_assert(!std::is_convertible_v<Bytes<Lanes>, Bytes<>>);

TEST(Quantity, DataOverBandwidthIsTime) {
  // 500 GB ÷ 1.25 GB/s = 400 s = 6.667 min
  const Seconds<> time = 500 * GB / (1.25 * GB / second);
  EXPECT_DOUBLE_EQ(time.in(second), 400);
  EXPECT_DOUBLE_EQ(time.in(minute), 400.0 / 60);
}

TEST(Quantity, AGibibyteIsSevenPercentMoreThanAGigabyte) {
  // 2³⁰ ÷ 10⁹ = 1.073741824
  EXPECT_DOUBLE_EQ(GiB.in(GB), 1.073741824);
}

TEST(Quantity, ANetworkOfTenGigabitMovesOneAndAQuarterGigabytesASecond) {
  EXPECT_DOUBLE_EQ((10 * Gbit / second).in(GB / second), 1.25);
}

TEST(Quantity, AMonthIsBilledAsSevenHundredAndThirtyHours) {
  // $0.50/h × 730 h = $365
  EXPECT_DOUBLE_EQ((0.5 * usd / hour * month).in(usd), 365);
}

TEST(Quantity, KnownValuesCompareAcrossUnits) {
  EXPECT_LT(90 * minute, 2 * hour);
  EXPECT_EQ(120 * minute, 2 * hour);
  EXPECT_GT(GiB, GB);
}

TEST(Quantity, ADimensionlessQuantityMixesWithPlainNumbers) {
  // 1 + 500 GB ÷ 250 GB = 3
  EXPECT_DOUBLE_EQ((1 + 500 * GB / (250 * GB)).base(), 3);
}

TEST(Quantity, RoundingUpIsForNumbersWithoutADimension) {
  // 500 GB ÷ 128 GB = 3.9, so 4 pieces
  EXPECT_DOUBLE_EQ(ceil(500 * GB / (128 * GB)).base(), 4);
}

TEST(Quantity, AKnownValueIsTheSameInEveryWorld) {
  Lanes work_in_worlds = Lanes::Constant(100);
  work_in_worlds[1] = 300;
  // 100 core-s ÷ 4 cores = 25 s, and 300 core-s ÷ 4 cores = 75 s in the second world
  const Seconds<Lanes> time = CoreSeconds<Lanes>(work_in_worlds) / (4 * core);
  EXPECT_DOUBLE_EQ(time.base()[0], 25);
  EXPECT_DOUBLE_EQ(time.base()[1], 75);
}

TEST(Quantity, EachWorldHasItsOwnMaximum) {
  Lanes scan = Lanes::Constant(40);
  scan[3] = 80;
  const Seconds<Lanes> slowest = max(Seconds<Lanes>(scan), 60 * second);
  EXPECT_DOUBLE_EQ(slowest.base()[0], 60);
  EXPECT_DOUBLE_EQ(slowest.base()[3], 80);
}

TEST(Quantity, AnExplanationKnowsTheDimensionOfEachStep) {
  const auto data = input<Traced>("data", 500 * GB, "nightly.toml:2");
  const Seconds<Traced> time = data / (1.25 * GB / second);
  EXPECT_EQ(time.base().step().dimension, kSeconds);
  EXPECT_DOUBLE_EQ(time.base().value(), 400);
  EXPECT_EQ(data.base().step().source, "nightly.toml:2");
}

}  // namespace
}  // namespace sizer
