#include <gtest/gtest.h>

#include "io/refusal.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace {

const InstanceTable& table() {
  static const InstanceTable built_in = InstanceTable::built_in();
  return built_in;
}

Diagnostic problem_of(const std::string& text, const std::string& words) {
  return only_problem(refusal([&] { parse_cluster(text, table()); }), words);
}

TEST(Cluster, ReadsAsPeopleWriteIt) {
  for (const char* text :
       {"10 x m5.2xlarge", "10× m5.2xlarge", "10×m5.2xlarge", "10 m5.2xlarge", "m5.2xlarge x 10", "m5.2xlarge x10",
        "10x m5.2xlarge", "10xm5.2xlarge", "10 * m5.2xlarge", "10 X M5.2XLARGE", "10 nodes of m5.2xlarge"}) {
    const ClusterRequest request = parse_cluster(text, table());
    EXPECT_EQ(request.nodes, 10) << text;
    EXPECT_EQ(request.instance.type, "m5.2xlarge") << text;
  }
}

TEST(Cluster, KnowsTypesThatBeginWithAnX) {
  EXPECT_EQ(parse_cluster("2 x x2idn.16xlarge", table()).instance.type, "x2idn.16xlarge");
  EXPECT_EQ(parse_cluster("x2idn.16xlarge × 2", table()).nodes, 2);
}

TEST(Cluster, HasOneToAHundredThousandNodes) {
  EXPECT_EQ(parse_cluster("100,000 x m5.xlarge", table()).nodes, 100'000);
  for (const char* count : {"0", "-3", "1.5", "100001", "1e99"}) {
    problem_of(std::string(count) + " x m5.xlarge", "is not a number of nodes from 1 to 100,000");
  }
}

TEST(Cluster, NeedsACountAndAType) {
  problem_of("", "no node type");
  problem_of("10", "no node type");
  problem_of("m5.xlarge", "number of nodes is missing");
  problem_of("10 x m5.xlarge m5.large", "a second node type: 'm5.large'");
  problem_of("10 x 4 x m5.xlarge", "a second number of nodes");
}

TEST(Cluster, OfAnUnknownTypeNamesNearOnesAndTheFieldsToGive) {
  const auto found = problem_of("10 x m5.2xlrge", "unknown instance type 'm5.2xlrge', did you mean 'm5.2xlarge'");
  EXPECT_EQ(found.where.column, 6);
  EXPECT_EQ(found.where.length, 9);
  for (const char* field : {"vcpu", "memory", "price", "[[instance]]"}) {
    EXPECT_NE(found.hint.find(field), std::string::npos) << field;
  }
}

}  // namespace
}  // namespace sizer
