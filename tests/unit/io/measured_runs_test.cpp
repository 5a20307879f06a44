#include <gtest/gtest.h>

#include <string>

#include "sizer/diagnostic.hpp"
#include "sizer/io.hpp"

/// Measured runs that cannot have been.
namespace sizer {
namespace {

std::string problems_of(const std::string& runs) {
  static const InstanceTable table = InstanceTable::built_in();
  try {
    check_instance_names(parse_scenario("data = \"500 GB\"\n" + runs, "nightly.toml"), table);
  } catch (const InputError& error) {
    return format_diagnostics(error.diagnostics());
  }
  return "";
}

std::string run(const std::string& data, const std::string& cluster, const std::string& duration,
                const std::string& more = "") {
  return "[[measured]]\ndata = \"" + data + "\"\ncluster = \"" + cluster + "\"\nduration = \"" + duration + "\"\n" +
         more;
}

#define EXPECT_SAYS(problems, words) EXPECT_NE((problems).find(words), std::string::npos) << (problems)

TEST(ImpossibleRuns, AreNotFoundInPossibleOnes) {
  EXPECT_EQ(problems_of(run("300 GB", "10 x m5.2xlarge", "47 min", "cpu_time = \"50 core-h\"\n")), "");
  EXPECT_EQ(problems_of(run("300 GB", "10 x m5.2xlarge", "47 min") + run("300 GB", "20 x m5.2xlarge", "12 min")), "");
}

TEST(ImpossibleRuns, ReadNoFasterThanTheirNetworkBursts) {
  // 10 × 10 Gbit/s are 12.5 GB/s: 300 GB take 24 s.
  const std::string problems = problems_of(run("300 GB", "10 x m5.2xlarge", "20 s"));
  EXPECT_SAYS(problems, "nightly.toml:5:13: error: duration: 10 × m5.2xlarge cannot read 300 GB in 20 s");
  EXPECT_SAYS(problems, "it takes 24 s");
  EXPECT_SAYS(problems, "5 | duration = \"20 s\"");
  EXPECT_EQ(problems_of(run("300 GB", "10 x m5.2xlarge", "30 s")), "");
  EXPECT_EQ(problems_of("[input]\ncolumns_used = 0.5\n" + run("300 GB", "10 x m5.2xlarge", "20 s")), "");
}

TEST(ImpossibleRuns, ComputeNoMoreThanTheirCores) {
  // 10 × 8 vCPUs × 0.5 h = 40 core-h.
  const std::string problems = problems_of(run("300 GB", "10 x m5.2xlarge", "30 min", "cpu_time = \"45 core-h\"\n"));
  EXPECT_SAYS(problems, "the 80 vCPUs of 10 × m5.2xlarge have 40 core-h, and this is 45 core-h");
}

TEST(ImpossibleRuns, HaveExecutorsThatFitTheNode) {
  EXPECT_SAYS(problems_of(run("300 GB", "10 x m5.2xlarge", "30 min", "executor_cores = 16\n")),
              "nightly.toml:6:18: error: executor_cores: a m5.2xlarge has 8 vCPUs");
  EXPECT_SAYS(problems_of(run("300 GB", "10 x m5.2xlarge", "30 min", "executor_memory = \"48 GiB\"\n")),
              "a m5.2xlarge has 32 GiB in all");
}

TEST(ImpossibleRuns, AreNotManyTimesSlowerThanARunWithMoreToDo) {
  // 47 min ÷ 47 s = 60
  const std::string problems =
      problems_of(run("300 GB", "10 x m5.2xlarge", "47 min") + run("300 GB", "10 x m5.2xlarge", "47 s"));
  EXPECT_SAYS(problems, "nightly.toml:5:13: error: duration: 300 GB on 10 × m5.2xlarge took 47 min");
  EXPECT_SAYS(problems, "(nightly.toml:9) 47 s: 60 times as long");
}

TEST(ImpossibleRuns, OnNodesNobodyKnowsNameTheNearOnes) {
  EXPECT_SAYS(problems_of(run("300 GB", "10 x m5.2xlrage", "47 min")), "did you mean 'm5.2xlarge'");
}

TEST(ImpossibleRuns, HaveUnitsThatCanBe) {
  EXPECT_SAYS(problems_of(run("47 min", "10 x m5.2xlarge", "300 GB")), "nightly.toml:3:12: error: data: unknown unit");
  EXPECT_SAYS(problems_of(run("47 min", "10 x m5.2xlarge", "300 GB")),
              "nightly.toml:5:17: error: duration: unknown unit");
}

TEST(ImpossibleRuns, TakeSomeTime) {
  EXPECT_SAYS(problems_of(run("300 GB", "10 x m5.2xlarge", "0 s")), "duration: must be more than 0");
}

}  // namespace
}  // namespace sizer
