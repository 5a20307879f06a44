#pragma once

#include "sizer/compare.hpp"

/// The ready comparisons of what is set on a cluster, one file each.
namespace sizer {

Comparison compare_executor_size(const ComparisonQuestion& asked);
Comparison compare_partitions(const ComparisonQuestion& asked);
Comparison compare_parallelism(const ComparisonQuestion& asked);
Comparison compare_join(const ComparisonQuestion& asked);
Comparison compare_cache(const ComparisonQuestion& asked);
Comparison compare_autoscaling(const ComparisonQuestion& asked);
Comparison compare_engine(const ComparisonQuestion& asked);

}  // namespace sizer
