#include <array>

#include "arithmetic.hpp"
#include "sizer/spark_shuffle.hpp"

namespace sizer::spark {
namespace {

constexpr double kCodeBase = 1.1;
constexpr int kLargestCode = 255;

std::array<std::int64_t, kLargestCode + 1> sizes_of_codes() {
  std::array<std::int64_t, kLargestCode + 1> sizes{};
  for (int code = 1; code <= kLargestCode; ++code) {
    sizes[static_cast<std::size_t>(code)] = to_long(std::pow(kCodeBase, code));
  }
  return sizes;
}

/// Blocks of this size and more are kept each.
double accurate_threshold(std::span<const std::int64_t> blocks, const MapStatusSettings& settings) {
  const auto fixed = static_cast<double>(settings.accurate_block_threshold);
  if (!(settings.accurate_block_skewed_factor > 0) || blocks.empty()) return fixed;
  std::vector<std::int64_t> sorted(blocks.begin(), blocks.end());
  std::sort(sorted.begin(), sorted.end());
  const auto count = static_cast<std::int64_t>(sorted.size());
  const std::int64_t from =
      std::min(count - std::clamp<std::int64_t>(settings.most_skewed_blocks, 0, count), count - 1);
  const double by_median = static_cast<double>(median(sorted)) * settings.accurate_block_skewed_factor;
  return std::min(fixed, std::max(by_median, static_cast<double>(sorted[static_cast<std::size_t>(from)])));
}

/// The blocks that are neither empty nor kept each are read back as their average.
std::int64_t average_of_small(std::span<const std::int64_t> blocks, double threshold) {
  std::int64_t total = 0, count = 0;
  for (const std::int64_t block : blocks) {
    if (block <= 0 || static_cast<double>(block) >= threshold) continue;
    total = add(total, block);
    ++count;
  }
  return count > 0 ? total / count : 0;
}

}  // namespace

ShuffleWriter shuffle_writer(std::int64_t partitions, const ShuffleKind& kind, std::int64_t bypass_merge_threshold) {
  constexpr std::int64_t kMostSerializedPartitions = 1LL << 24;
  if (kind.combines_on_map_side) return ShuffleWriter::sorted;
  if (partitions <= bypass_merge_threshold) return ShuffleWriter::bypass_merge;
  const bool serialized = kind.relocatable_serializer && partitions <= kMostSerializedPartitions;
  return serialized ? ShuffleWriter::serialized : ShuffleWriter::sorted;
}

std::int64_t shuffle_write_buffers(ShuffleWriter writer, std::int64_t partitions, std::int64_t file_buffer) {
  const std::int64_t open_files = writer == ShuffleWriter::bypass_merge ? at_least_zero(partitions) : 1;
  return multiply(open_files, at_least_zero(file_buffer));
}

ShuffleFiles shuffle_files(std::int64_t map_tasks, std::int64_t partitions, bool checksums) {
  constexpr std::int64_t kLong = 8;
  const std::int64_t maps = at_least_zero(map_tasks), reducers = at_least_zero(partitions);
  return {.files = multiply(checksums ? 3 : 2, maps),
          .index_bytes = multiply(multiply(kLong, add(reducers, 1)), maps),
          .checksum_bytes = checksums ? multiply(multiply(kLong, reducers), maps) : 0,
          .block_reads = multiply(maps, reducers)};
}

std::int64_t fetch_request_bytes(std::int64_t max_size_in_flight) { return at_least_one(max_size_in_flight / 5); }

std::uint8_t size_code(std::int64_t block_bytes) {
  if (block_bytes <= 1) return block_bytes == 1 ? 1 : 0;
  const double exact = std::log(static_cast<double>(block_bytes)) / std::log(kCodeBase);
  return static_cast<std::uint8_t>(std::min<std::int64_t>(kLargestCode, to_long(std::ceil(exact))));
}

std::int64_t size_of_code(std::uint8_t code) {
  static const auto sizes = sizes_of_codes();
  return sizes[code];
}

std::vector<std::int64_t> reported_sizes(std::span<const std::int64_t> blocks, const MapStatusSettings& settings) {
  const bool each = static_cast<std::int64_t>(blocks.size()) <= settings.partitions_kept_each;
  const double threshold = each ? 0 : accurate_threshold(blocks, settings);
  const std::int64_t average = average_of_small(blocks, threshold);
  std::vector<std::int64_t> reported(blocks.begin(), blocks.end());
  for (std::int64_t& block : reported) {
    if (block <= 0)
      block = 0;
    else
      block = static_cast<double>(block) >= threshold ? reported_size(block) : average;
  }
  return reported;
}

std::vector<std::int64_t> reported_partition_sizes(const std::vector<std::vector<std::int64_t>>& blocks_by_map,
                                                   const MapStatusSettings& settings) {
  std::vector<std::int64_t> sizes;
  for (const std::vector<std::int64_t>& blocks : blocks_by_map) {
    const std::vector<std::int64_t> reported = reported_sizes(blocks, settings);
    sizes.resize(std::max(sizes.size(), reported.size()));
    for (std::size_t i = 0; i < reported.size(); ++i) sizes[i] = add(sizes[i], reported[i]);
  }
  return sizes;
}

std::int64_t map_status_bytes(std::int64_t map_tasks, std::int64_t partitions, std::int64_t accurate_blocks,
                              const MapStatusSettings& settings) {
  constexpr std::int64_t kIdAndCode = 5;
  const std::int64_t maps = at_least_zero(map_tasks), reducers = at_least_zero(partitions);
  if (reducers <= settings.partitions_kept_each) return multiply(maps, reducers);
  return add(multiply(maps, divide_up(reducers, 8)), multiply(kIdAndCode, at_least_zero(accurate_blocks)));
}

}  // namespace sizer::spark
