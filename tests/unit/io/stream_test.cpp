#include <gtest/gtest.h>

#include "io/stream_toml.hpp"
#include "refusal.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace {

std::string refusal_of(const std::function<void()>& read) { return format_diagnostics(refusal(read)); }

Scenario stream_of(const std::string& body) { return parse_scenario("[stream]\n" + body, "s.toml"); }

/// The rates of a CSV; what is wrong with it is thrown.
RateCurve curve_of(const std::string& csv) {
  const auto source = std::make_shared<io::Source>(io::Source{"rates.csv", csv, "", 0});
  io::Problems problems;
  const auto curve = io::parse_rate_table(source, problems);
  problems.throw_if_any();
  return *curve;
}

TEST(StreamScenario, NeedsNoMoreThanARate) {
  const auto s = stream_of("events_per_second = 50_000\n");
  ASSERT_TRUE(s.stream);
  EXPECT_EQ(s.stream->rate.value.base(), 50'000);
  EXPECT_EQ(s.stream->rate.source, "s.toml:2");
  EXPECT_EQ(s.stream->peak_rate().base(), 50'000);
  EXPECT_FALSE(s.stream->has_peak());
  EXPECT_EQ(s.stream->interval_or_default(), 10 * second);
}

TEST(StreamScenario, TakesRatesInWords) {
  EXPECT_EQ(stream_of("events_per_second = \"50k\"\n").stream->rate.value.base(), 50'000);
  EXPECT_EQ(stream_of("events_per_second = \"3M events/min\"\n").stream->rate.value.base(), 50'000);
}

TEST(StreamScenario, ReadsStateOnceOrSeveralTimes) {
  EXPECT_EQ(stream_of("events_per_second = 1\n[stream.state]\nkind = \"join\"\n").stream->states.size(), 1u);
  const auto two = stream_of(
      "events_per_second = 1\n[[stream.state]]\nkind = \"join\"\n[[stream.state]]\nwindow = \"1 min\"\nslide = \"10 "
      "s\"\n");
  ASSERT_EQ(two.stream->states.size(), 2u);
  EXPECT_EQ(slide_of(two.stream->states[1]), 10 * second);
}

TEST(StreamScenario, TriggerIsATimeOrAName) {
  EXPECT_EQ(stream_of("events_per_second = 1\ntrigger = \"30 s\"\n").stream->interval_or_default(), 30 * second);
  EXPECT_EQ(stream_of("events_per_second = 1\ntrigger = \"as soon as possible\"\n").stream->trigger.value,
            StreamTrigger::as_soon_as_possible);
  const auto now = stream_of("events_per_second = 1\ntrigger = \"available-now\"\nevery = \"15 min\"\n");
  EXPECT_EQ(now.stream->interval_or_default(), 15 * minute);
}

TEST(StreamScenario, LatencySetsTheTriggerWhereNobodyDoes) {
  // An event waits a cycle and then 70 % of one: 17 s ÷ 1.7
  EXPECT_DOUBLE_EQ(stream_of("events_per_second = 1\nlatency = \"17 s\"\n").stream->interval_or_default().in(second),
                   10);
}

TEST(StreamScenario, RefusesWhatCannotBe) {
  const auto refusal = [](const std::string& body) { return refusal_of([&] { stream_of(body); }); };
  EXPECT_NE(refusal("events_per_second = 0\n").find("s.toml:2:21"), std::string::npos);
  EXPECT_NE(refusal("events_per_second = \"50 GB\"\n").find("s.toml:2:"), std::string::npos);
  EXPECT_NE(refusal("peak = 10\n").find("a stream needs its rate"), std::string::npos);
  EXPECT_NE(refusal("events_per_second = 10\npeak = 5\n").find("below the usual rate"), std::string::npos);
  EXPECT_NE(refusal("events_per_second = 10\npeak = 50\npeaks_per_day = 3\npeak_length = \"9 h\"\n")
                .find("s.toml:5:16: error: peak_length: peaks_per_day × peak_length is more than a day"),
            std::string::npos);
  EXPECT_NE(refusal("events_per_second = 10\ntrigger = \"soon\"\n").find("is no trigger"), std::string::npos);
  EXPECT_NE(refusal("events_per_second = 10\ntriger = \"1 s\"\n").find("did you mean 'trigger'"), std::string::npos);
  EXPECT_NE(refusal("events_per_second = 10\ntrigger = \"real-time\"\n").find("has no real-time trigger"),
            std::string::npos);
  EXPECT_NE(refusal("events_per_second = 10\n[stream.state]\nwindow = \"1 min\"\nslide = \"2 min\"\n")
                .find("a slide longer than its window"),
            std::string::npos);
  EXPECT_NE(refusal("events_per_second = 10\npartitions = 10\npartition_skew = 0.05\n").find("even share"),
            std::string::npos);
}

TEST(StreamScenario, IsNoBatchToo) {
  const std::string said = refusal_of(
      [] { parse_scenario("data = \"5 GB\"\ndeadline = \"2h\"\n[stream]\nevents_per_second = 5\n", "s.toml"); });
  EXPECT_NE(said.find("s.toml:1:1: error: 'data' belongs to a batch"), std::string::npos) << said;
  EXPECT_NE(said.find("s.toml:2:1: error: 'deadline' belongs to a batch"), std::string::npos) << said;
}

TEST(StreamScenario, SaysWhatDoesNotCount) {
  const auto s =
      parse_scenario("profile = \"join\"\n[stream]\nevents_per_second = 5\nwatermark = \"5 min\"\n", "s.toml");
  ASSERT_EQ(s.unused.size(), 2u);
  EXPECT_NE(s.unused[1].find("stream.watermark"), std::string::npos);
}

TEST(StreamScenario, TakesSustainedRatesAsMeasured) {
  const auto s = parse_scenario(
      "[stream]\nevents_per_second = 5\n[[measured]]\nevents_per_second = 76_000\ncluster = \"3 x m5.2xlarge\"\n",
      "s.toml");
  ASSERT_EQ(s.measured_rates.size(), 1u);
  EXPECT_EQ(s.measured_rates[0].nodes, 3);
  EXPECT_EQ(s.measured_rates[0].rate.value.base(), 76'000);
}

TEST(StreamPhrase, ReadsRatePeakAndItsLength) {
  const auto s = *parse_phrase("50k events/s, spikes to 200k for 10 min").stream;
  EXPECT_EQ(s.rate.value.base(), 50'000);
  EXPECT_EQ(s.peak_rate().base(), 200'000);
  EXPECT_EQ(s.peak_length.value, 10 * minute);
  EXPECT_EQ(s.peak->source, "the phrase");
}

TEST(StreamPhrase, ReadsWordsForNumbersAndThings) {
  const auto s =
      *parse_phrase(
           "50,000 events a second with spikes to 200,000 a second, 500 B events, kafka, 64 partitions, down "
           "2 hours, recover in 1 h, latency 30 s, every 10 s, watermark 10 min, 5 min windows, 2M keys")
           .stream;
  EXPECT_EQ(s.rate.value.base(), 50'000);
  EXPECT_EQ(s.peak_rate().base(), 200'000);
  EXPECT_EQ(s.event_size.value, 500 * byte);
  EXPECT_EQ(s.partitions->value, 64);
  EXPECT_EQ(s.outage.value, 2 * hour);
  EXPECT_EQ(s.recover_within.value, 1 * hour);
  EXPECT_EQ(s.latency->value, 30 * second);
  EXPECT_EQ(s.interval->value, 10 * second);
  EXPECT_EQ(s.watermark->value, 10 * minute);
  ASSERT_EQ(s.states.size(), 1u);
  EXPECT_EQ(s.states[0].window.value, 5 * minute);
  EXPECT_EQ(s.states[0].keys.value, 2e6);
}

TEST(StreamPhrase, AsksWhatADurationIs) {
  const std::string said = refusal_of([] { parse_phrase("50k events/s, 2h"); });
  EXPECT_NE(said.find("<phrase>:1:15: error: '2h' of what?"), std::string::npos) << said;
}

TEST(StreamPhrase, MayBeOnAnyCloud) {
  const auto s = parse_phrase("5000 events/s on gcp, spot");
  EXPECT_EQ(s.cluster.providers[0].value, Provider::gcp);
  EXPECT_EQ(s.cluster.purchase.value, Purchase::spot);
}

TEST(RatesOverTime, AreReadByClock) {
  const auto curve = curve_of("time,events_per_second\n08:00,1000\n20:00,3000\n");
  EXPECT_EQ(curve.period, day);
  EXPECT_EQ(curve.at(9 * hour).base(), 1000);
  EXPECT_EQ(curve.at(1 * hour).base(), 3000);   // from the evening before
  EXPECT_DOUBLE_EQ(curve.mean().base(), 2000);  // 12 h each
}

TEST(RatesOverTime, AreReadByDateByHourAndByTime) {
  const auto by_date = curve_of("timestamp,rate\n2024-02-28T23:00:00Z,10\n2024-02-29 00:00,20k\n2024-02-29 01:00,5\n");
  EXPECT_EQ(by_date.period, 3 * hour);
  EXPECT_EQ(by_date.at(1 * hour).base(), 20'000);
  EXPECT_EQ(curve_of("hour,events_per_second\n0,1\n6,2\n12,3\n18,4\n").period, day);
  EXPECT_EQ(curve_of("time,rate\n0,1\n15 min,2\n").period, 30 * minute);
}

TEST(RatesOverTime, AreRefusedByLineAndColumn) {
  const std::string said = refusal_of([] { curve_of("time,rate\n00:00,1\n01:00,many\nnoon,5\n00:00,7\n03:00,1,2\n"); });
  EXPECT_NE(said.find("rates.csv:3:7: error: 'many' is no rate"), std::string::npos) << said;
  EXPECT_NE(said.find("rates.csv:4:1: error: 'noon' is no time"), std::string::npos) << said;
  EXPECT_NE(said.find("rates.csv:5:1: error: this time is not after"), std::string::npos) << said;
  EXPECT_NE(said.find("rates.csv:6:"), std::string::npos) << said;
  EXPECT_NE(refusal_of([] { curve_of("when,rate\n"); }).find("rates.csv:1:1"), std::string::npos);
  EXPECT_NE(refusal_of([] { curve_of(""); }).find("empty"), std::string::npos);
  EXPECT_NE(refusal_of([] { curve_of("time,rate\n"); }).find("no rates"), std::string::npos);
}

TEST(RatesOverTime, MayBeAListOfADay) {
  const auto s = *stream_of("rates = [100, 100, 400, 200]\n").stream;
  EXPECT_DOUBLE_EQ(s.rate.value.base(), 200);
  EXPECT_EQ(s.peak_rate().base(), 400);
  EXPECT_EQ(s.peak_length.value, 6 * hour);  // above the mean
}

}  // namespace
}  // namespace sizer
