#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <utility>

#include "sizer/report.hpp"

namespace sizer {
namespace {

/// What the reports use beyond ASCII, and what stands in for it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kLikenesses{{{"×", "x"},
                                                                                     {"–", "-"},
                                                                                     {"−", "-"},
                                                                                     {"—", "-"},
                                                                                     {"→", "->"},
                                                                                     {"←", "<-"},
                                                                                     {"…", "..."},
                                                                                     {"·", "."},
                                                                                     {"÷", "/"},
                                                                                     {"≤", "<="},
                                                                                     {"≥", ">="},
                                                                                     {"≈", "~"},
                                                                                     {"⌈", "ceil("},
                                                                                     {"⌉", ")"},
                                                                                     {"⌊", "floor("},
                                                                                     {"⌋", ")"},
                                                                                     {"µ", "u"}}};

std::size_t length_of_character(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

std::uint32_t number_of(std::string_view character) {
  std::uint32_t number = static_cast<unsigned char>(character[0]) & (0xFFU >> (character.size() + 1));
  for (const char c : character.substr(1)) number = number << 6 | (static_cast<unsigned char>(c) & 0x3FU);
  return number;
}

std::string likeness_of(std::string_view character) {
  for (const auto& [known, likeness] : kLikenesses) {
    if (character == known) return std::string(likeness);
  }
  return fmt::format("\\u{{{:x}}}", number_of(character));
}

}  // namespace

std::string in_ascii(std::string_view text) {
  std::string ascii;
  while (!text.empty()) {
    const std::string_view character = text.substr(0, length_of_character(text.front()));
    ascii += character.size() == 1 ? std::string(character) : likeness_of(character);
    text.remove_prefix(character.size());
  }
  return ascii;
}

}  // namespace sizer
