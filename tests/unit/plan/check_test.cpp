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
