#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sizer/io.hpp"

/// Any text changes a table of instances or is refused with a place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const sizer::InstanceTable built_in = sizer::InstanceTable::built_in({sizer::Provider::onprem});
  sizer::InstanceTable table = built_in;
  try {
    sizer::apply_instance_file({reinterpret_cast<const char*>(data), size}, "fuzz.toml", table);
  } catch (const sizer::InputError&) {
  }
  return 0;
}
