#include "sizer/compare.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "flags.hpp"
#include "run.hpp"

namespace sizer::cli {
namespace {

struct Ran {
  int code = 0;
  std::string out, err;
};

Ran ran(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "compare");
  arguments.insert(arguments.end(), {"--worlds", "16"});
  std::ostringstream out, err;
  const int code = run(arguments, {}, out, err);
  return {code, out.str(), err.str()};
}

testing::AssertionResult says(const std::string& text, std::string_view part) {
  if (text.find(part) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "'" << part << "' is not in:\n" << text;
}

TEST(Compare, NeedsSomethingToCompare) {
  const Ran none = ran({"500 GB, 2h"});
  EXPECT_EQ(none.code, 2);
  EXPECT_TRUE(says(none.err, "compare needs something to compare"));
}

TEST(Compare, TakesSeveralScenarios) {
  const Ran two = ran({"500 GB, 2h", "1 TB, 2h", "--csv"});
  EXPECT_EQ(two.code, 0) << two.err;
  EXPECT_TRUE(says(two.out, "\"500 GB, 2h\","));
  EXPECT_EQ(std::count(two.out.begin(), two.out.end(), '\n'), 3);  // the titles and two rows
  EXPECT_TRUE(says(ran({"500 GB, 2h", "500 GB, 2h"}).err, "is given twice"));
}

TEST(Compare, ChecksOnTheClusterOfOn) {
  const Ran on = ran({"500 GB, 2h", "--on", "10 x r6id.2xlarge", "--vary", "nodes=5,20", "--csv"});
  EXPECT_TRUE(says(on.out, ",5,r6id.2xlarge,")) << on.err;
  EXPECT_TRUE(says(on.out, ",20,r6id.2xlarge,"));
  const Ran types =
      ran({"500 GB, 2h", "--on", "10 x r6id.2xlarge", "--vary", "instances=m6id.2xlarge,r6id.xlarge", "--csv"});
  EXPECT_TRUE(says(types.out, ",10,r6id.xlarge,")) << types.err;
  EXPECT_TRUE(says(ran({"1 TB", "--on", "4 x r6id.xlarge", "--vary", "provider=aws,gcp"}).err, "--on fixes the nodes"));
}

TEST(Compare, DoesOneReadyComparisonAtATime) {
  EXPECT_TRUE(says(ran({"1 TB", "--purchase", "--codec"}).err, "one ready comparison at a time"));
  EXPECT_TRUE(says(ran({"1 TB", "--purchase", "--vary", "nodes=4,8"}).err, "varies what it compares"));
  EXPECT_TRUE(says(ran({"1 TB, 2h", "2 TB, 2h", "--purchase"}).err, "compares within one scenario"));
  EXPECT_TRUE(says(ran({"1 TB", "--backfill", "many"}).err, "not a number of days"));
  EXPECT_TRUE(says(ran({"1 TB", "--growth"}).err, "no deadline and no budget"));
}

TEST(Compare, SaysWhatItCannotRead) {
  EXPECT_EQ(ran({"500 GB", "--vary", "nodes=4,x"}).code, 2);
  EXPECT_TRUE(says(ran({"500 GB", "--vary", "data=1 TB,2 GO"}).err, "^~"));
  EXPECT_TRUE(says(ran({"100k events/s", "--purchase"}).err, "are about batches, and this scenario is a stream"));
}

TEST(Compare, ExitsWithOneWhereNoRowMeetsTheGoal) {
  EXPECT_EQ(ran({"50 TB sort, 6 min", "--vary", "nodes=2,3"}).code, 1);
}

TEST(ReadyComparison, HasAFlagOfItsName) {
  for (const auto& ready : ready_comparisons()) {
    const bool there = std::any_of(flags().begin(), flags().end(), [&](const Flag& f) { return f.name == ready.name; });
    EXPECT_TRUE(there) << ready.name;
  }
}

}  // namespace
}  // namespace sizer::cli
