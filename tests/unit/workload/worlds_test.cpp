#include "sizer/worlds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace sizer {
namespace {

TEST(Assumptions, EveryRowHasAKeyARangeAndASource) {
  std::set<std::string_view> keys;
  for (const Assumption& row : kAssumptions) {
    EXPECT_TRUE(keys.insert(row.key).second) << row.key << " is there twice";
    EXPECT_FALSE(row.source.empty()) << row.key;
    EXPECT_FALSE(row.meaning.empty()) << row.key;
    EXPECT_GT(row.low, 0) << row.key;
    EXPECT_LE(row.low, row.typical) << row.key;
    EXPECT_LE(row.typical, row.high) << row.key;
  }
}

TEST(Assumptions, AKeyIsFoundAtRunTime) {
  ASSERT_NE(find_assumption("task.fixed"), nullptr);
  EXPECT_EQ(find_assumption("task.fixed")->unit, "s");
  EXPECT_EQ(find_assumption("no.such"), nullptr);
}

std::vector<double> drawn(const Worlds& worlds, AssumptionKey key) {
  std::vector<double> values;
  for (const auto& block : worlds.blocks) values.insert(values.end(), block[key].begin(), block[key].end());
  std::ranges::sort(values);
  return values;
}

TEST(Worlds, LowAndHighAreThe5thAnd95thPercentile) {
  const auto values = drawn(draw_worlds(1024, 1), "data.parquet_expansion");  // 2.5, 4, 8
  EXPECT_NEAR(values[51], 2.5, 0.02);                                         // 5 % of 1,024
  EXPECT_NEAR(values[512], 4.0, 0.01);
  EXPECT_NEAR(values[972], 8.0, 0.05);
}

TEST(Worlds, ComeInWholeLanes) {
  EXPECT_EQ(draw_worlds(1, 1).count, kLaneCount);
  EXPECT_EQ(draw_worlds(17, 1).count, 2 * kLaneCount);
}

TEST(Worlds, SameSeedSameWorldsOtherSeedOthers) {
  const AssumptionKey key("task.sigma");
  EXPECT_EQ(draw_worlds(64, 7).blocks[1][key][3], draw_worlds(64, 7).blocks[1][key][3]);
  EXPECT_NE(draw_worlds(64, 7).blocks[1][key][3], draw_worlds(64, 8).blocks[1][key][3]);
}

TEST(Worlds, AnOverrideReplacesTheRow) {
  const Overrides fixed{{"shuffle.compression", {3, 3, 3}}};
  const auto values = drawn(draw_worlds(64, 1, fixed), "shuffle.compression");
  EXPECT_EQ(values.front(), 3);
  EXPECT_EQ(values.back(), 3);
  EXPECT_EQ(typical_world(fixed).get<"shuffle.compression">().base(), 3);
}

TEST(Worlds, AnOverrideLeavesOtherRowsAsTheyWere) {
  const Overrides fixed{{"shuffle.compression", {3, 3, 3}}};
  EXPECT_EQ(drawn(draw_worlds(64, 1), "task.sigma"), drawn(draw_worlds(64, 1, fixed), "task.sigma"));
}

TEST(Worlds, InverseNormalIsTheInverse) {
  for (const double p : {0.001, 0.02, 0.3, 0.5, 0.9, 0.999}) EXPECT_NEAR(normal_cdf(inverse_normal(p)), p, 1e-8);
}

}  // namespace
}  // namespace sizer
