#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "scenarios.hpp"
#include "sizer/io.hpp"
#include "sizer/simulated_stream.hpp"

namespace sizer {
namespace {

Scenario stream(const std::string& more = "") {
  return parse_scenario("[stream]\nevents_per_second = 50_000\npeak = 200_000\nallowed_lag = \"2 min\"\n" + more +
                            "[cluster]\ninstances = [\"m6id.2xlarge\"]\nnodes = \"2..100\"\n",
                        "test");
}

const std::string kWindow = "[stream.state]\nkeys = 100_000\nwindow = \"5 min\"\n";

Plan planned(const Scenario& scenario) { return plan(scenario, aws(), {.worlds = 64}); }

ClusterRequest nodes(int count) { return {count, *aws().find("m6id.2xlarge")}; }

Check checked(const Scenario& scenario, int count) { return check(scenario, nodes(count), aws(), {.worlds = 64}); }

TEST(StreamPlan, HasTheCapacityOfTheLargestNeedInTheAskedShareOfWorlds) {
  const Plan answer = planned(stream(kWindow));
  ASSERT_TRUE(answer.fits);
  const StreamReport& r = *answer.recommended->stream;
  EXPECT_EQ(r.binds, "peak");  // 200,000 ÷ (1 + 2/10) = 166,667 against 71,429 and 50,000 × (1 + 1/2) = 75,000
  EXPECT_GE(r.assured.base(), 200e3 / 1.2);
  EXPECT_GE(answer.recommended->deadline_probability, 0.95);
}

TEST(StreamPlan, TellsHowLongABacklogLasts) {
  const Plan answer = planned(stream(kWindow));
  const StreamReport& r = *answer.recommended->stream;
  // An hour at 50,000/s, worked off by what is spare.
  EXPECT_NEAR(r.outage.drain.in(second), 50e3 * 3600 / (r.assured.base() - 50e3), 1e-6);
  EXPECT_NEAR(r.spike.drain.in(second), std::max(0.0, 200e3 - r.assured.base()) * 600 / (r.assured.base() - 50e3),
              1e-6);
  EXPECT_EQ(r.most_events, std::floor(r.assured.base() * 10));
}

TEST(StreamPlan, OneNodeLessWouldNotDo) {
  const Plan answer = planned(stream(kWindow));
  EXPECT_FALSE(checked(stream(kWindow), answer.recommended->cluster.nodes - 1).fits);
  EXPECT_TRUE(checked(stream(kWindow), answer.recommended->cluster.nodes).fits);
}

TEST(StreamPlan, NeedsNoMoreNodesWhenMoreLagIsAllowed) {
  const int strict = planned(stream()).recommended->cluster.nodes;
  Scenario patient = stream();
  patient.stream->allowed_lag = {{20 * minute, "test"}};
  EXPECT_LT(planned(patient).recommended->cluster.nodes, strict);
}

TEST(StreamPlan, SaysWhatMakesItImpossible) {
  const auto reason = [](const Scenario& s) {
    const Plan answer = planned(s);
    EXPECT_FALSE(answer.fits);
    std::string all;
    for (const auto& why : answer.why_none) all += why + "\n";
    return all;
  };
  EXPECT_NE(reason(stream("trigger = \"200 ms\"\n")).find("shorter than what each takes before its first event"),
            std::string::npos);
  EXPECT_NE(reason(stream("retention = \"30 min\"\n")).find("keep them that long"), std::string::npos);
  EXPECT_NE(reason(stream("watermark = \"1 s\"\n" + kWindow)).find("it has to be"), std::string::npos);
  EXPECT_NE(reason(stream("source = \"kinesis\"\npartitions = 5\n")).find("need 200 shards"), std::string::npos);
  Scenario skewed = stream("source = \"kinesis\"\npartition_skew = 0.5\n");  // half of the events in one task
  EXPECT_NE(reason(skewed).find("the peak asks for 167,000 events/s"), std::string::npos);
}

TEST(StreamPlan, MeasuredRateMovesTheAnswerThere) {
  Scenario s = stream();
  const double before = checked(s, 4).checked.stream->capacity.p50.base();
  MeasuredRate& measured = s.measured_rates.emplace_back();
  measured.rate = {Frequency<>(before / 2), "test"};
  measured.cluster = {"4 x m6id.2xlarge", "test"};
  measured.nodes = 4;
  measured.instance_type = "m6id.2xlarge";
  const Check after = checked(s, 4);
  // Measured on the same cluster: predicted within its noise, and with a narrower range.
  EXPECT_NEAR(after.checked.stream->capacity.p50.base(), before / 2, 0.05 * before);
  EXPECT_LT(after.checked.stream->capacity.p90 / after.checked.stream->capacity.p10, Scalar<>(1.7));
  ASSERT_EQ(after.measured_rates.size(), 1u);
}

TEST(StreamPlan, OfARateThatNothingKeepsSaysWhichOneWouldBe) {
  const auto with_rate = [](double events) {
    Scenario s = stream();
    s.stream->rate = {Frequency<>(events), "test"};
    s.stream->peak.reset();
    return planned(s);
  };
  const Plan answer = with_rate(5e8);
  ASSERT_FALSE(answer.fits);
  const std::string& said = answer.why_none.back();  // "690,000 events/s instead of 500,000,000 events/s would do …"
  ASSERT_NE(said.find(" events/s instead of 500,000,000 events/s would do"), std::string::npos) << said;
  std::string digits = said.substr(0, said.find(' '));
  std::erase(digits, ',');
  const double nearest = std::stod(digits);
  EXPECT_TRUE(with_rate(nearest).fits);
  EXPECT_FALSE(with_rate(1.4 * nearest).fits);  // steps of 1.1, down to two digits
}

TEST(StreamPlan, OfATriggerThatNothingKeepsSaysWhichOneWouldBe) {
  const Plan answer = planned(stream("trigger = \"100 ms\"\n"));
  ASSERT_FALSE(answer.fits);
  const bool said = std::ranges::any_of(answer.why_none, [](const std::string& reason) {
    return reason.starts_with("a trigger of ") && reason.find(" instead of 100 ms would do") != reason.npos;
  });
  EXPECT_TRUE(said);
}

TEST(StreamPlan, ContinuousTriggerHasNoBatch) {
  const Check c = checked(stream("trigger = \"continuous\"\n"), 8);
  EXPECT_LT(c.checked.stream->latency.p99, 2 * second);
  EXPECT_EQ(c.checked.stream->line.fixed, Seconds<>());
}

TEST(StreamPlan, StateInMemoryNeedsHeapForIt) {
  Scenario s = stream(kWindow);
  s.stream->states[0].keys = {1e9, "test"};  // in two windows or more, each entry 64 B and 150 B of map
  s.stream->store = {StateStore::memory, "test"};
  const int in_memory = planned(s).recommended->cluster.nodes;
  s.stream->store = {StateStore::rocksdb, "test"};
  EXPECT_LT(planned(s).recommended->cluster.nodes, in_memory);
}

TEST(StreamPlan, SettingsFixThePartitionsOfTheState) {
  const Plan answer = planned(stream(kWindow));
  const Settings& settings = answer.recommended->settings;
  ASSERT_TRUE(settings.find("spark.sql.streaming.stateStore.providerClass"));
  EXPECT_EQ(settings.find("spark.sql.shuffle.partitions")->value,
            std::to_string(answer.recommended->shuffle_partitions));
  EXPECT_EQ(answer.recommended->shuffle_partitions % answer.recommended->cluster.slots(), 0);
}

TEST(StreamPlan, IsExplainedByItsOwnNumbers) {
  const Plan answer = planned(stream(kWindow));
  const Explanation why = explain(answer.scenario, *answer.recommended);
  const auto find = [&](const std::string& name) {
    for (const auto& root : why.roots) {
      if (root->name == name) return root->value;
    }
    return std::nan("");
  };
  EXPECT_NEAR(find("drain time of the outage"), answer.recommended->stream->outage.drain.base(), 1e-6);
  EXPECT_NEAR(find("capacity needed"), 200e3 / 1.2, 1e-6);
  EXPECT_NEAR(find("state entries"), answer.recommended->stream->state.size.entries.base(), 1e-6);
}

TEST(StreamSimulation, AgreesWithThePlansBacklog) {
  const Scenario s = stream(kWindow);
  const StreamHappenings outage{.disturbances = {{DisturbanceKind::outage, 10 * minute, 1 * hour, 1}}};
  const SimulatedStream run = simulate_stream(s, nodes(20), aws(), outage, {.worlds = 64});
  ASSERT_TRUE(run.drain_by_formula && run.run.caught_up);
  EXPECT_NEAR(run.run.caught_up->in(second), run.drain_by_formula->in(second),
              0.02 * run.drain_by_formula->in(second) + 10);  // and a trigger
}

}  // namespace
}  // namespace sizer
