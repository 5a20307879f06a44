#pragma once

#include <string>
#include <string_view>
#include <vector>

/// A phrase cut into words.
namespace sizer::io {

struct Word {
  std::string text;   ///< as typed
  std::string lower;  ///< as it is looked up
  int column = 1;
  int length = 1;
};

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Words are parted by spaces and commas; the comma in "5,000" is part of the number.
std::vector<Word> words_of(std::string_view text);

/// Bytes of the number that a word in lower case begins with: "2..100", "1.5e3", "-5", "nan"; 0 when it begins with
/// none.
std::size_t number_length(std::string_view word);

}  // namespace sizer::io
