#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sizer/spark_version.hpp"

/// Adaptive query execution: what Spark makes of a shuffle once it knows how much each reduce partition holds. Sizes
/// are the reported, compressed bytes (spark_shuffle.hpp: reported_partition_sizes). Negative sizes count as 0; sums
/// stop at 2^63 − 1. Explained: docs/explain/spark-partitions.md.
///
/// Source: CoalesceShufflePartitions, ShufflePartitionsUtil, OptimizeSkewedJoin, OptimizeSkewInRebalancePartitions,
/// OptimizeShuffleWithLocalRead, DynamicJoinSelection (3.5.4, 4.0.0, 4.1).
namespace sizer::spark {

/// A range of neighbours, [begin, end).
struct IndexRange {
  std::int64_t begin = 0, end = 0;
  friend bool operator==(const IndexRange&, const IndexRange&) = default;
};

struct AdaptiveSettings {
  std::int64_t advisory_size = 64LL << 20;                      ///< spark.sql.adaptive.advisoryPartitionSizeInBytes
  std::int64_t least_size = 1LL << 20;                          ///< coalescePartitions.minPartitionSize
  std::optional<std::int64_t> least_partitions = std::nullopt;  ///< coalescePartitions.minPartitionNum
  bool parallelism_first = true;
  double skewed_factor = 5;                     ///< skewJoin.skewedPartitionFactor
  std::int64_t skewed_threshold = 256LL << 20;  ///< skewJoin.skewedPartitionThresholdInBytes
  double small_piece_factor = 0.2;              ///< rebalancePartitionsSmallPartitionFactor, of rebalances only
};

// Coalescing.

/// The least number of partitions each group of shuffles is to keep: minPartitionNum, else the default parallelism with
/// parallelismFirst, else 1; several groups share it by their bytes, rounded to the nearest, at least 1 each. Shuffles
/// are in one group when a task reads all of them; unions and broadcast joins separate groups.
std::vector<std::int64_t> least_partitions_of_groups(std::span<const std::int64_t> group_bytes,
                                                     std::int64_t default_parallelism,
                                                     const AdaptiveSettings& settings = {});

/// target = max(leastSize, min(advisory, ⌈bytes / leastPartitions⌉)): with the defaults bytes / default parallelism,
/// between 1 and 64 MiB. Under a cartesian product or a nested loop join, 4.0 and newer aim at the least size instead.
std::int64_t coalescing_target(std::int64_t group_bytes, std::int64_t least_partitions,
                               const AdaptiveSettings& settings = {}, bool under_product = false,
                               Version version = kDefaultVersion);

/// The partitions a group of shuffles is read in. `shuffles` lists each one's bytes by partition; task i reads
/// partition i of all. Neighbours are joined while their sum stays within the target; partitions are never cut. A run
/// under the least size joins the smaller of its neighbours; runs without a byte are left out, but one partition stays.
/// Empty where the shuffles differ in their number of partitions: Spark then leaves each as it is. [0, 0) alone when
/// there is no partition at all.
std::vector<IndexRange> coalesced_partitions(const std::vector<std::vector<std::int64_t>>& shuffles,
                                             std::int64_t target, std::int64_t least_size);

/// One group, from settings to partitions.
std::vector<IndexRange> coalesced_partitions(const std::vector<std::vector<std::int64_t>>& shuffles,
                                             std::int64_t default_parallelism, const AdaptiveSettings& settings);

// Skew.

/// max(skewedThreshold, ⌊factor × median⌋); the median of an even number is the mean of the middle two, rounded down,
/// and at least 1. A partition is skewed when it is larger.
std::int64_t skew_threshold(std::span<const std::int64_t> partition_sizes, const AdaptiveSettings& settings = {});

/// What the pieces of a skewed partition aim at: max(advisory, ⌊mean of the partitions that are not skewed⌋).
std::int64_t skew_target(std::span<const std::int64_t> partition_sizes, const AdaptiveSettings& settings = {});

/// Ranges of map outputs that one partition's bytes are cut into: a piece is closed when the next map output would
/// exceed the target, and joined to the one before when both make less than 1.2 targets, or either is under
/// `small_factor` (0.2) of one. One map's output is never cut. One range: the partition is left whole.
std::vector<IndexRange> split_by_map_outputs(std::span<const std::int64_t> map_output_sizes, std::int64_t target,
                                             double small_factor = 0.2);

/// Which side of a join may be cut; never either of a full outer join.
enum class JoinType { inner, cross, left_outer, right_outer, full_outer, left_semi, left_anti };
bool left_may_be_split(JoinType join);
bool right_may_be_split(JoinType join);

/// One task of a read: a range of reduce partitions, from a range of map tasks when the partition was cut.
struct ReadTask {
  IndexRange partitions;
  std::optional<IndexRange> maps = std::nullopt;
  friend bool operator==(const ReadTask&, const ReadTask&) = default;
};

/// One side of a join: bytes[m][r] is what map task m wrote for partition r, as reported.
using ShuffleBlocks = std::vector<std::vector<std::int64_t>>;

/// The tasks of a sort-merge or shuffled hash join of two shuffles: skewed partitions cut, each piece of the left
/// joined with each of the right, and the partitions between them coalesced afterwards. Both lists are equally long.
/// Without a skewed partition it is coalescing alone. Empty where the sides differ in partitions.
struct JoinTasks {
  std::vector<ReadTask> left, right;
};
JoinTasks join_tasks(const ShuffleBlocks& left, const ShuffleBlocks& right, JoinType join,
                     std::int64_t default_parallelism, const AdaptiveSettings& settings = {});

/// A REBALANCE hint: every partition over the advisory size is cut like a skewed one (with its own small factor), then
/// the others are coalesced.
std::vector<ReadTask> rebalanced_tasks(const ShuffleBlocks& blocks, std::int64_t default_parallelism,
                                       const AdaptiveSettings& settings = {});

// Local reads and join choice.

/// After a sort-merge join became a broadcast join the shuffle is read where it was written: with P partitions expected
/// (coalesced, else R) and M map tasks, P ≥ M reads each map output in ⌊P/M⌋ ranges of partitions, P < M groups the
/// maps into P tasks. Empty without map tasks or partitions, and for counts above 2^31 − 1, which Spark cannot have.
std::vector<ReadTask> local_read_tasks(std::int64_t map_tasks, std::int64_t partitions,
                                       std::optional<std::int64_t> coalesced = std::nullopt);

/// A finished shuffle side is not broadcast when under `least_share` (nonEmptyPartitionRatioForBroadcastJoin) of its
/// partitions hold anything, though some do: the other side's empty tasks then end at once.
bool broadcast_is_demoted(std::span<const std::int64_t> partition_sizes, double least_share = 0.2);

/// A shuffled hash join replaces a sort-merge join when no partition exceeds maxShuffledHashJoinLocalMapThreshold (0 by
/// default: never) and that is at least the advisory size.
bool shuffled_hash_join_is_preferred(std::span<const std::int64_t> partition_sizes, std::int64_t local_map_threshold,
                                     const AdaptiveSettings& settings = {});

}  // namespace sizer::spark
