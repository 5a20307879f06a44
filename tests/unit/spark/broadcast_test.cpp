#include <gtest/gtest.h>

#include <limits>

#include "sizer/spark_broadcast.hpp"

namespace sizer::spark {
namespace {

constexpr std::int64_t kMebibyte = 1LL << 20;
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

using Widths = std::vector<std::int64_t>;

TEST(Broadcast, IsForSidesUpToTheThreshold) {
  EXPECT_TRUE(broadcast_by_size(10 * kMebibyte));
  EXPECT_FALSE(broadcast_by_size(10 * kMebibyte + 1));
  EXPECT_TRUE(broadcast_by_size(0));
  EXPECT_FALSE(broadcast_by_size(0, -1));  // off
}

TEST(BroadcastSides, DependOnTheJoin) {
  EXPECT_TRUE(left_may_be_broadcast(JoinType::inner) && right_may_be_broadcast(JoinType::inner));
  EXPECT_TRUE(left_may_be_broadcast(JoinType::right_outer) && !right_may_be_broadcast(JoinType::right_outer));
  EXPECT_TRUE(!left_may_be_broadcast(JoinType::left_anti) && right_may_be_broadcast(JoinType::left_anti));
  EXPECT_FALSE(left_may_be_broadcast(JoinType::full_outer) || right_may_be_broadcast(JoinType::full_outer));
}

TEST(ShuffledHashBySize, NeedsASmallSideThatIsAThirdOfTheOther) {
  EXPECT_TRUE(shuffled_hash_by_size(100 * kMebibyte, 300 * kMebibyte, 200));
  EXPECT_FALSE(shuffled_hash_by_size(100 * kMebibyte, 300 * kMebibyte - 1, 200));
  EXPECT_FALSE(shuffled_hash_by_size(2000 * kMebibyte, kMost, 200));  // 200 × 10 MiB itself is too large
}

TEST(EstimatedSize, ScalesWithTheWidthOfRows) {
  // long, string, int: 8 + 8 + 20 + 4 = 40; the int alone 8 + 4 = 12
  EXPECT_EQ(estimated_projection_size(1000, Widths{8, 20, 4}, Widths{4}), 300);
  EXPECT_EQ(estimated_projection_size(1, Widths{8, 20, 4}, Widths{4}), 1);  // never 0
  EXPECT_EQ(estimated_scan_size(1000, 2.5), 2500);
}

TEST(EstimatedSize, OfAJoinIsAProduct) {
  EXPECT_EQ(estimated_join_size(1000, 2000, JoinType::inner), 2'000'000);
  EXPECT_EQ(estimated_join_size(1000, 2000, JoinType::left_semi), 1000);
}

TEST(BroadcastFailure, ComesAtTheLimitItself) {
  const auto one_long = BroadcastKey::single_long_or_none, other = BroadcastKey::other;
  EXPECT_EQ(broadcast_failure(511'999'999, 1, one_long), BroadcastFailure::none);
  EXPECT_EQ(broadcast_failure(512'000'000, 1, one_long), BroadcastFailure::rows);
  EXPECT_EQ(broadcast_failure(357'913'940, 1, other), BroadcastFailure::none);
  EXPECT_EQ(broadcast_failure(357'913'941, 1, other), BroadcastFailure::rows);  // ⌊2^29 / 1.5⌋
  EXPECT_EQ(broadcast_failure(1, (8LL << 30) - 1, one_long), BroadcastFailure::none);
  EXPECT_EQ(broadcast_failure(1, 8LL << 30, one_long), BroadcastFailure::bytes);
}

TEST(BroadcastBlocks, AreFourMebibytes) {
  EXPECT_EQ(broadcast_blocks(10 * kMebibyte), 3);
  EXPECT_EQ(broadcast_blocks(8 * kMebibyte), 2);
}

TEST(Broadcast, IsDefinedForEveryInput) {
  EXPECT_FALSE(broadcast_by_size(-1));
  EXPECT_EQ(estimated_projection_size(kMost, Widths{}, Widths{kMost, -1}), kMost);
  EXPECT_EQ(estimated_projection_size(-5, Widths{}, Widths{}), 1);
  EXPECT_EQ(estimated_join_size(kMost, 2, JoinType::cross), kMost);
  EXPECT_EQ(estimated_scan_size(100, -1), 0);
  EXPECT_FALSE(shuffled_hash_by_size(kMost, kMost, kMost));
  EXPECT_EQ(broadcast_blocks(-1, 0), 0);
}

}  // namespace
}  // namespace sizer::spark
