#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sizer/io.hpp"

/// Any text is read as properties or refused with a place, and what is read can be judged.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto file = sizer::parse_properties({reinterpret_cast<const char*>(data), size}, "fuzz.conf");
    sizer::check_settings(file.properties, {.platform = sizer::Platform::emr});
  } catch (const sizer::InputError&) {
  }
  return 0;
}
