#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sizer/io.hpp"

/// Any text is a scenario or is refused with a place. What follows a zero byte is an override.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto end = text.find('\0');
  std::vector<std::string> overrides;
  if (end != std::string_view::npos) overrides.emplace_back(text.substr(end + 1));
  try {
    sizer::parse_scenario(text.substr(0, end), "fuzz.toml", overrides);
  } catch (const sizer::InputError&) {
  }
  return 0;
}
