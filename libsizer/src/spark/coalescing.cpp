#include <utility>

#include "arithmetic.hpp"
#include "partition_sizes.hpp"

namespace sizer::spark {
namespace {

/// The walk of ShufflePartitionsUtil.coalescePartitions from one partition to the next.
class Walk {
 public:
  Walk(std::int64_t begin, std::int64_t target, std::int64_t least_size)
      : target_(target), least_(least_size), begin_(begin) {}

  void next(std::int64_t partition, std::int64_t size) {
    const bool fits = partition == begin_ || add(run_, size) <= target_;
    const bool small = run_ < least_;
    if (fits || (small && !previous_is_smaller_than(size))) {
      run_ = add(run_, size);
      return;
    }
    small ? join_previous(partition) : close(partition);
    begin_ = partition;
    run_ = size;
  }

  std::vector<IndexRange> finish(std::int64_t end, bool keep_one) {
    if (run_ < least_ && previous_ > 0) {
      ranges_.back().end = end;
    } else if (run_ > 0 || (keep_one && ranges_.empty())) {
      ranges_.push_back({begin_, end});
    }
    return std::move(ranges_);
  }

 private:
  bool previous_is_smaller_than(std::int64_t size) const { return previous_ > 0 && previous_ < size; }

  void join_previous(std::int64_t end) {
    ranges_.back().end = end;
    previous_ = add(previous_, run_);
  }

  void close(std::int64_t end) {
    if (run_ > 0) ranges_.push_back({begin_, end});
    previous_ = run_;
  }

  std::int64_t target_, least_, begin_;
  std::int64_t run_ = 0, previous_ = 0;
  std::vector<IndexRange> ranges_;
};

}  // namespace

Sizes summed(const std::vector<Sizes>& rows) {
  Sizes sums;
  for (const Sizes& row : rows) {
    sums.resize(std::max(sums.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) sums[i] = add(sums[i], at_least_zero(row[i]));
  }
  return sums;
}

std::int64_t total_of(std::span<const std::int64_t> sizes) {
  std::int64_t total = 0;
  for (const std::int64_t size : sizes) total = add(total, at_least_zero(size));
  return total;
}

std::int64_t target_of_one_group(std::int64_t bytes, std::int64_t default_parallelism,
                                 const AdaptiveSettings& settings) {
  const std::int64_t least = least_partitions_of_groups({&bytes, 1}, default_parallelism, settings).front();
  return coalescing_target(bytes, least, settings);
}

std::vector<IndexRange> joined_neighbours(const Sizes& sizes, IndexRange of, std::int64_t target,
                                          std::int64_t least_size, bool keep_one) {
  if (of.begin >= of.end) return {};
  Walk walk(of.begin, target, least_size);
  for (std::int64_t i = of.begin; i < of.end; ++i) walk.next(i, sizes[static_cast<std::size_t>(i)]);
  return walk.finish(of.end, keep_one);
}

std::vector<std::int64_t> least_partitions_of_groups(std::span<const std::int64_t> group_bytes,
                                                     std::int64_t default_parallelism,
                                                     const AdaptiveSettings& settings) {
  const std::int64_t wanted =
      at_least_one(settings.least_partitions.value_or(settings.parallelism_first ? default_parallelism : 1));
  const std::int64_t total = total_of(group_bytes);
  Sizes least(group_bytes.size(), wanted);
  if (least.size() < 2 || total == 0) return least;
  for (std::size_t i = 0; i < least.size(); ++i) {
    const double share = static_cast<double>(wanted) * static_cast<double>(at_least_zero(group_bytes[i]));
    least[i] = at_least_one(to_long(std::floor(share / static_cast<double>(total) + 0.5)));
  }
  return least;
}

std::int64_t coalescing_target(std::int64_t group_bytes, std::int64_t least_partitions,
                               const AdaptiveSettings& settings, bool under_product, Version version) {
  const bool small = under_product && rules_of(version).small_target_under_product;
  const std::int64_t advisory = small ? settings.least_size : settings.advisory_size;
  const std::int64_t share = divide_up(at_least_zero(group_bytes), at_least_one(least_partitions));
  return std::max(settings.least_size, std::min(advisory, share));
}

std::vector<IndexRange> coalesced_partitions(const std::vector<Sizes>& shuffles, std::int64_t target,
                                             std::int64_t least_size) {
  const Sizes sizes = summed(shuffles);
  if (sizes.empty()) return {{0, 0}};
  for (const Sizes& shuffle : shuffles) {
    if (!shuffle.empty() && shuffle.size() != sizes.size()) return {};
  }
  return joined_neighbours(sizes, {0, std::ssize(sizes)}, target, least_size, true);
}

std::vector<IndexRange> coalesced_partitions(const std::vector<Sizes>& shuffles, std::int64_t default_parallelism,
                                             const AdaptiveSettings& settings) {
  const std::int64_t target = target_of_one_group(total_of(summed(shuffles)), default_parallelism, settings);
  return coalesced_partitions(shuffles, target, settings.least_size);
}

}  // namespace sizer::spark
