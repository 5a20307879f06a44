#include <gtest/gtest.h>

#include "io/refusal.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace {

const std::string kData = "data = \"500 GB\"\n";

Diagnostic problem_of(const std::string& toml, const std::string& words) {
  return only_problem(refusal([&] { parse_scenario(toml, "job.toml"); }), words);
}

TEST(Scenario, NeedsNothingButTheData) {
  const Scenario s = parse_scenario(kData, "job.toml");
  EXPECT_EQ(s.data.value, 500 * GB);
  EXPECT_EQ(s.data.source, "job.toml:1");
  EXPECT_EQ(s.profile.value, Profile::etl);
  EXPECT_TRUE(s.profile.is_default());
  EXPECT_FALSE(s.goal.deadline);
  EXPECT_DOUBLE_EQ(s.goal.confidence.value, 0.95);
}

TEST(Scenario, ReadsEveryTable) {
  const Scenario s = parse_scenario(R"(
name = "nightly"
data = "1.5 TB"
deadline = "90 min"
profile = "join"
python = true
[input]
format = "csv"
codec = "gzip"
files = 4000
rows = "5 billion"
partitions_read = "25 %"
storage = "s3_standard"
[goal]
confidence = "99 %"
minimise = "time"
budget = "$40"
[cluster]
instances = ["r6id.*", "m6id.*"]
nodes = "2..100"
platform = "emr"
purchase = "spot"
spark = 4.0
executor_cores = 5
executor_memory = "36 GiB"
shuffle_partitions = 400
local_ssd = true
[schedule]
runs_per_month = 30
growth = "3 %/month"
[prices]
multiplier = 1.2
discount = 0.1
)",
                                    "job.toml");
  EXPECT_EQ(s.name.value, "nightly");
  EXPECT_EQ(s.goal.deadline->value, 90 * minute);
  EXPECT_EQ(s.goal.deadline->source, "job.toml:4");
  EXPECT_TRUE(s.python.value);
  EXPECT_EQ(s.input.format.value, Format::csv);
  EXPECT_EQ(s.input.codec.value, Codec::gzip);
  EXPECT_DOUBLE_EQ(s.input.files->value, 4000);
  EXPECT_DOUBLE_EQ(s.input.rows->value, 5e9);
  EXPECT_DOUBLE_EQ(s.input.partitions_read.value, 0.25);
  EXPECT_EQ(s.input.storage->value, "s3_standard");
  EXPECT_DOUBLE_EQ(s.goal.confidence.value, 0.99);
  EXPECT_EQ(s.goal.minimise.value, Minimise::time);
  EXPECT_EQ(s.goal.budget->value, 40 * usd);
  EXPECT_EQ(s.cluster.instances.at(1).value, "m6id.*");
  EXPECT_EQ(s.cluster.min_nodes.value, 2);
  EXPECT_EQ(s.cluster.max_nodes.value, 100);
  EXPECT_EQ(s.cluster.platform->value, Platform::emr);
  EXPECT_EQ(s.cluster.purchase.value, Purchase::spot);
  EXPECT_EQ(s.cluster.spark.value, spark::Version::v4_0);
  EXPECT_EQ(s.cluster.executor_cores->value, 5);
  EXPECT_EQ(s.cluster.executor_memory->value, 36 * GiB);
  EXPECT_EQ(s.cluster.shuffle_partitions->value, 400);
  EXPECT_TRUE(s.cluster.local_ssd->value);
  EXPECT_DOUBLE_EQ(s.schedule.growth.value, 0.03);
  EXPECT_DOUBLE_EQ(s.prices.multiplier.value, 1.2);
  EXPECT_DOUBLE_EQ(s.prices.discount.value, 0.1);
}

TEST(Scenario, GivesEveryValueItsLine) {
  const Scenario s = parse_scenario(kData + "[goal]\nconfidence = 0.9\n", "job.toml");
  EXPECT_EQ(s.goal.confidence.source, "job.toml:3");
}

TEST(Scenario, AcceptsWindowsLineEndingsAndAByteOrderMark) {
  const Scenario s = parse_scenario(
      "\xEF\xBB\xBF"
      "data = \"500 GB\"\r\ndeadline = \"2h\"\r\n",
      "job.toml");
  EXPECT_EQ(s.goal.deadline->value, 2 * hour);
  EXPECT_EQ(s.goal.deadline->source, "job.toml:2");
}

TEST(Scenario, OfTextHasNoCodecUnlessGiven) {
  EXPECT_EQ(parse_scenario(kData + "[input]\nformat = \"json\"", "f").input.codec.value, Codec::none);
  EXPECT_EQ(parse_scenario(kData + "[input]\nformat = \"orc\"", "f").input.codec.value, Codec::snappy);
}

TEST(Scenario, NodesMayBeANumberOrARangeOpenAtOneEnd) {
  struct Case {
    const char* nodes;
    int least, most;
  };
  for (const auto& [nodes, least, most] :
       {Case{"8", 8, 8}, Case{"\"8\"", 8, 8}, Case{"\"2..100\"", 2, 100}, Case{"\"2-100\"", 2, 100},
        Case{"\"..50\"", 1, 50}, Case{"\"5..\"", 5, 1000}, Case{"\"2000..\"", 2000, 2000}}) {
    const Scenario s = parse_scenario(kData + "[cluster]\nnodes = " + nodes, "f");
    EXPECT_EQ(s.cluster.min_nodes.value, least) << nodes;
    EXPECT_EQ(s.cluster.max_nodes.value, most) << nodes;
  }
}

TEST(Scenario, AllProvidersAreTheThreeClouds) {
  const Scenario s = parse_scenario(kData + "[cluster]\nprovider = [\"gcp\", \"all\"]", "f");
  ASSERT_EQ(s.cluster.providers.size(), 3U);
  EXPECT_EQ(s.cluster.providers[0].value, Provider::gcp);
}

TEST(Scenario, OnDataprocIsOnGoogleCloudUnlessItSaysOtherwise) {
  EXPECT_EQ(parse_scenario(kData + "[cluster]\nplatform = \"dataproc\"", "f").cluster.providers.at(0).value,
            Provider::gcp);
  problem_of(kData + "[cluster]\nplatform = \"dataproc\"\nprovider = \"aws\"", "dataproc does not run on aws");
}

TEST(Scenario, PointsAtTheWrongPartOfAQuantity) {
  const auto found = problem_of("data = \"120 GO\"", "unknown unit 'GO'");
  EXPECT_EQ(found.where.file, "job.toml");
  EXPECT_EQ(found.where.line, 1);
  EXPECT_EQ(found.where.column, 13);  // data = "120 GO": the G is the 13th character
  EXPECT_EQ(found.where.length, 2);
  EXPECT_EQ(found.where.line_text, "data = \"120 GO\"");
  EXPECT_NE(found.hint, "");
}

TEST(Scenario, RefusesSizesAndDurationsWithoutAUnit) {
  problem_of("data = 500", "the unit is missing");
  problem_of(kData + "deadline = 7200", "the unit is missing");
}

TEST(Scenario, SuggestsTheKeyThatWasMeant) {
  problem_of(kData + "deadlin = \"2h\"", "unknown key 'deadlin', did you mean 'deadline'?");
  problem_of(kData + "[input]\nfromat = \"csv\"", "unknown key 'fromat' in [input], did you mean 'format'?");
  EXPECT_EQ(problem_of(kData + "nodes = 8", "unknown key 'nodes'").hint, "'nodes' belongs to [cluster]");
}

TEST(Scenario, SuggestsTheNameThatWasMeant) {
  problem_of(kData + "profile = \"jion\"", "did you mean 'join'?");
  problem_of(kData + "[cluster]\nprovider = [\"aws\", \"azur\"]", "did you mean 'azure'?");
  problem_of(kData + "[input]\nstorage = \"s3_standrd\"", "did you mean 's3_standard'?");
}

TEST(Scenario, RefusesWhatIsOutOfRange) {
  for (const char* line : {"[goal]\nconfidence = 1",
                           "[goal]\nconfidence = 0",
                           "[goal]\nconfidence = 95",
                           "[goal]\nconfidence = nan",
                           "[goal]\nbudget = \"-$5\"",
                           "[goal]\nbudget = -5",
                           "[goal]\nbudget = inf",
                           "[input]\ncolumns_used = 0",
                           "[input]\npartitions_read = 1.01",
                           "[input]\nfiles = 0",
                           "[input]\nfiles = 2.5",
                           "[input]\nrows = -1",
                           "[input]\niterations = 0",
                           "[cluster]\nnodes = 0",
                           "[cluster]\nnodes = 100001",
                           "[cluster]\nnodes = \"10..2\"",
                           "[cluster]\nexecutor_memory = \"100 MiB\"",
                           "[cluster]\nexecutor_cores = 0",
                           "[cluster]\nspark = \"2.4\"",
                           "[prices]\nmultiplier = 0",
                           "[prices]\nmultiplier = -1",
                           "[prices]\ndiscount = 1",
                           "deadline = \"0h\"",
                           "deadline = \"11 years\"",
                           "[schedule]\nruns_per_month = 0",
                           "[schedule]\ngrowth = \"-3 %\"",
                           "name = \"\""}) {
    EXPECT_EQ(refusal([&] { parse_scenario(kData + line, "f"); }).size(), 1U) << line;
  }
  problem_of("data = \"0 GB\"", "must be more than 0");
  problem_of("data = \"1000000000000000000000000000000 B\"", "more than 1 EB");
}

TEST(Scenario, RefusesValuesOfAnotherKind) {
  problem_of("data = [\"500 GB\"]", "expected a size, found a list");
  problem_of("data = 2026-01-01", "found a date");
  problem_of(kData + "goal = 3", "expected a table");
  problem_of(kData + "stage = 3", "expected a table");
  problem_of(kData + "python = \"yes\"", "expected true or false, found text");
  problem_of(kData + "name = 3", "expected text, found a number");
}

TEST(Scenario, RefusesContradictions) {
  problem_of(kData + "deadline = \"2h\"\n[goal]\ndeadline = \"3h\"", "also given at the top level");
  problem_of(kData + "[input]\nformat = \"csv\"\ncolumns_used = 0.5", "parsed whole");
  problem_of(kData + "[cluster]\nprovider = \"onprem\"\nplatform = \"databricks\"",
             "databricks does not run on onprem");
  problem_of(kData + "[cluster]\nprovider = [\"aws\", \"gcp\"]\nplatform = \"emr\"", "emr does not run on gcp");
  problem_of(kData + "[cluster]\nprovider = \"onprem\"\npurchase = \"spot\"", "not sold as spot");
  problem_of(kData + "[input]\nstorage = \"gcs_standard_regional\"", "storage of gcp");
}

TEST(Scenario, AcceptsWhatOnlyLooksContradictory) {
  for (const char* line : {"[input]\nformat = \"parquet\"\ncodec = \"gzip\"", "[goal]\nbudget = \"$40\"",
                           "[input]\nformat = \"csv\"\ncolumns_used = 1.0"}) {
    EXPECT_TRUE(refusal([&] { parse_scenario(kData + line, "f"); }).empty()) << line;
  }
}

TEST(Scenario, TellsAllProblemsAtOnceInTheOrderOfTheFile) {
  const auto found = refusal([] {
    parse_scenario("[goal]\nconfidence = 2\n[input]\nfils = 3\nformat = \"xls\"\n[cluster]\nnodes = -1\n", "job.toml");
  });
  ASSERT_EQ(found.size(), 5U) << format_diagnostics(found);
  EXPECT_EQ(found[0].message, "the file gives no data size");
  EXPECT_EQ(found[1].where.line, 2);
  EXPECT_EQ(found[2].where.line, 4);
  EXPECT_EQ(found[3].where.line, 5);
  EXPECT_EQ(found[4].where.line, 7);
}

TEST(Scenario, SaysTheLeastAFileNeeds) {
  for (const char* empty : {"", "\n\n", "# nothing yet\n"}) {
    EXPECT_NE(problem_of(empty, "the file is empty").hint.find("data = \"500 GB\""), std::string::npos);
  }
  problem_of("deadline = \"2h\"", "gives no data size");
}

TEST(Scenario, RefusesBrokenToml) {
  EXPECT_NE(problem_of("data = 500 GB", "not valid TOML").hint.find("quotes"), std::string::npos);
  problem_of("data = \"500 GB", "not valid TOML");
  problem_of(kData + kData, "given twice: 'data'");
  problem_of(kData + "[goal]\n[goal]\n", "given twice: 'goal'");
  for (const char* header : {"[+goal]", "[[[goal]]]", "[ [goal] ]", "[]", "[goal", "[goal]]", "[=]"}) {
    problem_of(kData + header, "not valid TOML");
  }
}

TEST(Scenario, RefusesBytesThatAreNotText) {
  const auto found = problem_of(kData + "name = \"\xC3\x28\"", "not UTF-8");
  EXPECT_EQ(found.where.line, 2);
  EXPECT_NE(found.message.find("offset 24"), std::string::npos);  // 16 bytes of line 1, 8 of name = "
  problem_of("data = \"\xED\xA0\x80\"", "not UTF-8");             // half of a surrogate pair
}

TEST(Scenario, RefusesFilesMadeToExhaustItsReader) {
  problem_of(std::string(10'000'000, '['), "more than 4 MiB");
  problem_of("x = " + std::string(3'000'000, '['), "nested more than 32 levels");
  problem_of("x = " + std::string(3'000'000, '{'), "nested more than 32 levels");
  std::string dotted = "a";
  for (int i = 0; i < 1'000'000; ++i) dotted += ".a";
  problem_of(dotted + " = 1", "nested more than 32 levels");
}

TEST(Scenario, RefusesCharactersThatTomlDoesNotAllow) {
  const auto found = problem_of("data = “500 GB”", "'“' can only stand in quotes or comments");
  EXPECT_EQ(found.where.column, 8);
  problem_of(kData + "größe = 1", "'ö' can only stand in quotes");
  problem_of(kData + "[\u02C9e]", "can only stand in quotes");
  problem_of(kData + "name = \"\"\"a\\\n é\"\"\"", "text over several lines");
  EXPECT_EQ(parse_scenario(kData + "name = \"Größe\"  # für alle", "f").name.value, "Größe");
}

TEST(Scenario, BracketsInTextAndCommentsAreNotNesting) {
  const std::string brackets(50, '[');
  EXPECT_EQ(parse_scenario(kData + "name = \"" + brackets + "\" # " + brackets, "f").name.value, brackets);
}

TEST(Scenario, StopsListingProblemsAtAHundred) {
  std::string toml = kData;
  for (int i = 0; i < 300; ++i) toml += "key" + std::to_string(i) + " = 1\n";
  const auto found = refusal([&] { parse_scenario(toml, "f"); });
  ASSERT_EQ(found.size(), 101U);
  EXPECT_EQ(found.back().message, "and 200 more problems");
}

TEST(Scenario, NamesWhatItAcceptsWithoutEffect) {
  const Scenario s = parse_scenario(kData + "[input]\niterations = 5", "f");
  ASSERT_EQ(s.unused.size(), 1U);
  EXPECT_NE(s.unused[0].find("input.iterations"), std::string::npos);
  EXPECT_TRUE(parse_scenario(kData + "profile = \"ml\"\n[input]\niterations = 5", "f").unused.empty());
}

TEST(Scenario, ChecksMeasuredRuns) {
  problem_of(kData + "[[measured]]\ndata = \"300 GB\"\nduration = \"47 min\"", "needs 'cluster'");
  problem_of(kData + "[[measured]]\ndata = \"300 GB\"\nduration = \"47 min\"\ncluster = \"m5.2xlarge\"",
             "number of nodes is missing");
}

TEST(AScenario, SaysThatNanIsNoSize) {
  only_problem(refusal([] { parse_scenario("data = nan", "f"); }), "neither nan nor inf is a size");
  only_problem(refusal([] { parse_scenario(kData + "deadline = inf", "f"); }), "neither nan nor inf is a duration");
}

}  // namespace
}  // namespace sizer
