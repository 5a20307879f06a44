#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sizer/spark_adaptive.hpp"

/// What coalescing and skew handling share.
namespace sizer::spark {

using Sizes = std::vector<std::int64_t>;

/// Bytes of each index over all rows, the longest row giving their number; negative ones count as 0.
Sizes summed(const std::vector<Sizes>& rows);
std::int64_t total_of(std::span<const std::int64_t> sizes);

/// The target of a group of that many bytes that is alone in its stage.
std::int64_t target_of_one_group(std::int64_t bytes, std::int64_t default_parallelism,
                                 const AdaptiveSettings& settings);

/// Neighbours of [of.begin, of.end) joined up to the target; with `keep_one` a range stays when all are empty.
std::vector<IndexRange> joined_neighbours(const Sizes& sizes, IndexRange of, std::int64_t target,
                                          std::int64_t least_size, bool keep_one);

}  // namespace sizer::spark
