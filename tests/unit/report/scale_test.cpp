#include "report/scale.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace sizer::report {
namespace {

std::vector<std::string> texts(const Scale& scale) {
  std::vector<std::string> list;
  for (const Tick& tick : scale.ticks()) list.push_back(tick.text);
  return list;
}

TEST(AScale, HasTicksAtTimesThatPeopleCountIn) {
  const Scale scale({"time", Unit::seconds}, 600, 7000, 6);  // from 0; 7,000 s are under two hours
  EXPECT_EQ(texts(scale), (std::vector<std::string>{"0 s", "30 min", "1 h", "1 h 30 min", "2 h"}));
  EXPECT_DOUBLE_EQ(scale.place(3600), 0.5);
}

TEST(AScale, IsLogarithmicBeyondAFactorOfTwenty) {
  const Scale narrow({"partitions"}, 10, 200, 6), wide({"partitions"}, 10, 4000, 6);
  EXPECT_FALSE(narrow.is_logarithmic());
  EXPECT_TRUE(wide.is_logarithmic());
  EXPECT_NEAR(wide.place(std::sqrt(10.0 * 4000)), 0.5, 1e-9);
  EXPECT_LE(wide.ticks().size(), 6u);
}

TEST(AScale, BeginsAtTheLeastValueWhereZeroSaysNothing) {
  const Scale scale({.title = "nodes", .from_zero = false}, 20, 32, 5);
  EXPECT_EQ(texts(scale), (std::vector<std::string>{"20", "25", "30", "35"}));
}

TEST(AScale, OfOneValueStillHasAPlaceForIt) {
  for (const double value : {0.0, 5.0, -3.0}) {
    const Scale scale({"nodes"}, value, value, 5);
    EXPECT_GE(scale.place(value), 0);
    EXPECT_LE(scale.place(value), 1);
    EXPECT_GE(scale.ticks().size(), 2u);
  }
}

TEST(AScale, KeepsTicksWithinTheirNumberWhateverTheSpan) {
  for (const Unit unit : {Unit::number, Unit::seconds, Unit::usd, Unit::bytes, Unit::gibibytes}) {
    for (double high = 1e-3; high < 1e15; high *= 7) {
      const Scale scale({"", unit}, 0, high, 6);
      EXPECT_LE(scale.ticks().size(), 6u) << high;
      EXPECT_GE(scale.ticks().back().value, high * (1 - 1e-9));
    }
  }
}

TEST(Scales, HoldEveryPointRangeAndLimit) {
  const Curves curves{.title = "",
                      .description = "",
                      .x = {"x"},
                      .y = {"y"},
                      .series = {{.name = "s", .points = {{.x = 5, .y = 2, .range = std::pair(3.0, 19.0)}}}},
                      .limits = {{31, "limit"}}};
  const Scales scales = scales_of(curves, 6, 6);
  EXPECT_LT(scales.x.place(31), 1.0 + 1e-9);
  EXPECT_GT(scales.x.place(31), scales.x.place(19));
}

}  // namespace
}  // namespace sizer::report
