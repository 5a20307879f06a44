#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "answers.hpp"

namespace sizer {
namespace {

using nlohmann::json;

TEST(APlanInJson, HasTheKeysOfSchemaOne) {
  const json plan = json::parse(to_json(answers::plan()));
  EXPECT_EQ(plan["schema"], 1);
  EXPECT_EQ(plan["fits"], true);
  const json& cluster = plan["recommended"];
  EXPECT_EQ(cluster["provider"], "aws");
  EXPECT_EQ(cluster["region"], "us-east-1");
  EXPECT_EQ(cluster["instance_type"], "r6i.4xlarge");
  EXPECT_EQ(cluster["nodes"], 12);
  EXPECT_EQ(cluster["executors"], 35);  // 12 nodes × 3, and one makes room for the driver
  EXPECT_EQ(cluster["executor_cores"], 5);
  EXPECT_EQ(cluster["executor_memory_mib"], 36864);  // 36 × 1024
  EXPECT_EQ(cluster["executor_memory_overhead_mib"], 3687);
  EXPECT_EQ(cluster["driver_memory_mib"], 4096);
  EXPECT_EQ(cluster["input_partitions"], 3726);
  EXPECT_EQ(cluster["shuffle_partitions"], 1600);
  EXPECT_EQ(cluster["duration_s"], json::parse(R"({"p10": 1980, "p50": 2460, "p90": 3120, "p95": 3480})"));
  EXPECT_EQ(cluster["cost_usd"]["p50"], 8.27);
  EXPECT_EQ(cluster["deadline_probability"], 0.97);
  EXPECT_EQ(cluster["bottleneck"], "cpu");
  EXPECT_EQ(cluster["runner_up"], "network");
  EXPECT_EQ(cluster["margin"], 2.3);
  EXPECT_EQ(plan["alternatives"][0]["why_not"], "costs 14 % more");
  EXPECT_EQ(plan["alternatives"][0]["nodes"], 14);
  EXPECT_EQ(plan["stages"][0]["name"], "join");
  EXPECT_EQ(plan["stages"][0]["duration_s"]["p50"], 1500);
  EXPECT_EQ(plan["spark_conf"]["spark.executor.memory"], "36g");
  EXPECT_EQ(plan["findings"][0]["severity"], "warning");
  EXPECT_EQ(plan["findings"][0]["code"], "idle-cores");
  EXPECT_EQ(plan["assumed"][0]["key"], "input.format");
  EXPECT_EQ(plan["prices_as_of"], "2026-07-20");
}

TEST(ACheckInJson, SaysCheckedWhereAPlanSaysRecommended) {
  const json check = json::parse(to_json(answers::check()));
  const json plan = json::parse(to_json(answers::plan()));
  EXPECT_EQ(check["fits"], false);
  ASSERT_TRUE(check["checked"].is_object());
  for (const auto& [key, value] : plan["recommended"].items()) EXPECT_TRUE(check["checked"].contains(key)) << key;
}

TEST(APlanInJson, KeepsTheNearestMissWhenNothingFits) {
  const json plan = json::parse(to_json(answers::plan_that_misses()));
  EXPECT_EQ(plan["fits"], false);
  EXPECT_EQ(plan["nearest_miss"], true);
  EXPECT_EQ(plan["recommended"]["nodes"], 12);
  EXPECT_EQ(plan["why_none"][0], "start-up alone takes 5 min");
}

TEST(APlanInJson, HasNullForACostThatIsNotKnown) {
  Plan plan = answers::plan();
  plan.recommended->cost.reset();
  EXPECT_TRUE(json::parse(to_json(plan))["recommended"]["cost_usd"].is_null());
}

TEST(ACheckInJson, HasNullTimesForAClusterThatCannotHoldAnExecutor) {
  Check check = answers::check();
  check.checked.cluster.layout.executors_per_node = 0;
  const json checked = json::parse(to_json(check))["checked"];
  EXPECT_EQ(checked["executors"], 0);
  EXPECT_EQ(checked["instance_type"], "r6i.4xlarge");
  EXPECT_EQ(checked["deadline_probability"], 0.12);
  for (const char* key : {"duration_s", "cost_usd", "executor_cores", "executor_memory_mib", "driver_memory_mib",
                          "shuffle_partitions", "bottleneck", "runner_up", "margin", "sizes_bytes"}) {
    ASSERT_TRUE(checked.contains(key)) << key;
    EXPECT_TRUE(checked[key].is_null()) << key << " = " << checked[key];
  }
}

TEST(APlanInJson, HasNullForAPartOfTheCostWhosePriceIsNotKnown) {
  Plan plan = answers::plan();
  EXPECT_EQ(json::parse(to_json(plan))["recommended"]["cost_parts_usd"]["primary_node"], 0);
  plan.recommended->price.primary_node.reset();
  plan.recommended->price.per_write_request.reset();
  const json parts = json::parse(to_json(plan))["recommended"]["cost_parts_usd"];
  EXPECT_TRUE(parts["primary_node"].is_null());
  EXPECT_TRUE(parts["requests"].is_null());
  EXPECT_EQ(parts["volumes"], 0);
  EXPECT_EQ(parts["machines"], 6.5);
}

TEST(TheFrontInJson, HasTimeAndCostOfEachCluster) {
  const json front = json::parse(to_json(answers::plan()))["front"];
  ASSERT_EQ(front.size(), 2u);
  EXPECT_EQ(front[1]["nodes"], 14);
  EXPECT_EQ(front[1]["duration_s"]["p50"], 2100);  // 35 min
  EXPECT_EQ(front[1]["cost_usd"]["p50"], 9.4);
}

TEST(NumbersInJson, HaveSixSignificantDigitsAndAreNeverInfinite) {
  Plan plan = answers::plan();
  plan.recommended->duration.p50 = 2460.123456 * second;
  plan.recommended->margin = std::numeric_limits<double>::infinity();
  plan.recommended->deadline_probability = std::numeric_limits<double>::quiet_NaN();
  const json cluster = json::parse(to_json(plan))["recommended"];
  EXPECT_EQ(cluster["duration_s"]["p50"], 2460.12);
  EXPECT_TRUE(cluster["margin"].is_null());
  EXPECT_TRUE(cluster["deadline_probability"].is_null());
}

TEST(NamesInJson, SurviveWhateverTheyHold) {
  Plan plan = answers::plan();
  plan.recommended->stages[0].name = answers::kHostile;
  const std::string text = to_json(plan);
  EXPECT_EQ(json::parse(text)["stages"][0]["name"], "a\"b\nc\x1b[31m<script>|*x*`é漢\uFFFD\\");
  for (const char c : text) EXPECT_TRUE(c == '\n' || (c >= 0x20 && c < 0x7f));
}

}  // namespace
}  // namespace sizer
