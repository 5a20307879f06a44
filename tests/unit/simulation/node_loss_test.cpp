#include "sizer/node_loss.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sizer/model.hpp"
#include "sizer/simulation.hpp"

namespace sizer {
namespace {

constexpr Seconds<> kAway = 330 * second, kRetry = 60 * second;

/// Stages one after another on nodes of eight slots, 1,000 s in all if no slot were ever idle.
SimulationInput chain(int stages, int tasks, int nodes) {
  SimulationInput job;
  for (int s = 0; s < stages; ++s) {
    SimulatedStage stage{.name = "stage", .tasks = tasks, .task = 8000.0 * nodes / stages / tasks * second};
    if (s > 0) stage.parents = {s - 1};
    job.stages.push_back(stage);
  }
  job.nodes = nodes;
  job.executors = 2 * nodes;
  job.executor_cores = 4;
  job.sigma = 0.4;
  return job;
}

/// The loss comes at evenly spread moments of as many different runs.
Seconds<> simulated_delay(const SimulationInput& job) {
  const int runs = std::max(50, 100'000 / job.stages[0].tasks);
  Seconds<> sum;
  for (int run = 0; run < runs; ++run) {
    SimulationOptions how{.seed = static_cast<std::uint64_t>(run), .replaced = kAway, .retry = kRetry};
    const auto calm = simulate(job, how).makespan;
    how.lost_nodes = {{.node = 0, .at = calm * ((run + 0.5) / runs)}};
    sum += simulate(job, how).makespan - calm;
  }
  return sum / runs;
}

Seconds<> expected_delay(const SimulationInput& job) {
  const int slots = job.executors * job.executor_cores;
  std::vector<ChainStage<double>> stages;
  for (const auto& s : job.stages) {
    const LostShare lost = lost_share(s.tasks, job.nodes, slots);
    stages.push_back({wave_factor(s.tasks, slots, job.sigma) * s.task, static_cast<double>(s.tasks), s.task,
                      wave_factor(lost.tasks, lost.slots, job.sigma)});
  }
  return node_loss_delay(stages, job.nodes, slots, kAway, kRetry);
}

TEST(NodeLoss, TheFormulaAgreesWithTheMeanOfManySimulations) {
  for (const int stages : {2, 4}) {
    for (const int tasks : {400, 1000, 4000}) {
      for (const int nodes : {5, 10, 40}) {
        const SimulationInput job = chain(stages, tasks, nodes);
        const double simulated = simulated_delay(job).base(), expected = expected_delay(job).base();
        EXPECT_NEAR(expected / simulated, 1, 0.2) << stages << " stages of " << tasks << " tasks on " << nodes
                                                  << " nodes: +" << expected << " s, simulated +" << simulated;
      }
    }
  }
}

TEST(NodeLoss, OfOneStageAgreesToo) {
  for (const auto& [tasks, nodes] : {std::pair(160, 5), {160, 10}, {400, 5}, {400, 10}, {4000, 10}}) {
    const SimulationInput job = chain(1, tasks, nodes);  // 2 to 50 waves
    EXPECT_NEAR((expected_delay(job) / simulated_delay(job)).base(), 1, 0.2) << tasks << " tasks on " << nodes;
  }
}

TEST(NodeLoss, OfOneStageInFewWavesIsTheRightSizeAtLeast) {
  for (const auto& [tasks, nodes] : {std::pair(80, 10), {80, 40}, {160, 40}, {400, 40}}) {
    const SimulationInput job = chain(1, tasks, nodes);  // a quarter to one and a quarter waves
    EXPECT_NEAR((expected_delay(job) / simulated_delay(job)).base(), 1, 0.55) << tasks << " tasks on " << nodes;
  }
}

TEST(NodeLoss, OfOneStageWhoseLastWaveIsThinIsAtMostTwiceTooHigh) {
  const SimulationInput job = chain(1, 1000, 40);  // six waves and a quarter
  const double ratio = (expected_delay(job) / simulated_delay(job)).base();
  EXPECT_GT(ratio, 0.8);
  EXPECT_LT(ratio, 2);
}

TEST(NodeLoss, OfOneStageCostsItsSlotsTheTasksThatRanAndAnotherWave) {
  // 1,010 s on 10 nodes, 330 s away: 330 × (1 − 330/2020) ÷ 10 = 27.609 s; tasks of 8 s on a tenth of the slots: 0.4 s.
  // The last wave: 1,010 ÷ 8 − 10,000 ÷ 80 = 1.25 task times of tail, 8 tasks a node: 8 ÷ 10 is over 0.7; 64 ÷ 1,010 ×
  // 0.7
  const Seconds<> delay = node_loss_delay<double>({{1010 * second, 10'000, 8 * second, 13.0}}, 10, 80, kAway, kRetry);
  EXPECT_NEAR(delay.in(second), 33 * (1 - 330.0 / 2020) + 0.4 + 64.0 / 1010 * 0.7, 1e-9);
}

TEST(NodeLoss, OfTheSecondOfTwoStagesAlsoCostsTheFirstOnesFiles) {
  // Equal tasks of 10 s, 800 on 80 slots: 100 s a stage, T = 200 s, never replaced: 200 × ½ ÷ 10 = 10 s.
  // In the first stage (½): 5 s of its own + 0.5 s of what ran there + 100 ÷ 100 × 0.7 s for another wave.
  // In the second: 60 s retry, 5 s, and 80 tasks on 72 slots again, two waves: 20 s.
  const ChainStage<double> stage{100 * second, 800, 10 * second, 2.0};
  const Seconds<> never = 1e9 * second;
  EXPECT_NEAR(node_loss_delay<double>({stage, stage}, 10, 80, never, kRetry).in(second), 10 + 0.5 * 6.2 + 0.5 * 85,
              1e-9);
}

TEST(NodeLoss, LeavesTheOtherNodesSlotsForAShareOfTheTasks) {
  EXPECT_EQ(lost_share(800, 10, 80).tasks, 80);
  EXPECT_EQ(lost_share(800, 10, 80).slots, 72);
  EXPECT_EQ(lost_share(3, 10, 80).tasks, 1);
  EXPECT_EQ(lost_share(800, 1, 80).slots, 80);  // once it is replaced
}

}  // namespace
}  // namespace sizer
