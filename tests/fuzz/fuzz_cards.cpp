#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sizer/io.hpp"

/// Any text is a file of cards or is refused with a place; a card that is accepted can be drawn and graded.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto deck = sizer::parse_cards({reinterpret_cast<const char*>(data), size}, "fuzz.toml");
    for (const auto& card : deck.cards) sizer::practice::grade(sizer::practice::draw(card, 1), {});
  } catch (const sizer::InputError&) {
  } catch (const sizer::practice::ExpressionError&) {
  }
  return 0;
}
