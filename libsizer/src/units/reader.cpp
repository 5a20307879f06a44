#include "units/reader.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "sizer/units.hpp"

namespace sizer::reading {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<double> find_unit(const Units& units, std::string_view word) {
  const auto found = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return same_word(u.name, word); });
  if (found == units.end()) return std::nullopt;
  return found->factor;
}

const Units& units_of_time() {
  constexpr double kMinute = 60, kHour = 3600, kDay = 86400, kYear = 365 * kDay;
  static const Units units = {{"ns", 1e-9},
                              {"us", 1e-6},
                              {"µs", 1e-6},
                              {"ms", 1e-3},
                              {"s", 1},
                              {"sec", 1},
                              {"secs", 1},
                              {"second", 1},
                              {"seconds", 1},
                              {"m", kMinute},
                              {"min", kMinute},
                              {"mins", kMinute},
                              {"minute", kMinute},
                              {"minutes", kMinute},
                              {"h", kHour},
                              {"hr", kHour},
                              {"hrs", kHour},
                              {"hour", kHour},
                              {"hours", kHour},
                              {"d", kDay},
                              {"day", kDay},
                              {"days", kDay},
                              {"week", 7 * kDay},
                              {"weeks", 7 * kDay},
                              {"month", month.base()},
                              {"months", month.base()},
                              {"year", kYear},
                              {"years", kYear}};
  return units;
}

/// Bytes of the space at hand, which may be one of those that keep a number and its unit on a line; 0 if none.
std::size_t Reader::space_here() const {
  switch (peek()) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
      return 1;
    case '\xC2':
      return rest().starts_with("\u00A0") ? 2 : 0;
    case '\xE2':
      return rest().starts_with("\u2009") || rest().starts_with("\u202F") ? 3 : 0;
    default:
      return 0;
  }
}

void Reader::skip_spaces() {
  while (const std::size_t bytes = space_here()) at_ += bytes;
}

void Reader::skip(std::size_t bytes) {
  at_ += bytes;
  skip_spaces();
}

bool Reader::accept(std::string_view sign) {
  if (!rest().starts_with(sign)) return false;
  skip(sign.size());
  return true;
}

bool Reader::accept_word(std::string_view word) {
  if (!same_word(peek_word(), word)) return false;
  skip(word.size());
  return true;
}

/// Letters, ASCII or not.
std::string_view Reader::peek_word() const {
  Reader ahead = *this;
  while (!ahead.at_end() && ahead.space_here() == 0) {
    const char c = lower(ahead.peek());
    if (!(c >= 'a' && c <= 'z') && static_cast<unsigned char>(c) < 0x80) break;
    ++ahead.at_;
  }
  return text_.substr(at_, ahead.at_ - at_);
}

/// All up to the next space.
std::string_view Reader::token() const {
  Reader ahead = *this;
  while (!ahead.at_end() && ahead.space_here() == 0) ++ahead.at_;
  return text_.substr(at_, ahead.at_ - at_);
}

void Reader::wrong_token(const std::string& before, const std::string& after, std::string hint) const {
  throw Wrong{before + "'" + shortened(token(), kQuotedCharacters) + "'" + after, at_, at_ + token().size(),
              std::move(hint)};
}

void Reader::wrong_number(std::string message, std::string hint) const {
  throw Wrong{std::move(message), number_begin_, number_end_, std::move(hint)};
}

void Reader::missing_unit(std::string_view what) const {
  throw Wrong{"a unit of " + std::string(what) + " is missing in " + quoted(), number_begin_, text_.size(), {}};
}

bool Reader::at_number() const { return is_digit(peek()) || (peek() == '.' && is_digit(peek(1))); }

bool Reader::at_per() const {
  return peek() == '/' || same_word(peek_word(), "per") || same_word(peek_word(), "a") || same_word(peek_word(), "an");
}

bool Reader::at_negative() const {
  for (const std::string_view minus : {"-", "−"}) {
    if (!rest().starts_with(minus)) continue;
    const char next = peek(minus.size());
    return is_digit(next) || next == '.' || next == '$';
  }
  return false;
}

void Reader::take_digits(std::string& digits) {
  while (is_digit(peek()) || (peek() == '_' && !digits.empty() && is_digit(digits.back()) && is_digit(peek(1)))) {
    if (peek() != '_') digits += peek();
    ++at_;
  }
}

/// Digits in groups of three: "1,000".
void Reader::take_groups(std::string& digits) {
  take_digits(digits);
  while (peek() == ',' && is_digit(peek(1))) {
    const bool three = is_digit(peek(2)) && is_digit(peek(3)) && !is_digit(peek(4));
    if (!three) wrong_token("unexpected ", " in " + quoted(), "a comma groups thousands; write 1.5 for one and a half");
    ++at_;
    take_digits(digits);
  }
}

void Reader::take_exponent(std::string& digits) {
  const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
  if (lower(peek()) != 'e' || !is_digit(peek(1 + sign))) return;
  digits += 'e';
  if (peek(1) == '-') digits += '-';
  at_ += 1 + sign;
  take_digits(digits);
}

double Reader::number() {
  if (at_end()) throw Wrong{"expected a number, found nothing", at_, at_, {}};
  if (at_negative()) wrong_token("", " is negative");
  if (!at_number()) wrong_token("expected a number, found ");
  number_begin_ = at_;
  std::string digits;
  take_groups(digits);
  if (peek() == '.' && is_digit(peek(1))) {
    digits += '.';
    ++at_;
    take_digits(digits);
  }
  take_exponent(digits);
  number_end_ = at_;
  double value = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), value).ec != std::errc()) {
    wrong_number("'" + shortened(text_.substr(number_begin_, number_end_ - number_begin_), kQuotedCharacters) +
                 "' is too large or too small for a number");
  }
  skip_spaces();
  return value;
}

double Reader::unit(const Units& units, std::string_view missing) {
  const std::string_view word = peek_word();
  if (at_end()) missing_unit(missing);
  if (word.empty()) wrong_token("expected a unit of " + std::string(missing) + ", found ", " in " + quoted());
  if (const auto factor = find_unit(units, word)) {
    skip(word.size());
    return *factor;
  }
  std::vector<std::string> names;
  for (const Unit& known : units) names.push_back(known.name);
  throw Wrong{"unknown unit '" + shortened(word, kQuotedCharacters) + "' in " + quoted() + did_you_mean(word, names),
              at_,
              at_ + word.size(),
              {}};
}

double Reader::optional_unit(const Units& units) {
  const std::string_view word = peek_word();
  const auto factor = find_unit(units, word);
  if (factor) skip(word.size());
  return factor.value_or(1);
}

double Reader::per_time() {
  if (at_end()) missing_unit("time");
  if (!at_per()) wrong_token("expected \"/\" and a unit of time, found ", " in " + quoted());
  skip(std::max<std::size_t>(1, peek_word().size()));
  return unit(units_of_time(), "time");
}

void Reader::expect_end() const {
  if (!at_end()) wrong_token("unexpected ", " in " + quoted());
}

}  // namespace sizer::reading
