#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <set>

#include "sizer/spark_scheduling.hpp"
#include "sizer/spark_shuffle.hpp"

namespace sizer::spark {
namespace {

RC_GTEST_PROP(ReportedSize, IsNeverUnderAndAtMostATenthOver, ()) {
  const int bits = *rc::gen::inRange(0, 35);
  const auto size = *rc::gen::inRange<std::int64_t>(0, (1LL << bits) + 1);
  RC_ASSERT(reported_size(size) >= size);
  RC_ASSERT(static_cast<double>(reported_size(size)) <= 1.1 * static_cast<double>(size));
}

RC_GTEST_PROP(ReportedSizes, KeepEmptyBlocksEmptyAndOthersNot, ()) {
  const auto blocks = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 300));
  const MapStatusSettings settings{.partitions_kept_each = *rc::gen::inRange<std::int64_t>(0, 100),
                                   .accurate_block_threshold = *rc::gen::inRange<std::int64_t>(1, 300),
                                   .accurate_block_skewed_factor = *rc::gen::element(-1.0, 2.0, 5.0),
                                   .most_skewed_blocks = *rc::gen::inRange<std::int64_t>(1, 10)};
  const std::vector<std::int64_t> reported = reported_sizes(blocks, settings);
  RC_ASSERT(reported.size() == blocks.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) RC_ASSERT((reported[i] > 0) == (blocks[i] > 0));
}

RC_GTEST_PROP(ReportedSizes, OfManyPartitionsHaveOneSizeBelowTheThreshold, ()) {
  const auto blocks = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 99));
  const MapStatusSettings settings{.partitions_kept_each = 0, .accurate_block_threshold = 99};
  const std::vector<std::int64_t> reported = reported_sizes(blocks, settings);
  RC_ASSERT(std::set<std::int64_t>(reported.begin(), reported.end()).size() <= 1);
}

RC_GTEST_PROP(AllocationRounds, ReachTheNeedInLogarithmicallyMany, ()) {
  const auto needed = *rc::gen::inRange<std::int64_t>(1, 2'000'000'000);
  const std::vector<AllocationRound> rounds = allocation_rounds(needed);
  RC_ASSERT(rounds.back().target == needed);
  const double doublings = std::ceil(std::log2(static_cast<double>(needed) + 1));
  RC_ASSERT(static_cast<double>(rounds.size()) == doublings);
}

}  // namespace
}  // namespace sizer::spark
