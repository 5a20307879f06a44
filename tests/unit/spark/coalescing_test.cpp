#include <gtest/gtest.h>

#include <limits>

#include "sizer/spark_adaptive.hpp"

namespace sizer::spark {
namespace {

constexpr std::int64_t kMebibyte = 1LL << 20;
constexpr std::int64_t kGibibyte = 1LL << 30;
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

using Sizes = std::vector<std::int64_t>;
using Ranges = std::vector<IndexRange>;

Sizes equal_parts(std::int64_t total) { return Sizes(200, total / 200); }

std::size_t partitions_of(const std::vector<Sizes>& shuffles, std::int64_t default_parallelism,
                          const AdaptiveSettings& settings = {}) {
  return coalesced_partitions(shuffles, default_parallelism, settings).size();
}

TEST(CoalescingTarget, IsAShareOfTheBytesBetweenOneAndSixtyFourMebibytes) {
  EXPECT_EQ(coalescing_target(200LL * 53'687'091, 100), 67'108'864);  // 107374182 a core
  EXPECT_EQ(coalescing_target(200LL * 5'368'709, 100), 10'737'418);
  EXPECT_EQ(coalescing_target(50 * kMebibyte, 100), 1'048'576);  // 524288 a core
  EXPECT_EQ(coalescing_target(101, 100, {.least_size = 0}), 2);  // rounded up
}

TEST(CoalescingTarget, IsTheLeastSizeUnderAProductFromSpark4On) {
  EXPECT_EQ(coalescing_target(10 * kGibibyte, 1, {}, true, Version::v3_5), 64 * kMebibyte);
  EXPECT_EQ(coalescing_target(10 * kGibibyte, 1, {}, true, Version::v4_0), kMebibyte);
}

TEST(LeastPartitions, AreSharedAmongGroupsByTheirBytes) {
  EXPECT_EQ(least_partitions_of_groups(Sizes{7}, 40), (Sizes{40}));
  EXPECT_EQ(least_partitions_of_groups(Sizes{300, 100}, 40), (Sizes{30, 10}));
  EXPECT_EQ(least_partitions_of_groups(Sizes{199, 1}, 40), (Sizes{40, 1}));  // 39.8 and 0.2
  EXPECT_EQ(least_partitions_of_groups(Sizes{0, 0}, 40), (Sizes{40, 40}));
  EXPECT_EQ(least_partitions_of_groups(Sizes{300, 100}, 40, {.parallelism_first = false}), (Sizes{1, 1}));
  EXPECT_EQ(least_partitions_of_groups(Sizes{300, 100}, 40, {.least_partitions = 8}), (Sizes{6, 2}));
}

TEST(CoalescedPartitions, AreAllOfThemWhereTwoExceedTheTarget) {
  // 2 × 51.2 MiB > 64 MiB
  EXPECT_EQ(partitions_of({equal_parts(10 * kGibibyte)}, 100), 200U);
}

TEST(CoalescedPartitions, AreAsManyAsCoresForSmallShuffles) {
  EXPECT_EQ(partitions_of({equal_parts(kGibibyte)}, 100), 100U);
  // Without parallelismFirst: ⌊67108864 / 5368709⌋ = 12 together, ⌈200 / 12⌉
  EXPECT_EQ(partitions_of({equal_parts(kGibibyte)}, 100, {.parallelism_first = false}), 17U);
}

TEST(CoalescedPartitions, HoldAMebibyteEach) {
  // 262144 each, four of them 1 MiB
  EXPECT_EQ(partitions_of({equal_parts(50 * kMebibyte)}, 100), 50U);
}

TEST(CoalescedPartitions, CountWhatATaskReadsOfAllShuffles) {
  // 16106127 + 5368709 = 21474836; three of them 64424508 ≤ 67108864; ⌈200 / 3⌉
  EXPECT_EQ(partitions_of({equal_parts(3 * kGibibyte), equal_parts(kGibibyte)}, 40), 67U);
}

TEST(CoalescedPartitions, LetASmallOneJoinItsSmallerNeighbour) {
  const Sizes sizes{64 * kMebibyte, kMebibyte / 2, 64 * kMebibyte};
  EXPECT_EQ(coalesced_partitions({sizes}, 1, AdaptiveSettings{}), (Ranges{{0, 1}, {1, 3}}));
  // 60 < 64: the one before is the smaller
  const Sizes before{60 * kMebibyte, kMebibyte / 2, 64 * kMebibyte};
  EXPECT_EQ(coalesced_partitions({before}, 60 * kMebibyte, kMebibyte), (Ranges{{0, 2}, {2, 3}}));
  // and a small one at the end joins the last
  EXPECT_EQ(coalesced_partitions({{60 * kMebibyte, 4}}, 60 * kMebibyte, kMebibyte), (Ranges{{0, 2}}));
}

TEST(CoalescedPartitions, OfTwoShufflesAreCutWhereTheirSumExceedsTheTarget) {
  // sums 110, 30, 170, 15, 35 at 128
  const auto mib = [](Sizes sizes) {
    for (std::int64_t& size : sizes) size *= kMebibyte;
    return sizes;
  };
  const AdaptiveSettings settings{.advisory_size = 128 * kMebibyte};
  EXPECT_EQ(coalesced_partitions({mib({100, 20, 100, 10, 30}), mib({10, 10, 70, 5, 5})}, 1, settings),
            (Ranges{{0, 1}, {1, 2}, {2, 3}, {3, 5}}));
}

// ShufflePartitionsUtilSuite, with target 100 and no least size.
TEST(CoalescedPartitions, AreThoseOfSparksOwnTests) {
  EXPECT_EQ(coalesced_partitions({{10, 0, 90, 20, 0}}, 100, 0), (Ranges{{0, 3}, {3, 5}}));
  EXPECT_EQ(coalesced_partitions({{110, 10, 100, 110, 0}}, 100, 0), (Ranges{{0, 1}, {1, 2}, {2, 3}, {3, 4}}));
}

TEST(CoalescedPartitions, AreOneWhereNothingWasWritten) {
  EXPECT_EQ(coalesced_partitions({Sizes(200, 0)}, 100, AdaptiveSettings{}), (Ranges{{0, 200}}));
  EXPECT_EQ(coalesced_partitions({{}}, 100, AdaptiveSettings{}), (Ranges{{0, 0}}));
  EXPECT_EQ(coalesced_partitions({}, 100, AdaptiveSettings{}), (Ranges{{0, 0}}));
}

TEST(CoalescedPartitions, AreLeftAloneWhereShufflesDiffer) {
  EXPECT_TRUE(coalesced_partitions({{1, 2}, {1}}, 100, 0).empty());
  EXPECT_EQ(coalesced_partitions({{1, 2}, {}}, 100, 0), (Ranges{{0, 2}}));  // a shuffle of no partitions is skipped
}

TEST(CoalescedPartitions, AreDefinedForEveryInput) {
  EXPECT_EQ(coalesced_partitions({{-5, 10, -5}}, 0, AdaptiveSettings{}), (Ranges{{0, 3}}));
  EXPECT_EQ(coalesced_partitions({{kMost, kMost}, {kMost, 1}}, -1, AdaptiveSettings{}), (Ranges{{0, 1}, {1, 2}}));
  EXPECT_EQ(coalescing_target(-1, -1), kMebibyte);
  EXPECT_EQ(least_partitions_of_groups(Sizes{-1, kMost}, -3), (Sizes{1, 1}));
}

}  // namespace
}  // namespace sizer::spark
