#include "sizer/simulation.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace sizer {
namespace {

/// Four nodes of two cores; each task takes ten seconds.
SimulationInput one_stage(int tasks) {
  SimulationInput job;
  job.stages = {{.name = "scan", .tasks = tasks, .task = 10 * second}};
  job.nodes = job.executors = 4;
  job.executor_cores = 2;
  return job;
}

/// Sixteen maps, then sixteen reduces, of ten seconds each on eight slots: two waves of each, 40 s in all.
SimulationInput shuffle() {
  SimulationInput job = one_stage(16);
  job.stages.push_back({.name = "reduce", .parents = {0}, .tasks = 16, .task = 10 * second});
  return job;
}

double seconds(Seconds<> time) { return time.in(second); }
double seconds(CoreSeconds<> time) { return time.base(); }

std::vector<SimulationEventKind> kinds(const SimulationResult& run) {
  std::vector<SimulationEventKind> list;
  for (const auto& event : run.events) list.push_back(event.kind);
  return list;
}

TEST(Simulation, EqualTasksRunInWholeWaves) {
  // ⌈17 ÷ 8⌉ = 3 waves of 10 s
  EXPECT_DOUBLE_EQ(seconds(simulate(one_stage(17)).makespan), 30);
  EXPECT_DOUBLE_EQ(seconds(simulate(one_stage(16)).makespan), 20);
  EXPECT_DOUBLE_EQ(seconds(simulate(one_stage(1)).makespan), 10);
}

TEST(Simulation, AStageWaitsForAllItsParents) {
  SimulationInput job = one_stage(8);
  job.stages.push_back({.name = "other scan", .tasks = 4, .task = 25 * second});
  job.stages.push_back({.name = "join", .parents = {0, 1}, .tasks = 8, .task = 5 * second});
  // The first scan takes all slots for 10 s, the other half of them until 35 s, the join 5 s.
  const auto run = simulate(job);
  EXPECT_DOUBLE_EQ(seconds(run.stages[1].start), 10);
  EXPECT_DOUBLE_EQ(seconds(run.stages[2].start), 35);
  EXPECT_DOUBLE_EQ(seconds(run.makespan), 40);
}

TEST(Simulation, StartUpDriverAndCommitStandAroundTheStages) {
  SimulationInput job = one_stage(8);
  job.start_up = 60 * second;
  job.driver = 5 * second;
  job.commit = 2 * second;
  const auto run = simulate(job);
  EXPECT_DOUBLE_EQ(seconds(run.stages[0].start), 65);
  EXPECT_DOUBLE_EQ(seconds(run.makespan), 77);
}

TEST(Simulation, EveryPassWaitsForTheOneBefore) {
  SimulationInput job = one_stage(9);
  job.stages[0].passes = 3;
  // nine tasks on eight slots: two waves a pass
  EXPECT_DOUBLE_EQ(seconds(simulate(job).makespan), 60);
}

TEST(Simulation, TheHottestKeysTaskEndsTheStage) {
  SimulationInput job = one_stage(8);
  job.stages[0].hottest_task = 100 * second;
  const auto run = simulate(job);
  EXPECT_DOUBLE_EQ(seconds(run.makespan), 100);
  EXPECT_DOUBLE_EQ(seconds(run.slots.useful), 7 * 10 + 100);
}

TEST(Simulation, ASlowNodeHoldsUpASingleWaveAndHardlyManyTasks) {
  const SimulationOptions slow{.slow_nodes = {{.node = 2, .speed = 0.5}}};
  EXPECT_DOUBLE_EQ(seconds(simulate(one_stage(8), slow).makespan), 20);
  // Six slots at full speed and two at half: 7 tasks each 10 s; 700 tasks in 1000 s, with a tail of one slow task.
  const double makespan = seconds(simulate(one_stage(700), slow).makespan);
  EXPECT_GE(makespan, 1000);
  EXPECT_LE(makespan, 1020);
}

TEST(Simulation, BusyTimeIsWhatEverySlotDid) {
  SimulationInput job = one_stage(1000);
  job.sigma = 0.8;
  const SimulationResult run = simulate(job, {.task_failures = 0.02, .most_task_failures = 100});
  const double integral = run.busy.interval.in(second)*std::accumulate(run.busy.mean.begin(), run.busy.mean.end(), 0.0);
  EXPECT_GT(run.slots.failed.base(), 0);
  EXPECT_NEAR(integral, seconds(run.slots.busy()), 1e-6 * integral);
}

TEST(Simulation, ATaskThatFailsFourTimesFailsTheJob) {
  const auto run = simulate(one_stage(100), {.task_failures = 0.9});
  EXPECT_FALSE(run.succeeded);
  EXPECT_EQ(run.events.back().kind, SimulationEventKind::job_failed);
}

TEST(Simulation, ALostNodeIsMissedByTheStageThatRuns) {
  // At 5 s the node's two tasks are lost. Six slots finish their first task at 10 s; 10 + 2 tasks are left: two waves.
  const auto run = simulate(one_stage(16), {.lost_nodes = {{.node = 1, .at = 5 * second}}});
  EXPECT_DOUBLE_EQ(seconds(run.makespan), 30);
  EXPECT_DOUBLE_EQ(seconds(run.slots.failed), 2 * 5);
  EXPECT_DOUBLE_EQ(seconds(run.slots.useful), 160);
}

TEST(Simulation, LostShuffleFilesAreMadeAgainBeforeTheReadersGoOn) {
  // Maps end at 20 s; the node is lost at 25 s with the four maps' results it held. Its two reduces are lost, some of
  // the other six cannot read; at 35 s the failed fetches are found, four maps run until 45 s, then the reduces.
  const SimulationOptions how{.lost_nodes = {{.node = 1, .at = 25 * second}}, .retry = 10 * second};
  const auto run = simulate(shuffle(), how);
  using enum SimulationEventKind;
  const std::vector<SimulationEventKind> expected{node_lost, output_lost, fetch_failed, stage_resubmitted,
                                                  stage_resubmitted};
  EXPECT_EQ(kinds(run), expected);
  EXPECT_EQ(run.stages[0].recomputed_tasks, 4);
  EXPECT_DOUBLE_EQ(seconds(run.slots.recomputed), 40);
  EXPECT_EQ(run.stages[1].failures, 1);
  EXPECT_DOUBLE_EQ(seconds(run.slots.useful), 320);
  // After 45 s, between ten and fourteen of sixteen reduces are left for six slots: two or three waves.
  EXPECT_GE(seconds(run.makespan), 65);
  EXPECT_LE(seconds(run.makespan), 75);
}

TEST(Simulation, ShuffleFilesElsewhereAreNotLost) {
  const SimulationOptions how{
      .lost_nodes = {{.node = 1, .at = 25 * second}}, .retry = 10 * second, .shuffle_survives = true};
  const auto run = simulate(shuffle(), how);
  EXPECT_DOUBLE_EQ(seconds(run.slots.recomputed), 0);
  EXPECT_DOUBLE_EQ(seconds(run.makespan), 50);  // 10 + 2 tasks are left at 30 s for six slots
}

TEST(Simulation, ANoticeLeavesTimeToMoveShuffleFiles) {
  SimulationInput job = shuffle();
  job.stages[0].output = 1 * GB;
  job.network = 1 * GB / second;
  // The node holds the results of four maps. Ten seconds move all of them, two half.
  const auto lose = [&](Seconds<> notice) {
    return simulate(job, {.lost_nodes = {{.node = 1, .at = 30.5 * second, .notice = notice}}, .retry = 10 * second});
  };
  EXPECT_EQ(lose(10 * second).stages[0].recomputed_tasks, 0);
  EXPECT_EQ(lose(2 * second).stages[0].recomputed_tasks, 2);
  EXPECT_EQ(lose(Seconds<>()).stages[0].recomputed_tasks, 4);
}

TEST(Simulation, AReplacedNodeWorksAgain) {
  SimulationInput job = one_stage(800);
  const LostNode lost{.node = 0, .at = 100 * second};
  const double without = seconds(simulate(job, {.lost_nodes = {lost}}).makespan);
  const double with = seconds(simulate(job, {.lost_nodes = {lost}, .replaced = 100 * second}).makespan);
  // 800 tasks: 1000 s. Without the node from 100 s on: 100 + 720 × 10 ÷ 6 = 1300 s; away for 100 s: 1025 s.
  EXPECT_NEAR(without, 1300, 10);
  EXPECT_NEAR(with, 1025, 10);
}

TEST(Simulation, ALostExecutorTakesItsFilesAndIsReplaced) {
  // Two executors of one core on each node. At 25 s one is lost with its reduce and the results of two of sixteen maps;
  // from 35 s, when the fetch failures are found, seven or eight slots do the rest.
  SimulationInput job = shuffle();
  job.executors = 8;
  job.executor_cores = 1;
  const SimulationOptions how{
      .lost_executors = {{.executor = 1, .at = 25 * second}}, .executor_start = 6 * second, .retry = 10 * second};
  const auto run = simulate(job, how);
  using enum SimulationEventKind;
  const std::vector<SimulationEventKind> expected{executor_lost, output_lost, fetch_failed, stage_resubmitted,
                                                  stage_resubmitted};
  EXPECT_EQ(kinds(run), expected);
  EXPECT_EQ(run.events.front().count, 1);
  EXPECT_EQ(run.stages[0].recomputed_tasks, 2);
  EXPECT_LT(seconds(run.makespan),
            seconds(simulate(job, {.lost_nodes = {{.node = 1, .at = 25 * second}}, .retry = 10 * second}).makespan));
}

TEST(Simulation, AnExecutorIsMissingUntilItsSuccessorHasStarted) {
  // 800 tasks of 10 s on 8 slots, two an executor: 1,000 s. Two slots away for 200 s are 40 tasks, 50 s for all eight.
  const auto away = [](Seconds<> start) {
    return simulate(one_stage(800), {.lost_executors = {{.executor = 2, .at = 100 * second}}, .executor_start = start});
  };
  EXPECT_NEAR(seconds(away(200 * second).makespan), 1050, 10);
  EXPECT_NEAR(seconds(away(1 * second).makespan), 1000, 10);
}

TEST(Simulation, NodesAreReclaimedAtTheirRate) {
  // 4 nodes for 1,000 s at one in 2,000 s each: 2 events a run on average; of 200 runs 400 ± 3 × 20.
  SimulationInput job = one_stage(800);
  std::size_t events = 0;
  double time = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const auto run = simulate(job, {.seed = seed, .losses = 1 / (2000 * second), .replaced = 1 * second});
    events += static_cast<std::size_t>(std::ranges::count(kinds(run), SimulationEventKind::node_lost));
    time += seconds(run.makespan);
  }
  EXPECT_NEAR(static_cast<double>(events), 4 * time / 2000, 60);
}

TEST(Simulation, AnnouncedReclaimsCostLess) {
  SimulationInput job = shuffle();
  job.stages[0] = {.name = "scan", .tasks = 800, .task = 10 * second, .output = 10 * MB};
  job.stages[1].tasks = 800;
  job.network = 1 * GB / second;
  Seconds<> sudden, announced;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SimulationOptions how{.seed = seed, .losses = 1 / (4000 * second), .replaced = 100 * second, .retry = 30 * second};
    sudden += simulate(job, how).makespan;
    how.losses_notice = 2 * minute;
    announced += simulate(job, how).makespan;
  }
  EXPECT_LT(announced, sudden);
}

TEST(Simulation, AClusterWhoseNodesNeverStayFailsInTheEnd) {
  const auto run = simulate(shuffle(), {.losses = 1 / (5 * second), .replaced = 1 * second, .retry = 1 * second});
  EXPECT_FALSE(run.succeeded);
}

TEST(Simulation, AStageThatCannotReadFourTimesFailsTheJob) {
  SimulationInput job = shuffle();
  job.stages[1].task = 1000 * second;
  SimulationOptions how{.replaced = 1 * second, .retry = 1 * second};
  for (int i = 0; i < 4; ++i) how.lost_nodes.push_back({.node = i, .at = (100 + 50 * i) * second});
  const auto run = simulate(job, how);
  EXPECT_FALSE(run.succeeded);
  EXPECT_EQ(run.stages[1].failures, 4);
}

TEST(Simulation, WithoutNodesTheJobFails) {
  SimulationInput job = one_stage(100);
  SimulationOptions how;
  for (int i = 0; i < 4; ++i) how.lost_nodes.push_back({.node = i, .at = 30 * second});
  const auto run = simulate(job, how);
  EXPECT_FALSE(run.succeeded);
  EXPECT_DOUBLE_EQ(seconds(run.makespan), 30);
}

TEST(Simulation, ACopyOfAStragglerEndsTheStageEarly) {
  SimulationInput job = one_stage(400);
  const Stragglers stragglers{.share = 0.02, .factor = 10};
  const auto without = simulate(job, {.stragglers = stragglers});
  const auto with =
      simulate(job, {.stragglers = stragglers, .speculation = spark::speculation_settings(spark::Version::v4_0)});
  EXPECT_GT(seconds(without.makespan), 550);
  EXPECT_LT(seconds(with.makespan), seconds(without.makespan) - 30);
  EXPECT_GT(with.stages[0].copies, 0);
  EXPECT_EQ(without.stages[0].copies, 0);
}

TEST(Simulation, ExecutorsComeByOnesTwosAndFours) {
  SimulationInput job = one_stage(1000);
  job.nodes = job.executors = 20;
  job.executor_cores = 1;
  const auto run = simulate(job, {.dynamic_allocation = DynamicAllocation{.executor_start = 3 * second}});
  // asked for at 1, 2, 3, 4 and 5 s: 1, 2, 4, 8, and the last 5; there 3 s later
  std::vector<std::pair<double, int>> joined;
  for (const auto& e : run.events) joined.emplace_back(seconds(e.at), static_cast<int>(e.count));
  const std::vector<std::pair<double, int>> expected{{0, 0}, {4, 1}, {5, 2}, {6, 4}, {7, 8}, {8, 5}};
  EXPECT_EQ(joined, expected);
}

TEST(Simulation, AClusterThatGrowsDoesTheRestFaster) {
  // W = 8000 core·s. Two nodes (4 slots) for 500 s do 2000; eight slots do 6000 in 750 s.
  const auto run = simulate(one_stage(800), {.growth = ClusterGrowth{.initial_nodes = 2, .delay = 500 * second}});
  EXPECT_DOUBLE_EQ(seconds(run.makespan), 1250);
}

TEST(Simulation, NodesJoinAtTheirPace) {
  // One node at first; from 60 s on the others join, one a minute.
  const SimulationOptions how{.growth = ClusterGrowth{.initial_nodes = 1, .delay = 60 * second, .pace = 1 / minute}};
  std::vector<double> joined;
  for (const auto& event : simulate(one_stage(800), how).events) joined.push_back(seconds(event.at));
  EXPECT_EQ(joined, (std::vector<double>{60, 120, 180}));
}

TEST(Simulation, FifoRunsOneJobAfterTheOtherAndFairBothTogether) {
  SimulationInput job = one_stage(80);
  job.stages.push_back({.name = "small", .tasks = 8, .task = 10 * second, .job = 1});
  job.submitted = {Seconds<>(), 15 * second};
  // FIFO: the large job's 80 tasks end at 100 s, then the small one. FAIR: the small one's tasks get every other slot
  // that comes free, from 20 s on: half of 8 slots, two waves.
  const auto fifo = simulate(job), fair = simulate(job, {.scheduling = JobScheduling::fair});
  EXPECT_DOUBLE_EQ(seconds(fifo.job_ends[1]), 110);
  EXPECT_LE(seconds(fair.job_ends[1]), 40);
  EXPECT_DOUBLE_EQ(seconds(fair.makespan), 110);
}

TEST(Simulation, KeepsASampleOfTasksEvenlyOverTheRun) {
  const auto run = simulate(one_stage(10'000), {.sampled_tasks = 100});
  EXPECT_LE(run.sample.size(), 100U);
  EXPECT_GE(run.sample.size(), 50U);
  EXPECT_GT(run.sample.back().end, 0.95 * run.makespan);
}

TEST(Simulation, TheSameSeedGivesTheSameRun) {
  SimulationInput job = shuffle();
  job.sigma = 0.5;
  EXPECT_EQ(simulate(job, {.seed = 3}).makespan, simulate(job, {.seed = 3}).makespan);
  EXPECT_NE(simulate(job, {.seed = 3}).makespan, simulate(job, {.seed = 4}).makespan);
}

}  // namespace
}  // namespace sizer
