#include <algorithm>
#include <functional>

#include "sizer/spark.hpp"

namespace sizer::spark {
namespace {

/// Splits sorted by length, descending: only the newest partition is open, and the test that closes
/// it leaves out the opening cost of the split that wants to enter.
std::int64_t pack_next_fit(const std::vector<std::int64_t>& splits, std::int64_t max_split, std::int64_t open_cost) {
  std::int64_t partitions = 0;
  std::int64_t open_size = 0;
  for (const std::int64_t split : splits) {
    if (partitions == 0 || open_size + split > max_split) {
      ++partitions;
      open_size = 0;
    }
    open_size += split + open_cost;
  }
  return partitions;
}

/// The same for `splits` equal ones.
std::int64_t pack_equal(std::int64_t splits, std::int64_t split, std::int64_t max_split, std::int64_t open_cost) {
  if (split > max_split) return splits;
  const std::int64_t per_partition = (max_split - split) / (split + open_cost) + 1;
  return (splits + per_partition - 1) / per_partition;
}

}  // namespace

std::int64_t max_split_bytes(std::int64_t total_bytes_with_open_cost, const ScanSettings& settings) {
  const std::int64_t bytes_per_core = total_bytes_with_open_cost / settings.parallelism;
  const std::int64_t wanted = std::min(settings.max_partition_bytes, std::max(settings.open_cost, bytes_per_core));
  return std::max<std::int64_t>(1, wanted);
}

std::int64_t scan_partitions(const std::vector<std::int64_t>& file_sizes, bool splittable,
                             const ScanSettings& settings) {
  std::int64_t total = 0;
  for (const std::int64_t size : file_sizes) total += size > 0 ? size + settings.open_cost : 0;
  const std::int64_t max_split = max_split_bytes(total, settings);

  // A whole split of max_split lets nothing else in, so it is a partition; what is left of each file is packed.
  std::int64_t whole_splits = 0;
  std::vector<std::int64_t> rest;
  rest.reserve(file_sizes.size());
  for (const std::int64_t size : file_sizes) {
    whole_splits += splittable ? size / max_split : 0;
    const std::int64_t left = splittable ? size % max_split : size;
    if (left > 0) rest.push_back(left);
  }
  std::sort(rest.begin(), rest.end(), std::greater<>());
  return whole_splits + pack_next_fit(rest, max_split, settings.open_cost);
}

std::int64_t scan_partitions_of_equal_files(std::int64_t files, std::int64_t file_size, bool splittable,
                                            const ScanSettings& settings) {
  if (files <= 0 || file_size <= 0) return 0;
  const std::int64_t max_split = max_split_bytes(files * (file_size + settings.open_cost), settings);
  if (!splittable) return pack_equal(files, file_size, max_split, settings.open_cost);
  const std::int64_t whole_splits = files * (file_size / max_split);
  const std::int64_t rest = file_size % max_split;
  return whole_splits + (rest > 0 ? pack_equal(files, rest, max_split, settings.open_cost) : 0);
}

}  // namespace sizer::spark
