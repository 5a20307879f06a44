#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>

#include "sizer/spark.hpp"

namespace sizer::spark {
namespace {

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

  std::int64_t closed = 0, in_open = 0, open_size = 0;
  for (const std::int64_t split : splits) {
    if (open_size + split > max_split) {
      closed += in_open > 0 ? 1 : 0;
      in_open = open_size = 0;
    }
    ++in_open;
    open_size += split + s.open_cost;
  }
  return closed + (in_open > 0 ? 1 : 0);
}

/// Small numbers, so that boundaries (an exact fit, an empty rest) are hit often.
ScanSettings any_settings() {
  return {*rc::gen::inRange<std::int64_t>(1, 200), *rc::gen::inRange<std::int64_t>(0, 40),
          *rc::gen::inRange<std::int64_t>(1, 50)};
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

}  // namespace
}  // namespace sizer::spark
