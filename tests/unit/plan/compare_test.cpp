#include "sizer/compare.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "plan/compare/anatomy.hpp"
#include "scenarios.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace {

const InstanceTable& all() {
  static const InstanceTable table = InstanceTable::built_in();
  return table;
}

Comparison varied(const std::string& phrase, const std::vector<std::string>& texts, int worlds = 64) {
  const Varied v = vary_phrase(phrase, {"cluster.instances=r6id.*"}, texts);
  return compare_cells(v.keys, v.cases, all(), {.worlds = worlds});
}

double number_in(const Comparison& c, std::size_t row, std::string_view key) {
  const auto column = std::ranges::find(c.columns, key, &ComparedColumn::key) - c.columns.begin();
  return std::get<double>(c.rows[row].figures[static_cast<std::size_t>(column)]);
}

TEST(Comparison, AnswersEachCellAsAPlanDoes) {
  const Comparison c = varied("500 GB join, 1h", {"deadline=1h,2h"});
  const Varied v = vary_phrase("500 GB join", {"cluster.instances=r6id.*"}, {"deadline=1h,2h"});
  for (std::size_t i = 0; i < 2; ++i) {
    const Plan planned = plan(v.cases[i].scenario, all(), {.worlds = 64});
    EXPECT_EQ(number_in(c, i, "duration_p50_s"), planned.recommended->duration.p50.base());
    EXPECT_EQ(number_in(c, i, "cost_p50_usd"), planned.recommended->cost->p50.base());
    EXPECT_EQ(number_in(c, i, "nodes"), planned.recommended->cluster.nodes);
  }
}

TEST(Comparison, MarksTheCheapestThatMeetsTheGoal) {
  const Comparison c = varied("500 GB join, 1h", {"nodes=2,4,8,16,32"});
  ASSERT_NE(c.best(), nullptr);
  const auto best = static_cast<std::size_t>(c.best() - c.rows.data());
  EXPECT_TRUE(c.rows[best].meets_goal);
  for (std::size_t i = 0; i < c.rows.size(); ++i) {
    if (!c.rows[i].meets_goal) continue;
    EXPECT_GE(number_in(c, i, "cost_p50_usd"), number_in(c, best, "cost_p50_usd")) << i;
  }
}

TEST(Comparison, SaysWhatMakesARowDiffer) {
  const Varied v = vary_phrase("500 GB join, 1h", {"cluster.instances=r6id.2xlarge"}, {"nodes=4,16"});
  const Comparison c = compare_cells(v.keys, v.cases, all(), {.worlds = 64});
  const std::size_t other = c.rows[0].best ? 1 : 0;
  EXPECT_NE(c.rows[other].why.find("slots, not"), std::string::npos) << c.rows[other].why;
}

TEST(Comparison, LeavesACellWithoutAnAnswerToItself) {
  const Varied v = vary_phrase("500 GB, 2h", {}, {"provider=aws,gcp", "platform=emr,dataproc"});
  const Comparison c = compare_cells(v.keys, v.cases, all(), {.worlds = 64});
  ASSERT_EQ(c.rows.size(), 4U);
  EXPECT_NE(c.rows[1].why.find("dataproc does not run on aws"), std::string::npos);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(c.rows[1].figures[2]));
  EXPECT_TRUE(c.met);
}

TEST(Comparison, OfManyCellsComesNearThePlanOfEach) {
  // 45 cells are more than kExactCells: fewer worlds and a shortlist of types, so that the costs may differ a little.
  const Comparison c = varied("500 GB join", {"deadline=40 min..128 min:2 min"});
  ASSERT_GT(c.rows.size(), kExactCells);
  EXPECT_FALSE(c.notes.empty());
  const Plan planned = plan(parse_phrase("500 GB join, 1h", {"cluster.instances=r6id.*"}), all(), {.worlds = 64});
  EXPECT_NEAR(number_in(c, 10, "cost_p50_usd"), planned.recommended->cost->p50.base(),
              0.1 * planned.recommended->cost->p50.base());  // 40 + 10 × 2 = 60 min
}

TEST(Anatomy, OfARunAddsUpToItsDuration) {
  Scenario s = batch(500 * GB, 2 * hour);
  s.cluster.purchase = {Purchase::spot, "test"};
  const Plan planned = plan(s, aws(), {.worlds = 64});
  const Question q(s, {.worlds = 64});
  WaveCurves curves;
  const Anatomy a = anatomy_of(q, planned.recommended->cluster, curves);
  const auto sum = std::accumulate(a.waits.begin(), a.waits.end(), Seconds<>());
  EXPECT_NEAR(sum.base(), a.total.base(), 1e-6 * a.total.base());
  EXPECT_GT(a.wait(Wait::reclaimed), Seconds<>());
}

TEST(ReadyComparisons, HaveANameOfTheirOwnAndAQuestion) {
  std::set<std::string_view> names;
  for (const auto& ready : ready_comparisons()) {
    EXPECT_TRUE(names.insert(ready.name).second) << ready.name;
    EXPECT_TRUE(ready.question.ends_with("?")) << ready.name;
  }
}

}  // namespace
}  // namespace sizer
