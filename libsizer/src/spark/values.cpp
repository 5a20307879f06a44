#include <charconv>
#include <limits>
#include <string>

#include "instances/text.hpp"
#include "sizer/spark_values.hpp"
#include "spark/suffixed_number.hpp"

namespace sizer::spark {
namespace {

constexpr std::string_view kSizesReadLike = "sizes read like 512m or 4g, without a space or a fraction";
constexpr std::string_view kTimesReadLike = "times read like 500ms, 30s, 10min or 2h, without a space or a fraction";

template <class T>
Parsed<T> read_as(T value) {
  Parsed<T> parsed;
  parsed.value = value;
  return parsed;
}

template <class T>
Parsed<T> refused(std::string_view text, std::string_view why, std::string_view hint) {
  Parsed<T> parsed;
  parsed.message.append("'").append(shown(text)).append("' ").append(why);
  parsed.hint = hint;
  return parsed;
}

/// The hint that names the way to write what was probably meant, where that can be told.
std::string write_instead(const std::string& suggestion, std::string_view otherwise) {
  return suggestion.empty() ? std::string(otherwise) : "write " + suggestion;
}

Parsed<std::int64_t> refused_size(std::string_view text, std::string_view why) {
  return refused<std::int64_t>(text, why, write_instead(suggested_size(text), kSizesReadLike));
}

Parsed<std::int64_t> refused_time(std::string_view text, std::string_view why) {
  return refused<std::int64_t>(text, why, write_instead(suggested_time(text), kTimesReadLike));
}

/// A whole number as Integer.parseInt and Long.parseLong read it.
template <class T>
Parsed<T> parse_whole(std::string_view text, std::string_view limits) {
  std::string_view digits = trimmed(text);
  if (digits.starts_with('+')) digits.remove_prefix(digits.starts_with("+-") ? 0 : 1);
  T value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (end != digits.data() + digits.size() || error == std::errc::invalid_argument)
    return refused<T>(text, "is not a whole number", "digits only, without a unit or a fraction");
  if (error == std::errc::result_out_of_range) return refused<T>(text, "is out of range", limits);
  return read_as(value);
}

/// What Double.parseDouble makes of digits that no double can hold.
double beyond_double(std::string_view digits) {
  const bool tiny = digits.find("e-") != digits.npos || digits.find("E-") != digits.npos;
  return tiny ? 0 : std::numeric_limits<double>::infinity();
}

}  // namespace

Parsed<std::int64_t> parse_bytes(std::string_view text, ByteUnit unit, Version version) {
  const bool negative = text.starts_with('-');
  const SuffixedNumber number = split_number(text.substr(negative ? 1 : 0));
  if (number.shape == SuffixedNumber::Shape::fraction) return refused_size(text, "is a fraction, which Spark refuses");
  if (number.shape == SuffixedNumber::Shape::other || number.negative) return refused_size(text, "is not a size");
  if (!number.value) return refused_size(text, "is out of range: at most 2^63 - 1");

  const auto one = static_cast<std::int64_t>(unit);
  const auto suffix = number.suffix.empty() ? one : bytes_of_suffix(number.suffix, version);
  if (!suffix) return refused_size(text, "has no unit that Spark knows");
  const std::int64_t sign = negative ? -1 : 1;
  if (*suffix <= one) return read_as(sign * (*number.value / (one / *suffix)));
  const std::int64_t ratio = *suffix / one;
  if (std::numeric_limits<std::int64_t>::max() / ratio < *number.value)
    return refused_size(text, "is out of range: at most 2^63 - 1");
  return read_as(sign * *number.value * ratio);
}

Parsed<std::int64_t> parse_time(std::string_view text, TimeUnit unit) {
  const SuffixedNumber number = split_number(text);
  if (number.shape == SuffixedNumber::Shape::fraction) return refused_time(text, "is a fraction, which Spark refuses");
  if (number.shape == SuffixedNumber::Shape::other) return refused_time(text, "is not a time");
  if (!number.value) return refused_time(text, "is out of range: at most 2^63 - 1");

  const auto one = static_cast<std::int64_t>(unit);
  const auto suffix = number.suffix.empty() ? one : nanoseconds_of_suffix(number.suffix);
  if (!suffix) return refused_time(text, "has no unit that Spark knows");
  const std::int64_t sign = number.negative ? -1 : 1;
  if (*suffix <= one) return read_as(sign * (*number.value / (one / *suffix)));
  const std::int64_t ratio = *suffix / one;
  const std::int64_t longest = std::numeric_limits<std::int64_t>::max();
  return read_as(longest / ratio < *number.value ? sign * longest : sign * *number.value * ratio);
}

Parsed<std::int32_t> parse_int(std::string_view text) {
  return parse_whole<std::int32_t>(text, "from -2147483648 to 2147483647");
}

Parsed<std::int64_t> parse_long(std::string_view text) {
  return parse_whole<std::int64_t>(text, "from -9223372036854775808 to 9223372036854775807");
}

Parsed<double> parse_double(std::string_view text) {
  std::string_view digits = trimmed(text);
  const double sign = digits.starts_with('-') ? -1 : 1;
  if (digits.starts_with('-') || digits.starts_with('+')) digits.remove_prefix(1);
  if (digits == "NaN") return read_as(std::numeric_limits<double>::quiet_NaN());
  if (digits == "Infinity") return read_as(sign * std::numeric_limits<double>::infinity());
  const bool suffixed = digits.find_last_of("dDfF") == digits.size() - 1;
  if (suffixed) digits.remove_suffix(1);

  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool number = !digits.empty() && (digits.front() == '.' || (digits.front() >= '0' && digits.front() <= '9'));
  if (!number || end != digits.data() + digits.size() || error == std::errc::invalid_argument)
    return refused<double>(text, "is not a number", "numbers read like 0.6 or 2, with a point and without a unit");
  return read_as(sign * (error == std::errc::result_out_of_range ? beyond_double(digits) : value));
}

Parsed<bool> parse_boolean(std::string_view text) {
  const std::string_view word = trimmed(text);
  if (same_text(word, "true")) return read_as(true);
  if (same_text(word, "false")) return read_as(false);
  return refused<bool>(text, "is neither true nor false", "write true or false");
}

}  // namespace sizer::spark
