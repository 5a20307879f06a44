#include <gtest/gtest.h>

#include "io/refusal.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace {

Diagnostic problem_of(const std::string& stages, const std::string& words) {
  return only_problem(refusal([&] { parse_scenario("data = \"500 GB\"\n" + stages, "job.toml"); }), words);
}

TEST(OwnStages, AreReadWithTheirPlaces) {
  const Scenario s = parse_scenario(R"(data = "500 GB"
[[stage]]
name = "read"
reads = "orders"
shuffle = "180 GB"
[[stage]]
name = "join"
reads = ["read", "customers"]
skew = 0.08
work = "20 core-hours"
partitions = 400
profile = "sql"
cache = true
)",
                                    "job.toml");
  ASSERT_EQ(s.stages.size(), 2U);
  EXPECT_EQ(s.stages[0].reads.at(0).value, "orders");
  EXPECT_EQ(s.stages[0].shuffle->value, 180 * GB);
  EXPECT_EQ(s.stages[0].shuffle->source, "job.toml:5");
  EXPECT_EQ(s.stages[1].reads.size(), 2U);
  EXPECT_DOUBLE_EQ(s.stages[1].skew->value, 0.08);
  EXPECT_EQ(s.stages[1].work->value, 20 * core * hour);
  EXPECT_DOUBLE_EQ(s.stages[1].partitions->value, 400);
  EXPECT_EQ(s.stages[1].profile->value, Profile::sql);
  EXPECT_TRUE(s.stages[1].cache->value);
}

TEST(OwnStages, ScanNoMoreThanTheData) {
  const Diagnostic alone = problem_of("[[stage]]\nname = \"a\"\nscan = \"600 GB\"\n", "stage 'a' scans more than");
  EXPECT_EQ(alone.where.line, 4);
  // 300 GB + 250 GB, of 500 GB
  const Diagnostic both =
      problem_of("[[stage]]\nname = \"a\"\nscan = \"300 GB\"\n[[stage]]\nname = \"b\"\nscan = \"250 GB\"\n",
                 "the stages scan 550 GB together, more than this");
  EXPECT_EQ(both.where.line, 1);
  EXPECT_FALSE(both.hint.empty());
}

TEST(OwnStages, LeaveNeitherMostOfTheDataNorAReaderWithoutAny) {
  problem_of("[[stage]]\nname = \"a\"\nscan = \"5 GB\"\n", "none reads the rest");
  problem_of("[[stage]]\nname = \"a\"\nscan = \"500 GB\"\n[[stage]]\nname = \"b\"\n", "leaves nothing");
}

TEST(OwnStages, MayRoundWhatTheyScan) {
  const auto stages = [](const std::string& a, const std::string& b) {
    return "data = \"500 GB\"\n[[stage]]\nname = \"a\"\nscan = \"" + a + "\"\n[[stage]]\nname = \"b\"\nscan = \"" + b +
           "\"";
  };
  EXPECT_NO_THROW(parse_scenario(stages("300 GB", "203 GB"), "f"));
  EXPECT_NO_THROW(parse_scenario(stages("300 GB", "150 GB"), "f"));
}

TEST(OwnStages, WithoutANameAreNumbered) {
  const Scenario s = parse_scenario("data = \"1 GB\"\n[[stage]]\n[[stage]]\nreads = \"stage-1\"", "f");
  EXPECT_EQ(s.stages.at(1).name.value, "stage-2");
}

TEST(OwnStages, ThatSayWhatTheyScanNeedNoDataBeside) {
  // 10 GB + 30 GB; the second stage reads only the first.
  const Scenario s = parse_scenario(
      "[[stage]]\nname = \"a\"\nscan = \"10 GB\"\n[[stage]]\nname = \"b\"\nreads = [\"a\"]\n"
      "[[stage]]\nname = \"c\"\nreads = [\"t\", \"b\"]\nscan = \"30 GB\"",
      "f");
  EXPECT_EQ(s.data.value, 40 * GB);
  only_problem(refusal([] { parse_scenario("[[stage]]\nreads = \"orders\"\nshuffle = \"1 GB\"", "f"); }),
               "no data size");
}

TEST(OwnStages, ReadStagesThatComeBeforeThem) {
  problem_of("[[stage]]\nname = \"a\"\nreads = \"a\"", "cannot read itself");
  problem_of("[[stage]]\nname = \"a\"\nreads = \"b\"\n[[stage]]\nname = \"b\"\nscan = \"500 GB\"", "'b' comes later");
}

TEST(OwnStages, CannotReadEachOtherInACircle) {
  const Diagnostic found = problem_of(
      "[[stage]]\nname = \"a\"\nreads = [\"orders\", \"c\"]\n[[stage]]\nname = \"b\"\nreads = \"a\"\n"
      "[[stage]]\nname = \"c\"\nreads = \"b\"",
      "in a circle: 'a' reads 'c' reads 'b' reads 'a'");
  EXPECT_EQ(found.where.line, 4);
  EXPECT_EQ(found.where.column, 21);
  EXPECT_NE(found.hint.find("leave one of these out"), std::string::npos);
}

TEST(OwnStages, CannotReadAStageThatIsNotThere) {
  const Diagnostic found = problem_of("[[stage]]\n[[stage]]\nreads = [\"stage-1\", \"stage-9\"]", "no stage 'stage-9'");
  EXPECT_EQ(found.where.line, 4);
  problem_of("[[stage]]\nname = \"extract\"\n[[stage]]\nreads = \"extarct\"", "did you mean 'extract'");
}

TEST(OwnStages, HaveNamesOfTheirOwn) {
  const auto found = problem_of("[[stage]]\nname = \"a\"\n[[stage]]\nname = \"a\"", "a second stage is called 'a'");
  EXPECT_EQ(found.where.line, 5);
}

TEST(OwnStages, AMisspeltStageIsNotTakenForATable) {
  const std::string stages = "[[stage]]\nname = \"join-customers\"\n[[stage]]\nname = \"write\"\nreads = \"";
  for (const char* typed : {"join-custmers", "join-customer", "jion-customers", "joincustomers", "Join-Customers"}) {
    problem_of(stages + typed + "\"", "did you mean 'join-customers'?");
  }
}

TEST(OwnStages, TablesNamedAlikeAreTables) {
  for (const auto& [stage, table] : {std::pair{"orders-clean", "orders"}, {"part1", "part2"}, {"read-a", "sales"}}) {
    const auto toml =
        "[[stage]]\nname = \"" + std::string(stage) + "\"\n[[stage]]\nname = \"last\"\nreads = \"" + table + "\"";
    EXPECT_TRUE(refusal([&] { parse_scenario("data = \"1 GB\"\n" + toml, "f"); }).empty()) << toml;
  }
}

TEST(OwnStages, RefuseWhatIsOutOfRange) {
  for (const char* line :
       {"skew = 0", "skew = 1.5", "partitions = 0", "partitions = 2.5", "iterations = -1", "shuffle = \"-1 GB\"",
        "scan = 5", "work = \"5 GB\"", "reads = [3]", "reads = []", "cache = 1"}) {
    EXPECT_EQ(refusal([&] { parse_scenario("data = \"1 GB\"\n[[stage]]\n" + std::string(line), "f"); }).size(), 1U)
        << line;
  }
}

}  // namespace
}  // namespace sizer
