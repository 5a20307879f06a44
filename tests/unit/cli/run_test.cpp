#include "run.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace sizer::cli {
namespace {

struct Result {
  int exit_code;
  std::string out, err;
};

Result sizer(const std::vector<std::string>& arguments, const Surroundings& surroundings = {}) {
  std::ostringstream out, err;
  const int exit_code = run(arguments, surroundings, out, err);
  return {exit_code, out.str(), err.str()};
}

constexpr const char* kPhrase = "500 GB, 2h SLA";

TEST(Program, WithoutArgumentsShowsHowItIsUsedAndFails) {
  const Result result = sizer({});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err.rfind("Examples:", 0), 0u);
}

TEST(Program, HelpsAndTellsItsVersion) {
  EXPECT_EQ(sizer({"--help"}).exit_code, 0);
  EXPECT_EQ(sizer({"--help"}).out.rfind("Examples:", 0), 0u);
  EXPECT_NE(sizer({"instances", "-h"}).out.find("Usage: sizer instances"), std::string::npos);
  EXPECT_EQ(sizer({"--version"}).out.rfind("sizer ", 0), 0u);
}

TEST(Program, PrintsNothingOnStandardOutputWhenItRefuses) {
  const std::vector<std::vector<std::string>> wrong = {{"plann"},
                                                       {"plan"},
                                                       {"plan", "missing.toml"},
                                                       {kPhrase, "--worlds", "1"},
                                                       {kPhrase, "--set", "x"},
                                                       {"check", kPhrase},
                                                       {"0 GB"},
                                                       {"check", kPhrase, "--on", "ten"},
                                                       {"500 GO, 2h"},
                                                       {""},
                                                       {"explain", kPhrase, "no such step"},
                                                       {kPhrase, "-o", "plan.pdf"},
                                                       {kPhrase, "--emit", "emr", "--json"},
                                                       {kPhrase, "--emit", "yaml"},
                                                       {"check", "--conf", "/dev/null", "--emit", "emr"},
                                                       {"explain", kPhrase, "--emit", "emr"}};
  for (const auto& arguments : wrong) {
    const Result result = sizer(arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments.back();
    EXPECT_EQ(result.out, "") << arguments.back();
    EXPECT_NE(result.err.find("error:"), std::string::npos) << arguments.back();
  }
}

TEST(Program, PlansTheSameFromAPhraseAndWithTheCommand) {
  const Result bare = sizer({kPhrase, "--json", "--worlds", "64"});
  EXPECT_EQ(bare.exit_code, 0) << bare.err;
  EXPECT_EQ(bare.err, "");
  EXPECT_EQ(bare.out, sizer({"plan", kPhrase, "--json", "--worlds", "64"}).out);
  EXPECT_TRUE(nlohmann::json::parse(bare.out)["fits"].get<bool>());
}

TEST(Program, ChecksAClusterAndFailsWhenItMissesTheGoal) {
  const Result small = sizer({"check", kPhrase, "--on", "2 x m5.xlarge", "--json", "--worlds", "64"});
  EXPECT_EQ(small.exit_code, 1) << small.err;
  EXPECT_FALSE(nlohmann::json::parse(small.out)["fits"].get<bool>());
  EXPECT_EQ(sizer({"check", kPhrase, "--on", "200 x r6id.8xlarge", "--worlds", "64"}).exit_code, 0);
}

TEST(Program, ExplainsATerm) {
  const Result all = sizer({"explain", kPhrase, "--worlds", "64"});
  EXPECT_EQ(all.exit_code, 0) << all.err;
  const Result term = sizer({"explain", kPhrase, "duration", "--worlds", "64"});
  EXPECT_EQ(term.exit_code, 0) << term.err;
  EXPECT_NE(term.out, all.out);
}

TEST(Program, SuggestsWhatToTryNextToPeopleOnly) {
  const Surroundings terminal{.variables = {}, .stdout_is_terminal = true};
  const std::vector<std::string> arguments{kPhrase, "--worlds", "64"};
  EXPECT_EQ(sizer(arguments).err, "");
  EXPECT_EQ(sizer(arguments, terminal).err.rfind("next: sizer check \"500 GB, 2h SLA\" --worlds 64 --on \"", 0), 0u);
}

TEST(Program, TakesPricesForNodesOfEveryProvider) {
  const std::string path = testing::TempDir() + "run_test_prices.toml";
  std::ofstream(path) << "[[price]]\ninstances = \"m6i.*\"\ndiscount = \"18 %\"\n"
                         "[[price]]\ninstances = \"n2-*\"\ndiscount = \"10 %\"\n";
  EXPECT_EQ(sizer({kPhrase, "--worlds", "64", "--instances", path, "--json"}).exit_code, 0);
  // m6i.large lists at $0.096/h; 0.096 × 0.82 = 0.07872
  const auto row = nlohmann::json::parse(sizer({"instances", "m6i.large", "--instances", path, "--json"}).out)[0];
  EXPECT_NEAR(row["price_usd_per_hour"].get<double>(), 0.07872, 1e-9);
  std::remove(path.c_str());
}

TEST(Program, WritesToAFileWhatItWouldPrint) {
  const std::string path = testing::TempDir() + "run_test.json";
  const Result file = sizer({kPhrase, "--worlds", "64", "-o", path});
  EXPECT_EQ(file.exit_code, 0) << file.err;
  EXPECT_EQ(file.out, "");
  std::ifstream written(path);
  const std::string text{std::istreambuf_iterator<char>(written), {}};
  EXPECT_EQ(text, sizer({kPhrase, "--worlds", "64", "--json"}).out);
  std::remove(path.c_str());
}

TEST(Program, EmitsWhatStartsThePlanAndNothingElse) {
  const Result result = sizer({kPhrase, "--worlds", "64", "--emit", "emr"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(nlohmann::json::parse(result.out).contains("Instances"));
  EXPECT_NE(result.err.find("fill in <SUBNET_ID>"), std::string::npos);
  EXPECT_EQ(sizer({kPhrase, "--worlds", "64", "--emit", "emr", "-q"}).err, "");
}

TEST(Program, EmitsForTheClusterThatIsChecked) {
  const Result result = sizer({"check", "500 GB", "--worlds", "64", "--on", "10 x m5.2xlarge", "--emit", "databricks"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(nlohmann::json::parse(result.out)["num_workers"], 10);
}

TEST(Program, PlansForThePlatformOfTheFormat) {
  const std::vector<std::string> question{kPhrase, "--worlds", "64", "--emit"};
  const auto emit = [&](const std::string& format, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = question;
    arguments.push_back(format);
    arguments.insert(arguments.end(), more.begin(), more.end());
    return sizer(arguments);
  };
  EXPECT_NE(emit("dataproc").out.find("machineTypeUri"), std::string::npos);
  EXPECT_NE(emit("databricks", {"--provider", "azure"}).out.find("azure_attributes"), std::string::npos);
  EXPECT_NE(emit("emr", {"--provider", "azure"}).err.find("emr is for nodes of aws, and --provider asks for azure"),
            std::string::npos);
  const Result stated = emit("emr", {"--set", "cluster.platform=kubernetes"});
  EXPECT_EQ(stated.exit_code, 2);
  EXPECT_EQ(stated.out, "");
  EXPECT_NE(stated.err.find("plan is for kubernetes"), std::string::npos) << stated.err;
}

TEST(Program, EmitsNothingWhereTheGoalIsNotMet) {
  const Result result = sizer({"500 TB, 7 min", "--worlds", "64", "--emit", "spark-submit"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.out, "");
  EXPECT_NE(result.err.find("nothing is emitted"), std::string::npos);
}

TEST(Program, WritesWhatItEmitsToAnyFile) {
  const std::string path = testing::TempDir() + "run_test.conf";
  EXPECT_EQ(sizer({kPhrase, "--worlds", "64", "--emit", "spark-defaults", "-o", path}).out, "");
  std::ifstream written(path);
  const std::string text{std::istreambuf_iterator<char>(written), {}};
  EXPECT_NE(text.find("spark.executor.memory "), std::string::npos);
  std::remove(path.c_str());
}

}  // namespace
}  // namespace sizer::cli
