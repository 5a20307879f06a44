#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>
#include <utility>

#include "sizer/spark_adaptive.hpp"

namespace sizer::spark {
namespace {

using Sizes = std::vector<std::int64_t>;
using Ranges = std::vector<IndexRange>;

Sizes any_sizes(std::int64_t most) {
  return *rc::gen::nonEmpty(rc::gen::container<Sizes>(rc::gen::inRange<std::int64_t>(0, most)));
}

std::int64_t sum_of(const Sizes& sizes, IndexRange range) {
  return std::accumulate(sizes.begin() + range.begin, sizes.begin() + range.end, std::int64_t{0});
}

/// The rule as it is told: for each partition that does not fit, is the run large enough to stand alone? If not, does
/// the range before or the partition after take it?
Ranges coalesced_as_told(const Sizes& sizes, std::int64_t target, std::int64_t least) {
  Ranges ranges;
  std::int64_t begin = 0, previous = 0;
  const auto end = std::ssize(sizes);
  for (std::int64_t i = 1; i < end; ++i) {
    const std::int64_t run = sum_of(sizes, {begin, i}), next = sizes[static_cast<std::size_t>(i)];
    if (run + next <= target) continue;
    if (run < least && !(previous > 0 && previous < next)) continue;
    if (run < least) {
      ranges.back().end = i;
      previous += run;
    } else {
      if (run > 0) ranges.push_back({begin, i});
      previous = run;
    }
    begin = i;
  }
  const std::int64_t last = sum_of(sizes, {begin, end});
  if (last < least && previous > 0)
    ranges.back().end = end;
  else if (last > 0 || ranges.empty())
    ranges.push_back({begin, end});
  return ranges;
}

RC_GTEST_PROP(CoalescedPartitions, FollowTheRule, ()) {
  const Sizes sizes = any_sizes(40);
  const auto least = *rc::gen::inRange<std::int64_t>(0, 30);
  const auto target = std::max(least, *rc::gen::inRange<std::int64_t>(1, 120));
  RC_ASSERT(coalesced_partitions({sizes}, target, least) == coalesced_as_told(sizes, target, least));
}

RC_GTEST_PROP(CoalescedPartitions, CutNothingAndLoseNoByte, ()) {
  const Sizes sizes = any_sizes(40);
  const auto least = *rc::gen::inRange<std::int64_t>(0, 30);
  const Ranges ranges = coalesced_partitions({sizes}, std::max<std::int64_t>(least, 60), least);
  std::int64_t read = 0, end = 0;
  for (const IndexRange& range : ranges) {
    RC_ASSERT(range.begin >= end && range.end > range.begin);
    end = range.end;
    read += sum_of(sizes, range);
  }
  RC_ASSERT(end <= std::ssize(sizes));
  RC_ASSERT(read == std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0}));
}

RC_GTEST_PROP(CoalescedPartitions, AreNoSmallerThanTheLeastSizeUnlessThereIsOne, ()) {
  const Sizes sizes = any_sizes(40);
  const auto least = *rc::gen::inRange<std::int64_t>(1, 30);
  const Ranges ranges = coalesced_partitions({sizes}, std::max<std::int64_t>(least, 60), least);
  for (const IndexRange& range : ranges) RC_ASSERT(ranges.size() == 1 || sum_of(sizes, range) >= least);
}

RC_GTEST_PROP(CoalescedPartitions, OfSeveralShufflesAreThoseOfTheirSum, ()) {
  const Sizes one = any_sizes(40);
  Sizes two = one, sum = one;
  for (std::size_t i = 0; i < one.size(); ++i) {
    two[i] = *rc::gen::inRange<std::int64_t>(0, 40);
    sum[i] = one[i] + two[i];
  }
  RC_ASSERT(coalesced_partitions({one, two}, 60, 5) == coalesced_partitions({sum}, 60, 5));
}

RC_GTEST_PROP(SplitByMapOutputs, CoversEveryMapOnceWithNoTwoSmallNeighbours, ()) {
  const Sizes sizes = any_sizes(200);
  const Ranges pieces = split_by_map_outputs(sizes, 100);
  RC_ASSERT(pieces.front().begin == 0);
  RC_ASSERT(pieces.back().end == std::ssize(sizes));
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    RC_ASSERT(pieces[i].begin == pieces[i - 1].end);
    const std::int64_t size = sum_of(sizes, pieces[i]), previous = sum_of(sizes, pieces[i - 1]);
    RC_ASSERT(previous >= 20);
    RC_ASSERT(size + previous > 100);
  }
}

/// What is read for each partition and map task, over all tasks of one side.
std::int64_t bytes_read(const std::vector<ReadTask>& tasks, const ShuffleBlocks& blocks) {
  std::int64_t bytes = 0;
  const IndexRange all_maps{0, std::ssize(blocks)};
  for (const ReadTask& task : tasks) {
    const IndexRange maps = task.maps.value_or(all_maps);
    for (auto m = maps.begin; m < maps.end; ++m) bytes += sum_of(blocks[static_cast<std::size_t>(m)], task.partitions);
  }
  return bytes;
}

ShuffleBlocks any_blocks() {
  const auto maps = *rc::gen::inRange<std::size_t>(1, 8);
  ShuffleBlocks blocks;
  for (std::size_t m = 0; m < maps; ++m) {
    blocks.push_back(*rc::gen::container<Sizes>(6, rc::gen::inRange<std::int64_t>(0, 60)));
  }
  return blocks;
}

RC_GTEST_PROP(RebalancedTasks, ReadEveryByteOnce, ()) {
  const ShuffleBlocks blocks = any_blocks();
  const AdaptiveSettings settings{.advisory_size = *rc::gen::inRange<std::int64_t>(1, 100), .least_size = 0};
  std::int64_t total = 0;
  for (const Sizes& row : blocks) total += sum_of(row, {0, 6});
  RC_ASSERT(bytes_read(rebalanced_tasks(blocks, 3, settings), blocks) == total);
}

RC_GTEST_PROP(JoinTasks, ReadTheSplitSideOnceWhereTheOtherMayNotBeSplit, ()) {
  const ShuffleBlocks left = any_blocks(), right = any_blocks();
  const AdaptiveSettings settings{.advisory_size = *rc::gen::inRange<std::int64_t>(1, 100),
                                  .least_size = 0,
                                  .skewed_factor = 1,
                                  .skewed_threshold = 1};
  const JoinTasks tasks = join_tasks(left, right, JoinType::left_outer, 3, settings);
  std::int64_t total = 0;
  for (const Sizes& row : left) total += sum_of(row, {0, 6});
  RC_ASSERT(tasks.left.size() == tasks.right.size());
  RC_ASSERT(bytes_read(tasks.left, left) == total);
}

RC_GTEST_PROP(LocalReadTasks, ReadEveryBlockOnce, ()) {
  const auto maps = *rc::gen::inRange<std::int64_t>(1, 40), partitions = *rc::gen::inRange<std::int64_t>(1, 40);
  const auto expected = *rc::gen::inRange<std::int64_t>(1, partitions + 1);
  const std::vector<ReadTask> tasks = local_read_tasks(maps, partitions, expected);
  std::int64_t blocks = 0;
  for (const ReadTask& task : tasks) {
    blocks += (task.partitions.end - task.partitions.begin) * (task.maps->end - task.maps->begin);
  }
  RC_ASSERT(blocks == maps * partitions);
  RC_ASSERT(std::ssize(tasks) <= std::max(expected, maps));
}

}  // namespace
}  // namespace sizer::spark
