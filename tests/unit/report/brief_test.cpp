#include "sizer/brief.hpp"

#include <gtest/gtest.h>

#include "report/answers.hpp"

namespace sizer {
namespace {

bool says(const Plan& plan, const std::string& words) { return to_brief(plan).find(words) != std::string::npos; }

Plan answer() {
  Plan plan;
  plan.scenario = answers::scenario();
  plan.fits = true;
  plan.recommended = answers::candidate();
  plan.front = {answers::candidate()};
  plan.prices_as_of = "2026-07-20";
  return plan;
}

TEST(Brief, LeadsWithTimeMachinesAndTheMonth) {
  // 30 runs of $8.27 are $248.1, in two digits $250
  EXPECT_TRUE(says(answer(), "A run takes about **41 minutes** on **12 computers")) << to_brief(answer());
  EXPECT_TRUE(says(answer(), "costs about **$250 a month**")) << to_brief(answer());
  EXPECT_TRUE(says(answer(), "expected of 97 runs in 100")) << to_brief(answer());
}

TEST(Brief, UsesNoWordThatNeedsExplaining) {
  const std::string text = to_brief(answer());
  for (const char* word : {"executor", "shuffle", "partition", "GiB", "vCPU", "core", "Spark", "SLA", "P90",
                           "percentile", "spill", "heap", "node"}) {
    EXPECT_EQ(text.find(word), std::string::npos) << word;
  }
}

TEST(Brief, SaysFirstThatNothingFits) {
  Plan plan = answer();
  plan.fits = false;
  EXPECT_LT(to_brief(plan).find("cannot be done as asked"), to_brief(plan).find("What is needed"));
  plan.recommended.reset();
  EXPECT_TRUE(says(plan, "cannot be done as asked"));
}

TEST(Brief, TellsWhatGrowthDoesToIt) {
  // 5 % a month is 1.05^12 = 1.796 times in a year
  Plan plan = answer();
  plan.scenario.schedule.growth.value = 0.05;
  EXPECT_TRUE(says(plan, "grows by 5 % a month: in a year it is 1.8 times as much")) << to_brief(plan);
}

TEST(Brief, TakesAHostileNameForWhatItIs) {
  Plan plan = answer();
  plan.scenario.name.value = "x](http://evil) <b>\n# y";
  EXPECT_FALSE(says(plan, "<b>"));
  EXPECT_TRUE(says(plan, "x\\](http"));
}

}  // namespace
}  // namespace sizer
