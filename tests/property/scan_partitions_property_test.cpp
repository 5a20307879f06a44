#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>

#include "sizer/spark.hpp"

namespace sizer::spark {
namespace {

/// Next fit over written-out splits.
std::int64_t packed_one_by_one(const std::vector<std::int64_t>& splits, std::int64_t max_split,
                               std::int64_t open_cost) {
  std::int64_t closed = 0, in_open = 0, open_size = 0;
  for (const std::int64_t split : splits) {
    if (open_size + split > max_split) {
      closed += in_open > 0 ? 1 : 0;
      in_open = open_size = 0;
    }
    ++in_open;
    open_size += split + open_cost;
  }
  return closed + (in_open > 0 ? 1 : 0);
}

/// Every split written out, as Spark does it: cut, sort, pack.
std::int64_t partitions_written_out(const std::vector<std::int64_t>& files, bool splittable, const ScanSettings& s) {
  std::int64_t total = 0;
  for (const std::int64_t file : files) total += file > 0 ? file + s.open_cost : 0;
  const std::int64_t max_split = max_split_bytes(total, s);
  std::vector<std::int64_t> splits;
  for (const std::int64_t file : files) {
    const std::int64_t step = splittable ? max_split : std::max<std::int64_t>(file, 1);
    for (std::int64_t from = 0; from < file; from += step) splits.push_back(std::min(step, file - from));
  }
  std::stable_sort(splits.begin(), splits.end(), std::greater<>());
  const std::int64_t partitions = packed_one_by_one(splits, max_split, s.open_cost);
  if (!s.max_partition_num || partitions <= *s.max_partition_num) return partitions;
  std::int64_t all = 0;
  for (const std::int64_t split : splits) all += split + s.open_cost;
  const std::int64_t wanted = (all + *s.max_partition_num - 1) / *s.max_partition_num;
  return packed_one_by_one(splits, wanted, s.open_cost);
}

/// Small numbers, so that boundaries (an exact fit, an empty rest) are hit often.
ScanSettings any_settings() {
  ScanSettings settings{*rc::gen::inRange<std::int64_t>(1, 200), *rc::gen::inRange<std::int64_t>(0, 40),
                        *rc::gen::inRange<std::int64_t>(1, 50)};
  if (*rc::gen::arbitrary<bool>()) settings.max_partition_num = *rc::gen::inRange<std::int64_t>(1, 60);
  return settings;
}

RC_GTEST_PROP(ScanPartitions, AreThoseOfEverySplitWrittenOut, ()) {
  const ScanSettings settings = any_settings();
  const auto files = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 700));
  const bool splittable = *rc::gen::arbitrary<bool>();
  RC_ASSERT(scan_partitions(files, splittable, settings) == partitions_written_out(files, splittable, settings));
}

RC_GTEST_PROP(ScanPartitions, OfEqualFilesAreThoseOfAnyFiles, ()) {
  const ScanSettings settings = any_settings();
  const auto count = *rc::gen::inRange<std::int64_t>(0, 300);
  const auto size = *rc::gen::inRange<std::int64_t>(0, 700);
  const bool splittable = *rc::gen::arbitrary<bool>();
  const std::vector<std::int64_t> files(static_cast<std::size_t>(count), size);
  RC_ASSERT(scan_partitions_of_equal_files(count, size, splittable, settings) ==
            scan_partitions(files, splittable, settings));
}

RC_GTEST_PROP(ScanPartitions, OfEqualFilesAreThoseOfAnyFilesAtRealSizes, ()) {
  ScanSettings settings;
  settings.parallelism = *rc::gen::inRange<std::int64_t>(1, 5000);
  const auto count = *rc::gen::inRange<std::int64_t>(1, 3000);
  const auto size = *rc::gen::inRange<std::int64_t>(1, 20'000'000'000);
  const bool splittable = *rc::gen::arbitrary<bool>();
  const std::vector<std::int64_t> files(static_cast<std::size_t>(count), size);
  RC_ASSERT(scan_partitions_of_equal_files(count, size, splittable, settings) ==
            scan_partitions(files, splittable, settings));
}

RC_GTEST_PROP(ScanPartitions, HoldAtMostTheBytesOfASplitEach, ()) {
  ScanSettings settings;
  settings.parallelism = *rc::gen::inRange<std::int64_t>(1, 100'000);
  const auto count = *rc::gen::inRange<std::int64_t>(1, 10'000'000);
  const auto size = *rc::gen::inRange<std::int64_t>(1, 10'000'000'000);  // up to 10^17 bytes
  const std::int64_t partitions = scan_partitions_of_equal_files(count, size, true, settings);
  const std::int64_t max_split = max_split_bytes(count * (size + settings.open_cost), settings);
  RC_ASSERT(partitions >= (count * size - 1) / max_split + 1);
  RC_ASSERT(partitions <= count * (size / max_split + 1));
}

/// Hadoop's loop, one split after the other.
std::int64_t hadoop_splits_written_out(std::int64_t size, std::int64_t split) {
  std::int64_t splits = 0;
  for (; static_cast<double>(size) / static_cast<double>(split) > 1.1; size -= split) ++splits;
  return splits + (size > 0 ? 1 : 0);
}

RC_GTEST_PROP(HadoopPartitions, AreThoseOfEverySplitWrittenOut, ()) {
  const auto size = *rc::gen::inRange<std::int64_t>(1, 5000);
  const auto block = *rc::gen::inRange<std::int64_t>(1, 300);
  const auto wanted = *rc::gen::inRange<std::int64_t>(1, 40);
  const std::int64_t split = std::max<std::int64_t>(1, std::min(size / wanted, block));
  RC_ASSERT(hadoop_partitions({size}, true, {.min_partitions = wanted, .block_size = block}) ==
            hadoop_splits_written_out(size, split));
}

RC_GTEST_PROP(JdbcRanges, LieBetweenTheirBounds, ()) {
  const auto lower = *rc::gen::arbitrary<std::int64_t>();
  const auto upper = *rc::gen::arbitrary<std::int64_t>();
  const auto wanted = *rc::gen::inRange<std::int64_t>(2, 2'000'000'000);
  const JdbcRanges ranges = jdbc_ranges(std::min(lower, upper), std::max(lower, upper), wanted);
  RC_ASSERT(ranges.partitions <= wanted);
  RC_PRE(ranges.partitions > 1);
  RC_ASSERT(ranges.stride >= 1);
  RC_ASSERT(ranges.first_bound > std::min(lower, upper));
  RC_ASSERT(ranges.first_bound + (ranges.partitions - 2) * ranges.stride <= std::max(lower, upper));
}

}  // namespace
}  // namespace sizer::spark
