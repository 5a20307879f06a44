#include <gtest/gtest.h>

#include "io/refusal.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace {

const std::string kToml = R"(data = "500 GB"
deadline = "2h"
[[stage]]
name = "read"
reads = "orders"
skew = 0.01
[assume]
shuffle.compression = 3
)";

Scenario with(const std::vector<std::string>& overrides) { return parse_scenario(kToml, "job.toml", overrides); }

Diagnostic problem_of(const std::string& override_text, const std::string& words) {
  return only_problem(refusal([&] { with({override_text}); }), words);
}

TEST(Overrides, ReplaceWhatTheFileSays) {
  const Scenario s = with({"data=1 TB", "goal.confidence=0.9", "cluster.nodes=2..20", "python=true"});
  EXPECT_EQ(s.data.value, 1 * TB);
  EXPECT_EQ(s.data.source, "--set");
  EXPECT_DOUBLE_EQ(s.goal.confidence.value, 0.9);
  EXPECT_EQ(s.cluster.max_nodes.value, 20);
  EXPECT_TRUE(s.python.value);
}

TEST(Overrides, MayBeWrittenAsToml) {
  const Scenario s = with({"data=\"1 TB\"", R"(cluster.instances=["m5.*", "r5.*"])"});
  EXPECT_EQ(s.data.value, 1 * TB);
  EXPECT_EQ(s.cluster.instances.at(1).value, "r5.*");
}

TEST(Overrides, ReplaceTheDeadlineWhereverItStands) {
  EXPECT_EQ(with({"goal.deadline=3h"}).goal.deadline->value, 3 * hour);
  EXPECT_EQ(with({"deadline=3h"}).goal.deadline->value, 3 * hour);
}

TEST(Overrides, ReachStagesByNumberAndByName) {
  EXPECT_DOUBLE_EQ(with({"stage.0.skew=0.5"}).stages.at(0).skew->value, 0.5);
  EXPECT_DOUBLE_EQ(with({"stage.read.skew=0.5"}).stages.at(0).skew->value, 0.5);
  problem_of("stage.3.skew=0.5", "there is no '3'");
}

TEST(Overrides, ReplaceAssumptionsHoweverTheFileNestsThem) {
  EXPECT_DOUBLE_EQ(with({"assume.shuffle.compression=2.5"}).assume.at("shuffle.compression").typical, 2.5);
  // √(2 × 8) = 4
  const Scenario s = with({"assume.task.fixed.low=0.02", "assume.task.fixed.high=0.08"});
  EXPECT_DOUBLE_EQ(s.assume.at("task.fixed").typical, 0.04);
}

TEST(Overrides, TheLastOfTwoWins) { EXPECT_EQ(with({"data=1 TB", "data=2 TB"}).data.value, 2 * TB); }

TEST(Overrides, AreCheckedLikeTheFile) {
  const auto found = problem_of("goal.confidence=2", "lies between 0 and 1");
  EXPECT_EQ(found.where.file, "--set");
  EXPECT_EQ(found.where.column, 17);  // after "goal.confidence="
  EXPECT_EQ(found.where.line_text, "goal.confidence=2");
  problem_of("data=500", "the unit is missing");
}

TEST(Overrides, OfUnknownKeysAreRefused) {
  problem_of("goal.confidense=0.9", "unknown key 'confidense' in [goal], did you mean 'confidence'?");
  EXPECT_EQ(problem_of("nodes=8", "unknown key 'nodes'").hint, "'nodes' belongs to [cluster]");
  problem_of("data.size=5", "'data' has no entries");
  problem_of("data", "an override is key=value");
  problem_of("=5", "an override is key=value");
}

TEST(Overrides, ApplyToPhrasesAndCompleteEmptyFiles) {
  EXPECT_EQ(parse_phrase("500 GB", {"deadline=2h"}).goal.deadline->value, 2 * hour);
  EXPECT_EQ(parse_scenario("", "job.toml", {"data=500 GB"}).data.value, 500 * GB);
}

TEST(Overrides, CannotSmuggleInFurtherLines) { problem_of("name=a\nprofile = \"ml\"", "cannot be printed"); }

TEST(AnOverride, ThatDoesNotEndIsRefused) {
  for (const char* broken : {"cluster.instances=[\"r6id.*\"", "name=\"a", "assume={"}) {
    only_problem(refusal([&] { parse_scenario("data = \"1 GB\"", "f", {broken}); }), "does not end");
  }
}

TEST(AnOverride, ChangesNoStageWhereThereIsNone) {
  only_problem(refusal([] { parse_scenario("data = \"1 GB\"", "f", {"stage.0.skew=0.1"}); }), "there is no [[stage]]");
}

}  // namespace
}  // namespace sizer
