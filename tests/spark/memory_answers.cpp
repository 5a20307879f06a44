#include "answers.hpp"
#include "sizer/spark_memory.hpp"

namespace sizer::spark {
namespace {

Collector collector_named(const std::string& name) {
  static const std::map<std::string, Collector> collectors{{"g1", Collector::g1},
                                                           {"parallel", Collector::parallel},
                                                           {"serial", Collector::serial},
                                                           {"z", Collector::z},
                                                           {"shenandoah", Collector::shenandoah}};
  return collectors.at(name);
}

MemoryRegions on_heap(const Json& arguments, std::int64_t heap) {
  return memory_regions(heap, arguments.at("fraction"), arguments.at("storage_fraction"));
}

MemoryRegions off_heap(const Json& arguments) {
  return off_heap_regions(arguments.at("off_heap"), arguments.at("storage_fraction"));
}

/// Pages lie off the heap where that is enabled.
Json memory(const Json& arguments, std::int64_t heap, bool beside_header) {
  const MemoryRegions heap_regions = on_heap(arguments, heap);
  const MemoryRegions other = off_heap(arguments);
  const bool pages_on_heap = other.unified == 0;
  return {{"unified", heap_regions.unified},
          {"storage", heap_regions.storage},
          {"off_heap_storage", other.storage},
          {"page", page_size(pages_on_heap ? heap_regions.execution : other.execution, arguments.at("cores"),
                             pages_on_heap && beside_header)}};
}

Json memory_of_heap(const Json& arguments, Version) { return memory(arguments, arguments.at("heap"), true); }

std::int64_t heap_of_xmx(const Json& arguments) {
  return usable_heap(arguments.at("xmx"), collector_named(arguments.at("collector")));
}

Json memory_of_xmx(const Json& arguments, Version version) {
  return memory(arguments, heap_of_xmx(arguments),
                page_lies_beside_header(collector_named(arguments.at("collector")), version));
}

Json registered_memory(const Json& arguments, Version) {
  const std::int64_t heap = on_heap(arguments, heap_of_xmx(arguments)).unified;
  const std::int64_t other = off_heap(arguments).unified;
  return {{"maximum", heap + other}, {"on_heap", heap}, {"off_heap", other}};
}

Json starts(const Json& arguments, Version) { return spark_starts(arguments.at("heap")); }

}  // namespace

Answers memory_answers() {
  return {{"memory_of_heap", memory_of_heap},
          {"memory_of_xmx", memory_of_xmx},
          {"registered_memory", registered_memory},
          {"spark_starts", starts}};
}

}  // namespace sizer::spark
