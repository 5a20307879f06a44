#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sizer/io.hpp"

/// Any text is a file of answers or is refused with a place; whatever it answers can be graded.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto deck = sizer::built_in_cards();
  static const auto draw = sizer::practice::draw(*deck.find("500gb-2h"), 1);
  try {
    const auto file = sizer::parse_answers({reinterpret_cast<const char*>(data), size}, "fuzz.toml");
    sizer::practice::grade(draw, file.answers);
  } catch (const sizer::InputError&) {
  }
  return 0;
}
