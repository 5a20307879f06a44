#include <gtest/gtest.h>

#include <limits>
#include <sstream>

#include "answers.hpp"
#include "report/safe_text.hpp"

namespace sizer {
namespace {

const TextStyle kWide{.colour = false, .width = 200};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(APlanInText, LeadsWithTheClusterThenHowSureItIs) {
  const std::string text = to_text(answers::plan(), kWide);
  EXPECT_EQ(text.rfind("12 × r6i.4xlarge on EMR (aws us-east-1)\n", 0), 0u) << text;
  EXPECT_TRUE(has(text, "time          41 min (33–52 min in 8 of 10 worlds)\n")) << text;
  EXPECT_TRUE(has(text, "goal          2 h met in 97 % of worlds (95 % asked); 95 % finish within 58 min\n")) << text;
  // 12 nodes × 3 − 1 for the driver = 35 executors; × 5 cores = 175 slots
  EXPECT_TRUE(has(text, "3 a node, 5 cores and 36 GiB each; 35 in all, 175 slots")) << text;
  EXPECT_TRUE(has(text, "CPU in \"join\" (2.3 × network)")) << text;
}

TEST(APlanInText, GivesTheMonthsCost) {
  // 30 runs × $8.27 = $248.10
  EXPECT_TRUE(has(to_text(answers::plan(), kWide), "$8.27 a run ($6.90–$10.10); $248 a month at 30 runs"));
}

TEST(APlanInText, SaysWhatItRestsOn) {
  const std::string text = to_text(answers::plan(), {.why = "sizer explain nightly.toml duration"});
  EXPECT_TRUE(has(text, "as of 2026-07-20"));
  EXPECT_TRUE(has(text, "1 value nobody stated"));
  EXPECT_TRUE(has(text, "why?          sizer explain nightly.toml duration\n"));
  EXPECT_FALSE(has(to_text(answers::plan()), "why?"));  // a library's answer has no command
}

TEST(APlanInText, ShowsBytesSpilledAndTheChanceOfItInWords) {
  Plan plan = answers::plan();
  plan.recommended->stages[0].spill_probability = 0.118;
  const std::string text = to_text(plan, kWide);
  EXPECT_TRUE(has(text, "\nmay spill     \"join\" in 11.8 % of worlds; the table shows the typical world\n")) << text;
  const std::size_t row = text.find("\n  join ", text.find("what the stages do"));
  EXPECT_EQ(text.substr(row, text.find('\n', row + 1) - row).find('%'), std::string::npos) << text;
  plan.recommended->stages[0].spilled = 40 * GB;
  EXPECT_TRUE(has(to_text(plan, kWide), "40 GB\n"));
}

TEST(APlanInText, MarksTheChosenClusterHoweverLongTheFrontIs) {
  for (int chosen = 0; chosen < 30; ++chosen) {
    Plan plan = answers::plan();
    plan.front.clear();
    for (int i = 0; i < 30; ++i) {
      plan.front.push_back(answers::candidate());
      plan.front.back().cluster.nodes = 12 + i - chosen;
    }
    const std::string text = to_text(plan, kWide);
    const std::size_t mark = text.find("← this one");
    ASSERT_NE(mark, std::string::npos) << chosen;
    const std::size_t line = text.rfind('\n', mark);
    EXPECT_TRUE(has(text.substr(line, mark - line), " 12 × r6i.4xlarge")) << text;
    EXPECT_TRUE(has(text, std::to_string(12 - chosen) + " × r6i.4xlarge")) << "the cheapest";
    EXPECT_TRUE(has(text, std::to_string(41 - chosen) + " × r6i.4xlarge")) << "the fastest";
  }
}

TEST(APlanInText, SaysOnceWhatHadNoEffect) {
  Plan plan = answers::plan();
  plan.scenario.unused = {"input.cached: no effect here"};
  plan.findings = {{Severity::warning, "unused-input", "input.cached: no effect here", "take it out"}};
  const std::string text = to_text(plan, kWide);
  EXPECT_EQ(text.find("input.cached"), text.rfind("input.cached")) << text;
}

TEST(APlanInText, LeadsWithNoneFitsAndNamesTheNearestMiss) {
  const std::string text = to_text(answers::plan_that_misses());
  EXPECT_EQ(text.rfind("none fits: no cluster meets 10 min in 95 % of worlds\n", 0), 0u) << text;
  EXPECT_TRUE(has(text, "because       start-up alone takes 5 min\n")) << text;
  EXPECT_TRUE(has(text, "nearest miss  12 × r6i.4xlarge")) << text;
}

TEST(APlanInText, SaysThatTheNearestWouldFailWhereItsTimeIsGood) {
  Plan plan = answers::plan_that_misses();
  plan.recommended->deadline_probability = 1;
  EXPECT_EQ(to_text(plan).rfind("none fits: the nearest would not run to its end\n", 0), 0u) << to_text(plan);
  Check check = answers::check();
  check.checked.deadline_probability = 1;
  EXPECT_EQ(to_text(check).rfind("would not run to its end: 12 × r6i.4xlarge", 0), 0u) << to_text(check);
}

TEST(APlanInText, MeasuresTimeAndBudgetTogether) {
  Plan plan = answers::plan();
  plan.scenario.goal.budget = Given<Usd<>>{40 * usd, "nightly.toml:4"};
  EXPECT_TRUE(has(to_text(plan, kWide), "2 h within $40 a run met in 97 % of worlds (95 % asked)\n"));
  plan.scenario.goal.deadline.reset();
  EXPECT_TRUE(has(to_text(plan, kWide), "$40 a run met in 97 % of worlds (95 % asked)\n"));
}

TEST(APlanInText, SaysThatItChoseTheKnee) {
  Plan plan = answers::plan();
  plan.scenario.goal.deadline.reset();
  plan.knee = true;
  EXPECT_TRUE(has(to_text(plan, kWide), "knee of the cost-time curve"));
}

TEST(ACheckInText, SaysThatAJobCannotRunInsteadOfAnInfiniteTime) {
  constexpr double kNever = std::numeric_limits<double>::infinity();
  Check check = answers::check();
  check.checked.duration = {kNever * second, kNever * second, kNever * second, kNever * second};
  check.checked.confidence_quantile_s = kNever;
  const std::string text = to_text(check, kWide);
  EXPECT_TRUE(has(text, "it cannot run here")) << text;
  EXPECT_TRUE(has(text, "2 h met in 12 % of worlds (95 % asked)\n")) << text;
}

TEST(APlanInText, NeedsNoClusterToSayThatNoneFits) {
  Plan plan = answers::plan_that_misses();
  plan.recommended.reset();
  EXPECT_TRUE(has(to_text(plan), "start-up alone takes 5 min"));
}

TEST(APlanInText, StaysWithinTheTerminalsWidth) {
  Plan plan = answers::plan();
  plan.findings[0].message = "every task of the join wants far more memory than the executor can give it, so it spills";
  std::istringstream lines(to_text(plan, {.colour = false, .width = 80}));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(report::width_of(line), 80u) << line;
}

TEST(APlanInText, IsTheSameInColourOnceTheColoursAreTakenOff) {
  std::string coloured = to_text(answers::plan(), {.colour = true, .width = 80});
  EXPECT_TRUE(has(coloured, "\x1b["));
  for (std::size_t at; (at = coloured.find('\x1b')) != std::string::npos;) {
    coloured.erase(at, coloured.find('m', at) + 1 - at);
  }
  EXPECT_EQ(coloured, to_text(answers::plan()));
}

TEST(APlanInText, ShowsHostileNamesEscaped) {
  Plan plan = answers::plan();
  plan.recommended->stages[0].name = answers::kHostile;
  plan.findings[0].message = answers::kHostile;
  const std::string text = to_text(plan);
  EXPECT_FALSE(has(text, "\x1b"));
  EXPECT_TRUE(has(text, "a\"b\\nc\\x1b[31m<script>")) << text;
}

TEST(ACheckInText, LeadsWithTheVerdictAndSaysWhatWouldMeetTheGoal) {
  const std::string text = to_text(answers::check());
  EXPECT_EQ(text.rfind("misses 2 h in 95 % of worlds: 12 × r6i.4xlarge", 0), 0u) << text;
  EXPECT_TRUE(has(text, "31 nodes of the same type")) << text;
}

TEST(ACheckInText, SaysHowMuchIsMissingBeforeAnythingElse) {
  Check check = answers::check();
  check.checked.confidence_quantile_s = 2.5 * 3600;
  const std::string text = to_text(check, kWide);
  // 2 h 30 min − 2 h
  const std::string goal =
      "\n\ngoal          2 h met in 12 % of worlds (95 % asked); 95 % finish within 2 h 30 min, 30 min too long\n";
  EXPECT_EQ(text.find(goal), text.find('\n')) << text;
  EXPECT_LT(text.find("change  "), text.find("executors  ")) << text;
}

TEST(ACheckInText, NamesEachStagesBottleneckAndItsLead) {
  const std::string text = to_text(answers::check());
  const std::size_t row = text.find("\n  join ");
  ASSERT_NE(row, std::string::npos) << text;
  const std::string line = text.substr(row + 1, text.find('\n', row + 1) - row - 1);
  EXPECT_TRUE(has(line, "CPU")) << line;
  EXPECT_TRUE(has(line, "2.3 × network")) << line;
}

}  // namespace
}  // namespace sizer
