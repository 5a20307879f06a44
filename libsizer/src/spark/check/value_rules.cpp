#include "spark/check/container.hpp"
#include "spark/check/rules.hpp"
#include "spark/check/words.hpp"

/// Values that Spark's own checks at the start refuse, each alone or against one other.
namespace sizer::spark_check {
namespace {

/// Source: UnifiedMemoryManager.getMaxMemory, for the driver's heap and for the executors'.
void heap_is_large_enough(const View& view, Found& found, Key key) {
  constexpr std::int64_t kLeastMib = spark::kLeastHeap >> 20;
  const std::int64_t heap = view.whole(key);
  if (heap >= kLeastMib) return;
  const std::string value(view.text(key));
  const bool bare = heap > 0 && value.find_first_not_of("0123456789") == value.npos;
  found.add(
      {key}, Severity::error, bare ? "unit-missing" : "heap-too-small",
      said(view, key) + " is a heap of " + in_mib(heap) + ": Spark does not start with under " + in_mib(kLeastMib),
      bare ? "a bare number counts MiB: write " + value + "g" : "at least " + number(kLeastMib) + "m; 4g is usual");
}
void executor_heap_is_large_enough(const View& view, Found& found) {
  heap_is_large_enough(view, found, Key::executor_memory);
}
void driver_heap_is_large_enough(const View& view, Found& found) {
  heap_is_large_enough(view, found, Key::driver_memory);
}

/// Source: SparkConf.validateSettings for the range.
void memory_fraction_is_sensible(const View& view, Found& found) {
  const double fraction = view.real(Key::memory_fraction);
  if (!(fraction >= 0 && fraction <= 1)) {
    found.add({Key::memory_fraction}, Severity::error, "fraction-out-of-range",
              said(view, Key::memory_fraction) + " does not lie between 0 and 1", "0.6 is Spark's default");
  } else if (fraction > 0.9) {
    found.add({Key::memory_fraction}, Severity::warning, "memory-fraction-extreme",
              said(view, Key::memory_fraction) + " leaves user objects and metadata too little of the heap",
              "at most 0.9; 0.6 is Spark's default");
  } else if (fraction < 0.2) {
    found.add({Key::memory_fraction}, Severity::warning, "memory-fraction-extreme",
              said(view, Key::memory_fraction) + " leaves most of the heap to nobody: tasks spill early",
              "at least 0.2; 0.6 is Spark's default");
  }
}

/// Source: MemoryManager's requirement, and Utils.checkOffHeapEnabled for the second.
void off_heap_is_all_or_nothing(const View& view, Found& found) {
  const bool enabled = view.flag(Key::off_heap_enabled);
  const std::int64_t size = view.whole(Key::off_heap_size);
  if (enabled && size <= 0) {
    found.add({Key::off_heap_enabled}, Severity::error, "off-heap-without-size",
              "off-heap memory is enabled with size 0: Spark does not start",
              "give spark.memory.offHeap.size, or leave it disabled");
  } else if (!enabled && size > 0) {
    found.add({Key::off_heap_size}, Severity::warning, "off-heap-disabled",
              said(view, Key::off_heap_size) + " has no effect: off-heap memory is not enabled",
              "spark.memory.offHeap.enabled = true, or leave the size out");
  }
}

/// Source: SparkConf.validateSettings; for the driver SparkSubmitCommandBuilder.
void heap_is_not_a_java_option(const View& view, Found& found, Key options, Key memory) {
  const std::string_view text = view.text(options);
  if (text.find("-Xmx") != text.npos) {
    found.add({options}, Severity::error, "heap-in-java-options",
              std::string(name_of(options)) + " sets -Xmx: Spark refuses a heap given as a Java option",
              "give " + std::string(name_of(memory)) + " instead");
  } else if (options == Key::executor_java_options && text.find("-Dspark") != text.npos) {
    found.add({options}, Severity::error, "spark-property-in-java-options",
              std::string(name_of(options)) + " sets a Spark property with -Dspark: Spark refuses it",
              "state the property itself");
  }
}
void executor_heap_is_not_a_java_option(const View& view, Found& found) {
  heap_is_not_a_java_option(view, found, Key::executor_java_options, Key::executor_memory);
}
void driver_heap_is_not_a_java_option(const View& view, Found& found) {
  heap_is_not_a_java_option(view, found, Key::driver_java_options, Key::driver_memory);
}

/// Source: KryoSerializer.
void kryo_buffers_are_under_2_gib(const View& view, Found& found) {
  constexpr std::int64_t kLimitMib = 2048;
  if (view.whole(Key::kryo_buffer_max) >= kLimitMib) {
    found.add({Key::kryo_buffer_max}, Severity::error, "kryo-buffer-too-large",
              said(view, Key::kryo_buffer_max) + ": Spark refuses 2 GiB and more", "at most 2047m; 256m is much");
  }
  if (view.whole(Key::kryo_buffer) >= kLimitMib * 1024) {
    found.add({Key::kryo_buffer}, Severity::error, "kryo-buffer-too-large",
              said(view, Key::kryo_buffer) + ": Spark refuses 2 GiB and more", "64k is Spark's default");
  }
}

/// Source: SparkConf.validateSettings.
void heartbeats_come_before_the_timeout(const View& view, Found& found) {
  const std::int64_t heartbeat = view.whole(Key::heartbeat_interval);
  const std::int64_t timeout = view.whole(Key::network_timeout);
  if (heartbeat < timeout * 1000) return;
  found.add({Key::heartbeat_interval, Key::network_timeout}, Severity::error, "heartbeat-after-timeout",
            "executors send a heartbeat each " + number(heartbeat) + " ms and are lost after " + number(timeout) +
                " s without one: Spark does not start",
            "spark.executor.heartbeatInterval well below spark.network.timeout; 10s and 120s are Spark's defaults");
}

void speculation_can_begin(const View& view, Found& found) {
  const double quantile = view.real(Key::speculation_quantile);
  if (!(quantile > 0 && quantile <= 1)) {
    found.add({Key::speculation_quantile}, Severity::error, "fraction-out-of-range",
              said(view, Key::speculation_quantile) +
                  " is no share of the tasks: it says how many must have ended before others are copied",
              "above 0, at most 1; 0.9 is the default of Spark 4");
  }
  const double multiplier = view.real(Key::speculation_multiplier);
  if (multiplier < 1) {
    found.add({Key::speculation_multiplier}, Severity::warning, "speculation-too-eager",
              said(view, Key::speculation_multiplier) + " copies tasks that are faster than the median",
              "above 1; 3 is the default of Spark 4");
  }
}

constexpr Rule kRules[] = {
    {{Key::executor_memory}, {}, executor_heap_is_large_enough},
    {{Key::driver_memory}, {}, driver_heap_is_large_enough},
    {{Key::memory_fraction}, {}, memory_fraction_is_sensible},
    {{Key::off_heap_enabled, Key::off_heap_size}, {}, off_heap_is_all_or_nothing},
    {{Key::executor_java_options}, {}, executor_heap_is_not_a_java_option},
    {{Key::driver_java_options}, {}, driver_heap_is_not_a_java_option},
    {{Key::kryo_buffer, Key::kryo_buffer_max}, {}, kryo_buffers_are_under_2_gib},
    {{Key::heartbeat_interval, Key::network_timeout},
     {Key::heartbeat_interval, Key::network_timeout},
     heartbeats_come_before_the_timeout},
    {{Key::speculation_quantile, Key::speculation_multiplier}, {}, speculation_can_begin},
};

}  // namespace

std::span<const Rule> value_rules() { return kRules; }

}  // namespace sizer::spark_check
