#include <algorithm>
#include <charconv>

#include "instances/text.hpp"
#include "sizer/spark_properties.hpp"
#include "spark/suffixed_number.hpp"

namespace sizer::spark {
namespace {

/// The next word of words parted by spaces; empty after the last.
std::string_view take_word(std::string_view& words) {
  const std::size_t end = std::min(words.find(' '), words.size());
  const std::string_view word = words.substr(0, end);
  words.remove_prefix(std::min(end + 1, words.size()));
  return word;
}

struct Limit {
  enum class Sign { equal, least, above, most, below } sign = Sign::equal;
  std::string_view number;
};

Limit limit_of(std::string_view word) {
  if (word.starts_with(">=")) return {Limit::Sign::least, word.substr(2)};
  if (word.starts_with("<=")) return {Limit::Sign::most, word.substr(2)};
  if (word.starts_with('>')) return {Limit::Sign::above, word.substr(1)};
  if (word.starts_with('<')) return {Limit::Sign::below, word.substr(1)};
  return {Limit::Sign::equal, word};
}

template <class T>
bool holds(const Limit& limit, T value) {
  T bound = 0;
  std::from_chars(limit.number.data(), limit.number.data() + limit.number.size(), bound);
  switch (limit.sign) {
    case Limit::Sign::equal:
      return value == bound;
    case Limit::Sign::least:
      return value >= bound;
    case Limit::Sign::above:
      return value > bound;
    case Limit::Sign::most:
      return value <= bound;
    case Limit::Sign::below:
      return value < bound;
  }
  return true;
}

/// Either one of the numbers alone, or within all the limits.
template <class T>
bool is_allowed(std::string_view allowed, T value) {
  bool limited = false, within = true;
  while (!allowed.empty()) {
    const Limit limit = limit_of(take_word(allowed));
    const bool alone = limit.sign == Limit::Sign::equal;
    if (alone && holds(limit, value)) return true;
    limited = limited || !alone;
    within = within && (alone || holds(limit, value));
  }
  return limited && within;
}

std::string in_words(const Limit& limit, std::string_view unit) {
  constexpr std::string_view kSigns[] = {"", "at least ", "more than ", "at most ", "less than "};
  std::string text(kSigns[static_cast<std::size_t>(limit.sign)]);
  text += limit.number;
  if (!unit.empty()) text.append(" ").append(unit);
  return text;
}

/// "-1 or at least 2", "at least 1 MiB and at most 8 MiB", "128, 192 or 256".
std::string in_words(std::string_view allowed, std::string_view unit) {
  std::string text;
  bool limited = false;
  while (!allowed.empty()) {
    const Limit limit = limit_of(take_word(allowed));
    const bool alone = limit.sign == Limit::Sign::equal;
    if (!text.empty()) text += !alone ? (limited ? " and " : " or ") : allowed.empty() ? " or " : ", ";
    text += in_words(limit, unit);
    limited = limited || !alone;
  }
  return text;
}

template <class T>
std::optional<Refusal> check_number(const Parsed<T>& parsed, const Property& property, std::string_view text) {
  if (!parsed) return Refusal{parsed.message, parsed.hint};
  if (property.allowed.empty() || is_allowed(property.allowed, *parsed.value)) return std::nullopt;
  return Refusal{"'" + shown(text) + "' is out of range", "write " + in_words(property.allowed, property.unit)};
}

std::optional<Refusal> check_boolean(std::string_view text) {
  const Parsed<bool> parsed = parse_boolean(text);
  if (parsed) return std::nullopt;
  return Refusal{parsed.message, parsed.hint};
}

std::optional<Refusal> check_choice(const Property& property, std::string_view text) {
  for (std::string_view words = property.allowed; !words.empty();) {
    const std::string_view word = take_word(words);
    if (property.case_counts ? word == text : same_text(word, text)) return std::nullopt;
  }
  return Refusal{"'" + shown(text) + "' is not a choice", "write " + in_words(property.allowed, "")};
}

}  // namespace

ByteUnit byte_unit(const Property& property) {
  if (property.unit == "KiB") return ByteUnit::KiB;
  if (property.unit == "MiB") return ByteUnit::MiB;
  return property.unit == "GiB" ? ByteUnit::GiB : ByteUnit::B;
}

TimeUnit time_unit(const Property& property) {
  if (property.unit == "ns") return TimeUnit::ns;
  if (property.unit == "us") return TimeUnit::us;
  if (property.unit == "s") return TimeUnit::s;
  if (property.unit == "min") return TimeUnit::min;
  return property.unit == "h" ? TimeUnit::h : TimeUnit::ms;
}

std::optional<Refusal> check_value(const Property& property, std::string_view text, Version version) {
  if (text.find("${") != text.npos) return std::nullopt;
  switch (property.kind) {
    case ValueKind::boolean:
      return check_boolean(text);
    case ValueKind::whole:
      return check_number(parse_int(text), property, text);
    case ValueKind::long_whole:
      return check_number(parse_long(text), property, text);
    case ValueKind::number:
      return check_number(parse_double(text), property, text);
    case ValueKind::bytes:
      return check_number(parse_bytes(text, byte_unit(property), version), property, text);
    case ValueKind::time:
      return check_number(parse_time(text, time_unit(property)), property, text);
    case ValueKind::choice:
      return check_choice(property, text);
    case ValueKind::list:
    case ValueKind::text:
      break;
  }
  return std::nullopt;
}

}  // namespace sizer::spark
