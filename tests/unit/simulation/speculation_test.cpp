#include <gtest/gtest.h>

#include "sizer/simulation.hpp"

/// 800 tasks on 200 slots, sigma 0.3; a share of them runs k times as long because of the machine. Makespans in mean
/// task times and the copies' share of the work are those of an independent simulation (the reference model, § 5.5).
namespace sizer {
namespace {

struct Case {
  double share, factor;
  double without, old_rule, new_rule;  ///< makespan
  double new_copies;                   ///< time of copies over the work
};

class SpeculationTable : public testing::TestWithParam<Case> {
 protected:
  struct Mean {
    double makespan = 0, copies = 0;
  };

  Mean mean(const std::optional<spark::SpeculationSettings>& rule) const {
    SimulationInput job;
    job.stages = {{.name = "stage", .tasks = 800, .task = 60 * second}};
    job.nodes = job.executors = 50;
    job.executor_cores = 4;
    job.sigma = 0.3;
    Mean sum;
    for (int run = 0; run < kRuns; ++run) {
      const auto r = simulate(job, {.seed = static_cast<std::uint64_t>(run),
                                    .stragglers = {GetParam().share, GetParam().factor},
                                    .speculation = rule,
                                    .sampled_tasks = 2000});
      sum.makespan += r.makespan.in(minute) / kRuns;
      for (const auto& task : r.sample) sum.copies += task.copy ? (task.end - task.start).in(minute) / 800 / kRuns : 0;
    }
    return sum;
  }
  static constexpr int kRuns = 100;
};

TEST_P(SpeculationTable, IsThatOfTheReferenceModel) {
  const Case& c = GetParam();
  EXPECT_NEAR(mean(std::nullopt).makespan, c.without, 0.05 * c.without);
  EXPECT_NEAR(mean(spark::speculation_settings(spark::Version::v3_5)).makespan, c.old_rule, 0.05 * c.old_rule);
  const Mean now = mean(spark::speculation_settings(spark::Version::v4_0));
  EXPECT_NEAR(now.makespan, c.new_rule, 0.05 * c.new_rule);
  EXPECT_NEAR(now.copies, c.new_copies, 0.002);
}

INSTANTIATE_TEST_SUITE_P(Stragglers, SpeculationTable,
                         testing::Values(Case{0.01, 3, 6.5, 5.6, 6.2, 0.003}, Case{0.01, 5, 9.2, 5.7, 6.9, 0.009},
                                         Case{0.01, 10, 16.4, 5.7, 7.0, 0.010}, Case{0.05, 5, 11.5, 6.4, 7.8, 0.041}));

TEST(Speculation, ATaskWithMoreToReadIsNotCopiedForThat) {
  // One task of 100 takes two and a half times the others' time, at the same rate: past 1.5 medians, within 2 × 1.5.
  SimulationInput job;
  job.stages = {{.name = "stage", .tasks = 100, .task = 10 * second, .hottest_task = 25 * second}};
  job.nodes = job.executors = 100;
  const auto early = spark::speculation_settings(spark::Version::v3_5);
  EXPECT_EQ(simulate(job, {.speculation = early}).stages[0].copies, 0);
  job.stages[0].hottest_task = 40 * second;
  EXPECT_EQ(simulate(job, {.speculation = early}).stages[0].copies, 1);
}

TEST(Speculation, ACopyOfAHotKeysTaskTakesAsLong) {
  SimulationInput job;
  job.stages = {{.name = "stage", .tasks = 100, .task = 10 * second, .hottest_task = 400 * second}};
  job.nodes = job.executors = 100;
  EXPECT_DOUBLE_EQ(
      simulate(job, {.speculation = spark::speculation_settings(spark::Version::v4_0)}).makespan.in(second), 400);
}

TEST(Speculation, NoCopyIsMadeOnTheNodeOfItsOriginal) {
  SimulationInput job;
  job.stages = {{.name = "stage", .tasks = 40, .task = 10 * second}};
  job.executors = 10;
  job.executor_cores = 4;
  const Stragglers slow{.share = 0.1, .factor = 10};
  job.nodes = 1;
  EXPECT_EQ(simulate(job, {.stragglers = slow, .speculation = spark::speculation_settings(spark::Version::v4_0)})
                .stages[0]
                .copies,
            0);
  job.nodes = 2;
  EXPECT_GT(simulate(job, {.stragglers = slow, .speculation = spark::speculation_settings(spark::Version::v4_0)})
                .stages[0]
                .copies,
            0);
}

}  // namespace
}  // namespace sizer
