#include <gtest/gtest.h>

#include "sizer/stream_simulation.hpp"

namespace sizer {
namespace {

RateCurve constant(double events) { return {{{Seconds<>(), Frequency<>(events)}}, day, "test"}; }

/// 90,000 events/s at most: (1 − 1/10) ÷ 10 us.
StreamSimulationInput job(double rate) {
  StreamSimulationInput input;
  input.line = {1 * second, 1e-5 * second};
  input.interval = 10 * second;
  input.most_events = 900'000;
  input.rate = constant(rate);
  input.length = 2 * hour;
  return input;
}

TEST(SimulatedStream, ReadsEverythingBelowItsCapacity) {
  const auto run = simulate_stream(job(50'000));
  EXPECT_NEAR(run.events - run.events_read, 500'000, 1);  // the last cycle's events wait
  EXPECT_DOUBLE_EQ(run.longest_batch.in(second), 6);      // 1 s + 500,000 × 10 us
}

TEST(SimulatedStream, LosesGroundAboveItsCapacity) {
  const auto run = simulate_stream(job(100'000));
  // 10,000/s too many for two hours
  EXPECT_NEAR(run.events - run.events_read, 10'000 * 7200, 0.03 * 72e6);
}

TEST(SimulatedStream, DrainsASpikeAsTheFormulaSays) {
  auto input = job(50'000);
  input.disturbances = {{DisturbanceKind::spike, 10 * minute, 10 * minute, 200'000}};
  input.length = 4 * hour;
  const auto run = simulate_stream(input);
  const auto formula = backlog_of_spike(Frequency<>(90e3), Frequency<>(50e3), Frequency<>(200e3), 10 * minute);
  ASSERT_TRUE(run.caught_up);
  EXPECT_NEAR(run.caught_up->in(second), formula.drain.in(second), 0.02 * formula.drain.in(second));
  EXPECT_NEAR(run.largest_backlog, formula.events.base(), 0.02 * formula.events.base());
  EXPECT_NEAR(run.largest_lag.in(second), formula.lag.in(second), 0.02 * formula.lag.in(second));
}

TEST(SimulatedStream, DrainsAnOutageAsTheFormulaSays) {
  auto input = job(50'000);
  input.disturbances = {{DisturbanceKind::outage, 10 * minute, 1 * hour, 1}};
  input.length = 4 * hour;
  const auto run = simulate_stream(input);
  const auto formula = backlog_of_outage(Frequency<>(90e3), Frequency<>(50e3), 1 * hour);
  ASSERT_TRUE(run.caught_up);
  EXPECT_NEAR(run.caught_up->in(second), formula.drain.in(second), 0.02 * formula.drain.in(second));
  EXPECT_NEAR(run.largest_backlog, formula.events.base(), 0.02 * formula.events.base());
}

TEST(SimulatedStream, WithoutALimitReadsTheWholeBacklogInOneBatch) {
  auto input = job(50'000);
  input.most_events = 0;
  input.disturbances = {{DisturbanceKind::outage, 10 * minute, 1 * hour, 1}};
  const auto run = simulate_stream(input);
  EXPECT_GT(run.longest_batch, 30 * minute);  // 180 M events × 10 us
}

TEST(SimulatedStream, ReadsAgainWhatAnOutageInterrupted) {
  auto input = job(50'000);
  // Batches run for 6 s from each multiple of 10 s on.
  input.disturbances = {{DisturbanceKind::outage, 603 * second, 60 * second, 1}};
  const auto run = simulate_stream(input);
  int lost = 0;
  for (const auto& batch : run.batches) lost += batch.lost;
  EXPECT_EQ(lost, 1);
}

TEST(SimulatedStream, FallsBehindASlowSinkAndRecovers) {
  auto input = job(50'000);
  input.disturbances = {{DisturbanceKind::slow_sink, 10 * minute, 10 * minute, 3}};
  const auto run = simulate_stream(input);
  // A batch of 900,000 events takes 30 s: 30,000/s in and 50,000/s come; 20,000/s × 600 s = 12 M are left.
  EXPECT_NEAR(run.largest_backlog, 12e6, 0.1 * 12e6);
  ASSERT_TRUE(run.caught_up);
  EXPECT_NEAR(run.caught_up->in(second), 12e6 / 40e3, 45);
}

TEST(SimulatedStream, KeepsTheSpeedOfTheExecutorsThatAreLeft) {
  auto input = job(20'000);
  input.disturbances = {{DisturbanceKind::executor_loss, 10 * minute, 10 * minute, 0.5}};
  const auto run = simulate_stream(input);
  EXPECT_DOUBLE_EQ(run.batches[65].duration.in(second), 1 + 200'000 * 2e-5);  // on half of the cluster
}

TEST(SimulatedStream, RunsFasterOnceItIsRescaled) {
  auto input = job(80'000);
  input.disturbances = {{DisturbanceKind::rescale, 10 * minute, 5 * minute, 2}};
  const auto run = simulate_stream(input);
  EXPECT_NEAR(run.batches.back().duration.in(second), 1 + 800'000 * 0.5e-5, 1e-6);
}

TEST(SimulatedStream, BackToBackSettlesAtTheShortestInterval) {
  auto input = job(50'000);
  input.back_to_back = true;
  input.most_events = 0;
  const auto run = simulate_stream(input);
  EXPECT_NEAR(run.batches.back().duration.in(second), 2, 0.01);  // 1 s ÷ (1 − 0.5)
}

TEST(SimulatedStream, FollowsTheRateOfTheDay) {
  auto input = job(0);
  input.rate = {{{0 * hour, Frequency<>(1000)}, {1 * hour, Frequency<>(2000)}}, 2 * hour, "test"};
  input.length = 4 * hour;
  EXPECT_NEAR(simulate_stream(input).events, 2 * (3.6e6 + 7.2e6), 1);
}

}  // namespace
}  // namespace sizer
