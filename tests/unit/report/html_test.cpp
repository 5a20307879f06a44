#include <gtest/gtest.h>

#include "answers.hpp"
#include "simulations.hpp"

namespace sizer {
namespace {

constexpr std::size_t kMost = 300'000;  // bytes of a page

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

Plan priced_plan() {
  Plan plan = answers::plan();
  plan.alternatives = {{answers::dearer_candidate(), "costs 14 % more"}};
  return plan;
}

TEST(APage, StandsAloneAndForbidsScriptsAndRequests) {
  for (const std::string& page :
       {to_html(priced_plan()), to_html(answers::check()), to_html(simulations::chain({"scan", "join"}))}) {
    EXPECT_EQ(page.rfind("<!DOCTYPE html>\n", 0), 0u);
    EXPECT_NE(page.find("Content-Security-Policy\" content=\"default-src 'none';"), std::string::npos);
    for (const char* active : {"<script", "src=", "http:", "https:", "url(", "@import", "javascript"}) {
      EXPECT_EQ(page.find(active), std::string::npos) << active;
    }
  }
}

TEST(APage, ClosesEveryElementItOpens) {
  const std::string page = to_html(priced_plan());
  for (const char* element : {"section", "figure", "svg", "table", "tr", "td", "dl", "div", "ul", "li", "details"}) {
    const std::string name(element);
    EXPECT_EQ(count_of(page, "<" + name + ">") + count_of(page, "<" + name + " "), count_of(page, "</" + name + ">"))
        << name;
  }
}

TEST(APage, TellsInWordsWhatEachPictureShows) {
  const std::string page = to_html(priced_plan());
  EXPECT_EQ(count_of(page, "<svg role=\"img\""), 4u);  // stages, cost against time, memory of a node and of an executor
  EXPECT_EQ(count_of(page, "<desc "), 4u);
  EXPECT_EQ(count_of(page, "<summary>the numbers</summary>"), 4u);
}

TEST(APage, ShowsTheDeadlineBesideTheClusters) {
  EXPECT_NE(to_html(priced_plan()).find("deadline, 2 h"), std::string::npos);
}

TEST(APage, ShowsHostileNamesAsText) {
  Plan plan = priced_plan();
  Check check = answers::check();
  plan.scenario.name.value = plan.recommended->stages[0].name = answers::kHostile;
  check.scenario.name.value = check.checked.stages[0].name = check.findings[0].message = answers::kHostile;
  SimulatedJob job = simulations::chain({answers::kHostile, "</svg>"});
  job.scenario.name.value = answers::kHostile;
  for (const std::string& page : {to_html(plan), to_html(check), to_html(job)}) {
    EXPECT_NE(page.find("a&quot;b\\nc\\x1b[31m&lt;script&gt;|*x*`é漢\\xff\\"), std::string::npos);
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find('\x1b'), std::string::npos);
  }
}

TEST(APage, DrawsNoClustersWhereNoneHasAPrice) {
  Plan plan = priced_plan();
  plan.recommended->cost.reset();
  plan.alternatives.clear();
  plan.front.clear();
  EXPECT_EQ(to_html(plan).find("Clusters by time and cost"), std::string::npos);
}

TEST(APage, OfAClusterWithoutRoomForAnExecutorHasNoMemoryToShow) {
  Check check = answers::check();
  check.checked.cluster.layout.executors_per_node = 0;
  EXPECT_EQ(to_html(check).find("Memory of an executor"), std::string::npos);
}

/// A row for each number of nodes, as `compare --vary` gives them.
Comparison thousand_cells(const std::string& name) {
  Comparison made;
  made.scenario = name;
  made.verdict = "nodes = 7";
  made.columns = {{"nodes", "nodes", Measure::count},
                  {"duration_p50_s", "p50", Measure::seconds},
                  {"cost_p50_usd", "cost", Measure::dollars}};
  ComparedCurve time{made.columns[0], made.columns[1], {}, 6};
  for (int nodes = 1; nodes <= 1000; ++nodes) {
    made.rows.push_back({.label = name + " = " + std::to_string(nodes),
                         .figures = {1.0 * nodes, 60 + 36000.0 / nodes, 1 + 0.01 * nodes},
                         .best = nodes == 7,
                         .meets_goal = nodes >= 7,
                         .why = nodes == 7 ? "" : "3 min 48 s longer, $0.168 dearer: CPU 5 min 48 s, not 3 min 54 s"});
    time.points.emplace_back(nodes, 60 + 36000.0 / nodes);
  }
  made.curves = {time};
  return made;
}

TEST(APage, OfAThousandCellsIsUnder300KBAndShowsTheBest) {
  const std::string page = to_html(thousand_cells("nodes"));
  EXPECT_LT(page.size(), kMost);
  EXPECT_NE(page.find("<title>nodes = 7: 1 h 27 min, $1.07</title>"), std::string::npos);  // 60 s + 36,000 s ÷ 7
  EXPECT_EQ(count_of(page, "<svg role=\"img\""), 2u);
}

TEST(APage, OfAComparisonShowsHostileNamesAsText) {
  const std::string page = to_html(thousand_cells(answers::kHostile));
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
}

TEST(APage, OfALargeJobIsUnder300KB) {
  Plan plan = priced_plan();
  for (int i = 0; i < 200; ++i) {
    plan.front.push_back(answers::candidate());
    plan.recommended->stages.push_back(answers::join_stage());
    plan.recommended->stages.back().name = "a stage with a name as long as people give them " + std::to_string(i);
  }
  EXPECT_LT(to_html(plan).size(), kMost);
  std::vector<std::string> names(200, "a stage with a name as long as people give them");
  EXPECT_LT(to_html(simulations::chain(names, 5000)).size(), kMost);
}

}  // namespace
}  // namespace sizer
