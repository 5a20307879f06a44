#include "report/wording.hpp"

#include <gtest/gtest.h>

#include "answers.hpp"

namespace sizer::report {
namespace {

TEST(AProbability, IsNeverRoundedUpToCertainty) {
  EXPECT_EQ(probability(0.9995), ">99.9 %");
  EXPECT_EQ(probability(0.0004), "<0.1 %");
  EXPECT_EQ(probability(0.97), "97 %");
}

TEST(AProbability, IsRoundedDownSoThatItDoesNotReachTheGoalItMisses) { EXPECT_EQ(probability(0.94999), "94.9 %"); }

TEST(AShareOfWorlds, NamesTheirNumberWhereItIsAllOrNone) {
  EXPECT_EQ(share_of_worlds(1, 1024), "all 1,024 worlds");
  EXPECT_EQ(share_of_worlds(0, 1024), "none of 1,024 worlds");
  EXPECT_EQ(share_of_worlds(0.97, 1024), "97 % of worlds");
}

TEST(ARangeOfTimes, NamesTheUnitOnceWhereBothEndsShareIt) {
  EXPECT_EQ(range_of(answers::candidate().duration), "33–52 min");
  EXPECT_EQ(range_of(Percentiles<kSeconds>{50 * minute, 61 * minute, 70 * minute, 75 * minute}), "50 min–1 h 10 min");
}

TEST(ARangeOfTimes, IsOneNumberWhereAllWorldsAgree) {
  EXPECT_EQ(range_of(Percentiles<kSeconds>{1 * hour, 1 * hour, 1 * hour, 1 * hour}), "1 h");
}

TEST(AClusterInWords, NamesNodesPlatformPlaceAndLayout) {
  EXPECT_EQ(nodes_and_place(answers::candidate()), "12 × r6i.4xlarge on EMR (aws us-east-1)");
  EXPECT_EQ(executors_of(answers::candidate().cluster), "3 a node, 5 cores and 36 GiB each");
}

TEST(AClusterInWords, SaysWhenItIsNotOnDemand) {
  Candidate spot = answers::candidate();
  spot.cluster.purchase = Purchase::spot;
  EXPECT_EQ(nodes_of(spot), "12 × r6i.4xlarge (spot)");
}

TEST(ACount, ShowsEveryDigit) {
  EXPECT_EQ(exact(3726), "3,726");
  EXPECT_EQ(exact(1234567), "1,234,567");
  EXPECT_EQ(counted(1, "core"), "1 core");
}

TEST(AnUnknownPrice, IsSaidToBeUnknown) {
  Candidate unpriced = answers::candidate();
  unpriced.cost.reset();
  EXPECT_EQ(cost_of(unpriced), "price unknown");
}

}  // namespace
}  // namespace sizer::report
