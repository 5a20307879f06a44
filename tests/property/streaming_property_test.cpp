#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "sizer/stream_simulation.hpp"

namespace sizer {
namespace {

double between(double low, double high) { return *rc::gen::inRange(0, 1'000'001) / 1e6 * (high - low) + low; }

Frequency<> a_rate() { return Frequency<>(std::exp(between(std::log(10.0), std::log(1e6)))); }

/// A cluster whose capacity is `times` the rate, in batches of `interval` of which the fixed part takes a share.
StreamSimulationInput job(Frequency<> rate, double times, Seconds<> interval, double fixed_share) {
  StreamSimulationInput input;
  input.interval = interval;
  input.line = {fixed_share * interval, (1 - fixed_share) / (times * rate)};
  input.most_events = (times * rate * interval).base();  // whole events would lower the capacity of a slow stream
  input.rate = {{{Seconds<>(), rate}}, day, "generated"};
  return input;
}

RC_GTEST_PROP(StreamLaws, CapacityBelowTheRateNeverDrains, ()) {
  const auto rate = a_rate();
  const auto b = backlog_of_outage(between(0.1, 1) * rate, rate, between(1, 1e4) * second);
  RC_ASSERT(std::isinf(b.drain.base()));
  auto input = job(rate, between(0.3, 0.95), 10 * second, 0.1);
  input.disturbances = {{DisturbanceKind::outage, 1 * minute, 10 * minute, 1}};
  RC_ASSERT(!simulate_stream(input).caught_up);
}

RC_GTEST_PROP(StreamLaws, RecoveryTimeFallsWithCapacity, ()) {
  const auto rate = a_rate();
  const double less = between(1.01, 5), more = less + between(0.01, 5);
  const auto outage = between(10, 1e5) * second;
  RC_ASSERT(backlog_of_outage(more * rate, rate, outage).drain < backlog_of_outage(less * rate, rate, outage).drain);
  const auto peak = 12 * rate;
  const auto slow = backlog_of_spike(less * rate, rate, peak, outage);
  const auto fast = backlog_of_spike(more * rate, rate, peak, outage);
  RC_ASSERT(fast.drain < slow.drain);
  RC_ASSERT(fast.lag < slow.lag);
}

RC_GTEST_PROP(StreamLaws, ALongerWatermarkNeverHoldsLessStateNorLosesMoreEvents, ()) {
  Stream stream;
  stream.states = {StateInput{.kind = {static_cast<StateKind>(*rc::gen::inRange(0, 3)), "generated"}}};
  stream.states[0].window = {between(1, 3600) * second, "generated"};
  const auto rate = a_rate();
  const auto shorter = between(1, 1e4) * second, longer = shorter + between(0, 1e5) * second;
  const auto entries = [&](Seconds<> watermark) {
    stream.watermark = {{watermark, "generated"}};
    return state_size(stream, rate, 10 * second, typical_world()).raw;
  };
  RC_ASSERT(entries(shorter) <= entries(longer));
  RC_ASSERT(share_later_than(longer, 2 * second, 60 * second) <= share_later_than(shorter, 2 * second, 60 * second));
}

RC_GTEST_PROP(StreamLaws, ALongerIntervalNeverLowersTheLargestStableRate, ()) {
  const BatchLine<double> line{between(0.01, 5) * second, between(1e-7, 1e-3) * second};
  const auto shorter = between(0.01, 100) * second;
  RC_ASSERT(largest_stable_rate(line, shorter) <= largest_stable_rate(line, shorter + between(0, 100) * second));
  RC_ASSERT(largest_stable_rate(line, shorter) <= 1 / line.per_event);
}

RC_GTEST_PROP(StreamLaws, AtTheLargestStableRateABatchTakesItsInterval, ()) {
  const auto interval = between(1, 100) * second;
  const BatchLine<double> line{between(0.01, 0.9) * interval, between(1e-7, 1e-3) * second};
  const auto batch = batch_duration(line, largest_stable_rate(line, interval) * interval);
  RC_ASSERT(std::abs((batch / interval).base() - 1) < 1e-9);
}

RC_GTEST_PROP(StreamLaws, MeetingTheNeedsKeepsThePromises, ()) {
  Stream stream;
  stream.rate = {a_rate(), "generated"};
  stream.peak = {{between(1, 20) * stream.rate.value, "generated"}};
  stream.peak_length = {between(10, 1e4) * second, "generated"};
  stream.allowed_lag = {{between(1, 1e4) * second, "generated"}};
  stream.outage = {between(10, 1e4) * second, "generated"};
  stream.recover_within = {between(10, 1e4) * second, "generated"};
  const auto needs = capacity_needs<double>(stream);
  const auto spike = backlog_of_spike(needs.peak, stream.rate.value, stream.peak_rate(), stream.peak_length.value);
  RC_ASSERT(spike.lag <= 1.000001 * stream.allowed_lag->value);
  const auto outage = backlog_of_outage(needs.recovery, stream.rate.value, stream.outage.value);
  RC_ASSERT(outage.drain <= 1.000001 * stream.recover_within.value);
}

RC_GTEST_PROP(StreamReferees, ClosedFormAndSimulationAgreeWithinTwoPercent, ()) {
  const auto rate = a_rate();
  const double times = between(1.3, 4);
  const auto interval = between(1, 10) * second;
  auto input = job(rate, times, interval, between(0.01, 0.5));
  const auto outage = between(3000, 10'000) * interval;  // long beside a trigger, which is as fine as batches see it
  const bool spike = *rc::gen::inRange(0, 2) == 1;
  const auto peak = (times + between(0.5, 5)) * rate;
  input.disturbances = {{spike ? DisturbanceKind::spike : DisturbanceKind::outage, 20 * interval, outage, peak.base()}};
  const auto b =
      spike ? backlog_of_spike(times * rate, rate, peak, outage) : backlog_of_outage(times * rate, rate, outage);
  input.length = 20 * interval + outage + 1.1 * b.drain + 10 * interval;
  const auto run = simulate_stream(input);
  RC_ASSERT(run.caught_up.has_value());
  RC_ASSERT(std::abs((*run.caught_up / b.drain).base() - 1) < 0.02);
  RC_ASSERT(std::abs(run.largest_backlog / b.events.base() - 1) < 0.02);
  RC_ASSERT(std::abs((run.largest_lag / b.lag).base() - 1) < 0.02);
}

RC_GTEST_PROP(StreamReferees, NoEventIsReadBeforeItArrivesNorTwice, ()) {
  const auto rate = a_rate();
  auto input = job(rate, between(0.5, 3), between(1, 10) * second, between(0.01, 0.5));
  input.disturbances = {{static_cast<DisturbanceKind>(*rc::gen::inRange(1, 5)), between(0, 2000) * second,
                         between(1, 1000) * second, between(0.2, 3)}};
  const auto run = simulate_stream(input);
  double read = 0;
  for (const auto& batch : run.batches) read += batch.lost ? 0 : batch.events;
  RC_ASSERT(std::abs(read - run.events_read) <= 1e-9 * read + 1e-6);
  RC_ASSERT(run.events_read <= run.events * (1 + 1e-9) + (rate * 1 * hour).base());
  for (std::size_t i = 1; i < run.batches.size(); ++i) {
    RC_ASSERT(run.batches[i].lost || run.batches[i].start + 1e-9 * second >= run.batches[i - 1].start);
  }
}

}  // namespace
}  // namespace sizer
