#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sizer/io.hpp"

/// Any text is a question or a cluster, or is refused with a place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const sizer::InstanceTable table = sizer::InstanceTable::built_in({sizer::Provider::onprem});
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    sizer::parse_phrase(text);
  } catch (const sizer::InputError&) {
  }
  try {
    sizer::parse_cluster(text, table);
  } catch (const sizer::InputError&) {
  }
  return 0;
}
