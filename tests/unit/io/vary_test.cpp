#include <gtest/gtest.h>

#include <algorithm>

#include "refusal.hpp"
#include "sizer/io.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr const char* kNightly = R"(
data = "500 GB"
deadline = "2h"
[[stage]]
name = "read"
shuffle = "100 GB"
[[stage]]
name = "join"
reads = ["read"]
)";

Varied varied(const std::vector<std::string>& texts, const std::vector<std::string>& set = {}) {
  return vary_scenario(kNightly, "nightly.toml", set, texts);
}
std::vector<Diagnostic> refused(const std::vector<std::string>& texts, const std::vector<std::string>& set = {}) {
  return refusal([&] { varied(texts, set); });
}
std::vector<std::string> first_values(const Varied& v) {
  std::vector<std::string> values;
  for (const auto& one : v.cases) values.push_back(one.values.front());
  return values;
}
using Words = std::vector<std::string>;

TEST(VariedKey, OfOneTableAloneNeedsNoTable) {
  const Varied v = varied({"nodes=4,8"});
  EXPECT_EQ(v.keys.at(0).key, "cluster.nodes");
  EXPECT_EQ(v.keys.at(0).title, "nodes");
  ASSERT_EQ(v.cases.size(), 2U);
  EXPECT_EQ(v.cases[1].scenario.cluster.min_nodes.value, 8);
  EXPECT_EQ(v.cases[1].scenario.cluster.max_nodes.value, 8);
  EXPECT_EQ(v.cases[1].scenario.cluster.min_nodes.source, "--vary");
}

TEST(VariedKey, MayBeAnyOfTheScenario) {
  EXPECT_EQ(varied({"input.format=csv"}).cases[0].scenario.input.format.value, Format::csv);
  EXPECT_EQ(varied({"goal.confidence=90 %"}).cases[0].scenario.goal.confidence.value, 0.9);
  EXPECT_EQ(varied({"stage.join.skew=0.2"}).cases[0].scenario.stages[1].skew->value, 0.2);
  EXPECT_EQ(varied({"assume.\"shuffle.compression\"=2"}).cases[0].scenario.assume.at("shuffle.compression").typical, 2);
  EXPECT_EQ(varied({"assume.shuffle.compression=2"}).cases[0].scenario.assume.at("shuffle.compression").typical, 2);
  EXPECT_EQ(varied({"spark.executor.cores=4"}).cases[0].scenario.cluster.executor_cores->value, 4);
  EXPECT_EQ(varied({"instances=[\"r6id.*\",\"m6id.*\"]"}).cases[0].scenario.cluster.instances.size(), 2U);
}

TEST(VariedKeys, MakeTheirCrossProduct) {
  const Varied v = varied({"nodes=4,8", "purchase=spot,on-demand,mixed"});
  ASSERT_EQ(v.cases.size(), 6U);  // 2 × 3
  EXPECT_EQ(v.cases[4].values, (Words{"8", "on-demand"}));
}

TEST(VariedRange, HasEveryWholeNumberOrTheStepsAsked) {
  EXPECT_EQ(first_values(varied({"nodes=4..7"})), (Words{"4", "5", "6", "7"}));
  EXPECT_EQ(first_values(varied({"nodes=4..16:4"})), (Words{"4", "8", "12", "16"}));
  EXPECT_EQ(first_values(varied({"nodes=4..32:x2"})), (Words{"4", "8", "16", "32"}));
  EXPECT_EQ(first_values(varied({"data=100 GB..0.4 TB:100 GB"})), (Words{"100 GB", "200 GB", "300 GB", "400 GB"}));
  EXPECT_EQ(first_values(varied({"deadline=1h..2h:30 min"})), (Words{"1 h", "1.5 h", "2 h"}));
  EXPECT_EQ(first_values(varied({"budget=$4..$8:$2"})), (Words{"$4", "$6", "$8"}));
}

TEST(VariedRange, IsRefusedWhereItLeadsNowhere) {
  only_problem(refused({"nodes=32..4"}), "the end lies before the beginning");
  only_problem(refused({"data=1 TB..5 TB"}), "values with a unit need a step");
  only_problem(refused({"nodes=4..8:0"}), "a step must lead on");
  only_problem(refused({"nodes=4..8:x1"}), "a step must lead on");
  only_problem(refused({"data=1 TB..5 parsecs:1 TB"}), "a unit that is not known");
}

TEST(VariedRange, OfAMillionIsRefusedBeforeItIsMade) {
  const auto problem = only_problem(refused({"nodes=1..1000000"}), "1,000,000 values");
  EXPECT_EQ(problem.where.column, 7);  // after "nodes="
  only_problem(refused({"nodes=1..100", "data=1 GB..100 GB:1 GB"}), "100 × 100 = 10,000 cells");
  only_problem(refused({"nodes=1..1000000000:x1.0000001"}), "the range has");
}

TEST(VariedValue, IsReadAsTheScenarioReadsItWithItsPlace) {
  const auto problem = only_problem(refused({"data=500 GB,120 GO"}), "unknown unit 'GO'");
  EXPECT_EQ(problem.where.file, "--vary");
  EXPECT_EQ(problem.where.line_text, "data=500 GB,120 GO");
  EXPECT_EQ(problem.where.column, 17);  // of GO
  only_problem(refused({"input.format=parquet,jsn"}), "'jsn' is not a format, did you mean 'json'?");
  only_problem(refused({"nodes=4,"}), "a value is missing");
  only_problem(refused({"nodes"}), "a key and its values");
}

TEST(VariedValue, GivenTwiceIsRefused) {
  const auto problem = only_problem(refused({"nodes=4,8,4"}), "'4' is given twice");
  EXPECT_EQ(problem.where.column, 11);
}

TEST(VariedKey, GivenTwiceOrAlsoSetIsRefused) {
  only_problem(refused({"nodes=4,8", "cluster.nodes=16"}), "varies twice");
  only_problem(refused({"nodes=4,8"}, {"cluster.nodes=5"}), "is also fixed");
}

TEST(VariedKey, ThatCannotVaryIsRefusedWithAHint) {
  only_problem(refused({"name=a,b"}), "a name changes no answer");
  only_problem(refused({"input=a,b"}), "'input' is a table");
  only_problem(refused({"stage.join.reads=a,b"}), "the shape of the job does not vary");
  only_problem(refused({"measured.0.data=1 TB"}), "what was measured does not vary");
  only_problem(refused({"spark.speculation=true,false"}), "does not move the prediction");
  EXPECT_NE(refused({"nods=4,8"}).at(0).message.find("unknown key 'nods'"), std::string::npos);
}

TEST(VariedValues, ThatContradictEachOtherOnlyTogetherLeaveTheirCellWithoutAnAnswer) {
  // EMR runs on AWS alone and Dataproc on Google Cloud alone, so that two of the four cells are none.
  const Varied v = varied({"provider=aws,gcp", "platform=emr,dataproc"});
  ASSERT_EQ(v.cases.size(), 4U);
  EXPECT_TRUE(v.cases[0].no_answer.empty());
  EXPECT_NE(v.cases[1].no_answer.find("dataproc does not run on aws"), std::string::npos);
  EXPECT_NE(v.cases[2].no_answer.find("emr does not run on gcp"), std::string::npos);
  EXPECT_TRUE(v.cases[3].no_answer.empty());
}

TEST(VariedValues, ThatContradictTheScenarioInEveryCellAreWrong) {
  only_problem(refused({"purchase=on-demand,spot"}, {"cluster.provider=onprem"}), "not sold as spot");
}

TEST(VariedScenario, MayBeAStream) {
  const Varied v =
      vary_scenario("[stream]\nevents_per_second = 50_000\n", "clicks.toml", {}, {"stream.watermark=10 min,1 h"});
  ASSERT_EQ(v.cases.size(), 2U);
  EXPECT_EQ(v.cases[1].scenario.stream->watermark->value, 1 * hour);
}

TEST(VariedPhrase, VariesAsAFileDoes) {
  const Varied v = vary_phrase("500 GB, 2h SLA", {}, {"data=1 TB,2 TB"});
  ASSERT_EQ(v.cases.size(), 2U);
  EXPECT_EQ(v.cases[1].scenario.data.value, 2 * TB);
}

}  // namespace
}  // namespace sizer
