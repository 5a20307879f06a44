#pragma once

#include <algorithm>
#include <string_view>

namespace sizer {

/// ASCII only, whatever the locale: instance types are ASCII.
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr bool same_letter(char a, char b) { return lower(a) == lower(b); }

inline bool same_text(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_letter);
}

inline bool contains_text(std::string_view text, std::string_view part) {
  return part.empty() || std::search(text.begin(), text.end(), part.begin(), part.end(), same_letter) != text.end();
}

}  // namespace sizer
