#include <gtest/gtest.h>

#include "io/refusal.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace {

Diagnostic problem_of(const std::string& phrase, const std::string& words) {
  return only_problem(refusal([&] { parse_phrase(phrase); }), words);
}

TEST(Phrase, OfASizeAndADeadlineIsEnough) {
  const Scenario s = parse_phrase("500 GB, 2h SLA");
  EXPECT_EQ(s.data.value, 500 * GB);
  EXPECT_EQ(s.data.source, "the phrase");
  EXPECT_EQ(s.goal.deadline->value, 2 * hour);
  EXPECT_TRUE(s.profile.is_default());
}

TEST(Phrase, ReadsAlikeInAnyOrder) {
  for (const char* phrase : {"500GB 2h", "2h, 500 GB", "within 2 hours: 500 GB", "500 GB in under 120 min",
                             "process 500 gigabytes with a deadline of 1 h 60 min", "SLA 2h; 500 GB",
                             "500\u00A0GB in 2\u00A0h", "0.5 TB, 2h."}) {
    const Scenario s = parse_phrase(phrase);
    EXPECT_EQ(s.data.value, 500 * GB) << phrase;
    ASSERT_TRUE(s.goal.deadline) << phrase;
    EXPECT_EQ(s.goal.deadline->value, 2 * hour) << phrase;
  }
}

TEST(Phrase, SaysWhatTheWorkIs) {
  for (const auto& [phrase, profile] : {std::pair{"etl", Profile::etl},
                                        {"joins", Profile::join},
                                        {"aggregation", Profile::aggregate},
                                        {"ml", Profile::ml},
                                        {"machine learning", Profile::ml},
                                        {"python udf", Profile::python_udf},
                                        {"heavy user code", Profile::heavy_user_code},
                                        {"GROUP BY", Profile::aggregate},
                                        {"python_udf", Profile::python_udf}}) {
    EXPECT_EQ(parse_phrase("1 TB " + std::string(phrase)).profile.value, profile) << phrase;
  }
  EXPECT_TRUE(parse_phrase("1 TB pyspark etl").python.value);
}

TEST(Phrase, SaysWhatTheInputIs) {
  const Scenario gzip = parse_phrase("1 TB json.gz, 50,000 files, 5 billion rows");
  EXPECT_EQ(gzip.input.format.value, Format::json);
  EXPECT_EQ(gzip.input.codec.value, Codec::gzip);
  EXPECT_DOUBLE_EQ(gzip.input.files->value, 50'000);
  EXPECT_DOUBLE_EQ(gzip.input.rows->value, 5e9);
  const Scenario zstd = parse_phrase("1 TB zstd csv 20k files");
  EXPECT_EQ(zstd.input.format.value, Format::csv);
  EXPECT_EQ(zstd.input.codec.value, Codec::zstd);
  EXPECT_DOUBLE_EQ(zstd.input.files->value, 20'000);
  EXPECT_DOUBLE_EQ(parse_phrase("1 TB ml 20 iterations").input.iterations.value, 20);
}

TEST(Phrase, SaysWhatTheClusterMayBe) {
  const Scenario s = parse_phrase("5 TB parquet join on gcp in 90 min under $40, spot, max 50 nodes");
  EXPECT_EQ(s.cluster.providers.at(0).value, Provider::gcp);
  EXPECT_EQ(s.goal.budget->value, 40 * usd);
  EXPECT_EQ(s.cluster.purchase.value, Purchase::spot);
  EXPECT_EQ(s.cluster.min_nodes.value, 1);
  EXPECT_EQ(s.cluster.max_nodes.value, 50);
  EXPECT_EQ(parse_phrase("1 TB all clouds").cluster.providers.size(), 3U);
  EXPECT_EQ(parse_phrase("1 TB on aws or azure").cluster.providers.size(), 2U);
  EXPECT_EQ(parse_phrase("1 TB k8s").cluster.platform->value, Platform::kubernetes);
  EXPECT_EQ(parse_phrase("1 TB spark 4.0").cluster.spark.value, spark::Version::v4_0);
  EXPECT_EQ(parse_phrase("spark 3.5 TB").data.value, 3.5 * TB);
}

TEST(Phrase, FixesNodesAndTypes) {
  const Scenario fixed = parse_phrase("1 TB, 10 x m5.2xlarge");
  EXPECT_EQ(fixed.cluster.min_nodes.value, 10);
  EXPECT_EQ(fixed.cluster.max_nodes.value, 10);
  EXPECT_EQ(fixed.cluster.instances.at(0).value, "m5.2xlarge");
  EXPECT_EQ(parse_phrase("1 TB, 10 m5.2xlarge").cluster.max_nodes.value, 10);
  EXPECT_EQ(parse_phrase("1 TB r6id.* m6id.*").cluster.instances.size(), 2U);
  EXPECT_EQ(parse_phrase("1 TB 2..20 nodes").cluster.min_nodes.value, 2);
  EXPECT_EQ(parse_phrase("1 TB at least 5 nodes").cluster.min_nodes.value, 5);
}

TEST(Phrase, SaysHowSureToBe) {
  for (const char* words : {"99% sure", "99 % confident", "confidence 99%", "p99", "with 99 percent probability"}) {
    EXPECT_DOUBLE_EQ(parse_phrase("1 TB 2h " + std::string(words)).goal.confidence.value, 0.99) << words;
  }
}

TEST(Phrase, SaysHowOftenAndWhatIsPaid) {
  EXPECT_DOUBLE_EQ(parse_phrase("1 TB hourly").schedule.runs_per_month.value, 730);
  EXPECT_DOUBLE_EQ(parse_phrase("1 TB every hour").schedule.runs_per_month.value, 730);
  EXPECT_DOUBLE_EQ(parse_phrase("1 TB 20% discount").prices.discount.value, 0.2);
  EXPECT_DOUBLE_EQ(parse_phrase("1 TB 3 %/month growth").schedule.growth.value, 0.03);
  EXPECT_EQ(parse_phrase("1 TB 40 USD").goal.budget->value, 40 * usd);
}

TEST(Phrase, PointsAtTheWordItDoesNotKnow) {
  const auto found = problem_of("500 GB, jion, 2h", "'jion' is not understood, did you mean 'join'");
  EXPECT_EQ(found.where.file, "<phrase>");
  EXPECT_EQ(found.where.line, 1);
  EXPECT_EQ(found.where.column, 9);
  EXPECT_EQ(found.where.length, 4);
  EXPECT_NE(found.hint.find("a profile"), std::string::npos);
}

TEST(Phrase, TakesNoNumberForWhatItIsNot) {
  problem_of("500 GO", "'500 GO' is not understood");
  problem_of("500 GB 95 %", "of what?");
  problem_of("1 TB/day", "is a rate");
  problem_of("500 GB 16 cores", "'16 cores' is not understood");
  problem_of("500 GB at least 2h", "no meaning");
  problem_of("500 GB €40", "not understood");
}

TEST(Phrase, SaysWhatAWordThatIsCountedLacks) {
  EXPECT_EQ(problem_of("500 GB files", "'files' is not understood without a number").hint,
            "counts read like \"4000 files\", \"5 billion rows\" or \"8 nodes\"");
}

TEST(Phrase, ReadsANumberAsTheUnitOfNoOther) {
  EXPECT_EQ(problem_of("500, 2h", "'500' is not understood").where.length, 3);
}

TEST(Phrase, IsCheckedLikeAFile) {
  problem_of("0 GB", "must be more than 0");
  problem_of("-5 GB", "negative");
  problem_of("nan GB", "nan");
  problem_of("1e30 GB", "more than 1 EB");
  problem_of("500 GB 0h", "must be more than 0");
  problem_of("500 GB 100% sure", "lies between 0 and 1");
  problem_of("500 GB emr on gcp", "emr does not run on gcp");
}

TEST(Phrase, SaysOneThingOnce) {
  EXPECT_EQ(problem_of("500 GB 600 GB", "a second size: '600 GB'").hint, "the first is '500 GB'");
  problem_of("500 GB 2h 3h", "a second deadline: '3h'");
  problem_of("500 GB etl join", "a second profile");
  EXPECT_EQ(parse_phrase("500 GB etl etl").profile.value, Profile::etl);
}

TEST(Phrase, WithoutASizeIsNoQuestion) {
  for (const char* phrase : {"", " , ", "2h SLA", "join"}) problem_of(phrase, "the phrase gives no data size");
}

TEST(Phrase, SuggestsNearInstanceTypes) { problem_of("500 GB m6i.4xlrge", "did you mean 'm6i.4xlarge'"); }

TEST(Phrase, ThatIsAFileNameIsToldWhereItGoes) {
  EXPECT_NE(problem_of("nightly.toml", "not understood").hint.find("sizer plan nightly.toml"), std::string::npos);
}

TEST(Phrase, OfHostileTextIsRefused) {
  problem_of(std::string(100'000, 'x'), "too long");
  problem_of("500 GB \xFF", "not UTF-8");
}

TEST(APhrase, ReadsNumbersInWords) {
  const auto deadline = [](const char* phrase) { return parse_phrase(phrase).goal.deadline->value; };
  EXPECT_EQ(deadline("1 TB join within an hour"), 1 * hour);
  EXPECT_EQ(deadline("1 TB, two hours"), 2 * hour);
  EXPECT_EQ(deadline("1 TB in half an hour"), 30 * minute);
  EXPECT_EQ(parse_phrase("half a TB").data.value, 500 * GB);
  only_problem(refusal([] { parse_phrase("1 TB an hour"); }), "'hour' is not understood");  // a rate, no deadline
}

TEST(APhrase, SaysWhereExecutorsAreSet) {
  const auto found = refusal([] { parse_phrase("500 GB, 4 cores"); });
  EXPECT_NE(only_problem(found, "'4 cores'").hint.find("cluster.executor_cores"), std::string::npos);
}

}  // namespace
}  // namespace sizer
