#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "sizer/plan.hpp"

/// Laws of measured runs, for any job whose hidden truth the model could have.
namespace sizer {
namespace {

const InstanceTable& aws() {
  static const InstanceTable table = InstanceTable::built_in({Provider::aws});
  return table;
}

struct Place {
  std::string type;
  int nodes;
  Bytes<> data;
};

Place any_place() {
  return {*rc::gen::element<std::string>("m5.2xlarge", "r5.xlarge", "c5.4xlarge", "m6i.4xlarge"),
          *rc::gen::inRange(4, 40), *rc::gen::inRange(50, 1500) * GB};
}

Scenario any_job() {
  Scenario s;
  s.data = {300 * GB, "test"};
  s.profile = {*rc::gen::element(Profile::etl, Profile::join, Profile::sql, Profile::sort), "test"};
  s.cluster.platform = Given<Platform>{Platform::yarn, "test"};
  return s;
}

Percentiles<kSeconds> predicted(Scenario s, const Place& place) {
  s.data.value = place.data;
  const auto* instance = aws().find(place.type);
  return check(s, {place.nodes, *instance}, aws(), {.worlds = 256, .seed = 1}).checked.duration;
}

/// The same job in a world where its CPU work is `factor` times what bytes and rows tell, and all else as assumed.
Scenario in_hidden_world(Scenario s, double factor) {
  s.assume["cpu.work_factor"] = {factor, factor, factor, "test"};
  return s;
}

MeasuredRun run_of(const Scenario& hidden, const Place& place) {
  MeasuredRun run;
  run.data = {place.data, "test"};
  run.duration = {predicted(hidden, place).p50, "test"};
  run.with_start = {true, "test"};
  run.nodes = place.nodes;
  run.instance_type = place.type;
  return run;
}

double log_ratio(Seconds<> a, Seconds<> b) { return std::abs(std::log((a / b).base())); }
double width(const Percentiles<kSeconds>& p) { return (p.p90 / p.p10).base(); }

RC_GTEST_PROP(MeasuredRuns, MoveTheEstimateToTheWorldTheyCameFrom, ()) {
  Scenario job = any_job();
  const Scenario hidden = in_hidden_world(job, *rc::gen::element(0.3, 0.6, 1.2, 2.5, 5.0));
  const Place asked = any_place();
  const auto truth = predicted(hidden, asked).p50;
  const auto before = predicted(job, asked);
  for (int i = 0; i < 3; ++i) job.measured.push_back(run_of(hidden, any_place()));
  const auto after = predicted(job, asked);
  RC_LOG() << truth.base() << " s; before " << before.p50.base() << ", after " << after.p50.base() << "\n";
  RC_ASSERT(log_ratio(after.p50, truth) <= std::max(0.25, 0.5 * log_ratio(before.p50, truth)));
  RC_ASSERT(width(after) < width(before));
}

RC_GTEST_PROP(MeasuredRuns, MayComeInAnyOrder, ()) {
  Scenario job = any_job();
  for (int i = 0; i < 3; ++i) job.measured.push_back(run_of(in_hidden_world(job, 2), any_place()));
  const Place asked = any_place();
  const auto one_way = predicted(job, asked);
  std::ranges::reverse(job.measured);
  const auto the_other = predicted(job, asked);
  RC_ASSERT(one_way.p10 == the_other.p10 && one_way.p50 == the_other.p50 && one_way.p95 == the_other.p95);
}

RC_GTEST_PROP(MeasuredRuns, OnNodesNobodyKnowsChangeNothing, ()) {
  Scenario job = any_job();
  const Place asked = any_place();
  const auto before = predicted(job, asked);
  job.measured.push_back(run_of(job, asked));
  job.measured.back().instance_type = "z9.nowhere";
  const auto after = predicted(job, asked);
  RC_ASSERT(before.p10 == after.p10 && before.p50 == after.p50 && before.p95 == after.p95);
}

TEST(MeasuredRuns, WithMoreThatAgreeTheRangeShrinks) {
  const Place asked{"m5.2xlarge", 16, 500 * GB};
  for (const Profile profile : {Profile::etl, Profile::join, Profile::sort}) {
    Scenario job;
    job.data = {500 * GB, "test"};
    job.profile = {profile, "test"};
    const Scenario hidden = in_hidden_world(job, 1.5);
    double last = width(predicted(job, asked));
    for (const auto& places : {std::vector<Place>{{"m5.2xlarge", 10, 300 * GB}},
                               {{"r5.xlarge", 30, 300 * GB}, {"m5.2xlarge", 20, 800 * GB}},
                               {{"c5.4xlarge", 8, 150 * GB}, {"m6i.4xlarge", 12, 1000 * GB}}}) {
      for (const Place& place : places) job.measured.push_back(run_of(hidden, place));
      const double now = width(predicted(job, asked));
      EXPECT_LT(now, 1.05 * last);
      last = now;
    }
  }
}

TEST(MeasuredRuns, ThatContradictEachOtherAreSaidToAndByHowMuch) {
  Scenario job;
  job.data = {300 * GB, "test"};
  const Place place{"m5.2xlarge", 10, 300 * GB};
  job.measured = {run_of(job, place), run_of(job, place)};
  job.measured[1].duration.value = 2 * job.measured[0].duration.value;
  const Check answer = check(job, {10, *aws().find("m5.2xlarge")}, aws(), {.worlds = 64});
  const auto found = std::ranges::find(answer.findings, "runs-disagree", &Finding::code);
  ASSERT_NE(found, answer.findings.end());
  EXPECT_NE(found->message.find("2 times as long"), std::string::npos) << found->message;
}

TEST(MeasuredRuns, OnNodesWithoutRoomForTheirExecutorsAreSaidNotToBeUsed) {
  Scenario job;
  job.data = {300 * GB, "test"};
  job.measured = {run_of(job, {"m5.2xlarge", 10, 300 * GB})};
  job.measured[0].executor_memory = Given<Bytes<>>{31.5 * GiB, "test"};  // of 32 GiB, without overhead
  const Check answer = check(job, {10, *aws().find("m5.2xlarge")}, aws(), {.worlds = 64});
  EXPECT_FALSE(answer.measured);
  EXPECT_TRUE(std::ranges::any_of(answer.findings, [](const Finding& f) { return f.code == "run-no-room"; }));
}

TEST(MeasuredRuns, ThatNoWorldExplainsLeaveAFiniteAnswerAndAWarning) {
  Scenario job;
  job.data = {300 * GB, "test"};
  MeasuredRun impossible;
  impossible.data = {300 * GB, "test"};
  impossible.duration = {1e-3 * second, "test"};
  impossible.nodes = 2;
  impossible.instance_type = "m5.large";
  job.measured = {impossible};
  const Check answer = check(job, {10, *aws().find("m5.2xlarge")}, aws(), {.worlds = 64});
  EXPECT_TRUE(std::isfinite(answer.checked.duration.p50.base()));
  EXPECT_TRUE(std::ranges::any_of(
      answer.findings, [](const Finding& f) { return f.code == "run-contradicts" || f.code == "runs-unexplained"; }));
}

}  // namespace
}  // namespace sizer
