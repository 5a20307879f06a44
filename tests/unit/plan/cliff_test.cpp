#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "scenarios.hpp"

// The memory cliff of iterative jobs, as Scout measured it (oxhead/scout, MIT): the same job on both sides of where its
// cache fits. Neither the size of the input nor what the Storage page showed was published: 50 GB is a guess (with 20
// to 100 GB the worst factor is 1.7), the cached sizes were chosen to lie between the two clusters, and cache.miss_cost
// with these two jobs in sight. They show that the mechanism follows the cliff, not that it foresees other jobs'
// cliffs.
namespace sizer {
namespace {

struct Cliff {
  Bytes<> cached;
  int below, above;  ///< nodes of m4.2xlarge
  Seconds<> slow, fast;
};

const Cliff kKMeans{115 * GB, 6, 8, 823.1 * second, 193.8 * second};
const Cliff kRegression{150 * GB, 8, 10, 1204.6 * second, 180.9 * second};

constexpr double kForeseen = 1.5;  // to this factor the other side is

Scenario iterative(const Cliff& cliff, int measured_nodes) {
  Scenario s;
  s.data = {50 * GB, "test"};
  s.profile = {Profile::ml, "test"};
  s.input.format = {Format::text, "test"};
  s.input.codec = {Codec::none, "test"};
  s.input.storage = Given<std::string>{"ebs_gp2", "test"};
  s.cluster.platform = Given<Platform>{Platform::standalone, "test"};
  MeasuredRun run;
  run.data = s.data;
  run.nodes = measured_nodes;
  run.instance_type = "m4.2xlarge";
  run.duration = {measured_nodes == cliff.below ? cliff.slow : cliff.fast, "test"};
  run.cached = Given<Bytes<>>{cliff.cached, "test"};
  s.measured = {run};
  return s;
}

Check checked(const Scenario& s, int nodes) { return check(s, {nodes, *aws().find("m4.2xlarge")}, aws()); }

double factor(Seconds<> predicted, Seconds<> measured) {
  return std::exp(std::abs(std::log((predicted / measured).base())));
}

const Finding* find(const Check& answer, std::string_view code) {
  const auto found = std::ranges::find(answer.findings, code, &Finding::code);
  return found == answer.findings.end() ? nullptr : &*found;
}

class MemoryCliff : public testing::TestWithParam<Cliff> {};

TEST_P(MemoryCliff, IsForeseenFromARunBelowIt) {
  const Cliff& cliff = GetParam();
  const Scenario s = iterative(cliff, cliff.below);
  EXPECT_LT(factor(checked(s, cliff.above).checked.duration.p50, cliff.fast), kForeseen);
  EXPECT_LT(factor(checked(s, cliff.below).checked.duration.p50, cliff.slow), 1.25);
}

TEST_P(MemoryCliff, IsForeseenFromARunAboveIt) {
  const Cliff& cliff = GetParam();
  const Scenario s = iterative(cliff, cliff.above);
  EXPECT_LT(factor(checked(s, cliff.below).checked.duration.p50, cliff.slow), kForeseen);
  EXPECT_LT(factor(checked(s, cliff.above).checked.duration.p50, cliff.fast), 1.25);
}

TEST_P(MemoryCliff, IsNamedWithTheNodesThatClearIt) {
  const Cliff& cliff = GetParam();
  const Scenario s = iterative(cliff, cliff.above);
  const Check below = checked(s, cliff.below), above = checked(s, cliff.above);
  const Finding* warning = find(below, "cache-does-not-fit");
  ASSERT_NE(warning, nullptr);
  const int nodes = std::stoi(warning->fix);
  EXPECT_GT(nodes, cliff.below);
  EXPECT_LE(nodes, cliff.above);
  EXPECT_EQ(find(above, "cache-does-not-fit"), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Scout, MemoryCliff, testing::Values(kKMeans, kRegression),
                         [](const auto& test) { return test.index == 0 ? "KMeans" : "Regression"; });

TEST(AStatedCache, PutsTheCliffWhereItIs) {
  // 8 m4.2xlarge hold 139 GB: 4 executors a node, each (7,215 − 300) MiB × 0.6 = 4.35 GB.
  Scenario s = iterative(kKMeans, 8);
  s.measured.clear();
  s.input.cache_size = Given<Bytes<>>{130 * GB, "test"};
  EXPECT_EQ(find(checked(s, 8), "cache-does-not-fit"), nullptr);
  s.input.cache_size->value = 150 * GB;
  EXPECT_NE(find(checked(s, 8), "cache-does-not-fit"), nullptr);
}

TEST(ACacheOfUnknownSize, IsWarnedOfWhereItMayNotFit) {
  Scenario s = iterative(kKMeans, 6);
  s.measured.front().cached.reset();
  const Check small = checked(s, 4), large = checked(s, 64);
  const Finding* warning = find(small, "short-of-memory");
  ASSERT_NE(warning, nullptr);
  EXPECT_NE(warning->fix.find("input.cached"), std::string::npos);
  EXPECT_EQ(find(large, "short-of-memory"), nullptr);
}

TEST(ACacheThatARunSaw, GrowsWithTheDataAndYieldsToAStatedOne) {
  Scenario s = iterative(kKMeans, 8);
  s.data.value = 2 * s.data.value;
  EXPECT_NEAR(cache_size(s)->value.base(), 230e9, 1);
  s.input.cache_size = Given<Bytes<>>{100 * GB, "test"};
  EXPECT_EQ(cache_size(s)->value, 100 * GB);
  s.input.cache_size.reset();
  s.measured.clear();
  EXPECT_FALSE(cache_size(s));
}

TEST(CachesThatRunsSaw, AreWarnedOfWhereTheyAreNotInProportion) {
  Scenario s = iterative(kKMeans, 8);
  s.measured.push_back(s.measured.front());
  EXPECT_EQ(find(checked(s, 8), "runs-disagree"), nullptr);
  s.measured.back().cached->value = 2 * kKMeans.cached;
  EXPECT_NE(find(checked(s, 8), "runs-disagree"), nullptr);
  EXPECT_NEAR(cache_size(s)->value.base(), std::sqrt(2) * 115e9, 1);  // the geometric mean
}

TEST(AJobOfOnePass, CachesNothing) {
  Scenario s = iterative(kKMeans, 4);
  s.input.iterations.value = 1;
  EXPECT_EQ(checked(s, 4).checked.stages.front().cached, Bytes<>());
  EXPECT_EQ(find(checked(s, 4), "cache-does-not-fit"), nullptr);
}

}  // namespace
}  // namespace sizer
