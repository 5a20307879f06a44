#include "sizer/stragglers.hpp"

#include <gtest/gtest.h>

#include "sizer/model.hpp"
#include "sizer/simulation.hpp"

namespace sizer {
namespace {

using spark::Version;

std::optional<spark::SpeculationSettings> rule_of(std::optional<Version> version) {
  return version ? std::optional(spark::speculation_settings(*version)) : std::nullopt;
}

/// Mean of many runs, in mean task times.
double simulated(int tasks, int slots, double sigma, double share, double factor, std::optional<Version> version) {
  SimulationInput job;
  job.stages = {{.name = "stage", .tasks = tasks, .task = 60 * second}};
  job.nodes = job.executors = slots / 4;
  job.executor_cores = 4;
  job.sigma = sigma;
  constexpr int kRuns = 60;
  double sum = 0;
  for (int run = 0; run < kRuns; ++run) {
    sum += simulate(job, {.seed = static_cast<std::uint64_t>(run),
                          .stragglers = {share, factor},
                          .speculation = rule_of(version)})
               .makespan.in(minute);
  }
  return sum / kRuns;
}

TEST(Stragglers, CostWhatTheReferenceModelSays) {
  // 800 tasks on 200 slots, sigma 0.3: share, factor; makespan without speculation, by Spark 3.5 and by Spark 4.0
  constexpr double kTable[][5] = {
      {0.01, 3, 6.5, 5.6, 6.2}, {0.01, 5, 9.2, 5.7, 6.9}, {0.01, 10, 16.4, 5.7, 7.0}, {0.05, 5, 11.5, 6.4, 7.8}};
  for (const auto& [share, factor, without, old_rule, new_rule] : kTable) {
    EXPECT_NEAR(straggler_waves(800, 200, 0.3, share, factor, std::nullopt) / without, 1, 0.08);
    EXPECT_NEAR(straggler_waves(800, 200, 0.3, share, factor, rule_of(Version::v3_5)) / old_rule, 1, 0.08);
    EXPECT_NEAR(straggler_waves(800, 200, 0.3, share, factor, rule_of(Version::v4_0)) / new_rule, 1, 0.08);
  }
}

TEST(Stragglers, TheFormulaAgreesWithTheMeanOfManySimulations) {
  for (const auto& [tasks, slots, sigma] :
       {std::tuple(200, 80, 0.4), {800, 80, 0.4}, {400, 200, 0.2}, {1000, 100, 0.5}}) {
    for (const std::optional<Version> version : {std::optional<Version>(), {Version::v3_5}, {Version::v4_0}}) {
      const double formula = straggler_waves(tasks, slots, sigma, 0.02, 5, rule_of(version));
      EXPECT_NEAR(formula / simulated(tasks, slots, sigma, 0.02, 5, version), 1, 0.1)
          << tasks << " tasks on " << slots << " slots, sigma " << sigma;
    }
  }
}

TEST(Stragglers, ThatThereAreNoneOfCostNothing) {
  EXPECT_DOUBLE_EQ(straggler_waves(800, 200, 0.3, 0, 10, std::nullopt), wave_factor(800, 200, 0.3));
  EXPECT_DOUBLE_EQ(straggler_waves(800, 200, 0.3, 0, 10, rule_of(Version::v4_0)), wave_factor(800, 200, 0.3));
}

}  // namespace
}  // namespace sizer
