#include <algorithm>

#include "practice/engine.hpp"
#include "sizer/spark.hpp"

/// Memory, containers and executors, as Spark and the platforms divide them.
namespace sizer::practice {
namespace {

using Arguments = std::span<const Value>;
using spark::MemoryRegions;

MemoryRegions regions(const Value& heap) { return spark::memory_regions(spark::usable_heap(whole_mib(heap) << 20)); }

double mib(std::int64_t amount) { return static_cast<double>(amount) * MiB.base(); }

Layout layout(Arguments a) {
  return layout_of(node_named(a[0].word), platform_of(a[1].word), static_cast<int>(whole(a[2], "number of cores")));
}

double task_memory(Arguments a) {
  const MemoryRegions parts = regions(a[0]);
  return static_cast<double>(spark::task_share(parts, 0, std::max<std::int64_t>(1, whole(a[1], "cores"))).most);
}

double task_memory_beside_cache(Arguments a) {
  const MemoryRegions parts = regions(a[0]);
  const auto cached = static_cast<std::int64_t>(std::clamp(a[2].number, 0.0, 1e17));
  return static_cast<double>(spark::task_share(parts, cached, std::max<std::int64_t>(1, whole(a[1], "cores"))).most);
}

constexpr std::string_view kMemory = "sizer/spark_memory.hpp", kContainer = "sizer/spark_container.hpp",
                           kLayout = "sizer/layout.hpp";

}  // namespace

const std::vector<Computation>& spark_computations() {
  static const std::vector<Computation> list = {
      {"unified_memory",
       {{"heap", kBytes}},
       {"", kBytes},
       "(heap − 300 MiB) × 0.6: what execution and storage share",
       kMemory,
       [](Arguments a) { return static_cast<double>(regions(a[0]).unified); }},
      {"storage_memory",
       {{"heap", kBytes}},
       {"", kBytes},
       "half of unified memory: safe from execution",
       kMemory,
       [](Arguments a) { return static_cast<double>(regions(a[0]).storage); }},
      {"task_memory",
       {{"heap", kBytes}, {"cores", kCores}},
       {"", kBytes},
       "unified memory ÷ running tasks: what one task may hold with nothing cached",
       kMemory,
       task_memory},
      {"task_memory_beside_cache",
       {{"heap", kBytes}, {"cores", kCores}, {"cached", kBytes}},
       {"", kBytes},
       "the same with so much cached in the executor",
       kMemory,
       task_memory_beside_cache},
      {"heap_for_task_memory",
       {{"task", kBytes}, {"cores", kCores}},
       {"", kBytes},
       "the smallest heap that lets each running task hold so much",
       kMemory,
       [](Arguments a) {
         return static_cast<double>(
             spark::heap_for_task_memory(static_cast<std::int64_t>(std::clamp(a[0].number, 0.0, 1e15)),
                                         std::max<std::int64_t>(1, whole(a[1], "cores"))));
       }},
      {"overhead",
       {{"heap", kBytes}},
       {"", kBytes},
       "max(10 % of the heap, 384 MiB): beside the heap in a container",
       kContainer,
       [](Arguments a) { return mib(spark::memory_overhead_mib(whole_mib(a[0]))); }},
      {"python_overhead",
       {{"heap", kBytes}},
       {"", kBytes},
       "40 % of the heap: PySpark on Kubernetes",
       kContainer,
       [](Arguments a) {
         const double factor = spark::default_overhead_factor(spark::Deployment::kubernetes_cluster_mode, true);
         return mib(spark::memory_overhead_mib(whole_mib(a[0]), factor));
       }},
      {"container",
       {{"heap", kBytes}},
       {"", kBytes},
       "heap and overhead: what an executor asks for",
       kContainer,
       [](Arguments a) { return mib(spark::executor_container({.heap_mib = whole_mib(a[0])}).total_mib); }},
      {"granted",
       {{"container", kBytes}, {"step", kBytes}},
       {"", kBytes},
       "a container rounded up to the resource manager's step",
       kContainer,
       [](Arguments a) { return mib(spark::granted_container_mib(whole_mib(a[0]), whole_mib(a[1]))); }},
      {"largest_heap",
       {{"share", kBytes}},
       {"", kBytes},
       "the largest heap whose container fits in a share of a node",
       kContainer,
       [](Arguments a) { return mib(spark::largest_heap_mib(whole_mib(a[0]), 1, {})); }},
      {"memory_offered",
       {word("node"), word("platform")},
       {"", kBytes},
       "what a node offers containers after system, daemons and platform",
       kLayout,
       [](Arguments a) { return mib(node_offer(node_named(a[0].word), platform_of(a[1].word)).memory_mib); }},
      {"cores_offered",
       {word("node"), word("platform")},
       {"", kCores},
       "cores a node offers containers",
       kLayout,
       [](Arguments a) {
         return static_cast<double>(node_offer(node_named(a[0].word), platform_of(a[1].word)).cores);
       }},
      {"executors_per_node",
       {word("node"), word("platform"), {"executor_cores", kCores}},
       {},
       "executors of so many cores that fit on a node",
       kLayout,
       [](Arguments a) { return static_cast<double>(layout(a).executors_per_node); }},
      {"executor_heap",
       {word("node"), word("platform"), {"executor_cores", kCores}},
       {"", kBytes},
       "heap of such an executor when they share the node's memory",
       kLayout,
       [](Arguments a) { return mib(layout(a).executor_memory_mib); }},
      {"row_size",
       {{"columns"}},
       {"", kBytes},
       "a row of numbers in Spark's own format (UnsafeRow)",
       kMemory,
       [](Arguments a) { return static_cast<double>(spark::unsafe_row_bytes(whole(a[0], "columns"))); }},
  };
  return list;
}

}  // namespace sizer::practice
