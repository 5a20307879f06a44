#pragma once

#include "sizer/spark.hpp"
#include "spark/check/view.hpp"

/// What settings make of a node.
namespace sizer::spark_check {

/// Platforms whose own defaults turn dynamic allocation and the external shuffle service on and size executors.
bool sizes_executors_itself(Platform platform);
bool is_dynamic(const View& view);

/// The keys that decide an executor's container.
inline constexpr Keys kContainerKeys{Key::executor_memory,
                                     Key::executor_memory_overhead,
                                     Key::executor_memory_overhead_factor,
                                     Key::executor_min_memory_overhead,
                                     Key::kubernetes_memory_overhead_factor,
                                     Key::off_heap_enabled,
                                     Key::off_heap_size,
                                     Key::pyspark_memory};
spark::Container container_of(const View& view);
std::int64_t granted_mib(const View& view, const spark::Container& container);

/// Executors of the stated size that a node holds; none when the node or the size is not known, or not even one fits.
std::optional<std::int64_t> executors_per_node(const View& view);

}  // namespace sizer::spark_check
