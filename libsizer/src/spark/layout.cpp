#include "sizer/layout.hpp"

#include <algorithm>

#include "platform.hpp"
#include "sizer/spark.hpp"

namespace sizer {
namespace {

constexpr int kLeastHeapMib = 1024;
constexpr int kLastCompressedHeapMib = 31 * 1024;  // larger heaps need 8-byte object pointers …
constexpr int kWorthwhileHeapMib = 48 * 1024;      // … and hold more objects only from here on
constexpr int kMostExecutorCores = 16;
constexpr std::size_t kMostLayouts = 8;
constexpr int kPythonWorkerMib = 128;  // a worker that has imported pandas

/// How a heap becomes a container.
struct ContainerRule {
  double overhead_factor;
  int min_overhead_mib;
  int rounding_mib;
  int python_workers_mib = 0;  // beside what the JVM itself takes

  int overhead(int heap_mib) const {
    const auto by_factor = spark::memory_overhead_mib(heap_mib, overhead_factor, min_overhead_mib);
    if (python_workers_mib == 0) return static_cast<int>(by_factor);
    return static_cast<int>(std::max(by_factor, spark::memory_overhead_mib(heap_mib) + python_workers_mib));
  }
  int container(int heap_mib) const {
    return static_cast<int>(spark::granted_container_mib(heap_mib + overhead(heap_mib), rounding_mib));
  }
};

double overhead_factor(const PlatformRules& rules, bool python) {
  return python ? rules.python_overhead_factor : rules.overhead_factor;
}

ContainerRule executor_rule(const PlatformRules& rules, bool python) {
  return {overhead_factor(rules, python), rules.min_overhead_mib, rules.rounding_mib};
}

/// Spark's own driver factor is 0.1 on every platform but for Python on Kubernetes.
ContainerRule driver_rule(const PlatformRules& rules, bool python) {
  const bool as_executors = python && rules.platform == Platform::kubernetes;
  return {as_executors ? rules.python_overhead_factor : 0.10, 384, rules.rounding_mib};
}

/// The largest heap whose container fits `share_mib`.
int largest_heap(int share_mib, const ContainerRule& rule) {
  const auto by_factor =
      spark::largest_heap_mib(share_mib, rule.rounding_mib,
                              {.overhead_factor = rule.overhead_factor, .least_overhead_mib = rule.min_overhead_mib});
  if (rule.python_workers_mib == 0) return static_cast<int>(by_factor);
  const auto beside_workers =
      spark::largest_heap_mib(share_mib, rule.rounding_mib, {.pyspark_mib = rule.python_workers_mib});
  return static_cast<int>(std::min(by_factor, beside_workers));
}

int outside_pointer_hole(int heap_mib) {
  const bool in_hole = heap_mib > kLastCompressedHeapMib && heap_mib < kWorthwhileHeapMib;
  return in_hole ? kLastCompressedHeapMib : heap_mib;
}

/// What all layouts of a node share.
struct Node {
  const PlatformRules& rules;
  Room room;
  ContainerRule executor, driver;
  std::optional<int> wished_heap_mib;
  int driver_memory_mib;
  bool python;

  /// Databricks sizes its containers itself.
  ContainerRule executor_of(int cores) const {
    ContainerRule rule = executor;
    if (python && rules.platform != Platform::databricks) rule.python_workers_mib = cores * kPythonWorkerMib;
    return rule;
  }
};

Node node_of(const Instance& instance, Platform platform, const LayoutWishes& wishes) {
  const PlatformRules& rules = rules_of(platform);
  std::optional<int> heap;
  if (wishes.executor_memory) heap = whole_mib(*wishes.executor_memory);
  return {rules,
          room_for_containers(instance, platform),
          executor_rule(rules, wishes.python),
          driver_rule(rules, wishes.python),
          heap,
          wishes.driver_memory_mib,
          wishes.python};
}

bool holds_driver(const Node& node) {
  return !node.rules.driver_on_worker || node.driver.container(node.driver_memory_mib) <= node.room.memory_mib;
}

/// As many executors of this size as cores and memory allow; none when not even one fits.
int executors_that_fit(const Node& node, int executor_cores) {
  const int least_heap = node.wished_heap_mib.value_or(kLeastHeapMib);
  const int by_memory = node.room.memory_mib / node.executor_of(executor_cores).container(least_heap);
  const int fit = std::min(node.room.cores / executor_cores, by_memory);
  return node.rules.one_executor_per_node ? std::min(fit, 1) : fit;
}

int ceil_div(int a, int b) { return (a + b - 1) / b; }

void place_driver(const Node& node, Layout& layout) {
  layout.driver_memory_mib = node.driver_memory_mib;
  layout.driver_overhead_mib = node.driver.overhead(node.driver_memory_mib);
  if (!node.rules.driver_on_worker) return;
  const int missing_cores = std::max(0, layout.driver_cores - layout.idle_cores);
  const int missing_memory = std::max(0, node.driver.container(node.driver_memory_mib) - layout.idle_memory_mib);
  layout.executors_displaced =
      std::max(ceil_div(missing_cores, layout.executor_cores), ceil_div(missing_memory, layout.container_mib));
}

Layout fill_node(const Node& node, int executor_cores, int executors) {
  const ContainerRule rule = node.executor_of(executor_cores);
  const int share = node.room.memory_mib / executors;
  const int heap = node.wished_heap_mib ? *node.wished_heap_mib : outside_pointer_hole(largest_heap(share, rule));
  Layout layout;
  layout.executors_per_node = executors;
  layout.executor_cores = executor_cores;
  layout.executor_memory_mib = heap;
  layout.executor_overhead_mib = rule.overhead(heap);
  layout.container_mib = rule.container(heap);
  layout.idle_cores = node.room.cores - executors * executor_cores;
  layout.idle_memory_mib = node.room.memory_mib - executors * layout.container_mib;
  place_driver(node, layout);
  return layout;
}

/// The executor sizes to try, in cores.
struct SizeRange {
  int least, most;
};

SizeRange executor_sizes(const Node& node, const std::optional<int>& wished_cores) {
  if (wished_cores) return {*wished_cores, *wished_cores};
  if (node.rules.one_executor_per_node) return {node.room.cores, node.room.cores};
  return {1, std::min(kMostExecutorCores, node.room.cores)};
}

/// Of layouts with equally many executors the one with the most cores is best: their memory is the same.
std::vector<Layout> layouts_of_sizes(const Node& node, SizeRange sizes) {
  std::vector<Layout> layouts;
  layouts.reserve(kMostExecutorCores);
  for (int cores = sizes.least; cores <= sizes.most; ++cores) {
    const int executors = executors_that_fit(node, cores);
    if (executors == 0) break;
    if (!layouts.empty() && layouts.back().executors_per_node == executors) layouts.pop_back();
    layouts.push_back(fill_node(node, cores, executors));
  }
  return layouts;
}

/// Leaves out layouts with under three quarters of the best's slots, then all but those with the fewest idle cores.
void drop_wasteful(std::vector<Layout>& layouts) {
  int most_slots = 0;
  for (const Layout& layout : layouts) most_slots = std::max(most_slots, layout.slots_per_node());
  std::erase_if(layouts, [=](const Layout& layout) { return 4 * layout.slots_per_node() < 3 * most_slots; });
  if (layouts.size() <= kMostLayouts) return;
  const auto by_cores = [](const Layout& a, const Layout& b) { return a.executor_cores < b.executor_cores; };
  std::sort(layouts.begin(), layouts.end(), [&](const Layout& a, const Layout& b) {
    return a.idle_cores != b.idle_cores ? a.idle_cores < b.idle_cores : by_cores(a, b);
  });
  layouts.resize(kMostLayouts);
  std::sort(layouts.begin(), layouts.end(), by_cores);
}

bool spark_accepts_heap(const LayoutWishes& wishes) {
  return !wishes.executor_memory || wishes.executor_memory->base() >= static_cast<double>(spark::kLeastHeap);
}

}  // namespace

std::vector<Layout> legal_layouts(const Instance& instance, Platform platform, const LayoutWishes& wishes) {
  const Node node = node_of(instance, platform, wishes);
  if (node.room.cores < 1 || !holds_driver(node) || !spark_accepts_heap(wishes)) return {};
  std::vector<Layout> layouts = layouts_of_sizes(node, executor_sizes(node, wishes.executor_cores));
  drop_wasteful(layouts);
  return layouts;
}

}  // namespace sizer
