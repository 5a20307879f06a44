#include "spark/suffixed_number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>

#include "instances/text.hpp"
#include "units/characters.hpp"

namespace sizer::spark {
namespace {

constexpr std::size_t kShownCharacters = 40;

struct Suffix {
  std::string_view name;
  std::int64_t factor;
};

constexpr Suffix kByteSuffixes[] = {{"b", 1},          {"k", 1LL << 10}, {"kb", 1LL << 10}, {"m", 1LL << 20},
                                    {"mb", 1LL << 20}, {"g", 1LL << 30}, {"gb", 1LL << 30}, {"t", 1LL << 40},
                                    {"tb", 1LL << 40}, {"p", 1LL << 50}, {"pb", 1LL << 50}};

/// Since SPARK-55051.
constexpr Suffix kBinarySuffixes[] = {{"ki", 1LL << 10}, {"kib", 1LL << 10}, {"mi", 1LL << 20}, {"mib", 1LL << 20},
                                      {"gi", 1LL << 30}, {"gib", 1LL << 30}, {"ti", 1LL << 40}, {"tib", 1LL << 40},
                                      {"pi", 1LL << 50}, {"pib", 1LL << 50}};

constexpr Suffix kTimeSuffixes[] = {
    {"us", 1'000},           {"ms", 1'000'000},        {"s", 1'000'000'000},     {"m", 60'000'000'000},
    {"min", 60'000'000'000}, {"h", 3'600'000'000'000}, {"d", 86'400'000'000'000}};

/// Words people use for units, by how they begin; the first that fits. A fraction is written in the unit below.
struct Meant {
  std::string_view beginning, suffix, below;
  double ratio;  ///< how many of `below` make one
};

constexpr Meant kMeantSizes[] = {{"p", "p", "t", 1024}, {"t", "t", "g", 1024}, {"g", "g", "m", 1024},
                                 {"m", "m", "k", 1024}, {"k", "k", "b", 1024}, {"b", "b", "b", 1}};

constexpr Meant kMeantTimes[] = {{"ms", "ms", "us", 1000}, {"mil", "ms", "us", 1000}, {"mic", "us", "us", 1},
                                 {"us", "us", "us", 1},    {"m", "min", "s", 60},     {"s", "s", "ms", 1000},
                                 {"h", "h", "min", 60},    {"d", "d", "h", 24}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

std::optional<std::int64_t> factor_of(std::span<const Suffix> suffixes, std::string_view name) {
  const auto found = std::ranges::find_if(suffixes, [&](const Suffix& s) { return same_text(s.name, name); });
  if (found == suffixes.end()) return std::nullopt;
  return found->factor;
}

std::string_view take_digits(std::string_view& rest) {
  const auto end = std::ranges::find_if_not(rest, is_digit);
  const std::string_view digits = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  rest.remove_prefix(digits.size());
  return digits;
}

std::string suggestion(std::string_view text, std::span<const Meant> meant) {
  std::string_view rest = trimmed(text);
  double number = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number, std::chars_format::fixed);
  if (error != std::errc() || !std::isfinite(number)) return "";
  rest = trimmed(rest.substr(static_cast<std::size_t>(end - rest.data())));
  if (rest.empty() || !std::ranges::all_of(rest, is_letter)) return "";
  const auto unit = std::ranges::find_if(
      meant, [&](const Meant& m) { return same_text(rest.substr(0, m.beginning.size()), m.beginning); });
  if (unit == meant.end()) return "";
  const bool whole = number == std::floor(number);
  const double count = whole ? number : std::round(number * unit->ratio);
  if (count < 1 || count >= 1e9) return "";
  return std::to_string(static_cast<std::int64_t>(count)).append(whole ? unit->suffix : unit->below);
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string shown(std::string_view text) { return shortened(text, kShownCharacters); }

SuffixedNumber split_number(std::string_view text) {
  std::string_view rest = trimmed(text);
  SuffixedNumber number;
  number.negative = rest.starts_with('-');
  if (number.negative) rest.remove_prefix(1);
  const std::string_view digits = take_digits(rest);
  const bool point = rest.starts_with('.');
  if (point) rest.remove_prefix(1);
  const bool decimals = point && !take_digits(rest).empty();
  if (digits.empty() || (point && !decimals) || !std::ranges::all_of(rest, is_letter)) return number;

  number.shape = decimals ? SuffixedNumber::Shape::fraction : SuffixedNumber::Shape::whole;
  number.suffix = rest;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc()) number.value = value;
  return number;
}

std::optional<std::int64_t> bytes_of_suffix(std::string_view suffix, Version version) {
  if (const auto factor = factor_of(kByteSuffixes, suffix)) return factor;
  return version >= Version::v4_2 ? factor_of(kBinarySuffixes, suffix) : std::nullopt;
}

std::optional<std::int64_t> nanoseconds_of_suffix(std::string_view suffix) { return factor_of(kTimeSuffixes, suffix); }

std::string suggested_size(std::string_view text) { return suggestion(text, kMeantSizes); }
std::string suggested_time(std::string_view text) { return suggestion(text, kMeantTimes); }

}  // namespace sizer::spark
