#include "spark/check/rules.hpp"
#include "spark/check/words.hpp"

namespace sizer::spark_check {
namespace {

/// From 32 GiB on the JVM needs 8 bytes an object pointer instead of 4; only from about 48 GiB on it holds more again.
void heap_keeps_short_pointers(const View& view, Found& found, Key memory) {
  constexpr std::int64_t kFromMib = 32 * 1024, kToMib = 48 * 1024;
  const std::int64_t heap = view.whole(memory);
  if (heap < kFromMib || heap >= kToMib) return;
  found.add({memory}, Severity::warning, "heap-in-pointer-hole",
            said(view, memory) +
                ": between 32 and 48 GiB a heap holds no more objects than one of 31 GiB, as the "
                "JVM's object pointers are twice as long",
            "31g, or more executors; 48g and more where tasks need it");
}
void executor_keeps_short_pointers(const View& view, Found& found) {
  heap_keeps_short_pointers(view, found, Key::executor_memory);
}
void driver_keeps_short_pointers(const View& view, Found& found) {
  heap_keeps_short_pointers(view, found, Key::driver_memory);
}

constexpr Rule kRules[] = {
    {{Key::executor_memory}, {Key::executor_memory}, executor_keeps_short_pointers},
    {{Key::driver_memory}, {Key::driver_memory}, driver_keeps_short_pointers},
};

}  // namespace

std::span<const Rule> heap_rules() { return kRules; }

}  // namespace sizer::spark_check
