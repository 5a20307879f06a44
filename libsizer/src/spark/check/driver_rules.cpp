#include <algorithm>

#include "sizer/spark.hpp"
#include "spark/check/container.hpp"
#include "spark/check/rules.hpp"
#include "spark/check/words.hpp"

/// What passes through the driver: results, and tables on their way to every executor.
namespace sizer::spark_check {
namespace {

constexpr std::int64_t kMib = std::int64_t{1} << 20;

/// Bytes of a heap beside what Spark reserves.
std::int64_t heap_beside_reserve(const View& view, Key memory) {
  constexpr std::int64_t kMostMib = std::int64_t{1} << 40;
  return std::min(view.whole(memory), kMostMib) * kMib - spark::kReservedHeap;
}

std::int64_t broadcast_limit(const View& view) {
  constexpr std::int64_t kLimit = std::int64_t{8} << 30;  // BroadcastExchangeExec; a setting since 4.1
  return view.has(Key::max_broadcast_table_size) ? view.whole(Key::max_broadcast_table_size) : kLimit;
}

/// Spark's default is not in force where the platform sizes driver and executors itself.
bool is_heap_known(const View& view, const Found& found, Key memory) {
  const bool in_force = view.stated(memory) || !sizes_executors_itself(view.where().platform);
  return in_force && !view.unreadable_keys().has(memory) && !found.blamed().has(memory);
}

std::int64_t unified_memory(const View& view) {
  const double fraction = std::min(1.0, view.real(Key::memory_fraction));
  return static_cast<std::int64_t>(fraction * static_cast<double>(heap_beside_reserve(view, Key::executor_memory)));
}

/// The driver holds the rows and the table built of them together; an executor keeps the table in its unified memory.
void broadcast_can_be_held(const View& view, Found& found, Key threshold) {
  if (!view.stated(threshold)) return;
  const std::int64_t size = view.whole(threshold);
  if (size < -1) {
    found.add({threshold}, Severity::warning, "broadcast-threshold-negative",
              said(view, threshold) + ": a negative threshold turns broadcasts off, and -1 is how that is written",
              "-1, or a size");
  } else if (size >= broadcast_limit(view)) {
    found.add({threshold}, Severity::error, "broadcast-over-limit",
              said(view, threshold) + ": Spark fails any broadcast of " + in_bytes(broadcast_limit(view)) + " and more",
              "100m is much for most clusters; 10m is Spark's default");
  } else if (is_heap_known(view, found, Key::driver_memory) &&
             size > heap_beside_reserve(view, Key::driver_memory) / 2) {
    found.add({threshold}, Severity::warning, "broadcast-exceeds-driver",
              said(view, threshold) + ": the driver holds the rows and the table built of them, twice that, and " +
                  said(view, Key::driver_memory) + " leaves " +
                  in_bytes(std::max<std::int64_t>(0, heap_beside_reserve(view, Key::driver_memory))),
              "a smaller threshold, or more spark.driver.memory");
  } else if (is_heap_known(view, found, Key::executor_memory) && size > unified_memory(view)) {
    found.add({threshold}, Severity::warning, "broadcast-exceeds-executor",
              said(view, threshold) + ": every executor keeps the table, and " + said(view, Key::executor_memory) +
                  " leaves " + in_mib(std::max<std::int64_t>(0, unified_memory(view) / kMib)) +
                  " for storage and execution together",
              "a smaller threshold, or more spark.executor.memory");
  }
}
void broadcast_is_held(const View& view, Found& found) { broadcast_can_be_held(view, found, Key::broadcast_threshold); }
void adaptive_broadcast_is_held(const View& view, Found& found) {
  broadcast_can_be_held(view, found, Key::adaptive_broadcast_threshold);
}

/// The larger of the two thresholds that decide about a broadcast, leaving out one that something was found about.
std::int64_t largest_broadcast(const View& view, const Found& found) {
  std::int64_t largest = 0;
  for (const Key key : {Key::broadcast_threshold, Key::adaptive_broadcast_threshold}) {
    const bool counts = view.has(key) && !view.unreadable_keys().has(key) && !found.blamed().has(key);
    if (counts) largest = std::max(largest, view.whole(key));
  }
  return largest;
}

/// What a broadcast collects counts as a result (TaskSetManager.canFetchMoreResults).
void results_fit_the_driver(const View& view, Found& found) {
  constexpr std::int64_t kLeast = 64 * kMib;  // some thousand tasks that return a few KiB each
  const std::int64_t most = view.whole(Key::max_result_size);
  const std::int64_t broadcast = largest_broadcast(view, found);
  if (most == 0) {
    found.add({Key::max_result_size}, Severity::warning, "results-unlimited",
              said(view, Key::max_result_size) + " is no limit: one large collect() ends the driver out of memory",
              "a limit well below spark.driver.memory; 1g is Spark's default");
  } else if (most < broadcast) {
    found.add({Key::max_result_size, Key::broadcast_threshold}, Severity::warning, "results-below-broadcast",
              said(view, Key::max_result_size) + " stops a broadcast of " + in_bytes(broadcast) +
                  ", which the threshold allows: its rows pass through the driver",
              "spark.driver.maxResultSize of at least the broadcast threshold");
  } else if (most < kLeast && view.stated(Key::max_result_size)) {
    found.add({Key::max_result_size}, Severity::warning, "results-too-small",
              said(view, Key::max_result_size) + " is what all tasks of an action together may return",
              "at least 64m; 1g is Spark's default");
  } else if (view.stated(Key::max_result_size) && is_heap_known(view, found, Key::driver_memory) &&
             most > heap_beside_reserve(view, Key::driver_memory)) {
    found.add({Key::max_result_size}, Severity::warning, "results-exceed-driver",
              said(view, Key::max_result_size) + " is more than " + said(view, Key::driver_memory) +
                  " leaves, so the driver runs out of memory before the limit is met",
              "less spark.driver.maxResultSize, or more spark.driver.memory");
  }
}

constexpr Rule kRules[] = {
    {{Key::broadcast_threshold}, {}, broadcast_is_held},
    {{Key::adaptive_broadcast_threshold}, {}, adaptive_broadcast_is_held},
    {{Key::max_result_size, Key::broadcast_threshold}, {}, results_fit_the_driver},
};

}  // namespace

std::span<const Rule> driver_rules() { return kRules; }

}  // namespace sizer::spark_check
