#pragma once

#include <cstdint>
#include <string_view>

#include "sizer/spark_version.hpp"
#include "sizer/units.hpp"

/// The value of a property as Spark reads it, to the last detail.
///
///     parse_bytes("4g", ByteUnit::MiB)    4096      parse_time("2min", TimeUnit::s)     120
///     parse_bytes("512", ByteUnit::MiB)   512       parse_time("1500", TimeUnit::ms)    1500
///     parse_bytes("1.5g", …)              refused: "write 1536m"
///
/// The unit is the one the property counts in: a bare number is that many, and a result is in it, cut to a whole number
/// ("1500k" is 1 MiB). Sizes end in b, k, m, g, t, p or kb … pb, each step 1024; times in us, ms, s, m or min, h, d.
/// Case and surrounding blanks do not count; a blank before the unit is refused, and so is a fraction. A size may be
/// negative when the sign comes first; one beyond 2⁶³ − 1 is refused, while a time is held there.
/// Sources: JavaUtils.byteStringAs and timeStringAs, ByteUnit.convertFrom, ConfigHelpers.byteFromString and toNumber.
namespace sizer::spark {

/// In bytes.
enum class ByteUnit : std::int64_t { B = 1, KiB = 1LL << 10, MiB = 1LL << 20, GiB = 1LL << 30 };
/// In nanoseconds.
enum class TimeUnit : std::int64_t {
  ns = 1,
  us = 1'000,
  ms = 1'000'000,
  s = 1'000'000'000,
  min = 60 * s,
  h = 60 * min
};

/// From Spark 4.2 on also 4gi and 4gib.
Parsed<std::int64_t> parse_bytes(std::string_view text, ByteUnit unit, Version version = kDefaultVersion);
Parsed<std::int64_t> parse_time(std::string_view text, TimeUnit unit);

/// Digits with an optional sign, nothing else: from −2³¹ to 2³¹ − 1, or −2⁶³ to 2⁶³ − 1.
Parsed<std::int32_t> parse_int(std::string_view text);
Parsed<std::int64_t> parse_long(std::string_view text);
/// Also "1e-3", "NaN" and "Infinity".
Parsed<double> parse_double(std::string_view text);
/// "true" or "false" in any case; "yes", "1" and "on" are refused.
Parsed<bool> parse_boolean(std::string_view text);

}  // namespace sizer::spark
