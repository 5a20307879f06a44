#include <gtest/gtest.h>

#include <limits>

#include "sizer/spark_adaptive.hpp"

namespace sizer::spark {
namespace {

constexpr std::int64_t kMebibyte = 1LL << 20;
constexpr std::int64_t kGibibyte = 1LL << 30;

using Sizes = std::vector<std::int64_t>;
using Ranges = std::vector<IndexRange>;

/// 200 partitions of 100 MiB, one of 10 GiB.
Sizes one_of_ten_gibibytes() {
  Sizes sizes(200, 100 * kMebibyte);
  sizes[7] = 10 * kGibibyte;
  return sizes;
}

TEST(SkewThreshold, IsFiveMediansAndAtLeast256MiB) {
  EXPECT_EQ(skew_threshold(one_of_ten_gibibytes()), 500 * kMebibyte);
  EXPECT_EQ(skew_threshold(Sizes(200, kMebibyte)), 256 * kMebibyte);
  // even: ⌊(100 + 201) / 2⌋ = 150; × 5
  EXPECT_EQ(skew_threshold(Sizes{100, 900, 201, 1}, {.skewed_threshold = 0}), 750);
  EXPECT_EQ(skew_threshold(Sizes{0, 0, 0}, {.skewed_threshold = 0}), 5);  // the median is at least 1
}

TEST(SkewTarget, IsTheMeanOfTheOthersAndAtLeastTheAdvisorySize) {
  EXPECT_EQ(skew_target(one_of_ten_gibibytes()), 100 * kMebibyte);
  EXPECT_EQ(skew_target(Sizes(200, kMebibyte)), 64 * kMebibyte);
  EXPECT_EQ(skew_target(Sizes{}), 64 * kMebibyte);
}

TEST(SplitByMapOutputs, ClosesAPieceBeforeItWouldExceedTheTarget) {
  EXPECT_EQ(split_by_map_outputs(Sizes{15, 90, 15, 15, 15, 90, 15}, 100), (Ranges{{0, 2}, {2, 5}, {5, 7}}));
  EXPECT_EQ(split_by_map_outputs(Sizes{15, 1000, 15, 1000}, 100), (Ranges{{0, 3}, {3, 4}}));
  EXPECT_EQ(split_by_map_outputs(Sizes{35, 75, 90, 20, 35, 25, 35}, 100), (Ranges{{0, 2}, {2, 3}, {3, 7}}));
}

TEST(SplitByMapOutputs, NeverCutsAMapOutput) {
  EXPECT_EQ(split_by_map_outputs(Sizes{10'000}, 100), (Ranges{{0, 1}}));
  // 100 maps of 102.4 MiB at 100 MiB: each a piece
  EXPECT_EQ(split_by_map_outputs(Sizes(100, 107'374'182), 100 * kMebibyte).size(), 100U);
  // 1000 of 10.24 MiB: nine a piece make 111, and the last one, under 20 MiB, joins them
  EXPECT_EQ(split_by_map_outputs(Sizes(1000, 10'737'418), 100 * kMebibyte).size(), 111U);
}

TEST(SplittableSides, DependOnTheJoin) {
  EXPECT_TRUE(left_may_be_split(JoinType::inner) && right_may_be_split(JoinType::inner));
  EXPECT_TRUE(left_may_be_split(JoinType::left_semi) && !right_may_be_split(JoinType::left_semi));
  EXPECT_TRUE(!left_may_be_split(JoinType::right_outer) && right_may_be_split(JoinType::right_outer));
  EXPECT_FALSE(left_may_be_split(JoinType::full_outer) || right_may_be_split(JoinType::full_outer));
}

/// 100 map tasks that wrote 1 MiB for each of 200 partitions, and 102.4 MiB for partition 7.
ShuffleBlocks skewed_blocks() {
  Sizes of_a_map(200, kMebibyte);
  of_a_map[7] = 107'374'182;
  return ShuffleBlocks(100, of_a_map);
}

TEST(JoinTasks, ReadASkewedPartitionInPieces) {
  const ShuffleBlocks right{Sizes(200, kMebibyte)};
  const JoinTasks tasks = join_tasks(skewed_blocks(), right, JoinType::inner, 40);
  EXPECT_EQ(tasks.left.size(), 299U);  // 199 of 101 MiB, which do not join, and 100 pieces
  EXPECT_EQ(tasks.right.size(), 299U);
  EXPECT_EQ(tasks.left[6], (ReadTask{{6, 7}, std::nullopt}));
  EXPECT_EQ(tasks.left[7], (ReadTask{{7, 8}, IndexRange{0, 1}}));
  EXPECT_EQ(tasks.right[7], (ReadTask{{7, 8}, std::nullopt}));
  EXPECT_EQ(tasks.left[106], (ReadTask{{7, 8}, IndexRange{99, 100}}));
}

TEST(JoinTasks, LeaveASideThatMayNotBeSplit) {
  const ShuffleBlocks right{Sizes(200, kMebibyte)};
  EXPECT_EQ(join_tasks(skewed_blocks(), right, JoinType::full_outer, 40).left.size(), 200U);
  EXPECT_EQ(join_tasks(right, skewed_blocks(), JoinType::left_outer, 40).left.size(), 200U);
}

TEST(JoinTasks, JoinEveryPieceOfOneSideWithEveryPieceOfTheOther) {
  // Threshold ⌊5 × 10⌋ = 50 on both; targets 10. Left 30 + 30 and right 30 + 30 + 30 for partition 1.
  const AdaptiveSettings settings{.advisory_size = 10, .least_size = 0, .skewed_threshold = 20};
  const ShuffleBlocks left{{5, 30, 5}, {5, 30, 5}};
  const ShuffleBlocks right{{10, 30, 0}, {0, 30, 10}, {0, 30, 0}};
  const JoinTasks tasks = join_tasks(left, right, JoinType::inner, 1, settings);
  ASSERT_EQ(tasks.left.size(), 1U + 6U + 1U);
  EXPECT_EQ(tasks.left[1], (ReadTask{{1, 2}, IndexRange{0, 1}}));
  EXPECT_EQ(tasks.right[3], (ReadTask{{1, 2}, IndexRange{2, 3}}));
  EXPECT_EQ(tasks.left[4], (ReadTask{{1, 2}, IndexRange{1, 2}}));
}

TEST(JoinTasks, CoalesceBetweenSkewedPartitions) {
  const AdaptiveSettings settings{.advisory_size = 100, .least_size = 0, .skewed_threshold = 200};
  const ShuffleBlocks left{{10, 10, 150, 10, 10}, {0, 0, 150, 0, 0}};
  const ShuffleBlocks right{{0, 0, 0, 0, 0}};
  const JoinTasks tasks = join_tasks(left, right, JoinType::inner, 1, settings);
  EXPECT_EQ(
      tasks.left,
      (std::vector<ReadTask>{
          {{0, 2}, std::nullopt}, {{2, 3}, IndexRange{0, 1}}, {{2, 3}, IndexRange{1, 2}}, {{3, 5}, std::nullopt}}));
}

TEST(JoinTasks, WithoutSkewAreCoalescedPartitions) {
  const ShuffleBlocks left{Sizes(200, 16'106'127)}, right{Sizes(200, 5'368'709)};
  EXPECT_EQ(join_tasks(left, right, JoinType::inner, 40).left.size(), 67U);
  EXPECT_TRUE(join_tasks(left, {Sizes(100, 1)}, JoinType::inner, 40).left.empty());
}

TEST(RebalancedTasks, CutWhatExceedsTheAdvisorySize) {
  // 90 at 64 from maps of 30: 60 and 30, and 30 ≥ 0.2 × 64; the others, 10 each, are joined.
  const AdaptiveSettings settings{.advisory_size = 64, .least_size = 0, .parallelism_first = false};
  const ShuffleBlocks blocks{{10, 10, 30}, {0, 0, 30}, {0, 0, 30}};
  EXPECT_EQ(rebalanced_tasks(blocks, 4, settings),
            (std::vector<ReadTask>{{{0, 2}, std::nullopt}, {{2, 3}, IndexRange{0, 2}}, {{2, 3}, IndexRange{2, 3}}}));
}

TEST(LocalReadTasks, CutEachMapOutputWhereThereAreFewMaps) {
  // 10 partitions expected from 3 maps: ⌊10 / 3⌋ = 3 ranges each, the first one longer
  const std::vector<ReadTask> tasks = local_read_tasks(3, 10);
  ASSERT_EQ(tasks.size(), 9U);
  EXPECT_EQ(tasks[0], (ReadTask{{0, 4}, IndexRange{0, 1}}));
  EXPECT_EQ(tasks[2], (ReadTask{{7, 10}, IndexRange{0, 1}}));
  EXPECT_EQ(tasks[8], (ReadTask{{7, 10}, IndexRange{2, 3}}));
}

TEST(LocalReadTasks, GroupManyMaps) {
  const std::vector<ReadTask> tasks = local_read_tasks(5, 10, 2);
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(tasks[0], (ReadTask{{0, 10}, IndexRange{0, 3}}));
  EXPECT_EQ(tasks[1], (ReadTask{{0, 10}, IndexRange{3, 5}}));
  EXPECT_EQ(local_read_tasks(5, 10, 5).size(), 5U);
}

TEST(BroadcastDemotion, IsForSidesWithFewFilledPartitions) {
  Sizes sizes(10, 0);
  EXPECT_FALSE(broadcast_is_demoted(sizes));  // nothing at all
  sizes[0] = 5;
  EXPECT_TRUE(broadcast_is_demoted(sizes));  // 0.1 < 0.2
  sizes[1] = 5;
  EXPECT_FALSE(broadcast_is_demoted(sizes));  // 0.2 is not under 0.2
  EXPECT_FALSE(broadcast_is_demoted({}));
}

TEST(ShuffledHashJoin, IsPreferredWhereEveryPartitionFits) {
  const Sizes sizes{60 * kMebibyte, kMebibyte};
  EXPECT_FALSE(shuffled_hash_join_is_preferred(sizes, 0));
  EXPECT_FALSE(shuffled_hash_join_is_preferred(sizes, 63 * kMebibyte));  // under the advisory size
  EXPECT_TRUE(shuffled_hash_join_is_preferred(sizes, 64 * kMebibyte));
  EXPECT_FALSE(shuffled_hash_join_is_preferred(Sizes{65 * kMebibyte}, 64 * kMebibyte));
}

TEST(Skew, IsDefinedForEveryInput) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(skew_threshold(Sizes{-1, -2}, {.skewed_threshold = -5}), 5);
  EXPECT_EQ(skew_target(Sizes{kMost, kMost}), kMost / 2);
  EXPECT_EQ(split_by_map_outputs({}, 100), (Ranges{{0, 0}}));
  EXPECT_EQ(split_by_map_outputs(Sizes{kMost, kMost, -1}, -1), (Ranges{{0, 1}, {1, 2}, {2, 3}}));
  EXPECT_EQ(join_tasks({}, {}, JoinType::inner, 0).left.size(), 0U);
  EXPECT_TRUE(local_read_tasks(0, 10).empty());
  EXPECT_TRUE(local_read_tasks(10, 10, 0).empty());
  EXPECT_TRUE(local_read_tasks(10, kMost).empty());
}

}  // namespace
}  // namespace sizer::spark
