#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sizer/report.hpp"

namespace sizer {
namespace {

Comparison hostile() {
  Comparison c;
  c.name = "vary";
  c.scenario = "<script>alert(1)</script>";
  c.verdict = "a.toml: 41 min";
  c.columns = {{"scenario", "scenario", Measure::word},
               {"duration_p50_s", "p50", Measure::seconds},
               {"price_usd_per_hour", "price", Measure::dollars_per_hour}};
  c.rows = {{"=cmd()|x", {"=cmd()|x", 2460.0, (2 * usd / hour).base()}, true, true, ""},
            {"b\x1b[31m", {"b\x1b[31m", {}, {}}, false, false, "no answer, \"really\""}};
  return c;
}

TEST(ComparisonInCsv, HasTheUnitInTheKeyAndQuotesWhatNeedsIt) {
  const std::string csv = to_csv(hostile());
  EXPECT_TRUE(csv.starts_with("scenario,duration_p50_s,price_usd_per_hour,best,meets_goal,why\n")) << csv;
  EXPECT_NE(csv.find(",2460.0,2.0,true,true,"), std::string::npos) << csv;
  EXPECT_NE(csv.find("\"no answer, \"\"really\"\"\""), std::string::npos) << csv;
}

TEST(ComparisonInCsv, HoldsNoFormulaAndNoControlCharacter) {
  const std::string csv = to_csv(hostile());
  EXPECT_NE(csv.find("\n'=cmd()|x,"), std::string::npos) << csv;
  EXPECT_EQ(csv.find('\x1b'), std::string::npos);
}

TEST(ComparisonInJson, HasAMemberForEachColumnAndNullForWhatIsNotKnown) {
  const auto json = nlohmann::json::parse(to_json(hostile()));
  EXPECT_EQ(json["rows"][0]["duration_p50_s"], 2460);
  EXPECT_EQ(json["rows"][0]["price_usd_per_hour"], 2);
  EXPECT_TRUE(json["rows"][1]["duration_p50_s"].is_null());
  EXPECT_EQ(json["rows"][1]["why"], "no answer, \"really\"");
}

TEST(ComparisonInText, MarksTheBestAndIsSafe) {
  const std::string text = to_text(hostile());
  EXPECT_NE(text.find("← best"), std::string::npos) << text;
  EXPECT_NE(text.find("41 min"), std::string::npos) << text;
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(to_markdown(hostile()).find("<script>"), std::string::npos);
  EXPECT_EQ(to_html(hostile()).find("<script>"), std::string::npos);
}

}  // namespace
}  // namespace sizer
