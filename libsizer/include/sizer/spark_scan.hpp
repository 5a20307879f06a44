#pragma once

#include <cstdint>
#include <optional>
#include <vector>

/// How many partitions, and so tasks, an input is read in. All sizes in bytes.
///
/// Negative counts and sizes count as 0, a parallelism under 1 as 1; sums stop at 2^63 − 1.
/// Explained: docs/explain/spark-partitions.md.
namespace sizer::spark {

/// Partitions of a file scan: Parquet, ORC, Avro, CSV, JSON, text.
///
///     bytesPerCore = ⌊Σ(length + openCost) / parallelism⌋
///     maxSplit     = min(maxPartitionBytes, max(openCost, bytesPerCore))
///
/// then files cut every maxSplit, sorted by length descending, packed next-fit: a partition is closed when the next
/// piece does not fit, and each piece in it costs openCost more. Empty files are not listed. Where more partitions than
/// maxPartitionNum come out, the same pieces are packed again into ⌈Σ(length + openCost) / maxPartitionNum⌉ bytes each,
/// which may still miss the number. Source: FilePartition.maxSplitBytes and getFilePartitions.
struct ScanSettings {
  std::int64_t max_partition_bytes = 128LL << 20;                ///< spark.sql.files.maxPartitionBytes
  std::int64_t open_cost = 4LL << 20;                            ///< spark.sql.files.openCostInBytes
  std::int64_t parallelism = 2;                                  ///< see scan_parallelism
  std::optional<std::int64_t> max_partition_num = std::nullopt;  ///< spark.sql.files.maxPartitionNum, since 3.5
};
std::int64_t max_split_bytes(std::int64_t total_bytes_with_open_cost, const ScanSettings& settings);
std::int64_t scan_partitions(const std::vector<std::int64_t>& file_sizes, bool splittable,
                             const ScanSettings& settings);
/// The same for `files` equal files, in constant time.
std::int64_t scan_partitions_of_equal_files(std::int64_t files, std::int64_t file_size, bool splittable,
                                            const ScanSettings& settings);

/// spark.default.parallelism if set; else the cores of a local master, or of a cluster those registered at that moment
/// and at least 2. Source: CoarseGrainedSchedulerBackend and LocalSchedulerBackend.defaultParallelism.
std::int64_t default_parallelism(std::int64_t cores_registered, bool local_master = false,
                                 std::optional<std::int64_t> set_by_user = std::nullopt);

/// What file scans divide by: spark.sql.files.minPartitionNum, else spark.sql.leafNodeDefaultParallelism, else the
/// default parallelism.
std::int64_t scan_parallelism(std::int64_t default_parallelism,
                              std::optional<std::int64_t> min_partition_num = std::nullopt,
                              std::optional<std::int64_t> leaf_node_parallelism = std::nullopt);

/// A bucketed table is read in one task a bucket; none is packed or cut. `coalesced_to` divides the buckets where Spark
/// reads several as one (spark.sql.bucketing.coalesceBucketsInJoin.enabled).
std::int64_t bucketed_scan_partitions(std::int64_t buckets, std::optional<std::int64_t> coalesced_to = std::nullopt);

/// Partitions of textFile and other Hadoop inputs, Hive SerDe tables among them:
///
///     goal = ⌊total / max(1, minPartitions)⌋      split = max(minSize, min(goal, blockSize))
///
/// a file is cut while more than 1.1 splits of it are left, so its last split may be 10 % too long. Empty files are
/// left out unless spark.hadoopRDD.ignoreEmptySplits is off. Source: Hadoop's mapred FileInputFormat.getSplits.
struct HadoopSplitSettings {
  std::int64_t min_partitions = 2;  ///< sc.textFile: min(default parallelism, 2)
  std::int64_t block_size = 128LL << 20;
  std::int64_t min_size = 1;  ///< mapreduce.input.fileinputformat.split.minsize
  bool ignore_empty = true;   ///< spark.hadoopRDD.ignoreEmptySplits, on since Spark 3.2
};
std::int64_t hadoop_partitions(const std::vector<std::int64_t>& file_sizes, bool splittable,
                               const HadoopSplitSettings& settings = {});

/// Where a JDBC read with partitionColumn cuts: n − 1 bounds make n ranges, the first open below (and with the nulls),
/// the last open above; the bounds never leave rows out. n is `partitions`, or upper − lower where that is smaller.
///
///     exact  = upper/n − lower/n, each quotient to 18 decimals
///     stride = ⌊exact⌋      first bound = lower + round((exact − stride) × n / 2) + stride      then every stride
///
/// One partition has no bounds; none at all for lower > upper or under one partition, which Spark refuses. Where the
/// rounded term ends in exactly .5, Spark's own may come out one lower. Source: JDBCRelation.columnPartition.
struct JdbcRanges {
  std::int64_t partitions = 0;
  std::int64_t first_bound = 0, stride = 0;
};
JdbcRanges jdbc_ranges(std::int64_t lower, std::int64_t upper, std::int64_t partitions);

}  // namespace sizer::spark
