#include "spark/check/container.hpp"

#include <algorithm>

#include "spark/platform.hpp"

namespace sizer::spark_check {
namespace {

double overhead_factor(const View& view) {
  const SettingsContext& where = view.where();
  const PlatformRules& rules = rules_of(where.platform);
  if (view.stated(Key::executor_memory_overhead_factor)) return view.real(Key::executor_memory_overhead_factor);
  if (where.platform == Platform::kubernetes && view.stated(Key::kubernetes_memory_overhead_factor)) {
    return view.real(Key::kubernetes_memory_overhead_factor);
  }
  // Of the platforms only Kubernetes, in cluster mode, takes more for Python by itself.
  const bool more_for_python = where.python && where.platform == Platform::kubernetes;
  return more_for_python ? rules.python_overhead_factor : rules.overhead_factor;
}

std::int64_t least_overhead(const View& view) {
  const bool is_stated = view.stated(Key::executor_min_memory_overhead) != nullptr;
  return is_stated ? view.whole(Key::executor_min_memory_overhead) : rules_of(view.where().platform).min_overhead_mib;
}

}  // namespace

bool sizes_executors_itself(Platform platform) {
  return platform == Platform::emr || platform == Platform::dataproc || platform == Platform::databricks;
}

bool is_dynamic(const View& view) {
  const bool by_platform = sizes_executors_itself(view.where().platform);
  return view.stated(Key::dynamic_allocation) ? view.flag(Key::dynamic_allocation) : by_platform;
}

spark::Container container_of(const View& view) {
  spark::ContainerSettings settings{.heap_mib = view.whole(Key::executor_memory)};
  if (view.stated(Key::executor_memory_overhead)) settings.overhead_mib = view.whole(Key::executor_memory_overhead);
  settings.overhead_factor = overhead_factor(view);
  settings.least_overhead_mib = least_overhead(view);
  if (view.flag(Key::off_heap_enabled)) settings.off_heap_mib = view.whole(Key::off_heap_size) >> 20;
  if (view.where().python && view.stated(Key::pyspark_memory)) settings.pyspark_mib = view.whole(Key::pyspark_memory);
  return spark::executor_container(settings);
}

std::int64_t granted_mib(const View& view, const spark::Container& container) {
  return spark::granted_container_mib(container.total_mib, rules_of(view.where().platform).rounding_mib);
}

std::optional<std::int64_t> executors_per_node(const View& view) {
  const SettingsContext& where = view.where();
  const std::int64_t cores = view.whole(Key::executor_cores);
  if (!where.instance || cores < 1) return std::nullopt;
  const Room room = room_for_containers(*where.instance, where.platform);
  const std::int64_t container = std::max<std::int64_t>(1, granted_mib(view, container_of(view)));
  const std::int64_t fit = std::min<std::int64_t>(room.cores / cores, room.memory_mib / container);
  if (fit < 1) return std::nullopt;
  return rules_of(where.platform).one_executor_per_node ? 1 : fit;
}

}  // namespace sizer::spark_check
