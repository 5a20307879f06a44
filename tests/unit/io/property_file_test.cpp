#include <gtest/gtest.h>

#include "io/refusal.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace {

/// "key=value" of each property, in order.
std::vector<std::string> pairs_of(const std::string& text) {
  std::vector<std::string> pairs;
  for (const auto& p : parse_properties(text, "f").properties) pairs.push_back(p.key + "=" + p.value);
  return pairs;
}

using Pairs = std::vector<std::string>;

/// The one thing found about how a text is written.
SettingsFinding only_finding(const std::string& text) {
  const auto found = parse_properties(text, "f").findings;
  EXPECT_EQ(found.size(), 1U);
  return found.empty() ? SettingsFinding{} : found[0];
}

TEST(PropertyFile, KeepsKeyAndValueApartAsJavaDoes) {
  EXPECT_EQ(pairs_of("a 1\nb=2\nc:3\nd = 4\ne :5\n\tf\t6\ng==7\nh"),
            (Pairs{"a=1", "b=2", "c=3", "d=4", "e=5", "f=6", "g==7", "h="}));
}

TEST(PropertyFile, LeavesOutCommentsAndBlankLines) {
  EXPECT_EQ(pairs_of("# one\n  ! two\n\n   \na 1 # not a comment\n"), (Pairs{"a=1 # not a comment"}));
}

TEST(PropertyFile, JoinsALineThatEndsInABackslash) {
  EXPECT_EQ(pairs_of("a one,\\\n    two,\\\n\tthree\nb x"), (Pairs{"a=one,two,three", "b=x"}));
  EXPECT_EQ(pairs_of("a C:\\\\\nb x"), (Pairs{"a=C:\\", "b=x"}));  // an escaped backslash does not continue
  EXPECT_EQ(pairs_of("a 1\\"), (Pairs{"a=1"}));
}

TEST(PropertyFile, ReadsEscapes) {
  EXPECT_EQ(pairs_of("a\\ b\\=c\\:d 1"), (Pairs{"a b=c:d=1"}));
  EXPECT_EQ(pairs_of("a x\\ty\\q"), (Pairs{"a=x\tyq"}));
  EXPECT_EQ(pairs_of("a \\u00e9\\u20AC\\ud83d\\ude00"), (Pairs{"a=é€😀"}));
  EXPECT_EQ(pairs_of("a \\ud83dx"), (Pairs{"a=\xEF\xBF\xBDx"}));  // half a pair
}

TEST(PropertyFile, AcceptsEveryKindOfLineEnd) {
  EXPECT_EQ(pairs_of("a 1\r\nb 2\rc 3\n\r\nd 4"), (Pairs{"a=1", "b=2", "c=3", "d=4"}));
  EXPECT_EQ(pairs_of("a 1,\\\r\n  2\r\n"), (Pairs{"a=1,2"}));
}

TEST(PropertyFile, TakesTheBlanksAroundAValueAwayAsSparkDoes) { EXPECT_EQ(pairs_of("a 4g  \t\n"), (Pairs{"a=4g"})); }

TEST(PropertyFile, KnowsThePlaceOfEachProperty) {
  const auto file = parse_properties("# x\n\n  spark.a 1\nspark.b \\\n 2\nspark.c 3", "conf/spark-defaults.conf");
  ASSERT_EQ(file.properties.size(), 3U);
  EXPECT_EQ(file.properties[0].source, "conf/spark-defaults.conf:3:3");
  EXPECT_EQ(file.properties[1].source, "conf/spark-defaults.conf:4:1");
  EXPECT_EQ(file.properties[2].source, "conf/spark-defaults.conf:6:1");
  EXPECT_TRUE(file.findings.empty());
}

TEST(PropertyFile, ThatIsEmptyStatesNothing) {
  EXPECT_EQ(pairs_of(""), Pairs{});
  EXPECT_EQ(pairs_of("{}"), Pairs{});
}

TEST(PropertyFile, SaysThatAKeyStandsTwiceAndTakesTheLast) {
  const std::string text = "spark.a 1\nspark.b 2\nspark.a 3";
  EXPECT_EQ(pairs_of(text), (Pairs{"spark.a=3", "spark.b=2"}));
  const auto found = only_finding(text);
  EXPECT_EQ(found.finding.code, "duplicate-property");
  EXPECT_EQ(found.finding.severity, Severity::error);
  EXPECT_TRUE(found.bad_input);
  EXPECT_EQ(found.source, "f:3:1");
  EXPECT_NE(found.finding.message.find("f:1:1"), std::string::npos);
}

TEST(PropertyFile, WarnsOnlyWhereTheSameIsSaidTwice) {
  const auto found = only_finding("spark.a 1\nspark.a = 1");
  EXPECT_EQ(found.finding.severity, Severity::warning);
  EXPECT_TRUE(found.bad_input);
}

TEST(PropertyFile, ReadsPastAByteOrderMarkAndReportsIt) {
  const std::string text = "\xEF\xBB\xBFspark.a 1\r\nspark.b 2\r\n";
  EXPECT_EQ(pairs_of(text), (Pairs{"spark.a=1", "spark.b=2"}));
  EXPECT_EQ(only_finding(text).finding.code, "byte-order-mark");
  EXPECT_EQ(only_finding(text).source, "f:1:1");
}

TEST(PropertyFile, ReportsAValueWithoutAKey) {
  EXPECT_EQ(only_finding("spark.a 1\n= 4g").finding.code, "no-key");
  EXPECT_EQ(only_finding("spark.a 1\n= 4g").source, "f:2:1");
}

TEST(PropertyFile, ReportsAnEscapeThatJavaRefuses) {
  EXPECT_EQ(only_finding("spark.a C:\\users").finding.code, "broken-escape");
}

TEST(PropertyFile, MayBeAJsonObject) {
  const std::string json = R"({
  "spark.a": "1",
  "spark.b": 2, "spark.c": true, "spark.d": 0.6
})";
  EXPECT_EQ(pairs_of(json), (Pairs{"spark.a=1", "spark.b=2", "spark.c=true", "spark.d=0.6"}));
  const auto file = parse_properties(json, "p.json");
  EXPECT_EQ(file.properties[0].source, "p.json:2:4");
  EXPECT_EQ(file.properties[2].source, "p.json:3:18");
}

TEST(PropertyFile, MayBeAClassificationOfEmr) {
  EXPECT_EQ(pairs_of(R"([{"Properties": {"x": "1"}, "Classification": "yarn-site"},
                         {"Classification": "spark-defaults", "Properties": {"spark.a": "1"}}])"),
            (Pairs{"spark.a=1"}));
}

TEST(PropertyFile, MayBeAClusterOfDatabricksOrABatchOfLivy) {
  EXPECT_EQ(pairs_of(R"({"num_workers": 4, "spark_conf": {"spark.a": "1"}})"), (Pairs{"spark.a=1"}));
  EXPECT_EQ(pairs_of(R"({"file": "x.jar", "conf": {"spark.a": "1"}})"), (Pairs{"spark.a=1"}));
}

TEST(PropertyFile, InJsonMayNotStateAKeyTwiceEither) {
  EXPECT_EQ(only_finding(R"({"spark.a": "1", "spark.a": "2"})").source, "f:1:19");
}

TEST(PropertyFile, RefusesWhatIsNoJson) {
  const auto problem = only_problem(refusal([] { parse_properties("{\n \"spark.a\": ,\n}", "f"); }), "not valid JSON");
  EXPECT_EQ(problem.where.line, 2);
  EXPECT_EQ(problem.where.column, 13);
  only_problem(refusal([] { parse_properties("[", "f"); }), "not valid JSON");
  only_problem(refusal([] { parse_properties(std::string(1000, '['), "f"); }), "nested more than 32 deep");
  only_problem(refusal([] { parse_properties("[1, 2]", "f"); }), "no Spark properties");
  only_problem(refusal([] { parse_properties(R"({"spark.a": ["1"]})", "f"); }), "'spark.a' has no value");
}

TEST(PropertyFile, RefusesWhatIsNoText) {
  using namespace std::string_literals;
  const auto problem =
      only_problem(refusal([] { parse_properties("spark.a 1\nspark.b \0"s, "f"); }), "control character");
  EXPECT_EQ(problem.where.line, 2);
  EXPECT_EQ(problem.where.column, 9);
  only_problem(refusal([] { parse_properties("\xFF\xFE", "f"); }), "not UTF-8");
  only_problem(refusal([] { parse_properties("spark.a " + std::string(70'000, 'x'), "f"); }), "more than 64 KiB");
  only_problem(refusal([] { parse_properties(std::string((4U << 20) + 1, 'x'), "f"); }), "more than 4 MiB");
  std::string many;
  for (int i = 0; i < 10'001; ++i) many += "k" + std::to_string(i) + " 1\n";
  only_problem(refusal([&] { parse_properties(many, "f"); }), "more than 10,000 properties");
}

}  // namespace
}  // namespace sizer
