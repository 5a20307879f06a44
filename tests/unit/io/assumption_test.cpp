#include <gtest/gtest.h>

#include "io/refusal.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace {

Scenario with(const std::string& lines) { return parse_scenario("data = \"500 GB\"\n[assume]\n" + lines, "job.toml"); }

Diagnostic problem_of(const std::string& lines, const std::string& words) {
  return only_problem(refusal([&] { with(lines); }), words);
}

TEST(AssumedValues, OfOneNumberHaveNoRange) {
  const auto range = with("\"shuffle.compression\" = 3.0").assume.at("shuffle.compression");
  EXPECT_DOUBLE_EQ(range.low, 3);
  EXPECT_DOUBLE_EQ(range.typical, 3);
  EXPECT_DOUBLE_EQ(range.high, 3);
  EXPECT_EQ(range.source, "job.toml:3");
}

TEST(AssumedValues, AreTheSameNestedOrWithDots) {
  for (const char* lines : {"\"task.fixed\" = 0.1", "task.fixed = 0.1", "[assume.task]\nfixed = 0.1"}) {
    EXPECT_DOUBLE_EQ(with(lines).assume.at("task.fixed").typical, 0.1) << lines;
  }
}

TEST(AssumedValues, TwoOfARangeGiveTheThird) {
  // The ends mirror each other around the typical value: typical ÷ low = high ÷ typical.
  EXPECT_DOUBLE_EQ(with("task.fixed = {low = 0.01, high = 0.04}").assume.at("task.fixed").typical, 0.02);
  EXPECT_DOUBLE_EQ(with("task.fixed = {low = 0.01, typical = 0.02}").assume.at("task.fixed").high, 0.04);
  EXPECT_DOUBLE_EQ(with("task.fixed = {typical = 0.02, high = 0.04}").assume.at("task.fixed").low, 0.01);
}

TEST(AssumedValues, OfUnknownKeysAreRefused) {
  problem_of("\"shuffle.compresion\" = 3", "did you mean 'shuffle.compression'?");
  problem_of("shuffle = 3", "unknown assumption 'shuffle'");
  problem_of("task.fixed = 0.1\n\"task.fixed\" = 0.2", "given twice");
  problem_of("task.fixed = {low = 0.1, hi = 3}", "unknown key 'hi'");
}

TEST(AssumedValues, StayWithinWhatTheyMean) {
  problem_of("task.fixed = 0", "more than 0");
  problem_of("task.fixed = nan", "not a finite number");
  problem_of("task.fixed = 1e30", "a million times off");
  problem_of("task.fixed = {low = 3, high = 1}", "must not fall");
  problem_of("etl.shuffle = 1.5", "at most 1");
  problem_of("combine.exponent = 3", "2, 4 or 8");
  problem_of("combine.exponent = {low = 2, high = 8}", "2, 4 or 8");
  EXPECT_DOUBLE_EQ(with("user_code.shuffle = 1.5").assume.at("user_code.shuffle").typical, 1.5);  // its high is 1.5
}

}  // namespace
}  // namespace sizer
