#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sizer/spark_version.hpp"

/// Digits and the letters behind them: what Spark's sizes and times are made of.
namespace sizer::spark {

/// Without the blanks and control characters at both ends, as String.trim cuts them.
std::string_view trimmed(std::string_view text);

/// A text as a message repeats it: not all of a long one.
std::string shown(std::string_view text);

struct SuffixedNumber {
  enum class Shape { whole, fraction, other };
  Shape shape = Shape::other;
  bool negative = false;
  std::optional<std::int64_t> value;  ///< none beyond 2⁶³ − 1
  std::string_view suffix;
};
SuffixedNumber split_number(std::string_view text);

std::optional<std::int64_t> bytes_of_suffix(std::string_view suffix, Version version);
std::optional<std::int64_t> nanoseconds_of_suffix(std::string_view suffix);

/// What the writer of a refused text probably meant: "4g" for "4 gigs", "1536m" for "1.5g". Empty if that cannot be
/// told.
std::string suggested_size(std::string_view text);
std::string suggested_time(std::string_view text);

}  // namespace sizer::spark
