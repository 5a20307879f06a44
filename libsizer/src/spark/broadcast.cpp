#include "arithmetic.hpp"
#include "sizer/spark_broadcast.hpp"

namespace sizer::spark {
namespace {

__extension__ using Wide = __int128;

/// a × b / c, for c > 0, without overflow in between.
std::int64_t scaled(std::int64_t a, std::int64_t b, std::int64_t c) {
  return static_cast<std::int64_t>(std::min<Wide>(static_cast<Wide>(a) * b / c, kMost));
}

/// EstimationUtils.getSizePerRow: 8 for the row itself, then its fields.
std::int64_t row_width(std::span<const std::int64_t> field_widths) {
  std::int64_t width = 8;
  for (const std::int64_t field : field_widths) width = add(width, at_least_zero(field));
  return width;
}

}  // namespace

bool broadcast_by_size(std::int64_t size, std::int64_t threshold) { return size >= 0 && size <= threshold; }

bool left_may_be_broadcast(JoinType join) {
  return join == JoinType::inner || join == JoinType::cross || join == JoinType::right_outer;
}

bool right_may_be_broadcast(JoinType join) { return join != JoinType::right_outer && join != JoinType::full_outer; }

bool shuffled_hash_by_size(std::int64_t built, std::int64_t other, std::int64_t shuffle_partitions,
                           std::int64_t broadcast_threshold, std::int64_t factor) {
  const Wide limit = static_cast<Wide>(broadcast_threshold) * shuffle_partitions;
  return built < limit && static_cast<Wide>(built) * factor <= other;
}

std::int64_t estimated_scan_size(std::int64_t file_bytes, double file_compression_factor) {
  return at_least_zero(to_long(static_cast<double>(at_least_zero(file_bytes)) * file_compression_factor));
}

std::int64_t estimated_projection_size(std::int64_t size, std::span<const std::int64_t> input_widths,
                                       std::span<const std::int64_t> output_widths) {
  return at_least_one(scaled(at_least_zero(size), row_width(output_widths), row_width(input_widths)));
}

std::int64_t estimated_join_size(std::int64_t left, std::int64_t right, JoinType join) {
  const bool left_only = join == JoinType::left_semi || join == JoinType::left_anti;
  return left_only ? at_least_zero(left) : multiply(at_least_zero(left), at_least_zero(right));
}

std::int64_t broadcast_rows_limit(BroadcastKey key) {
  constexpr std::int64_t kMostKeysOfBytes = 1LL << 29;  // BytesToBytesMap.MAX_CAPACITY, two thirds of it usable
  return key == BroadcastKey::single_long_or_none ? 512'000'000 : kMostKeysOfBytes * 2 / 3;
}

BroadcastFailure broadcast_failure(std::int64_t rows, std::int64_t relation_bytes, BroadcastKey key,
                                   std::int64_t bytes_limit) {
  if (rows >= broadcast_rows_limit(key)) return BroadcastFailure::rows;
  return relation_bytes >= bytes_limit ? BroadcastFailure::bytes : BroadcastFailure::none;
}

std::int64_t broadcast_blocks(std::int64_t serialized_bytes, std::int64_t block_size) {
  return divide_up(at_least_zero(serialized_bytes), at_least_one(block_size));
}

}  // namespace sizer::spark
