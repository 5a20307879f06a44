#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "sizer/spark_adaptive.hpp"
#include "sizer/spark_version.hpp"

/// Which join Spark chooses by size, and when a broadcast fails. Sizes in bytes.
///
/// Source: joins.scala (JoinSelectionHelper), SizeInBytesOnlyStatsPlanVisitor, EstimationUtils, BroadcastExchangeExec,
/// TorrentBroadcast (3.5.4, 4.0.0, 4.1).
namespace sizer::spark {

/// Small enough to be broadcast: 0 ≤ size ≤ threshold (spark.sql.autoBroadcastJoinThreshold; at run time
/// spark.sql.adaptive.autoBroadcastJoinThreshold where set). A negative threshold turns broadcasts off.
bool broadcast_by_size(std::int64_t size, std::int64_t threshold = 10LL << 20);

/// Which side may be built and sent to every executor.
bool left_may_be_broadcast(JoinType join);
bool right_may_be_broadcast(JoinType join);

/// A shuffled hash join by size, only with spark.sql.join.preferSortMergeJoin off: the built side is under
/// threshold × shuffle partitions and, `factor` (spark.sql.shuffledHashJoinFactor) times, at most the other side.
bool shuffled_hash_by_size(std::int64_t built, std::int64_t other, std::int64_t shuffle_partitions,
                           std::int64_t broadcast_threshold = 10LL << 20, std::int64_t factor = 3);

// What Spark takes a plan's size to be without statistics. Filters do not reduce it.

/// Files on disk × spark.sql.sources.fileCompressionFactor, truncated.
std::int64_t estimated_scan_size(std::int64_t file_bytes, double file_compression_factor = 1.0);

/// After a projection: size × (8 + Σ output widths) / (8 + Σ input widths), at least 1. Widths are those of the types:
/// boolean and byte 1, short 2, int, float and date 4, long, double and timestamp 8, string 20, binary 100, decimal 8
/// or 16.
std::int64_t estimated_projection_size(std::int64_t size, std::span<const std::int64_t> input_widths,
                                       std::span<const std::int64_t> output_widths);

/// A join is estimated as the product of its sides (semi and anti joins: the left side).
std::int64_t estimated_join_size(std::int64_t left, std::int64_t right, JoinType join);

// At run time, on the driver.

enum class BroadcastKey { single_long_or_none, other };

/// The rows at which a broadcast fails: 512,000,000 for a hash table by one long and for a nested loop,
/// ⌊2^29 / 1.5⌋ = 357,913,941 for any other key.
std::int64_t broadcast_rows_limit(BroadcastKey key);

/// Why a broadcast of a built relation fails. The limits themselves fail: 8 GiB of relation (settable as
/// spark.sql.maxBroadcastTableSize since 4.1).
enum class BroadcastFailure { none, rows, bytes };
BroadcastFailure broadcast_failure(std::int64_t rows, std::int64_t relation_bytes, BroadcastKey key,
                                   std::int64_t bytes_limit = 8LL << 30);

/// Blocks a broadcast value is sent in: ⌈bytes / spark.broadcast.blockSize⌉.
std::int64_t broadcast_blocks(std::int64_t serialized_bytes, std::int64_t block_size = 4LL << 20);

}  // namespace sizer::spark
