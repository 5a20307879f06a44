#include <gtest/gtest.h>

#include <cmath>

#include "baselines.hpp"
#include "results.hpp"

namespace sizer::accuracy {
namespace {

Run run_of(std::string job, double gigabytes, int nodes, std::string instance, double seconds) {
  Run run;
  run.family = run.job = std::move(job);
  run.data = std::to_string(gigabytes);
  run.bytes = gigabytes * 1e9;
  run.nodes = nodes;
  run.vcpus = nodes * 8;
  run.instance = std::move(instance);
  run.seconds = seconds;
  return run;
}

Prediction predicted(const Run& run, double p10, double p50, double p90) {
  return {.run = &run, .p10 = p10, .p50 = p50, .p90 = p90};
}

TEST(Score, CountsAJobWithManyRunsAsMuchAsOneWithFew) {
  const auto many = run_of("many", 1, 2, "a", 100), few = run_of("few", 1, 2, "a", 100);
  // many: three runs predicted twice too long; few: one predicted exactly. Mean of the medians (2 + 1) / 2.
  const auto twice = predicted(many, 150, 200, 300);
  const Score s = score({twice, twice, twice, predicted(few, 90, 100, 110)});
  EXPECT_EQ(s.jobs, 2);
  EXPECT_DOUBLE_EQ(s.median, 1.5);
  EXPECT_DOUBLE_EQ(s.within_1_25, 0.5);
  EXPECT_DOUBLE_EQ(s.within_2, 1.0);
  EXPECT_DOUBLE_EQ(s.in_band, 0.5);          // 100 s lies outside of 150 to 300 s
  EXPECT_NEAR(s.bias, std::sqrt(2), 1e-12);  // exp((ln 2 + ln 1) / 2)
}

TEST(Score, ARunThatIsSaidNotToFitIsAMissInEveryShare) {
  const auto run = run_of("job", 1, 2, "a", 100);
  const Score s = score({predicted(run, 90, 100, 110), predicted(run, 0, 0, 0)});
  EXPECT_EQ(s.unanswered, 1);
  EXPECT_DOUBLE_EQ(s.within_3, 0.5);
  EXPECT_DOUBLE_EQ(s.median, 1.0);
}

TEST(Score, AQuantileLiesBetweenItsNeighbours) {
  EXPECT_DOUBLE_EQ(quantile_of({4, 1, 3, 2}, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(quantile_of({1, 2, 3}, 0.9), 2.8);  // place 1.8: 2 + 0.8 · (3 − 2)
}

TEST(Cases, AKnownRunDiffersOnlyInWhatIsAskedFor) {
  const std::vector<accuracy::Run> runs{run_of("job", 10, 2, "a", 1), run_of("job", 10, 4, "a", 1),
                                        run_of("job", 20, 2, "a", 1), run_of("job", 10, 2, "b", 1),
                                        run_of("other", 10, 4, "a", 1)};
  const auto nodes = one_run_cases(runs, Split::other_nodes);
  ASSERT_EQ(nodes.size(), 2U);  // the first two from each other
  EXPECT_EQ(nodes[0].known.front(), nodes[1].target);
  EXPECT_EQ(one_run_cases(runs, Split::other_data).size(), 2U);       // first and third
  EXPECT_EQ(one_run_cases(runs, Split::other_instances).size(), 4U);  // the fourth with the first two
}

TEST(Cases, ARunThatFailedIsNeitherKnownNorPredicted) {
  std::vector<accuracy::Run> runs{run_of("job", 10, 2, "a", 1), run_of("job", 10, 4, "a", 1)};
  runs[1].completed = false;
  EXPECT_EQ(cold_cases(runs).size(), 1U);
  EXPECT_TRUE(one_run_cases(runs, Split::other_nodes).empty());
}

TEST(Baselines, CoreSecondsPerByteStayConstant) {
  const auto known = run_of("job", 10, 2, "a", 100), target = run_of("job", 30, 4, "a", 0);
  // 3 times the data on twice the cores: 100 s · 3 / 2; with a tenth fixed 100 s · (0.1 + 0.9 · 1.5)
  EXPECT_DOUBLE_EQ(constant_core_seconds({&target, {&known}}), 150);
  EXPECT_DOUBLE_EQ(amdahl({&target, {&known}}), 145);
}

TEST(Baselines, ErnestFindsTheFormItIsMadeOf) {
  // t = 20 + 12·GB/n + 3·n
  const auto seconds = [](double gigabytes, int n) { return 20 + 12 * gigabytes / n + 3 * n; };
  std::vector<accuracy::Run> runs;
  for (const int n : {2, 4, 8, 16}) runs.push_back(run_of("job", 10, n, "a", seconds(10, n)));
  const auto target = run_of("job", 40, 12, "a", 0);
  EXPECT_NEAR(ernest({&target, {&runs[0], &runs[1], &runs[2], &runs[3]}}), seconds(40, 12), 1e-6);
}

TEST(Baselines, ErnestHasNoNegativeTerms) {
  // Times fall faster than 1/n: the best fit would have a negative constant. Without, it goes through zero at most.
  const auto a = run_of("job", 10, 2, "a", 100), b = run_of("job", 10, 4, "a", 30),
             target = run_of("job", 10, 40, "a", 0);
  EXPECT_GE(ernest({&target, {&a, &b, &a, &b}}), 0);
}

TEST(Results, SurviveTheirTableAndTakeNewLinesInPlace) {
  const std::vector<Line> old{{"cold", "sizer", "bell", true, {{"median", 1.5}}},
                              {"cold", "sizer", "c3o", false, {{"median", 2.5}}}};
  EXPECT_EQ(to_csv(from_csv(to_csv(old))), to_csv(old));
  const auto all = merged(old, {{"cold", "sizer", "bell", true, {{"median", 1.25}}}});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_DOUBLE_EQ(all[0].figures[0].second, 1.25);
  EXPECT_DOUBLE_EQ(all[1].figures[0].second, 2.5);
}

}  // namespace
}  // namespace sizer::accuracy
