#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sizer/io.hpp"

/// Any text is read as properties or refused with a place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    sizer::parse_properties({reinterpret_cast<const char*>(data), size}, "fuzz.conf");
  } catch (const sizer::InputError&) {
  }
  return 0;
}
