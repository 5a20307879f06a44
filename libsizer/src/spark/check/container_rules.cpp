#include <algorithm>

#include "spark/check/container.hpp"
#include "spark/check/rules.hpp"
#include "spark/check/words.hpp"
#include "spark/platform.hpp"

/// Containers on nodes, and what stands beside the heap in them.
namespace sizer::spark_check {
namespace {

constexpr std::int64_t kLeastForPythonMib = 128;  // a worker that has imported pandas

std::string parts_of(const spark::Container& container) {
  std::string parts = "heap " + number(container.heap_mib) + " + overhead " + number(container.overhead_mib);
  if (container.off_heap_mib > 0) parts += " + off-heap " + number(container.off_heap_mib);
  if (container.pyspark_mib > 0) parts += " + PySpark " + number(container.pyspark_mib);
  return parts;
}

/// The heap, unless it would fit without the largest of what stands beside it.
Key part_to_blame(const View& view, const spark::Container& container, std::int64_t room) {
  if (container.heap_mib + spark::memory_overhead_mib(container.heap_mib) > room) return Key::executor_memory;
  const std::int64_t largest = std::max({container.overhead_mib, container.off_heap_mib, container.pyspark_mib});
  if (largest == container.off_heap_mib) return Key::off_heap_size;
  if (largest == container.pyspark_mib) return Key::pyspark_memory;
  const bool by_factor = !view.stated(Key::executor_memory_overhead);
  return by_factor ? Key::executor_memory_overhead_factor : Key::executor_memory_overhead;
}

void executor_fits_a_node(const View& view, Found& found) {
  const SettingsContext& where = view.where();
  if (!where.instance) return;
  const spark::Container container = container_of(view);
  const std::int64_t granted = granted_mib(view, container);
  const std::int64_t room = room_for_containers(*where.instance, where.platform).memory_mib;
  if (granted <= room) return;
  found.add({part_to_blame(view, container, room), Key::executor_memory, Key::executor_memory_overhead},
            Severity::error, "container-does-not-fit",
            "an executor takes " + in_mib(granted) + " (" + parts_of(container) + ", rounded up) and a node of " +
                where.instance->type + " offers " + in_mib(room) + " on " + std::string(to_string(where.platform)),
            "a smaller executor, or nodes with more memory");
}

/// In client mode the driver runs where the application is submitted from.
bool is_driver_on_a_node(const View& view) {
  return view.where().instance && rules_of(view.where().platform).driver_on_worker &&
         view.text(Key::deploy_mode) != "client";
}

void driver_cores_fit_a_node(const View& view, Found& found) {
  if (!is_driver_on_a_node(view)) return;
  const SettingsContext& where = view.where();
  const std::int64_t offered = room_for_containers(*where.instance, where.platform).cores;
  if (view.whole(Key::driver_cores) <= offered) return;
  found.add({Key::driver_cores}, Severity::error, "driver-does-not-fit",
            said(view, Key::driver_cores) + ": in cluster mode the driver runs on a node, and one of " +
                where.instance->type + " offers " + number(offered) + " of its " + number(where.instance->vcpu) +
                " vCPUs",
            "at most " + number(offered) + "; 1 is Spark's default");
}

void driver_fits_a_node(const View& view, Found& found) {
  if (!is_driver_on_a_node(view)) return;
  const SettingsContext& where = view.where();
  const PlatformRules& rules = rules_of(where.platform);
  std::optional<std::int64_t> overhead;
  if (view.stated(Key::driver_memory_overhead)) overhead = view.whole(Key::driver_memory_overhead);
  const double factor = view.has(Key::driver_memory_overhead_factor) ? view.real(Key::driver_memory_overhead_factor)
                                                                     : spark::kOverheadFactor;
  const auto container = spark::driver_container(view.whole(Key::driver_memory), overhead, factor);
  const std::int64_t granted = spark::granted_container_mib(container.total_mib, rules.rounding_mib);
  const std::int64_t room = room_for_containers(*where.instance, where.platform).memory_mib;
  if (granted <= room) return;
  found.add({Key::driver_memory, Key::driver_memory_overhead}, Severity::error, "driver-does-not-fit",
            "in cluster mode the driver takes " + in_mib(granted) + " and a node of " + where.instance->type +
                " offers " + in_mib(room),
            "less spark.driver.memory, or nodes with more memory");
}

/// What is stated replaces Spark's own max(10 % of the heap, 384 MiB), and is no lower bound.
void overhead_is_enough(const View& view, Found& found, Key overhead, Key heap) {
  constexpr double kLeastShare = 0.07;
  const std::int64_t stated = view.whole(overhead);
  const bool heap_is_meant = !view.unreadable_keys().has(heap) && !found.blamed().has(heap);
  const double share = heap_is_meant ? static_cast<double>(stated) / static_cast<double>(view.whole(heap)) : 1;
  if (stated >= spark::kLeastOverheadMib && share >= kLeastShare) return;
  const std::int64_t usual = heap_is_meant ? spark::memory_overhead_mib(view.whole(heap)) : spark::kLeastOverheadMib;
  found.add({overhead}, Severity::warning, "overhead-too-small",
            said(view, overhead) + " leaves " + in_mib(stated) +
                " beside the heap for threads, buffers and metaspace; Spark itself would take " + in_mib(usual),
            "leave it out, or at least " + number(usual) + "m");
}
void executor_overhead_is_enough(const View& view, Found& found) {
  if (view.stated(Key::executor_memory_overhead)) {
    overhead_is_enough(view, found, Key::executor_memory_overhead, Key::executor_memory);
  }
}
void driver_overhead_is_enough(const View& view, Found& found) {
  if (view.stated(Key::driver_memory_overhead)) {
    overhead_is_enough(view, found, Key::driver_memory_overhead, Key::driver_memory);
  }
}

bool states_room_for_python(const View& view) {
  return view.stated(Key::executor_memory_overhead) || view.stated(Key::executor_memory_overhead_factor) ||
         view.stated(Key::kubernetes_memory_overhead_factor);
}

/// Python workers live beside the heap: in memory of their own where stated, else in the overhead.
void python_has_memory(const View& view, Found& found) {
  const SettingsContext& where = view.where();
  // Kubernetes takes 40 % for Python by itself, Databricks sizes its own containers; a standalone cluster has none, and
  // Python takes what the nodes have beside the heaps.
  const bool by_platform = where.platform == Platform::kubernetes || where.platform == Platform::databricks ||
                           where.platform == Platform::standalone;
  if (!where.python || view.stated(Key::pyspark_memory) || (by_platform && !states_room_for_python(view))) return;
  const spark::Container container = container_of(view);
  const std::int64_t left = container.overhead_mib - spark::memory_overhead_mib(container.heap_mib);
  const std::int64_t workers = std::max<std::int64_t>(1, view.whole(Key::executor_cores));
  if (states_room_for_python(view) && left >= workers * kLeastForPythonMib) return;
  found.add({Key::pyspark_memory}, Severity::warning, "python-memory-missing",
            "nothing is set aside for the Python workers: the overhead of " + in_mib(container.overhead_mib) +
                " is what the JVM itself takes",
            "spark.executor.memoryOverhead of about a quarter of the heap, or spark.executor.pyspark.memory");
}

constexpr Rule kRules[] = {
    {kContainerKeys, {Key::executor_memory, Key::off_heap_size, Key::off_heap_enabled}, executor_fits_a_node},
    {{Key::driver_memory, Key::driver_memory_overhead, Key::driver_memory_overhead_factor},
     {Key::driver_memory},
     driver_fits_a_node},
    {{Key::driver_cores}, {}, driver_cores_fit_a_node},
    {{Key::executor_memory_overhead}, {}, executor_overhead_is_enough},
    {{Key::driver_memory_overhead}, {}, driver_overhead_is_enough},
    {{Key::executor_memory, Key::executor_memory_overhead, Key::executor_memory_overhead_factor,
      Key::kubernetes_memory_overhead_factor, Key::pyspark_memory, Key::executor_cores},
     {},
     python_has_memory},
};

}  // namespace

std::span<const Rule> container_rules() { return kRules; }

}  // namespace sizer::spark_check
