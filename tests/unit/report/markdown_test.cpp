#include <gtest/gtest.h>

#include "answers.hpp"

namespace sizer {
namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(APlanInMarkdown, HasTheJobAsTitleAndTheClusterBelow) {
  const std::string text = to_markdown(answers::plan());
  EXPECT_EQ(text.rfind("# nightly-orders\n\n**12 × r6i.4xlarge on EMR", 0), 0u) << text;
  EXPECT_TRUE(has(text, "| stage | p50 | p90 |")) << text;
  EXPECT_TRUE(has(text, "| --- | ---: | ---: |")) << text;
}

TEST(APlanInMarkdown, HasSettingsToCopy) {
  EXPECT_TRUE(has(to_markdown(answers::plan()), "\n    spark.executor.memory 36g\n"));
}

TEST(APlanInMarkdown, KeepsHostileNamesInTheirCell) {
  Plan plan = answers::plan();
  plan.scenario.name.value = plan.recommended->stages[0].name = answers::kHostile;
  const std::string text = to_markdown(plan);
  EXPECT_TRUE(has(text, "| a\"b\\\\nc\\\\x1b\\[31m&lt;script&gt;\\|\\*x\\*\\`é漢\\\\xff\\\\ |")) << text;
  EXPECT_FALSE(has(text, "<script>"));
  EXPECT_FALSE(has(text, "\x1b"));
}

TEST(ACheckInMarkdown, SaysWhatWouldMeetTheGoal) {
  EXPECT_TRUE(
      has(to_markdown(answers::check()), "- **change**: 31 nodes of the same type meet it in 95 % of worlds\n"));
}

}  // namespace
}  // namespace sizer
