#pragma once

#include "sizer/compare.hpp"

/// The ready comparisons, one file each.
namespace sizer {

Comparison compare_scale_up_or_out(const ComparisonQuestion& asked);
Comparison compare_small_or_large_nodes(const ComparisonQuestion& asked);
Comparison compare_memory_or_nodes(const ComparisonQuestion& asked);
Comparison compare_tune_or_scale(const ComparisonQuestion& asked);
Comparison compare_purchase(const ComparisonQuestion& asked);
Comparison compare_storage(const ComparisonQuestion& asked);
Comparison compare_format(const ComparisonQuestion& asked);
Comparison compare_codec(const ComparisonQuestion& asked);
Comparison compare_growth(const ComparisonQuestion& asked);
Comparison compare_backfill(const ComparisonQuestion& asked);

}  // namespace sizer
