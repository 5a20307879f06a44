#include "io/phrase_text.hpp"

#include <algorithm>

#include "io/source.hpp"
#include "units/characters.hpp"

namespace sizer::io {
namespace {

/// A comma between words separates; "5,000" is a number.
bool is_grouping_comma(std::string_view text, std::size_t at) {
  if (text[at] != ',' || at == 0 || !is_digit(text[at - 1]) || at + 3 >= text.size()) return false;
  const auto next = text.substr(at + 1, 3);
  return std::ranges::all_of(next, is_digit) && (at + 4 == text.size() || !is_digit(text[at + 4]));
}

bool is_separator(std::string_view text, std::size_t at, const Character& next) {
  constexpr char32_t kSpaces[] = {U' ', U'\t', U'\n', U'\r', U';', U'\u00A0', U'\u2009', U'\u202F'};
  return std::ranges::find(kSpaces, next.code) != std::end(kSpaces) ||
         (next.code == U',' && !is_grouping_comma(text, at));
}

}  // namespace

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  bool in_word = false;
  int column = 1;
  for (std::size_t at = 0; at < text.size(); ++column) {
    const Character next = first_character(text.substr(at));
    const bool part = !is_separator(text, at, next);
    if (part && !in_word) words.push_back({.text = "", .lower = "", .column = column});
    if (part) words.back().text += text.substr(at, next.bytes);
    in_word = part;
    at += next.bytes;
  }
  for (auto& word : words) {
    if (word.text.size() > 1 && (word.text.ends_with('.') || word.text.ends_with(':'))) word.text.pop_back();
    word.lower = in_lower_case(word.text);
    word.length = static_cast<int>(count_characters(word.text));
  }
  return words;
}

std::size_t number_length(std::string_view word) {
  for (const std::string_view name : {"nan", "infinity", "inf"}) {
    if (word == name) return word.size();
  }
  std::size_t end = 0;
  while (end < word.size()) {
    const auto rest = word.substr(end);
    const bool exponent = end > 0 && rest.size() > 1 && rest[0] == 'e' &&
                          (is_digit(rest[1]) || (rest.size() > 2 && rest[1] == '+' && is_digit(rest[2])));
    if (!exponent && std::string_view("+-0123456789.,_^").find(rest[0]) == std::string_view::npos) break;
    ++end;
  }
  return std::ranges::any_of(word.substr(0, end), is_digit) ? end : 0;
}

}  // namespace sizer::io
