#include <gtest/gtest.h>

#include <algorithm>

#include "plan/search.hpp"
#include "scenarios.hpp"

namespace sizer {
namespace {

TEST(Search, FindsTheSmallestCountThatHolds) {
  for (const int first : {1, 2, 7, 63, 64, 999, 1000}) {
    for (const int hint : {1, 5, 60, 1000}) {
      EXPECT_EQ(smallest(1, 1000, hint, [&](int n) { return n >= first; }), first) << "from " << hint;
    }
  }
  EXPECT_EQ(smallest(1, 1000, 10, [](int) { return false; }), 1001);
}

TEST(Quantiles, AreTheOrderStatisticThatShareOfTheWorldsDoesNotExceed) {
  const std::vector<double> values{5, 1, 4, 2, 3, 10, 9, 8, 7, 6};
  EXPECT_EQ(quantile(values, 0.5), 5);
  EXPECT_EQ(quantile(values, 0.95), 10);
  EXPECT_EQ(quantile(values, 0.9), 9);
}

TEST(Plan, MeetsTheDeadlineInTheAskedShareOfTheWorlds) {
  const Plan p = plan(batch(500 * GB, 2 * hour), aws());
  ASSERT_TRUE(p.fits);
  const Candidate& c = *p.recommended;
  EXPECT_GE(c.deadline_probability, 0.95);
  EXPECT_LE(c.duration.p10, c.duration.p50);
  EXPECT_LE(c.duration.p50, c.duration.p90);
  EXPECT_LE(c.duration.p90, c.duration.p95);
  EXPECT_LE(c.duration.p95, 2 * hour);
}

TEST(Plan, OneNodeFewerWouldMissIt) {
  Scenario s = batch(500 * GB, 30 * minute);
  s.cluster.instances = {{std::string("m6i.2xlarge"), "test"}};
  const Plan p = plan(s, aws());
  ASSERT_TRUE(p.fits);
  ClusterRequest fewer{p.recommended->cluster.nodes - 1, *p.recommended->cluster.instance};
  ASSERT_GE(fewer.nodes, 2);
  EXPECT_FALSE(check(s, fewer, aws()).fits);
}

TEST(Plan, CheckOfTheRecommendationSaysTheSame) {
  const Scenario s = batch(500 * GB, 2 * hour);
  const Plan p = plan(s, aws());
  const ClusterRequest same{p.recommended->cluster.nodes, *p.recommended->cluster.instance};
  const Check c = check(s, same, aws());
  EXPECT_TRUE(c.fits);
  EXPECT_EQ(c.checked.duration.p50, p.recommended->duration.p50);
  EXPECT_EQ(c.checked.cost->p50, p.recommended->cost->p50);
}

TEST(Plan, WithoutADeadlineTakesTheKnee) {
  const Plan p = plan(batch(500 * GB, Seconds<>()), aws());
  EXPECT_TRUE(p.fits);
  EXPECT_TRUE(p.knee);
  EXPECT_FALSE(p.front.empty());
}

TEST(Plan, WithinABudgetTakesTheFastest) {
  Scenario s = batch(500 * GB, Seconds<>());
  s.goal.minimise = {Minimise::time, "test"};
  s.goal.budget = Given<Usd<>>{20 * usd, "test"};
  const Plan rich = plan(s, aws());
  s.goal.budget = Given<Usd<>>{5 * usd, "test"};
  const Plan poor = plan(s, aws());
  ASSERT_TRUE(rich.fits && poor.fits);
  EXPECT_LT(rich.recommended->duration.p50, poor.recommended->duration.p50);
  EXPECT_LE(poor.recommended->cost->p95, 5 * usd);
}

TEST(Plan, SaysWhyNothingFitsAndNamesTheNearestMiss) {
  const Plan p = plan(batch(500 * GB, 3 * minute), aws());
  EXPECT_FALSE(p.fits);
  ASSERT_TRUE(p.recommended);
  EXPECT_LT(p.recommended->deadline_probability, 0.95);
  EXPECT_FALSE(p.why_none.empty());
}

bool any_has(const std::vector<std::string>& lines, std::string_view words) {
  return std::ranges::any_of(lines, [&](const std::string& line) { return line.find(words) != std::string::npos; });
}

TEST(Plan, NamesTheNearestMissWhereNoDiskIsLargeEnough) {
  Scenario s = batch(50 * TB, 480 * hour);
  s.profile = {Profile::sort, "test"};
  s.cluster.instances = {{std::string("c5d.24xlarge"), "test"}, {std::string("r6id.4xlarge"), "test"}};
  s.cluster.max_nodes = {20, "test"};
  const Plan p = plan(s, aws());
  EXPECT_FALSE(p.fits);
  ASSERT_TRUE(p.recommended);
  // 3.6 TB a node against 950 GB: the larger disks need the fewest nodes
  EXPECT_EQ(p.recommended->cluster.instance->type, "c5d.24xlarge");
  EXPECT_EQ(p.recommended->cluster.nodes, 20);
  EXPECT_TRUE(std::ranges::any_of(p.findings, [](const Finding& f) { return f.code == "disk-full"; }));
  ASSERT_TRUE(any_has(p.why_none, "2 instance types cannot hold the job's shuffle and spill on local disks"));

  const std::string& why = p.why_none.back();
  const int needed = std::stoi(why.substr(why.find("needs ") + 6));
  s.cluster.max_nodes = {needed, "test"};
  EXPECT_TRUE(plan(s, aws()).fits) << why;
  s.cluster.max_nodes = {needed - 1, "test"};
  EXPECT_FALSE(plan(s, aws()).fits) << why;
}

TEST(Plan, SaysHowManyTypesHoldNoExecutor) {
  Scenario s = batch(500 * GB, 2 * hour);
  s.cluster.executor_memory = Given<Bytes<>>{10 * TB, "test"};
  const Plan p = plan(s, aws());
  EXPECT_FALSE(p.recommended);
  EXPECT_TRUE(any_has(p.why_none, "cannot hold an executor"));
  EXPECT_FALSE(any_has(p.why_none, "disks"));
}

TEST(Plan, MeasuresTheBudgetAtTheAskedConfidence) {
  Scenario s = batch(5 * TB, 2 * hour);
  s.goal.budget = Given<Usd<>>{0.5 * usd, "test"};
  s.goal.confidence = {0.8, "test"};
  const Plan p = plan(s, aws());
  EXPECT_FALSE(p.fits);
  EXPECT_TRUE(any_has(p.why_none, "in 80 %; the budget is $0.50")) << p.why_none[0];
}

TEST(Plan, SaysThatStartUpAloneTakesLongerThanTheDeadline) {
  EXPECT_TRUE(any_has(plan(batch(500 * GB, 30 * second), aws()).why_none, "starting the cluster alone takes"));
  EXPECT_FALSE(any_has(plan(batch(5000 * TB, 24 * hour), aws()).why_none, "starting the cluster alone takes"));
}

TEST(Plan, LeavesOutATypeWhosePrimaryNodeHasNoPriceWhereOthersHaveOne) {
  Scenario s = batch(500 * GB, 2 * hour);
  s.cluster.platform = Given<Platform>{Platform::databricks, "test"};  // the driver's node is one more worker
  s.cluster.purchase = {Purchase::spot, "test"};
  s.cluster.instances = {{std::string("m6i.2xlarge"), "test"}, {std::string("r6id.2xlarge"), "test"}};
  InstanceTable table = aws();
  Instance spot_only = *aws().find("m6i.2xlarge");
  spot_only.on_demand.reset();
  table.put(spot_only);
  const Plan p = plan(s, table);
  ASSERT_TRUE(p.fits);
  EXPECT_EQ(p.recommended->cluster.instance->type, "r6id.2xlarge");
  EXPECT_TRUE(std::ranges::any_of(p.findings, [](const Finding& f) { return f.code == "unpriced"; }));
}

TEST(Plan, SaysThatNoTypeMatches) {
  Scenario s = batch(500 * GB, 2 * hour);
  s.cluster.instances = {{std::string("z9.*"), "test"}};
  const Plan p = plan(s, aws());
  EXPECT_FALSE(p.fits);
  EXPECT_FALSE(p.recommended);
  ASSERT_FALSE(p.why_none.empty());
  EXPECT_NE(p.why_none[0].find("z9.*"), std::string::npos);
}

TEST(Plan, TheFrontHasNoClusterThatAnotherBeats) {
  const Plan p = plan(batch(500 * GB, 2 * hour), aws());
  ASSERT_GT(p.front.size(), 2u);
  EXPECT_TRUE(std::ranges::any_of(p.front, [&](const Candidate& c) {
    return c.cluster.instance == p.recommended->cluster.instance && c.cluster.nodes == p.recommended->cluster.nodes;
  }));
  for (std::size_t i = 1; i < p.front.size(); ++i) {
    EXPECT_GE(p.front[i].cost->p50, p.front[i - 1].cost->p50);
    EXPECT_LT(p.front[i].duration.p50, p.front[i - 1].duration.p50);
  }
}

TEST(Plan, RunnersUpAreOtherFamiliesAndSayWhyTheyLose) {
  const Plan p = plan(batch(500 * GB, 2 * hour), aws());
  ASSERT_FALSE(p.alternatives.empty());
  for (const auto& other : p.alternatives) {
    EXPECT_NE(other.candidate.cluster.instance->family, p.recommended->cluster.instance->family);
    EXPECT_FALSE(other.why_not.empty());
  }
}

TEST(Plan, IsTheSameTwice) {
  const Scenario s = batch(700 * GB, 1 * hour);
  const Plan a = plan(s, aws()), b = plan(s, aws());
  EXPECT_EQ(a.recommended->cluster.instance->type, b.recommended->cluster.instance->type);
  EXPECT_EQ(a.recommended->duration.p95, b.recommended->duration.p95);
}

TEST(Plan, ListsTheAssumptionsItUsed) {
  const Plan p = plan(batch(500 * GB, 2 * hour), aws());
  const auto used = [&](std::string_view key) {
    return std::ranges::any_of(p.assumed, [&](const Assumed& a) { return a.key == key; });
  };
  EXPECT_TRUE(used("etl.shuffle"));
  EXPECT_FALSE(used("join.shuffle"));
  EXPECT_FALSE(p.narrow_most.empty());
}

TEST(Plan, SpotIsCheaperAndUnpricedTypesAreLeftOut) {
  Scenario s = batch(500 * GB, 2 * hour);
  s.cluster.instances.clear();
  const Plan on_demand = plan(s, aws());
  s.cluster.purchase = {Purchase::spot, "test"};
  const Plan spot = plan(s, aws());
  EXPECT_LT(spot.recommended->cost->p50, on_demand.recommended->cost->p50);
  EXPECT_TRUE(std::ranges::any_of(spot.findings, [](const Finding& f) { return f.code == "unpriced"; }));
}

TEST(Plan, OfADeadlineOfMinutesIsFoundSoon) {
  // At the edge of what can be met there are hundreds of longer deadlines whose choices are larger and cheaper.
  Scenario s = batch(1 * TB, 12 * minute);
  s.profile = {Profile::join, "test"};
  s.cluster.instances.clear();
  EXPECT_TRUE(plan(s, aws(), {.worlds = 64}).recommended.has_value());
}

}  // namespace
}  // namespace sizer
