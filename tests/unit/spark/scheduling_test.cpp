#include <gtest/gtest.h>

#include <limits>

#include "sizer/spark_scheduling.hpp"

namespace sizer::spark {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

using Times = std::vector<std::int64_t>;

SpeculationSettings of_spark_3_5() { return speculation_settings(Version::v3_5); }
SpeculationSettings of_spark_4_0() { return speculation_settings(Version::v4_0); }

TEST(Speculation, NeedsThreeQuartersAndFromSpark4NineTenths) {
  EXPECT_EQ(speculation_needs(100, of_spark_3_5()), 75);
  EXPECT_EQ(speculation_needs(100, of_spark_4_0()), 90);
  EXPECT_EQ(speculation_needs(10, of_spark_3_5()), 7);  // ⌊7.5⌋
  EXPECT_EQ(speculation_needs(10, of_spark_4_0()), 9);
  EXPECT_EQ(speculation_needs(25, of_spark_3_5()), 18);  // ⌊18.75⌋
  EXPECT_EQ(speculation_needs(25, of_spark_4_0()), 22);  // ⌊22.5⌋
  EXPECT_EQ(speculation_needs(1, of_spark_3_5()), 1);
}

TEST(SpeculationThreshold, IsAMultipleOfTheMedian) {
  // 90 of 100 tasks, the middle one 20 s
  const Times durations(90, 20'000);
  EXPECT_EQ(speculation_threshold_ms(durations, 100, of_spark_4_0()), 60'000.0);
  EXPECT_EQ(speculation_threshold_ms(durations, 100, of_spark_3_5()), 30'000.0);
  EXPECT_EQ(speculation_threshold_ms(Times(89, 20'000), 100, of_spark_4_0()), std::nullopt);
  EXPECT_EQ(speculation_threshold_ms(Times(3, 10), 4, of_spark_3_5()), 100.0);  // 15 ms are under the least runtime
  EXPECT_EQ(speculation_threshold_ms(Times(1, 20'000), 1, of_spark_3_5()), std::nullopt);
}

TEST(SpeculationThreshold, TakesTheUpperMiddleFromSpark34On) {
  const Times durations{4000, 1000, 3000, 2000};
  EXPECT_EQ(speculation_threshold_ms(durations, 4, of_spark_3_5()), 4500.0);                       // 1.5 × 3000
  EXPECT_EQ(speculation_threshold_ms(durations, 4, speculation_settings(Version::v3_3)), 3750.0);  // 1.5 × 2500
}

TEST(Speculation, CopiesSlowReadersAndWhatTakesTwoThresholds) {
  EXPECT_FALSE(is_speculated(60'000, 60'000, 0, 100, of_spark_4_0()));
  EXPECT_TRUE(is_speculated(61'000, 60'000, 74, 100, of_spark_4_0()));
  EXPECT_FALSE(is_speculated(61'000, 60'000, 75, 100, of_spark_4_0()));
  EXPECT_TRUE(is_speculated(120'001, 60'000, 75, 100, of_spark_4_0()));
  EXPECT_TRUE(is_speculated(61'000, 60'000, 75, std::nullopt, of_spark_4_0()));  // nothing is read
  EXPECT_TRUE(is_speculated(61'000, 60'000, 75, 100, speculation_settings(Version::v3_3)));
}

TEST(ExecutorsNeeded, HoldAllTasksTimesTheRatio) {
  EXPECT_EQ(executors_needed(1000, 4), 250);
  EXPECT_EQ(executors_needed(1000, 4, 0.5), 125);
  EXPECT_EQ(executors_needed(1001, 5), 201);
  EXPECT_EQ(executors_needed(2, 4, 1, 1), 2);  // a copy needs another executor
  EXPECT_EQ(executors_needed(1, 1, 1, 1), 1);
}

Times targets(std::int64_t needed, const AllocationSettings& settings = {}) {
  Times all;
  for (const AllocationRound& round : allocation_rounds(needed, settings)) all.push_back(round.target);
  return all;
}

TEST(AllocationRounds, DoubleUntilTheNeedIsMet) {
  EXPECT_EQ(targets(50), (Times{1, 3, 7, 15, 31, 50}));
  EXPECT_EQ(targets(100, {.initial_executors = 10}), (Times{11, 13, 17, 25, 41, 73, 100}));
  EXPECT_EQ(allocation_rounds(200).back(), (AllocationRound{8'000, 200}));
  EXPECT_EQ(allocation_rounds(1000).back(), (AllocationRound{10'000, 1000}));
}

TEST(AllocationRounds, StayWithinTheirBounds) {
  EXPECT_EQ(targets(100, {.least_executors = 4, .most_executors = 10}), (Times{5, 7, 10}));
  EXPECT_EQ(targets(3, {.initial_executors = 10}), (Times{3}));  // at once
  EXPECT_EQ(targets(3, {.least_executors = 5, .initial_executors = 10}), (Times{5}));
  EXPECT_TRUE(targets(10, {.initial_executors = 10}).empty());
}

TEST(AllocationRounds, FollowTheirTimeouts) {
  const auto rounds = allocation_rounds(5, {.backlog_timeout_ms = 5'000, .sustained_backlog_timeout_ms = 2'000});
  EXPECT_EQ(rounds, (std::vector<AllocationRound>{{5'000, 1}, {7'000, 3}, {9'000, 5}}));
}

TEST(KubernetesAllocation, AsksForABatchASecond) {
  EXPECT_EQ(kubernetes_allocation_ms(200, Version::v3_5), 40'000);
  EXPECT_EQ(kubernetes_allocation_ms(200, Version::v4_0), 20'000);
  EXPECT_EQ(kubernetes_allocation_ms(200, Version::v4_2), 10'000);
  EXPECT_EQ(kubernetes_allocation_ms(201, Version::v3_5, 100), 3'000);
}

TEST(IdleTimeout, IsTheLongestThatApplies) {
  EXPECT_EQ(idle_timeout_ms(false, false), 60'000);
  EXPECT_EQ(idle_timeout_ms(true, false), std::nullopt);
  EXPECT_EQ(idle_timeout_ms(false, true), std::nullopt);
  EXPECT_EQ(idle_timeout_ms(true, true, {.cached_ms = 10'000, .shuffle_ms = 90'000}), 90'000);
  EXPECT_EQ(idle_timeout_ms(true, false, {.cached_ms = 10'000}), 60'000);
}

TEST(FirstTasks, WaitForFourFifthsOfTheExecutorsOrHalfAMinute) {
  EXPECT_FALSE(enough_registered(79, 100, least_registered_ratio(Master::yarn), 0));
  EXPECT_TRUE(enough_registered(80, 100, least_registered_ratio(Master::kubernetes), 0));
  EXPECT_TRUE(enough_registered(0, 100, least_registered_ratio(Master::yarn), 30'000));
  EXPECT_TRUE(enough_registered(0, 100, least_registered_ratio(Master::standalone), 0));
}

TEST(LocalityWait, IsThreeSecondsALevel) {
  EXPECT_EQ(longest_locality_wait_ms(0), 0);
  EXPECT_EQ(longest_locality_wait_ms(2), 6'000);
  EXPECT_EQ(longest_locality_wait_ms(9), 9'000);
}

TEST(Failures, OfOneTaskEndTheJobAtTheFourthThatCounts) {
  EXPECT_TRUE(counts_as_task_failure(TaskFailure::exception));
  EXPECT_TRUE(counts_as_task_failure(TaskFailure::executor_lost_by_application));
  EXPECT_FALSE(counts_as_task_failure(TaskFailure::killed));
  EXPECT_FALSE(counts_as_task_failure(TaskFailure::fetch_failed));
  EXPECT_FALSE(counts_as_task_failure(TaskFailure::executor_lost_otherwise));
  EXPECT_FALSE(job_is_aborted(3));
  EXPECT_TRUE(job_is_aborted(4));
}

TEST(Failures, ByDecommissionAreExcusedFromSpark4On) {
  EXPECT_TRUE(stage_is_aborted(4));
  EXPECT_FALSE(stage_is_aborted(3));
  EXPECT_TRUE(stage_is_aborted(4, 1, Version::v3_5));
  EXPECT_FALSE(stage_is_aborted(4, 1, Version::v4_0));
}

TEST(Results, GoThroughTheBlockManagerAboveAMebibyte) {
  EXPECT_EQ(result_path(1LL << 20), ResultPath::message);
  EXPECT_EQ(result_path((1LL << 20) + 1), ResultPath::block_manager);
  EXPECT_EQ(result_path(1LL << 30), ResultPath::block_manager);
  EXPECT_EQ(result_path((1LL << 30) + 1), ResultPath::dropped);
  EXPECT_EQ(result_path(1LL << 40, 0), ResultPath::block_manager);
  EXPECT_FALSE(results_abort_job(1LL << 30));
  EXPECT_TRUE(results_abort_job((1LL << 30) + 1));
  EXPECT_FALSE(results_abort_job(1LL << 40, 0));
}

TEST(LostExecutor, IsNoticedWithinOneCheckOfTheTimeout) {
  EXPECT_EQ(executor_loss_noticed().earliest_ms, 120'000);
  EXPECT_EQ(executor_loss_noticed().latest_ms, 180'000);
  EXPECT_EQ(executor_loss_noticed(600'000).latest_ms, 660'000);
}

TEST(Scheduling, IsDefinedForEveryInput) {
  EXPECT_EQ(speculation_needs(-5, of_spark_3_5()), 1);
  EXPECT_EQ(speculation_needs(kMost, {.quantile = 1e300}), kMost);
  EXPECT_EQ(speculation_threshold_ms({}, 0, of_spark_3_5()), std::nullopt);
  EXPECT_EQ(speculation_threshold_ms({}, 100, {.quantile = -1}), std::nullopt);
  EXPECT_EQ(executors_needed(100, 0), 0);
  EXPECT_EQ(executors_needed(-100, 4), 0);
  EXPECT_EQ(executors_needed(kMost, 1, 10), kMost);
  EXPECT_EQ(targets(-1, {.least_executors = -7}), (Times{}));
  EXPECT_EQ(targets(kMost, {.most_executors = kMost}).back(), kMost);
  EXPECT_EQ(targets(5, {.least_executors = 9, .most_executors = 3}), (Times{}));
  EXPECT_EQ(kubernetes_allocation_ms(kMost, Version::v3_5, 0, kMost), kMost);
  EXPECT_EQ(longest_locality_wait_ms(-1, -1), 0);
  EXPECT_EQ(executor_loss_noticed(kMost, kMost).latest_ms, kMost);
}

}  // namespace
}  // namespace sizer::spark
