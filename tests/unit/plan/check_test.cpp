#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios.hpp"

namespace sizer {
namespace {

ClusterRequest request(int nodes, const char* type) { return {nodes, *aws().find(type)}; }

bool has(const std::vector<Finding>& findings, std::string_view code) {
  return std::ranges::any_of(findings, [&](const Finding& f) { return f.code == code; });
}

TEST(Check, TwoSmallNodesMissTheDeadlineAndLearnWhatWouldMeetIt) {
  const Check c = check(batch(500 * GB, 2 * hour), request(2, "m5.xlarge"), aws());
  EXPECT_FALSE(c.fits);
  EXPECT_FALSE(c.changes.empty());
  for (const auto& stage : c.checked.stages) {
    EXPECT_GE(stage.margin, 1);
    EXPECT_NE(stage.bottleneck, stage.runner_up);
  }
}

TEST(Check, TwoHundredLargeNodesMeetItAndLearnWhatTheyWaste) {
  const Check c = check(batch(500 * GB, 2 * hour), request(200, "r6id.8xlarge"), aws());
  EXPECT_TRUE(c.fits);
  EXPECT_TRUE(has(c.findings, "half-would-do"));
  EXPECT_TRUE(has(c.findings, "unused-memory"));
  EXPECT_TRUE(has(c.findings, "few-partitions") || has(c.findings, "early"));
}

TEST(Check, MoreNodesOfTheSameTypeAreSaidExactly) {
  const Scenario s = batch(500 * GB, 2 * hour);
  const Check c = check(s, request(2, "m5.xlarge"), aws());
  const int needed = std::stoi(c.changes[0]);
  EXPECT_TRUE(check(s, request(needed, "m5.xlarge"), aws()).fits);
  EXPECT_FALSE(check(s, request(needed - 1, "m5.xlarge"), aws()).fits);
}

TEST(Check, FullLocalDisksMissTheGoalAndTheAdviceCountsThem) {
  Scenario s = batch(5 * TB, 480 * hour);
  s.profile = {Profile::sort, "test"};
  const Check c = check(s, request(10, "c5d.xlarge"), aws());
  EXPECT_FALSE(c.fits);  // 10 × 100 GB of local disk for a shuffle of terabytes
  EXPECT_TRUE(has(c.findings, "disk-full"));
  const int needed = std::stoi(c.changes[0]);
  EXPECT_TRUE(check(s, request(needed, "c5d.xlarge"), aws()).fits);
  EXPECT_FALSE(check(s, request(needed - 1, "c5d.xlarge"), aws()).fits);
}

TEST(Check, AWorkingSetFarBeyondATasksMemoryDoesNotFitHoweverLongItMayTake) {
  Scenario s = batch(500 * GB, 100 * hour);
  StageInput wide, narrow;
  wide.name = {std::string("wide"), "test"};
  wide.reads = {{std::string("table"), "test"}};
  wide.shuffle = Given<Bytes<>>{2 * TB, "test"};
  narrow.name = {std::string("narrow"), "test"};
  narrow.reads = {{std::string("wide"), "test"}};
  narrow.partitions = Given<double>{4, "test"};
  s.stages = {wide, narrow};
  const Check c = check(s, request(20, "m5.xlarge"), aws());
  EXPECT_TRUE(has(c.findings, "out-of-memory"));  // 500 GB on the wire a task
  EXPECT_FALSE(c.fits);
}

TEST(Check, ANodeThatHoldsNoExecutorIsSaidToHoldNone) {
  Instance tiny = *aws().find("m5.large");
  tiny.type = "tiny";
  tiny.vcpu = 1;
  tiny.memory = 1 * GiB;
  const Check c = check(batch(500 * GB, 2 * hour), {1, tiny}, aws());
  EXPECT_FALSE(c.fits);
  EXPECT_TRUE(has(c.findings, "no-room"));
  ASSERT_EQ(c.changes.size(), 2u);
  EXPECT_NE(c.changes[0].find("m5."), std::string::npos) << c.changes[0];  // the smallest of its family with room
  EXPECT_NE(c.changes[1].find("cheapest that meets it"), std::string::npos) << c.changes[1];
}

TEST(Check, OneNodeThatTheDriverFillsLearnsHowManyWouldDo) {
  Scenario s = batch(50 * GB, Seconds<>());
  s.cluster.executor_memory =
      Given<Bytes<>>{5 * GiB, "test"};  // one executor on m5.large, and then the driver takes it
  const Check c = check(s, request(1, "m5.large"), aws());
  ASSERT_TRUE(has(c.findings, "no-room"));
  ASSERT_FALSE(c.changes.empty());
  EXPECT_EQ(c.changes[0], "2 × m5.large would hold an executor");
  EXPECT_FALSE(has(check(s, request(2, "m5.large"), aws()).findings, "no-room"));
}

TEST(Check, ExecutorsTooLargeForANodeLearnWhatItWouldHold) {
  Scenario s = batch(50 * GB, 2 * hour);
  s.cluster.executor_cores = Given<int>{12, "test"};
  const Check c = check(s, request(4, "m5.2xlarge"), aws());  // 8 vCPUs
  ASSERT_TRUE(has(c.findings, "no-room"));
  EXPECT_EQ(c.changes[0].find("without cluster.executor_cores"), 0u) << c.changes[0];
}

TEST(Check, SaysWhereItDiffersFromWhatThePlanMayChoose) {
  Scenario s = batch(500 * GB, 2 * hour);
  s.cluster.min_nodes = {4, "test"};
  s.cluster.max_nodes = {20, "test"};
  s.cluster.local_ssd = Given<bool>{true, "test"};
  const auto differences = [&](const ClusterRequest& request) {
    return std::ranges::count(check(s, request, aws()).findings, "not-as-chosen", &Finding::code);
  };
  EXPECT_EQ(differences(request(6, "r6id.2xlarge")), 0);
  EXPECT_EQ(differences(request(2, "r6id.2xlarge")), 1);  // nodes
  EXPECT_EQ(differences(request(6, "m5.2xlarge")), 2);    // type and local SSD
  EXPECT_EQ(differences(request(21, "m5.2xlarge")), 3);
}

TEST(Check, OfACostWithoutThePrimaryNodesPriceSaysSo) {
  InstanceTable table = aws();
  Instance master = *aws().find("m5.xlarge");
  master.on_demand.reset();
  master.emr_fee.reset();
  table.put(master);
  const Scenario s = batch(500 * GB, 2 * hour);
  const Check c = check(s, request(10, "m6i.2xlarge"), table);
  const Check known = check(s, request(10, "m6i.2xlarge"), aws());
  EXPECT_TRUE(has(c.findings, "unpriced-primary-node"));
  EXPECT_FALSE(has(known.findings, "unpriced-primary-node"));
  ASSERT_TRUE(c.checked.cost && known.checked.cost);
  EXPECT_LT(c.checked.cost->p50, known.checked.cost->p50);
  EXPECT_FALSE(c.checked.price.primary_node);
}

TEST(Check, TakesTheShufflePartitionsTheScenarioStates) {
  Scenario s = batch(500 * GB, 2 * hour);
  const Check free = check(s, request(10, "m5.2xlarge"), aws());
  s.cluster.shuffle_partitions = Given<int>{7, "test"};
  const Check fixed = check(s, request(10, "m5.2xlarge"), aws());
  EXPECT_EQ(fixed.checked.shuffle_partitions, 7);
  EXPECT_EQ(fixed.checked.stages.back().tasks, 7);
  EXPECT_EQ(fixed.checked.settings.find("spark.sql.shuffle.partitions")->value, "7");
  EXPECT_GT(fixed.checked.stages.back().working_set, free.checked.stages.back().working_set);
  EXPECT_GT(fixed.checked.duration.p50, free.checked.duration.p50);
}

TEST(Check, WithoutAGoalEverythingFits) {
  EXPECT_TRUE(check(batch(500 * GB, Seconds<>()), request(2, "m5.xlarge"), aws()).fits);
}

TEST(Explain, ComputesWhatItExplains) {
  const Scenario s = batch(500 * GB, 2 * hour);
  const Check c = check(s, request(10, "m5.2xlarge"), aws());
  const Explanation e = explain(s, c.checked);
  ASSERT_GE(e.roots.size(), 2u + c.checked.stages.size());
  EXPECT_EQ(e.roots[0]->name, "duration");
  EXPECT_EQ(e.roots[1]->name, "cost");
  // the typical world's duration lies inside the spread
  EXPECT_GT(e.roots[0]->value, c.checked.duration.p10.base());
  EXPECT_LT(e.roots[0]->value, c.checked.duration.p90.base());
}

}  // namespace
}  // namespace sizer
