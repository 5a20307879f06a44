#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Characters of UTF-8 text that may be anything: a byte that is not UTF-8 counts as one character.
namespace sizer {

struct Character {
  std::size_t bytes = 1;
  char32_t code = 0;  ///< the code point, or the byte itself where it is not UTF-8
  bool valid = false;
};

/// The character that `text`, which is not empty, begins with.
inline Character first_character(std::string_view text) {
  const auto byte_at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte_at(0);
  const Character broken{1, lead, false};
  if (lead < 0x80) return {1, lead, true};
  if (lead < 0xC2 || lead > 0xF4) return broken;

  const std::size_t bytes = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() < bytes) return broken;
  char32_t code = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte_at(i) & 0xC0U) != 0x80U) return broken;
    code = code << 6U | (byte_at(i) & 0x3FU);
  }
  const bool overlong = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (overlong || surrogate || code > 0x10FFFF) return broken;
  return {bytes, code, true};
}

/// How many bytes the first `count` characters take, or all of them if there are fewer.
inline std::size_t bytes_of_characters(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += first_character(text.substr(at)).bytes;
  return at;
}

inline std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) at += first_character(text.substr(at)).bytes;
  return count;
}

/// At most `limit` characters of the text, with "…" where it goes on.
inline std::string shortened(std::string_view text, std::size_t limit) {
  const std::size_t bytes = bytes_of_characters(text, limit);
  if (bytes == text.size()) return std::string(text);
  return std::string(text.substr(0, bytes)) + "…";
}

}  // namespace sizer
