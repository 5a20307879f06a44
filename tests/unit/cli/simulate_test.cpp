#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "run.hpp"

namespace sizer::cli {
namespace {

struct Result {
  int exit_code = 0;
  std::string out, err;
};

Result simulate(std::vector<std::string> arguments, const Surroundings& surroundings = {}) {
  arguments.insert(arguments.begin(), {"simulate", "join 200 GB"});
  std::ostringstream out, err;
  const int exit_code = run(arguments, surroundings, out, err);
  return {exit_code, out.str(), err.str()};
}

nlohmann::json answer(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--on", "6 x r6id.4xlarge", "--json"});
  return nlohmann::json::parse(simulate(arguments).out);
}

bool says(const Result& result, const std::string& text) {
  return result.exit_code == 2 && result.err.find(text) != std::string::npos;
}

TEST(Simulate, AnUndisturbedRunTakesAboutAsLongAsTheFormulaSays) {
  const auto run = answer({});
  EXPECT_NEAR(run["duration_s"].get<double>(), run["formula_s"].get<double>(), 0.1 * run["formula_s"].get<double>());
  EXPECT_EQ(run["duration_s"], run["undisturbed_s"]);
  EXPECT_TRUE(run["events"].empty());
}

TEST(Simulate, ANodeLostLateIsShownWithWhatRunsAgainAndTheAddedTime) {
  const auto run = answer({"--lose-node", "60%"});
  EXPECT_GT(run["added_s"].get<double>(), 30);
  EXPECT_GT(run["stages"][0]["recomputed_tasks"].get<int>(), 0);
  EXPECT_EQ(run["events"][0]["event"], "node_lost");
  const auto again = [](const nlohmann::json& event) { return event["event"] == "stage_resubmitted"; };
  EXPECT_GE(std::ranges::count_if(run["events"], again), 2);
}

TEST(Simulate, ALostExecutorCostsLessThanItsNode) {
  const auto executor = answer({"--lose-executor", "60%"}), node = answer({"--lose-node", "60%"});
  EXPECT_EQ(executor["events"][0]["event"], "executor_lost");
  EXPECT_GT(executor["added_s"].get<double>(), 0);
  EXPECT_LT(executor["stages"][0]["recomputed_tasks"].get<int>(), node["stages"][0]["recomputed_tasks"].get<int>());
}

TEST(Simulate, ReclaimedNodesDelayTheJobAsOftenAsTheRateSays) {
  EXPECT_TRUE(answer({"--spot", "0.01%/month"})["events"].empty());
  const auto often = answer({"--spot", "98 % / h"});
  EXPECT_EQ(often["events"][0]["event"], "node_lost");
  EXPECT_GT(often["added_s"].get<double>(), 0);
}

TEST(Simulate, AFairSchedulerHoldsUpTheFirstJobAndSparesTheSecond) {
  const auto fifo = answer({"--beside", "examples/own-dag.toml"});
  const auto fair = answer({"--beside", "examples/own-dag.toml", "--scheduling", "fair"});
  const auto end = [](const nlohmann::json& run, int job) { return run["jobs"][job]["end_s"].get<double>(); };
  EXPECT_EQ(fifo["jobs"].size(), 2u);
  EXPECT_EQ(fifo["duration_s"], fifo["jobs"][0]["end_s"]);
  EXPECT_LT(end(fifo, 0), end(fair, 0));
  EXPECT_GE(end(fifo, 0), answer({})["duration_s"].get<double>());
  EXPECT_GT(fair["jobs"][1]["formula_s"].get<double>(), 0);
}

TEST(Simulate, TheSeedDrawsOtherTasks) {
  EXPECT_EQ(answer({"--seed", "5"}), answer({"--seed", "5"}));
  EXPECT_NE(answer({"--seed", "5"})["duration_s"], answer({"--seed", "6"})["duration_s"]);
}

TEST(Simulate, SpeculationTakesTheTailOffStragglers) {
  const auto slow = answer({"--stragglers", "1% x 10"});
  const auto copied = answer({"--stragglers", "1% x 10", "--speculation"});
  EXPECT_LT(copied["duration_s"].get<double>(), slow["duration_s"].get<double>());
  EXPECT_GT(copied["slot_seconds"]["copies"].get<double>(), 0);
}

TEST(Simulate, AMissedDeadlineIsExitOne) {
  EXPECT_EQ(simulate({"--on", "6 x r6id.4xlarge", "--set", "goal.deadline=1 min"}).exit_code, 1);
  EXPECT_EQ(simulate({"--on", "6 x r6id.4xlarge", "--set", "goal.deadline=1 day"}).exit_code, 0);
}

TEST(Simulate, WhatCannotHappenIsRefused) {
  const std::vector<std::string> one{"--on", "1 x r6id.4xlarge"}, six{"--on", "6 x r6id.4xlarge"};
  const auto with = [](std::vector<std::string> cluster, const std::vector<std::string>& more) {
    cluster.insert(cluster.end(), more.begin(), more.end());
    return simulate(cluster);
  };
  EXPECT_TRUE(says(with(one, {"--lose-node", "50%"}), "the cluster has one node"));
  EXPECT_TRUE(says(with(six, {"--lose-node", "120%"}), "more than 100 %"));
  EXPECT_TRUE(says(with(six, {"--lose-node", "noon"}), "--lose-node"));
  EXPECT_TRUE(says(with(six, {"--notice", "2 min"}), "no node to lose"));
  EXPECT_TRUE(says(with(six, {"--replaced-after", "never"}), "no node to replace"));
  EXPECT_TRUE(says(with(six, {"--spot", "5%"}), "does not say in which time"));
  EXPECT_TRUE(says(with(six, {"--spot", "5%/fortnight"}), "does not say in which time"));
  EXPECT_TRUE(says(with(six, {"--spot", "/h"}), "--spot"));
  EXPECT_TRUE(says(with(six, {"--spot", "100%/h"}), "out of range"));
  EXPECT_TRUE(says(with(six, {"--lose-executor", "-5 min"}), "--lose-executor"));
  EXPECT_TRUE(says(with(six, {"--nodes-a-minute", "2"}), "all nodes are there"));
  EXPECT_TRUE(says(with(six, {"--scheduling", "fair"}), "there is one job only"));
  EXPECT_TRUE(says(with(six, {"--beside", "examples/own-dag.toml", "--scheduling", "fare"}), "unknown mode 'fare'"));
  EXPECT_TRUE(says(with(six, {"--slow-node", "0"}), "out of range"));
  EXPECT_TRUE(says(with(six, {"--stragglers", "5%"}), "does not say how slow"));
  EXPECT_TRUE(says(with(six, {"--stragglers", "150% x 2"}), "more than 100 %"));
  EXPECT_TRUE(says(with(six, {"--nodes-at-start", "6"}), "6 nodes in all"));
  EXPECT_TRUE(says(with(six, {"--trace", "no-such-folder/trace.json"}), "cannot write 'no-such-folder/trace.json'"));
  EXPECT_TRUE(says(simulate({"--on", "1 x t3.nano"}), "1 x t3.nano"));
}

TEST(Simulate, TheTimelineKeepsToAsciiWhereTheLocaleDoes) {
  const std::vector<std::string> six{"--on", "6 x r6id.4xlarge"};
  EXPECT_NE(simulate(six).out.find("█"), std::string::npos);
  EXPECT_NE(simulate(six, {.variables = {{"LANG", "en_GB.UTF-8"}}}).out.find("█"), std::string::npos);
  const std::string plain = simulate(six, {.variables = {{"LANG", "en_GB.UTF-8"}, {"LC_ALL", "C"}}}).out;
  EXPECT_EQ(plain.find("█"), std::string::npos);
  EXPECT_NE(plain.find("####"), std::string::npos);
}

}  // namespace
}  // namespace sizer::cli
