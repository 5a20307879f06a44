#include <initializer_list>

#include "arithmetic.hpp"
#include "partition_sizes.hpp"

namespace sizer::spark {
namespace {

constexpr double kSmallPiece = 0.2;    // ShufflePartitionsUtil.SMALL_PARTITION_FACTOR
constexpr double kMergedPieces = 1.2;  // MERGED_PARTITION_FACTOR
constexpr std::int64_t kMostTasks = 2147483647;

bool one_of(JoinType join, std::initializer_list<JoinType> types) {
  return std::find(types.begin(), types.end(), join) != types.end();
}

/// Pieces of a list, closed one after the other; a closed one may join the one before it.
class PieceList {
 public:
  PieceList(std::int64_t target, double small_factor) : target_(static_cast<double>(target)), small_(small_factor) {}

  void close(IndexRange piece, std::int64_t size) {
    const bool joins = !pieces_.empty() && belongs_to_previous(static_cast<double>(size));
    previous_ = joins ? add(previous_, size) : size;
    if (joins) {
      pieces_.back().end = piece.end;
    } else {
      pieces_.push_back(piece);
    }
  }

  std::vector<IndexRange> take() { return std::move(pieces_); }

 private:
  bool belongs_to_previous(double size) const {
    const auto previous = static_cast<double>(previous_);
    return size + previous < target_ * kMergedPieces || size < target_ * small_ || previous < target_ * small_;
  }

  double target_, small_;
  std::int64_t previous_ = 0;
  std::vector<IndexRange> pieces_;
};

/// What one partition is cut into; a single range when it stays whole.
std::vector<IndexRange> pieces_of(const ShuffleBlocks& blocks, std::int64_t partition, std::int64_t target,
                                  double small_factor) {
  Sizes by_map;
  by_map.reserve(blocks.size());
  const auto i = static_cast<std::size_t>(partition);
  for (const Sizes& row : blocks) by_map.push_back(i < row.size() ? at_least_zero(row[i]) : 0);
  return split_by_map_outputs(by_map, target, small_factor);
}

std::vector<IndexRange> whole() { return {{}}; }

/// One side of a join.
struct Side {
  const ShuffleBlocks& blocks;
  Sizes sizes;
  bool may_be_split;
  std::int64_t threshold, target;

  std::vector<IndexRange> pieces(std::int64_t partition) const {
    const bool skewed = may_be_split && sizes[static_cast<std::size_t>(partition)] > threshold;
    return skewed ? pieces_of(blocks, partition, target, kSmallPiece) : whole();
  }
};

Side side_of(const ShuffleBlocks& blocks, bool may_be_split, const AdaptiveSettings& settings) {
  Sizes sizes = summed(blocks);
  const std::int64_t threshold = skew_threshold(sizes, settings), target = skew_target(sizes, settings);
  return {blocks, std::move(sizes), may_be_split, threshold, target};
}

/// A partition that is read by several tasks: every piece of the left with every one of the right.
struct CutPartition {
  std::int64_t partition = 0;
  std::vector<IndexRange> left, right;
};

ReadTask task_of(const CutPartition& cut, const std::vector<IndexRange>& pieces, const IndexRange& piece) {
  const IndexRange whole{cut.partition, cut.partition + 1};
  return pieces.size() > 1 ? ReadTask{whole, piece} : ReadTask{whole, std::nullopt};
}

void add_whole(JoinTasks& tasks, const std::vector<IndexRange>& ranges) {
  for (const IndexRange& range : ranges) {
    tasks.left.push_back({range, std::nullopt});
    tasks.right.push_back({range, std::nullopt});
  }
}

void add_pieces(JoinTasks& tasks, const CutPartition& cut) {
  for (const IndexRange& left : cut.left) {
    for (const IndexRange& right : cut.right) {
      tasks.left.push_back(task_of(cut, cut.left, left));
      tasks.right.push_back(task_of(cut, cut.right, right));
    }
  }
}

/// The tasks of cut partitions, and between them the others, coalesced.
JoinTasks tasks_around(const std::vector<CutPartition>& cuts, const Sizes& sizes, std::int64_t target,
                       std::int64_t least_size) {
  JoinTasks tasks;
  std::int64_t begin = 0;
  for (const CutPartition& cut : cuts) {
    add_whole(tasks, joined_neighbours(sizes, {begin, cut.partition}, target, least_size, false));
    add_pieces(tasks, cut);
    begin = cut.partition + 1;
  }
  add_whole(tasks, joined_neighbours(sizes, {begin, std::ssize(sizes)}, target, least_size, cuts.empty()));
  return tasks;
}

std::vector<IndexRange> equal_ranges(std::int64_t elements, std::int64_t ranges) {
  std::vector<IndexRange> all;
  all.reserve(static_cast<std::size_t>(ranges));
  const std::int64_t each = elements / ranges, one_more = elements % ranges;
  for (std::int64_t i = 0, begin = 0; i < ranges; ++i) {
    const std::int64_t end = begin + each + (i < one_more ? 1 : 0);
    all.push_back({begin, end});
    begin = end;
  }
  return all;
}

}  // namespace

std::int64_t skew_threshold(std::span<const std::int64_t> partition_sizes, const AdaptiveSettings& settings) {
  Sizes sorted;
  for (const std::int64_t size : partition_sizes) sorted.push_back(at_least_zero(size));
  std::sort(sorted.begin(), sorted.end());
  return std::max(settings.skewed_threshold, to_long(static_cast<double>(median(sorted)) * settings.skewed_factor));
}

std::int64_t skew_target(std::span<const std::int64_t> partition_sizes, const AdaptiveSettings& settings) {
  const std::int64_t threshold = skew_threshold(partition_sizes, settings);
  std::int64_t total = 0, count = 0;
  for (const std::int64_t size : partition_sizes) {
    if (size > threshold) continue;
    total = add(total, at_least_zero(size));
    ++count;
  }
  return count > 0 ? std::max(settings.advisory_size, total / count) : settings.advisory_size;
}

std::vector<IndexRange> split_by_map_outputs(std::span<const std::int64_t> map_output_sizes, std::int64_t target,
                                             double small_factor) {
  PieceList pieces(target, small_factor);
  std::int64_t begin = 0, size = 0;
  const std::int64_t maps = std::ssize(map_output_sizes);
  for (std::int64_t i = 0; i < maps; ++i) {
    const std::int64_t next = at_least_zero(map_output_sizes[static_cast<std::size_t>(i)]);
    if (i > 0 && add(size, next) > target) {
      pieces.close({begin, i}, size);
      begin = i;
      size = 0;
    }
    size = add(size, next);
  }
  pieces.close({begin, maps}, size);
  return pieces.take();
}

bool left_may_be_split(JoinType join) {
  using enum JoinType;
  return one_of(join, {inner, cross, left_outer, left_semi, left_anti});
}

bool right_may_be_split(JoinType join) {
  using enum JoinType;
  return one_of(join, {inner, cross, right_outer});
}

JoinTasks join_tasks(const ShuffleBlocks& left, const ShuffleBlocks& right, JoinType join,
                     std::int64_t default_parallelism, const AdaptiveSettings& settings) {
  const Side l = side_of(left, left_may_be_split(join), settings);
  const Side r = side_of(right, right_may_be_split(join), settings);
  if (l.sizes.size() != r.sizes.size()) return {};
  std::vector<CutPartition> cuts;
  for (std::int64_t i = 0; i < std::ssize(l.sizes); ++i) {
    CutPartition cut{i, l.pieces(i), r.pieces(i)};
    if (cut.left.size() > 1 || cut.right.size() > 1) cuts.push_back(std::move(cut));
  }
  const Sizes both = summed({l.sizes, r.sizes});
  const std::int64_t target = target_of_one_group(total_of(both), default_parallelism, settings);
  return tasks_around(cuts, both, target, settings.least_size);
}

std::vector<ReadTask> rebalanced_tasks(const ShuffleBlocks& blocks, std::int64_t default_parallelism,
                                       const AdaptiveSettings& settings) {
  const Sizes sizes = summed(blocks);
  std::vector<CutPartition> cuts;
  for (std::int64_t i = 0; i < std::ssize(sizes); ++i) {
    if (sizes[static_cast<std::size_t>(i)] <= settings.advisory_size) continue;
    CutPartition cut{i, pieces_of(blocks, i, settings.advisory_size, settings.small_piece_factor), whole()};
    if (cut.left.size() > 1) cuts.push_back(std::move(cut));
  }
  const std::int64_t target = target_of_one_group(total_of(sizes), default_parallelism, settings);
  return tasks_around(cuts, sizes, target, settings.least_size).left;
}

std::vector<ReadTask> local_read_tasks(std::int64_t map_tasks, std::int64_t partitions,
                                       std::optional<std::int64_t> coalesced) {
  const std::int64_t expected = coalesced.value_or(partitions);
  if (map_tasks < 1 || partitions < 1 || expected < 1) return {};
  if (std::max({map_tasks, partitions, expected}) > kMostTasks) return {};
  std::vector<ReadTask> tasks;
  if (expected < map_tasks) {
    for (const IndexRange& maps : equal_ranges(map_tasks, expected)) tasks.push_back({{0, partitions}, maps});
    return tasks;
  }
  const std::vector<IndexRange> ranges = equal_ranges(partitions, expected / map_tasks);
  for (std::int64_t map = 0; map < map_tasks; ++map) {
    for (const IndexRange& range : ranges) tasks.push_back({range, IndexRange{map, map + 1}});
  }
  return tasks;
}

bool broadcast_is_demoted(std::span<const std::int64_t> partition_sizes, double least_share) {
  const auto filled = std::count_if(partition_sizes.begin(), partition_sizes.end(), [](auto size) { return size > 0; });
  if (filled == 0) return false;
  return static_cast<double>(filled) / static_cast<double>(partition_sizes.size()) < least_share;
}

bool shuffled_hash_join_is_preferred(std::span<const std::int64_t> partition_sizes, std::int64_t local_map_threshold,
                                     const AdaptiveSettings& settings) {
  const auto fits = [=](std::int64_t size) { return size <= local_map_threshold; };
  return settings.advisory_size <= local_map_threshold &&
         std::all_of(partition_sizes.begin(), partition_sizes.end(), fits);
}

}  // namespace sizer::spark
