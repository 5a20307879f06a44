#include "sizer/streaming.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sizer/formulas.hpp"

namespace sizer {
namespace {

Frequency<> per_second(double events) { return Frequency<>(events); }

TEST(StreamCapacity, IsWhatTheFixedPartLeavesOfTheInterval) {
  // b(n) = 1 s + n × 10 us, every 10 s: (1 − 1/10) ÷ 10 us = 90,000 events/s
  const BatchLine<double> line{1 * second, 1e-5 * second};
  EXPECT_DOUBLE_EQ(largest_stable_rate(line, 10 * second).base(), 90'000);
  // at that rate a batch takes its interval: 1 s + 900,000 × 10 us = 10 s
  EXPECT_DOUBLE_EQ(batch_duration(line, Scalar<>(900'000)).in(second), 10);
}

TEST(StreamCapacity, IsNoneWhereTheFixedPartTakesTheWholeInterval) {
  const BatchLine<double> line{2 * second, 1e-5 * second};
  EXPECT_EQ(largest_stable_rate(line, 1 * second).base(), 0);
}

TEST(StreamCapacity, OfBatchesThatFollowEachOtherSettlesAtTheShortestInterval) {
  // 50,000/s × 10 us = half of the time; 1 s ÷ (1 − 0.5) = 2 s
  const BatchLine<double> line{1 * second, 1e-5 * second};
  EXPECT_DOUBLE_EQ(shortest_interval(line, per_second(50'000)).in(second), 2);
  EXPECT_TRUE(std::isinf(shortest_interval(line, per_second(100'000)).base()));
}

TEST(StreamLatency, IsHalfACycleAndTheBatchInTheMedian) {
  const auto l = latency(10 * second, 4 * second);
  EXPECT_DOUBLE_EQ(l.median.in(second), 9);  // 10/2 + 4
  EXPECT_DOUBLE_EQ(l.p99.in(second), 13.9);  // 9.9 + 4
}

TEST(Spike, LeavesABacklogThatDrainsWithWhatIsSpare) {
  // C = 75 k: (200 − 75) k × 600 s = 75 M events; 75 M ÷ (75 − 50) k/s = 3,000 s = 50 min
  const auto b = backlog_of_spike(per_second(75e3), per_second(50e3), per_second(200e3), 10 * minute);
  EXPECT_DOUBLE_EQ(b.events.base(), 75e6);
  EXPECT_DOUBLE_EQ(b.drain.in(minute), 50);
  EXPECT_DOUBLE_EQ(b.lag.in(minute), (200.0 / 75 - 1) * 10);
  // C = 100 k: 60 M ÷ 50 k/s = 20 min
  EXPECT_DOUBLE_EQ(
      backlog_of_spike(per_second(100e3), per_second(50e3), per_second(200e3), 10 * minute).drain.in(minute), 20);
}

TEST(Spike, ThatIsKeptUpWithLeavesNothing) {
  const auto b = backlog_of_spike(per_second(200e3), per_second(50e3), per_second(200e3), 10 * minute);
  EXPECT_EQ(b.events.base(), 0);
  EXPECT_EQ(b.drain.base(), 0);
  EXPECT_EQ(b.lag.base(), 0);
}

TEST(Outage, DrainsAsTheFormulaOfTheFieldSays) {
  // 2 h at 70 %: 2 h × 0.7 ÷ 0.3 = 4.67 h
  const auto b = backlog_of_outage(per_second(100e3), per_second(70e3), 2 * hour);
  EXPECT_NEAR(b.drain.in(hour), drain_time(2 * hour, 0.7).in(hour), 1e-9);
  EXPECT_DOUBLE_EQ(b.events.base(), 70e3 * 7200);
  EXPECT_TRUE(std::isinf(backlog_of_outage(per_second(70e3), per_second(70e3), 2 * hour).drain.base()));
}

TEST(CapacityNeeds, AreThoseOfUsualRatePeakAndRecovery) {
  Stream stream;
  stream.rate = {per_second(50e3), "test"};
  stream.peak = {{per_second(200e3), "test"}};
  stream.outage = {2 * hour, "test"};
  stream.recover_within = {1 * hour, "test"};
  const auto needs = capacity_needs<double>(stream);
  EXPECT_NEAR(needs.steady.base(), 50e3 / 0.7, 1e-6);
  EXPECT_DOUBLE_EQ(needs.peak.base(), 200e3);      // nothing is said of lag: kept up with
  EXPECT_DOUBLE_EQ(needs.recovery.base(), 150e3);  // 50 k × (1 + 2/1)
}

TEST(CapacityNeeds, LetASpikeBeAsLateAsIsAllowed) {
  Stream stream;
  stream.rate = {per_second(50e3), "test"};
  stream.peak = {{per_second(200e3), "test"}};
  stream.allowed_lag = {{5 * minute, "test"}};
  const auto needs = capacity_needs<double>(stream);
  EXPECT_NEAR(needs.peak.base(), 200e3 / 1.5, 1e-6);  // 5 min of 10: 1 + 0.5
  const auto b = backlog_of_spike(needs.peak, stream.rate.value, stream.peak_rate(), stream.peak_length.value);
  EXPECT_NEAR(b.lag.in(minute), 5, 1e-9);
}

/// A stream whose state waits so long for late events.
[[gnu::noinline]] Stream waiting(Seconds<> watermark) {
  Stream stream;
  stream.watermark.emplace();
  stream.watermark->value = watermark;
  return stream;
}

TEST(State, OfAWindowIsItsKeysInEveryWindowAlive) {
  // window 10 min sliding by 5 min, watermark 10 min, batches of 10 s: ⌈1210 s ÷ 300 s⌉ = 5 windows alive
  Stream stream = waiting(10 * minute);
  StateInput window;
  window.keys = {1000, "test"};
  window.window = {10 * minute, "test"};
  window.slide = {{5 * minute, "test"}};
  stream.states = {window};
  const auto s = state_size(stream, per_second(10), 10 * second, typical_world());
  EXPECT_DOUBLE_EQ(s.entries.base(), 5000);
  EXPECT_DOUBLE_EQ(s.raw.base(), 5000 * 64);
  // An event falls into two windows; 100 events a batch do not yet meet a key twice: 2 entries an event.
  EXPECT_DOUBLE_EQ(s.updates_per_event.base(), 2);
  // 100,000 events a batch change each of 1,000 keys in each of 2 windows once: 2,000 ÷ 100,000
  EXPECT_NEAR(state_size(stream, per_second(1e4), 10 * second, typical_world()).updates_per_event.base(), 0.02, 1e-12);
}

TEST(State, OfADeduplicationIsWhatArrivesWithinTheWatermark) {
  Stream stream = waiting(1 * hour);
  stream.states = {StateInput{.kind = {StateKind::deduplicate, "test"}}};
  // 1,000/s × (3,600 + 10) s
  EXPECT_DOUBLE_EQ(state_size(stream, per_second(1e3), 10 * second, typical_world()).entries.base(), 3.61e6);
}

TEST(State, OfAJoinIsBothSidesUntilNoPartnerCanCome) {
  Stream stream = waiting(10 * minute);
  stream.states = {StateInput{.kind = {StateKind::join, "test"}, .window = {5 * minute, "test"}}};
  const auto s = state_size(stream, per_second(1e3), 10 * second, typical_world());
  EXPECT_DOUBLE_EQ(s.entries.base(), 1e3 * (300 + 600 + 10));
  EXPECT_DOUBLE_EQ(s.raw.base(), 9.1e5 * 500);
  EXPECT_EQ(s.stores_per_partition, 4);
}

TEST(State, InMemoryIsOnTheHeapAndInRocksDbOnDisk) {
  Stream stream;
  stream.states = {StateInput{}};
  EXPECT_EQ(state_size(stream, per_second(1e3), 10 * second, typical_world()).on_heap.base(), 0);
  const auto in_files = state_size(stream, per_second(1e3), 10 * second, typical_world());
  EXPECT_DOUBLE_EQ(in_files.on_disk.base(), in_files.raw.base() / 3.4 * 1.2);  // compressed, and between compactions
  stream.store = {StateStore::memory, "test"};
  EXPECT_GT(state_size(stream, per_second(1e3), 10 * second, typical_world()).on_heap.base(), 0);
  EXPECT_EQ(state_size(stream, per_second(1e3), 10 * second, typical_world()).on_disk.base(), 0);
}

TEST(LateEvents, AreThoseDelayedLongerThanTheWatermark) {
  // Median 2 s, 99th percentile 60 s: by definition 1 % come later than 60 s, half later than 2 s.
  EXPECT_NEAR(share_later_than(60 * second, 2 * second, 60 * second), 0.01, 1e-6);
  EXPECT_NEAR(share_later_than(2 * second, 2 * second, 60 * second), 0.5, 1e-9);
  EXPECT_NEAR(delay_exceeded_by(0.01, 2 * second, 60 * second).in(second), 60, 1e-3);
  EXPECT_EQ(share_later_than(Seconds<>(), 2 * second, 60 * second), 1);
}

TEST(SourcePartitions, CarryTheBytesAndAShardAlsoItsEvents) {
  Stream stream;
  stream.event_size = {500 * byte, "test"};
  // 200 k/s × 500 B = 100 MB/s at 10 MB/s each
  EXPECT_EQ(partitions_needed(stream, per_second(200e3), 10 * MB / second), 10);
  stream.source = {StreamSource::kinesis, "test"};
  EXPECT_EQ(partitions_needed(stream, per_second(200e3), 10 * MB / second), 200);  // 1,000 events/s each
  stream.event_size = {5 * kB, "test"};
  EXPECT_EQ(partitions_needed(stream, per_second(200e3), 10 * MB / second), 1000);  // 1 MB/s each
}

TEST(RateOverTheDay, IsReadAsStepsThatRepeat) {
  const RateCurve curve{{{0 * hour, per_second(10)}, {12 * hour, per_second(30)}}, day, "test"};
  EXPECT_EQ(curve.at(13 * hour).base(), 30);
  EXPECT_EQ(curve.at(25 * hour).base(), 10);
  EXPECT_DOUBLE_EQ(curve.mean().base(), 20);
  EXPECT_EQ(curve.peak().base(), 30);
  EXPECT_DOUBLE_EQ(curve.share_above(per_second(20)), 0.5);
}

}  // namespace
}  // namespace sizer
