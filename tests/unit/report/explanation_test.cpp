#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sizer/report.hpp"

namespace sizer {
namespace {

using Time = Seconds<Traced>;

/// scan = 80 GB ÷ 2 GB/s = 40 s; shuffle = 9.6 GB ÷ 1 GB/s = 9.6 s
Time stage_time() {
  const auto data = input<Traced>("data", 80 * GB, "nightly.toml:2");
  const auto disk = input<Traced>("disk", 2 * GB / second, "aws.csv 2026-07-20");
  const auto wire = input<Traced>("bytes shuffled", 9.6 * GB, "assumption join.shuffle");
  const auto network = input<Traced>("network", 1 * GB / second, "aws.csv 2026-07-20");
  return named("stage time", max(named("scan", data / disk), named("shuffle", wire / network)));
}

Explanation of(const Time& root) { return {.roots = {root.base().shared()}}; }

std::string text_of(const Time& root, const std::string& term) {
  return explanation_to_text(of(root), term, {.colour = false, .width = 100});
}

Time seconds_called(const char* name, double value) { return input<Traced>(name, value * second, "default"); }

TEST(AnExplanation, ShowsFormulaValuesResultAndWhereEachInputCameFrom) {
  EXPECT_EQ(text_of(stage_time(), "stage time"),
            "stage time = max(scan, shuffle) = max(40 s, 9.6 s) = 40 s\n"
            "  scan = data ÷ disk = 80 GB ÷ 2 GB/s = 40 s\n"
            "    data = 80 GB (nightly.toml:2)\n"
            "    disk = 2 GB/s (aws.csv 2026-07-20)\n"
            "  shuffle = bytes shuffled ÷ network = 9.6 GB ÷ 1 GB/s = 9.6 s\n"
            "    bytes shuffled = 9.6 GB (assumption join.shuffle)\n"
            "    network = 1 GB/s (aws.csv 2026-07-20)\n");
}

TEST(AnExplanation, WithoutATermIsTheResultsThenTheTermsToAskForThenEveryStep) {
  const std::string text = text_of(stage_time(), "");
  const std::string results_and_terms =
      "stage time = max(scan, shuffle) = max(40 s, 9.6 s) = 40 s\n"
      "\n"
      "terms to ask for, besides these results\n"
      "  of the job  scan · shuffle\n"
      "  given       data · disk · bytes shuffled · network\n"
      "\n"
      "every number, down to where its inputs come from\n"
      "\n";
  EXPECT_EQ(text, results_and_terms + text_of(stage_time(), "stage time"));
}

TEST(AnExplanation, ShowsWholeNumbersWithAllTheirDigits) {
  // 3,726 and not 3,730: a count of tasks is exact.
  const auto tasks = input<Traced>("tasks", Scalar<>(3726.0), "the stages");
  EXPECT_EQ(text_of(named("wait", tasks * seconds_called("wait a task", 2)), "tasks"), "tasks = 3,726 (the stages)\n");
}

TEST(ATerm, IsFoundInAnyCaseAndWithAnySeparator) {
  const std::string leaf = "bytes shuffled = 9.6 GB (assumption join.shuffle)\n";
  for (const char* term : {"bytes shuffled", "BYTES_SHUFFLED", "bytes.shuffled", "bytes", "  Bytes-Shuffled "}) {
    EXPECT_EQ(text_of(stage_time(), term), leaf) << term;
  }
}

TEST(ATerm, ThatIsAWholeNameWinsOverNamesThatContainIt) {
  EXPECT_EQ(text_of(stage_time(), "shuffle").rfind("shuffle = bytes shuffled ÷ network", 0), 0u);
}

TEST(ATerm, ThatNoStepHasGivesNothing) {
  EXPECT_EQ(text_of(stage_time(), "cache"), "");
  EXPECT_EQ(text_of(stage_time(), " . "), "");
  EXPECT_EQ(explanation_to_json(of(stage_time()), "cache"), "");
}

TEST(ATerm, ThatManyStepsHaveShowsEightAndNamesTheRest) {
  Time total = seconds_called("wait 0", 1);
  for (int i = 1; i < 10; ++i) total = total + seconds_called(("wait " + std::to_string(i)).c_str(), 1);
  const std::string text = text_of(named("total", total), "wait");
  EXPECT_NE(text.find("wait 7 = 1 s"), std::string::npos);
  EXPECT_EQ(text.find("wait 8 = 1 s"), std::string::npos);
  EXPECT_NE(text.find("more of that name: wait 8, wait 9\n"), std::string::npos) << text;
}

TEST(AFormula, HasOnlyTheParenthesesItNeeds) {
  const auto a = seconds_called("a", 8), b = seconds_called("b", 2), c = seconds_called("c", 3);
  const auto first_line = [](const Time& time) {
    const std::string text = text_of(named("x", time), "x");
    return text.substr(0, text.find('\n'));
  };
  EXPECT_EQ(first_line(a - (b - c)), "x = a − (b − c) = 8 s − (2 s − 3 s) = 9 s");
  EXPECT_EQ(first_line((a - b) - c), "x = a − b − c = 8 s − 2 s − 3 s = 3 s");
  EXPECT_EQ(first_line(a + (b + c)), "x = a + b + c = 8 s + 2 s + 3 s = 13 s");
  EXPECT_EQ(first_line((a + b) / (b / c)), "x = (a + b) ÷ (b ÷ c) = (8 s + 2 s) ÷ (2 s ÷ 3 s) = 15 s");
  EXPECT_EQ(first_line(a * (b / c)), "x = a × b ÷ c = 8 s × 2 s ÷ 3 s = 5.33 s");
  EXPECT_EQ(first_line(max(a, max(b, c))), "x = max(a, b, c) = max(8 s, 2 s, 3 s) = 8 s");
  EXPECT_EQ(first_line(choose_less(a, b, a, c)), "x = if(a < b, a, c) = if(8 s < 2 s, 8 s, 3 s) = 3 s");
  EXPECT_EQ(first_line(a * pow(b / c, Scalar<>(2.0))), "x = a × (b ÷ c) ^ 2 = 8 s × (2 s ÷ 3 s) ^ 2 = 3.56 s");
}

TEST(AFormula, LeavesOutZerosAndOnesThatChangeNothing) {
  const Time sum = Time() + seconds_called("a", 8) * 1.0;
  EXPECT_EQ(text_of(named("x", sum), "x").substr(0, 13), "x = a = 8 s\n ");
  const auto ratio = named("y", pow(seconds_called("a", 8) / (1 * second), Scalar<>(2.0)));
  EXPECT_EQ(explanation_to_text({.roots = {ratio.base().shared()}}, "y").substr(0, 22), "y = a ^ 2 = 8 ^ 2 = 64");
}

TEST(AFormula, OfAStageLeavesOutTheStagesOwnName) {
  const Time sum = seconds_called("join: cpu time", 1) + seconds_called("scan: cpu time", 2);
  const std::string text = text_of(named("join: stage time", sum), "stage time");
  EXPECT_EQ(text.substr(0, text.find('\n')), "join: stage time = cpu time + scan: cpu time = 1 s + 2 s = 3 s");
}

TEST(TheTermsToAskFor, NameWhatStagesHaveInCommonOnce) {
  const Time sum = seconds_called("join: cpu time", 1) + seconds_called("scan: cpu time", 2);
  const std::string text = text_of(named("duration", sum), "");
  EXPECT_NE(text.find("  of a stage  cpu time\n"), std::string::npos) << text;
}

TEST(AStepUsedTwice, IsShownInFullOnce) {
  const Time scan = named("scan", seconds_called("disk", 1) + seconds_called("wire", 2));
  const Time both = named("both", named("first", scan + scan) + named("second", scan - seconds_called("disk", 1)));
  EXPECT_EQ(text_of(both, "both"),
            "both = first + second = 6 s + 2 s = 8 s\n"
            "  first = scan + scan = 3 s + 3 s = 6 s\n"
            "    scan = disk + wire = 1 s + 2 s = 3 s\n"
            "      disk = 1 s (default)\n"
            "      wire = 2 s (default)\n"
            "  second = scan − disk = 3 s − 1 s = 2 s\n"
            "    scan = 3 s (see above)\n"
            "    disk = 1 s (see above)\n");
}

// Each step uses the last one twice: written out, the end would have 2⁶⁰ terms.
TEST(SharedStepsWithoutANameOfTheirOwn, AreNotWrittenOutAgainAndAgain) {
  Time doubled = seconds_called("start", 1);
  for (int i = 0; i < 60; ++i)
    doubled = max(doubled, doubled + seconds_called(("floor " + std::to_string(i)).c_str(), 1));
  const Explanation explanation = of(named("end", doubled));
  EXPECT_LT(explanation_to_text(explanation, "end").size(), 20'000u);
  EXPECT_LT(explanation_to_json(explanation, "").size(), 100'000u);
}

TEST(ALongFormula, IsBrokenAtItsEqualsSigns) {
  const std::string text = explanation_to_text(of(stage_time()), "stage", {.colour = false, .width = 50});
  const std::string expected =
      "stage time = max(scan, shuffle)\n"
      "           = max(40 s, 9.6 s)\n"
      "           = 40 s\n";
  EXPECT_EQ(text.rfind(expected, 0), 0u) << text;
}

TEST(AVeryLongChainOfSteps, IsListedWithoutRunningOutOfStack) {
  // 20,000 s = 5 h 33 min 20 s
  Time total = seconds_called("start", 0);
  for (int i = 0; i < 20'000; ++i) total = total + seconds_called("wait", 1);
  EXPECT_NE(text_of(named("total", total), "total").find("= 5 h 33 min\n"), std::string::npos);
}

TEST(AnExplanationInJson, ListsTheStepsBelowATermWithBaseUnits) {
  const auto json = nlohmann::json::parse(explanation_to_json(of(stage_time()), "scan"));
  ASSERT_EQ(json["nodes"].size(), 3u);  // data, disk, scan
  const auto& scan = json["nodes"][2];
  EXPECT_EQ(json["shown"][0], scan["id"]);
  EXPECT_EQ(scan["name"], "scan");
  EXPECT_EQ(scan["operation"], "divide");
  EXPECT_EQ(scan["formula"], "data ÷ disk");
  EXPECT_EQ(scan["value"], 40);
  EXPECT_EQ(scan["unit"], "s");
  EXPECT_EQ(scan["inputs"], (std::vector<int>{0, 1}));
  EXPECT_EQ(json["nodes"][0]["source"], "nightly.toml:2");
  EXPECT_EQ(json["nodes"][1]["unit"], "B/s");
}

TEST(NamesInAnExplanation, AreShownEscaped) {
  const std::string text = text_of(named("x\x1b[2J", seconds_called("a\nb", 1) + seconds_called("c", 1)), "x");
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("a\\nb"), std::string::npos) << text;
}

}  // namespace
}  // namespace sizer
