#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <regex>

#include "sizer/compare.hpp"
#include "sizer/io.hpp"

/// The examples that docs/explain/comparisons.md shows: each comparison for two jobs that turn its answer.
namespace sizer {
namespace {

const InstanceTable& all() {
  static const InstanceTable table = InstanceTable::built_in();
  return table;
}

Comparison of_example(std::string_view ready, const std::string& name, const std::string& on,
                      const std::string& argument = "") {
  const std::string file = "examples/compare/" + name + ".toml";
  Scenario scenario = parse_scenario(read_text_file(file), file);
  const ClusterRequest cluster = parse_cluster(on, all());
  scenario.cluster.providers = {{cluster.instance.provider, "test"}};
  return compare(ready, {scenario, all(), cluster, {.worlds = 256}, argument});
}

std::string chosen(const Comparison& c) { return c.best() ? std::get<std::string>(c.best()->figures.front()) : "none"; }

TEST(Purchase, IsSpotUnlessReworkBreaksTheDeadline) {
  EXPECT_EQ(chosen(of_example("purchase", "nightly-join", "10 x r6id.2xlarge")), "spot");
  EXPECT_EQ(chosen(of_example("purchase", "scarce-spot", "20 x n2-standard-16")), "on demand");
}

TEST(TuneOrScale, SaltsAHotKeyAndBuysWhereNothingIsLeftToTune) {
  EXPECT_EQ(chosen(of_example("tune-or-scale", "growing-hot-key", "10 x r6id.2xlarge")), "salt the key of join");
  EXPECT_EQ(chosen(of_example("tune-or-scale", "growing-join", "10 x r6id.2xlarge")), "20 nodes");
}

TEST(Growth, BreaksTheGoalSoonerAtAHotKeyThanAtSpreadOnes) {
  const Comparison spread = of_example("growth", "growing-join", "10 x r6id.2xlarge");
  const Comparison hot = of_example("growth", "growing-hot-key", "10 x r6id.2xlarge");
  EXPECT_EQ(spread.verdict.find("the hottest key"), std::string::npos) << spread.verdict;
  EXPECT_NE(hot.verdict.find("the hottest key"), std::string::npos) << hot.verdict;
  const auto kept = [](const Comparison& c) { return std::ranges::count(c.rows, true, &ComparedRow::meets_goal); };
  EXPECT_GT(kept(spread), kept(hot));
}

TEST(ScaleUpOrOut, FollowsTheNicWhereAScanWaitsForIt) {
  // n2-standard-32 has the NIC of n2-standard-16; i7i.8xlarge has 2.7 times that of i7i.4xlarge.
  EXPECT_EQ(chosen(of_example("scale-up-or-out", "nightly-scan", "4 x n2-standard-16")), "out × 2");
  EXPECT_EQ(chosen(of_example("scale-up-or-out", "nightly-scan", "4 x i7i.4xlarge")), "up × 2");
}

TEST(SmallOrLargeNodes, IsDecidedByWhatASizeHas) {
  EXPECT_NE(chosen(of_example("small-or-large-nodes", "nightly-scan", "16 x Standard_D8ds_v5")),
            chosen(of_example("small-or-large-nodes", "nightly-scan", "8 x i7i.4xlarge")));
}

TEST(MemoryOrNodes, IsMemoryForACacheAndNodesForAScan) {
  const auto memory = [](const std::string& text) { return std::stoi(text); };  // "4 GiB"
  EXPECT_GT(memory(chosen(of_example("memory-or-nodes", "cached-training", "10 x m6i.2xlarge"))),
            memory(chosen(of_example("memory-or-nodes", "nightly-scan", "10 x m6i.2xlarge"))));
}

TEST(Storage, IsTheNodesOwnDisksWhereRunsFollowEachOtherAllDay) {
  EXPECT_TRUE(chosen(of_example("storage", "nightly-join", "10 x r6id.2xlarge")).starts_with("object store"));
  EXPECT_EQ(chosen(of_example("storage", "every-six-minutes", "6 x r6id.2xlarge")), "own disks (HDFS)");
}

TEST(Format, IsRewrittenForManyReadersOnly) {
  EXPECT_NE(chosen(of_example("format", "json-every-night", "10 x m6id.4xlarge")), "json");
  EXPECT_EQ(chosen(of_example("format", "json-once-a-year", "10 x m6id.4xlarge")), "json");
}

TEST(Codec, IsNoneWhereFewFilesCouldNotBeSplit) {
  EXPECT_NE(chosen(of_example("codec", "csv-many-files", "10 x m6id.4xlarge")), "none");
  EXPECT_EQ(chosen(of_example("codec", "csv-few-files", "10 x m6id.4xlarge")), "none");
}

TEST(Backfill, IsBesideTheDailyRunWhereTheClusterIsUpAnyway) {
  EXPECT_EQ(chosen(of_example("backfill", "running-cluster", "8 x r6id.2xlarge", "30")), "beside the daily run");
  EXPECT_NE(chosen(of_example("backfill", "nightly-join", "8 x r6id.2xlarge", "30")), "beside the daily run");
}

TEST(Autoscaling, IsDecidedByTheDeadlineAndByHowOftenTheJobRuns) {
  EXPECT_EQ(chosen(of_example("autoscaling", "nightly-join", "12 x r6id.2xlarge")), "from 1/8, each run");
  EXPECT_EQ(chosen(of_example("autoscaling", "before-the-bell", "12 x r6id.2xlarge")), "fixed, each run");
  EXPECT_EQ(chosen(of_example("autoscaling", "every-six-minutes", "12 x r6id.2xlarge")), "from 1/8, always on");
}

TEST(ReadyComparisons, AreEachShownForTwoJobsOrMoreInTheDocumentation) {
  const std::string pages =
      read_text_file("docs/explain/comparisons.md") + read_text_file("docs/explain/comparisons-of-settings.md");
  for (const auto& ready : ready_comparisons()) {
    const std::regex command("\\n\\$ sizer compare (examples/compare/[^ ]+) [^\n]*--" + std::string(ready.name) +
                             "\\b");
    const auto shown = std::distance(std::sregex_iterator(pages.begin(), pages.end(), command), {});
    EXPECT_GE(shown, 2) << ready.name;
  }
}

}  // namespace
}  // namespace sizer
