#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// What a shuffle costs besides its data - writers, files, buffers, the driver's record of it - and the sizes that
/// Spark believes its blocks have. M map tasks write for R reduce partitions. Sizes in bytes; negative counts and sizes
/// count as 0; sums and products stop at 2^63 − 1.
///
/// Source: SortShuffleManager, IndexShuffleBlockResolver, MapStatus, MapOutputTracker (3.5.4, 4.0.0, 4.1).
namespace sizer::spark {

/// How a map task writes, in the order in which Spark tries them.
enum class ShuffleWriter {
  bypass_merge,  ///< a file for each partition at once, then joined
  serialized,    ///< rows as bytes, sorted by pointer
  sorted         ///< objects, sorted, size estimated
};

/// SQL exchanges never combine and have a relocatable serializer: at the default 200 partitions they bypass, above they
/// are serialized. R at most 16,777,216 for the serialized one.
struct ShuffleKind {
  bool combines_on_map_side = false;
  bool relocatable_serializer = true;
};
ShuffleWriter shuffle_writer(std::int64_t partitions, const ShuffleKind& kind = {},
                             std::int64_t bypass_merge_threshold = 200);

/// Buffers a map task writes through, outside the execution pool: R × spark.shuffle.file.buffer for the bypass writer,
/// one for the others.
std::int64_t shuffle_write_buffers(ShuffleWriter writer, std::int64_t partitions,
                                   std::int64_t file_buffer = 32LL << 10);

/// What a shuffle leaves on the disks until it is cleaned up, when every map task writes something:
/// data, index (8 × (R + 1) bytes) and, with spark.shuffle.checksum.enabled, checksum (8 × R) a map task.
struct ShuffleFiles {
  std::int64_t files = 0;           ///< 3 × M, without checksums 2 × M
  std::int64_t index_bytes = 0;     ///< of all map tasks
  std::int64_t checksum_bytes = 0;  ///< of all map tasks
  std::int64_t block_reads = 0;     ///< M × R at most: every reduce task may fetch from every map task
};
ShuffleFiles shuffle_files(std::int64_t map_tasks, std::int64_t partitions, bool checksums = true);

/// Bytes one fetch request aims at: a fifth of spark.reducer.maxSizeInFlight, so that five hosts answer at once.
std::int64_t fetch_request_bytes(std::int64_t max_size_in_flight = 48LL << 20);

// The sizes Spark believes.

/// A block's size in one byte: min(255, ⌈ln(size) / ln 1.1⌉), 0 only for an empty block (MapStatus.compressSize).
std::uint8_t size_code(std::int64_t block_bytes);
/// Read back as ⌊1.1^code⌋: never under the size and at most 10 % over, up to code 255 (35,903,328,718 bytes).
std::int64_t size_of_code(std::uint8_t code);
inline std::int64_t reported_size(std::int64_t block_bytes) { return size_of_code(size_code(block_bytes)); }

/// The settings that decide what is kept of a map task's block sizes.
struct MapStatusSettings {
  std::int64_t partitions_kept_each = 2000;  ///< spark.shuffle.minNumPartitionsToHighlyCompress
  std::int64_t accurate_block_threshold = 100LL << 20;
  double accurate_block_skewed_factor = -1;  ///< at most 0: off
  std::int64_t most_skewed_blocks = 100;     ///< spark.shuffle.maxAccurateSkewedBlockNumber
};

/// One map task's blocks as the driver reads them back. Up to 2000 partitions each has its own code. Above, only blocks
/// of accurateBlockThreshold and more do (with a skewed factor also those of max(factor × median, the 100th largest));
/// every other block that is not empty reads as the average of those others, rounded down.
std::vector<std::int64_t> reported_sizes(std::span<const std::int64_t> blocks, const MapStatusSettings& settings = {});

/// Bytes of each reduce partition as adaptive execution sees them: reported sizes summed over the map tasks. Each inner
/// vector is one map task's blocks; rows shorter than the longest count as ending in empty blocks.
std::vector<std::int64_t> reported_partition_sizes(const std::vector<std::vector<std::int64_t>>& blocks_by_map,
                                                   const MapStatusSettings& settings = {});

/// Driver memory for the sizes of a shuffle's blocks: M × R bytes up to 2000 partitions; above, a bit a block and
/// 5 bytes for each of `accurate_blocks` kept in full, an upper bound. Objects around them are not counted.
std::int64_t map_status_bytes(std::int64_t map_tasks, std::int64_t partitions, std::int64_t accurate_blocks = 0,
                              const MapStatusSettings& settings = {});

}  // namespace sizer::spark
