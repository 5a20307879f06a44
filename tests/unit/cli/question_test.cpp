#include "question.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

namespace sizer::cli {
namespace {

Options asking(const std::vector<std::string>& arguments, const Surroundings& surroundings = {}) {
  return parse_command_line(arguments, surroundings);
}

std::string complaint(const Options& options) {
  try {
    Question question = read_question(options);
    if (options.on) read_cluster(question, InstanceTable::built_in(), options);
    return {};
  } catch (const InputError& error) {
    return format_diagnostics(error.diagnostics());
  }
}

testing::AssertionResult says(const std::string& text, std::string_view part) {
  if (text.find(part) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "'" << part << "' is not in:\n" << text;
}

/// A scenario file that lasts as long as a test.
class ScenarioFile {
 public:
  explicit ScenarioFile(const std::string& text) : path_(testing::TempDir() + "question_test.toml") {
    std::ofstream(path_) << text;
  }
  ~ScenarioFile() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

TEST(Question, IsTheSameInOneWordAndInMany) {
  const Question one = read_question(asking({"500 GB, 2h SLA"}));
  const Question many = read_question(asking({"500", "GB,", "2h", "SLA"}));
  EXPECT_EQ(one.asked.text, many.asked.text);
  EXPECT_EQ(one.scenario.data.value, 500 * GB);
  EXPECT_EQ(many.scenario.goal.deadline->value, 2 * hour);
}

TEST(Question, IsReadFromAFile) {
  const ScenarioFile file("data = \"500 GB\"\n");
  const Question question = read_question(asking({file.path()}));
  EXPECT_EQ(question.scenario.data.value, 500 * GB);
  EXPECT_EQ(question.scenario.data.source, file.path() + ":1");
}

TEST(Question, LeavesTheWordsAfterAFileOrAQuotedPhrase) {
  std::vector<std::string> remaining;
  read_question(asking({"500 GB, 2h SLA", "stage", "time"}), &remaining);
  EXPECT_EQ(remaining, (std::vector<std::string>{"stage", "time"}));
  remaining.clear();
  read_question(asking({"500", "GB"}), &remaining);
  EXPECT_TRUE(remaining.empty());
}

TEST(Question, LeavesTheWordsThatNoPhraseHas) {
  std::vector<std::string> remaining;
  const Question question = read_question(asking({"500", "GB", "2h", "stage", "time"}), &remaining);
  EXPECT_EQ(question.asked.text, "500 GB 2h");
  EXPECT_EQ(remaining, (std::vector<std::string>{"stage", "time"}));
}

TEST(Question, IsOneAtATime) {
  const ScenarioFile file("data = \"500 GB\"\n");
  EXPECT_TRUE(says(complaint(asking({file.path(), "other.toml"})), "comes after the scenario file"));
}

TEST(Question, IsMissing) {
  EXPECT_TRUE(says(complaint(asking({"plan"})), "plan needs a scenario"));
  EXPECT_TRUE(says(complaint(asking({"plan", "nightly"})), "there is no file 'nightly'"));
}

TEST(Question, NamesWhatIsWrongWithOptionsAndScenarioAtOnce) {
  const std::string text = complaint(asking({"500 GO", "--worlds=1", "--provider=awz"}));
  for (const char* part : {"--worlds: error:", "--provider: error:", "<phrase>"}) EXPECT_TRUE(says(text, part));
}

TEST(Question, TakesWorldsAndSeedWithinTheirLimits) {
  const PlanOptions read = read_question(asking({"500 GB", "--worlds=64", "--seed=18446744073709551615"})).options;
  EXPECT_EQ(read.worlds, 64);
  EXPECT_EQ(read.seed, UINT64_MAX);
  for (const std::string wrong : {"15", "65537", "-64", "64.5", "many"}) {
    EXPECT_TRUE(says(complaint(asking({"500 GB", "--worlds=" + wrong})), "--worlds: error:")) << wrong;
  }
}

std::vector<Provider> providers_of(const Options& options) {
  std::vector<Provider> providers;
  for (const auto& given : read_question(options).scenario.cluster.providers) providers.push_back(given.value);
  return providers;
}

TEST(Question, TakesProvidersAsAListOrAll) {
  EXPECT_EQ(providers_of(asking({"500 GB", "--provider", "gcp,aws", "--provider", "gcp"})),
            (std::vector{Provider::aws, Provider::gcp}));
  EXPECT_EQ(providers_of(asking({"500 GB", "--provider", "all"})),
            (std::vector{Provider::aws, Provider::gcp, Provider::azure}));
}

TEST(Question, LetsAnOptionWinOverAVariableOverTheScenario) {
  const Surroundings gcp{.variables = {{"SIZER_PROVIDER", "gcp"}}};
  EXPECT_EQ(providers_of(asking({"500 GB on azure"}, gcp)), std::vector{Provider::gcp});
  EXPECT_EQ(providers_of(asking({"500 GB on azure", "--provider", "aws"}, gcp)), std::vector{Provider::aws});
  EXPECT_EQ(providers_of(asking({"500 GB on azure", "--set", "cluster.provider=aws"}, gcp)),
            std::vector{Provider::aws});
}

TEST(Question, RemembersWhatNamedTheProvider) {
  const Surroundings gcp{.variables = {{"SIZER_PROVIDER", "gcp"}}};
  const auto source = [](const Question& question) { return question.scenario.cluster.providers.front().source; };
  EXPECT_EQ(source(read_question(asking({"500 GB"}, gcp))), "SIZER_PROVIDER");
  EXPECT_EQ(source(read_question(asking({"500 GB", "--provider", "gcp"}))), "--provider");
}

TEST(ClusterToCheck, DecidesTheProviderThatNobodyStated) {
  const Options options = asking({"check", "500 GB", "--on", "4 x n2-standard-8"});
  Question question = read_question(options);
  EXPECT_EQ(read_cluster(question, InstanceTable::built_in(), options).nodes, 4);
  EXPECT_EQ(question.scenario.cluster.providers.front().value, Provider::gcp);
  EXPECT_EQ(question.scenario.cluster.providers.front().source, "--on");
}

TEST(ClusterToCheck, MustNotContradictAStatedProvider) {
  const Options options = asking({"check", "500 GB on aws", "--on", "4 x n2-standard-8"});
  EXPECT_TRUE(says(complaint(options), "n2-standard-8 is a node of gcp, and the scenario asks for aws"));
}

TEST(AWord, IsQuotedForAShell) {
  EXPECT_EQ(quoted("a/nightly.toml"), "a/nightly.toml");
  EXPECT_EQ(quoted("500 GB, 2h SLA"), "\"500 GB, 2h SLA\"");
  EXPECT_EQ(quoted("5 TB under $40, don't wait"), R"('5 TB under $40, don'\''t wait')");
  EXPECT_EQ(quoted(""), "\"\"");
}

TEST(TheCommandThatExplains, AsksTheSameOfTheSameCluster) {
  const Options options = asking({"check", "500 GB, 2h", "--set", "goal.confidence=0.9", "--on", "4 x m5.xlarge"});
  EXPECT_EQ(explain_command(read_question(options), options),
            "sizer explain \"500 GB, 2h\" --set goal.confidence=0.9 --on \"4 x m5.xlarge\" duration");
}

}  // namespace
}  // namespace sizer::cli
