#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "scenarios.hpp"
#include "sizer/compare_runs.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace {

const InstanceTable& all() {
  static const InstanceTable table = InstanceTable::built_in();
  return table;
}

constexpr PlanOptions kFew{.worlds = 64};

Scenario example(const std::string& name) {
  const std::string file = "examples/compare/" + name + ".toml";
  return parse_scenario(read_text_file(file), file);
}

Comparison asked(std::string_view ready, const Scenario& scenario, const std::string& on = "") {
  std::optional<ClusterRequest> cluster;
  if (!on.empty()) cluster = parse_cluster(on, all());
  return compare(ready, {scenario, all(), cluster, kFew, ""});
}

std::size_t column_of(const Comparison& c, std::string_view key) {
  return static_cast<std::size_t>(std::ranges::find(c.columns, key, &ComparedColumn::key) - c.columns.begin());
}
double number_in(const Comparison& c, std::size_t row, std::string_view key) {
  return std::get<double>(c.rows[row].figures[column_of(c, key)]);
}
bool is_known(const Comparison& c, std::size_t row, std::string_view key) {
  return std::holds_alternative<double>(c.rows[row].figures[column_of(c, key)]);
}
std::size_t row_of(const Comparison& c, std::string_view name) {
  const auto found = std::ranges::find_if(c.rows, [&](const ComparedRow& row) {
    return row.label == name || row.figures.front() == Figure(std::string(name));
  });
  return static_cast<std::size_t>(found - c.rows.begin());
}
/// What names the best row.
std::string best_of(const Comparison& c) {
  if (!c.best()) return "none";
  const auto* name = std::get_if<std::string>(&c.best()->figures.front());
  return name ? *name : c.best()->label;
}

ComparedRun run(const std::string& file) {
  const Scenario s = example(file);
  return measured_run(s, s.measured.front(), all());
}

TEST(ExecutorSize, ThatIsBestDependsOnTheJob) {
  const std::string on = "10 x m6i.4xlarge";
  EXPECT_NE(best_of(asked("executor-size", example("growing-hot-key"), on)),
            best_of(asked("executor-size", example("heavy-parsing"), on)));
}

TEST(ExecutorSize, LooksAtEverySizeANodeHolds) {
  const Comparison c = asked("executor-size", example("nightly-join"), "10 x m6i.4xlarge");
  EXPECT_GE(c.rows.size(), 8U);
  for (std::size_t row = 0; row < c.rows.size(); ++row) {
    const double used = number_in(c, row, "executor_cores") * number_in(c, row, "executors_per_node");
    EXPECT_LE(used + number_in(c, row, "idle_cores_per_node"), 16) << c.rows[row].label;
  }
  ASSERT_EQ(c.curves.size(), 2U);
  EXPECT_TRUE(std::ranges::is_sorted(c.curves[0].points));
  EXPECT_FALSE(c.reasons.empty());
}

TEST(Partitions, ThatAreBestDependOnWhatIsShuffled) {
  const std::string on = "20 x r6id.2xlarge";
  EXPECT_NE(asked("partitions", example("sort-everything"), on).best()->label,
            asked("partitions", example("small-report"), on).best()->label);
}

TEST(Partitions, AreJoinedByAdaptiveExecutionAndNeverMadeMore) {
  const Comparison c = asked("partitions", example("sort-everything"), "20 x r6id.2xlarge");
  for (std::size_t row = 0; row < c.rows.size(); ++row) {
    EXPECT_LE(number_in(c, row, "tasks"), number_in(c, row, "shuffle_partitions"));
    if (row > 0) {
      EXPECT_LE(number_in(c, row, "spill_probability"), number_in(c, row - 1, "spill_probability"));
    }
  }
  EXPECT_EQ(c.reasons.size(), 3U);  // too few: spilling, idle slots; too many
}

TEST(Partitions, OfAJobThatShufflesNothingAreRefused) {
  EXPECT_THROW(asked("partitions", example("nightly-scan"), "10 x m6i.2xlarge"), InputError);
}

TEST(Parallelism, PaysLongerForWorkThanForStarting) {
  const std::string on = "16 x m6i.2xlarge";
  const Comparison heavy = asked("parallelism", example("heavy-parsing"), on);
  const Comparison light = asked("parallelism", example("small-report"), on);
  EXPECT_NE(best_of(heavy), best_of(light));
  const std::size_t last = std::min(heavy.rows.size(), light.rows.size()) - 1;
  EXPECT_GT(number_in(heavy, last, "efficiency"), number_in(light, last, "efficiency"));
  EXPECT_EQ(number_in(heavy, 0, "speed_up"), 1);
  EXPECT_NE(light.reasons.front().find("start-up"), std::string::npos) << light.reasons.front();
}

TEST(Joins, ASmallSideIsSentToAllAndTwoLargeOnesAreNot) {
  const std::string on = "10 x r6id.4xlarge";
  const Comparison small = asked("join", example("join-small-side"), on);
  const Comparison large = asked("join", example("join-two-large"), on);
  EXPECT_LT(number_in(small, row_of(small, "broadcast"), "duration_p50_s"),
            number_in(small, row_of(small, "sort-merge"), "duration_p50_s"));
  EXPECT_NE(best_of(small), "sort-merge");
  const std::size_t sent = row_of(large, "broadcast");
  EXPECT_FALSE(is_known(large, sent, "duration_p50_s"));  // 120 GB: beyond 8 GiB
  EXPECT_NE(large.rows[sent].why.find("8 GiB"), std::string::npos) << large.rows[sent].why;
  EXPECT_NE(best_of(large), best_of(small));
  EXPECT_LT(row_of(large, "salted"), large.rows.size());
}

TEST(Joins, AreSoughtInTheStages) { EXPECT_THROW(asked("join", example("nightly-join")), InputError); }

TEST(Caches, PayWhereTheyFit) {
  const Comparison fits = asked("cache", example("training-on-json"), "20 x r6i.4xlarge");
  const Comparison too_large = asked("cache", example("training-too-large"), "10 x m6i.2xlarge");
  EXPECT_NE(best_of(fits), "no cache");
  EXPECT_EQ(number_in(fits, row_of(fits, best_of(fits)), "cache_hit"), 1);
  EXPECT_LT(number_in(too_large, row_of(too_large, "objects"), "cache_hit"), 1);
  EXPECT_NE(best_of(too_large), best_of(fits));
}

TEST(Caches, OfWhatIsReadOnceAreRefused) { EXPECT_THROW(asked("cache", example("nightly-join")), InputError); }

TEST(Autoscaling, IsNeverFasterThanAllNodesFromTheStart) {
  const Comparison c = asked("autoscaling", example("nightly-join"), "16 x r6id.2xlarge");
  const auto time = [&](std::string_view name) { return number_in(c, row_of(c, name), "duration_p50_s"); };
  EXPECT_LE(time("fixed, each run"), time("from 1/2, each run"));
  EXPECT_LE(time("from 1/2, each run"), time("from 1/4, each run"));
  EXPECT_LE(time("from 1/4, each run"), time("from 1/8, each run"));
  EXPECT_LT(time("fixed, always on"), time("fixed, each run"));  // no start-up
}

TEST(Autoscaling, NodesThatStayCostTheirHoursOfAMonthAndTheRequestsOfItsRuns) {
  const std::string on = "12 x r6id.2xlarge";
  const Comparison c = asked("autoscaling", example("nightly-join"), on);
  const Check checked = check(example("nightly-join"), parse_cluster(on, all()), all(), kFew);
  const double hours = (*checked.checked.hourly * month).base();
  EXPECT_NEAR(number_in(c, row_of(c, "fixed, always on"), "month_usd"), hours, 0.01 * hours);
  EXPECT_NEAR(number_in(c, row_of(c, "fixed, each run"), "cost_p50_usd"), checked.checked.cost->p50.base(), 1e-6);
}

TEST(Engines, OneMachineDoesASmallReportAndAClusterALargeSort) {
  const Comparison small = asked("engine", example("small-report"));
  const Comparison large = asked("engine", example("sort-twenty-terabytes"));
  ASSERT_TRUE(small.best() && large.best());
  EXPECT_NE(small.best()->label, large.best()->label);
  EXPECT_NE(small.best()->label.find("one machine"), std::string::npos) << small.best()->label;
}

TEST(TwoRuns, ChangesAreThoseOfTheModelInMeasuredTime) {
  const Comparison c = compare_runs(run("run-in-march"), run("run-in-june"), all(), kFew);
  ASSERT_EQ(c.rows.size(), 4U);  // before, data, nodes, not explained
  const auto predicted = [&](std::size_t row) { return number_in(c, row, "duration_p50_s"); };
  const auto scale = [&](std::size_t row) {
    return number_in(c, row, "change_s") / (predicted(row) - predicted(row - 1));
  };
  EXPECT_NEAR(scale(1), scale(2), 1e-6 * scale(1));
  EXPECT_GT(scale(1) * predicted(0), 31 * 60);  // measured: 31 min and the start
  EXPECT_NE(c.verdict.find("data: 1 TB → 1.6 TB"), std::string::npos) << c.verdict;
}

TEST(TwoRuns, WhatTheyDoNotSayIsNotExplained) {
  const Comparison june = compare_runs(run("run-in-march"), run("run-in-june"), all(), kFew);
  const Comparison july = compare_runs(run("run-in-june"), run("run-in-july"), all(), kFew);
  const auto unexplained = [](const Comparison& c) { return number_in(c, row_of(c, "not explained"), "change_s"); };
  EXPECT_GT(unexplained(july), 45 * 60);  // an hour more, for a thirtieth more data
  EXPECT_LT(std::abs(unexplained(june)), unexplained(july));
  EXPECT_NE(july.reasons.back().find("not explained"), std::string::npos);
}

TEST(TwoRuns, OfScenariosWithTwoNamesAreSaidToBePerhapsTwoJobs) {
  ComparedRun other = run("run-in-june");
  other.scenario.name.value = "hourly-join";
  const Comparison c = compare_runs(run("run-in-march"), other, all(), kFew);
  ASSERT_EQ(c.notes.size(), 1U);
  EXPECT_NE(c.notes[0].find("nightly-join and hourly-join"), std::string::npos) << c.notes[0];
}

TEST(TwoRuns, OfTheSameKindDifferInNothing) {
  const ComparedRun one = run("run-in-march");
  const Comparison c = compare_runs(one, one, all(), kFew);
  EXPECT_EQ(c.rows.size(), 2U);  // before, not explained
  EXPECT_NEAR(number_in(c, 1, "change_s"), 0, 1e-6);
  EXPECT_NE(c.verdict.find("as long as"), std::string::npos) << c.verdict;
}

}  // namespace
}  // namespace sizer
