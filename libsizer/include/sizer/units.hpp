#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sizer/diagnostic.hpp"
#include "sizer/quantity.hpp"

/// Quantities as people write them, and back.
///
///     parse_bytes("500 GB")             500 × 10⁹ bytes        parse_bytes("1.5 TiB")   1.5 × 2⁴⁰
///     parse_duration("2h")              parse_duration("90 min")        parse_duration("1h30m")
///     parse_bandwidth("10 Gbit/s")      1.25 × 10⁹ bytes/s     parse_bandwidth("1 TB/day")
///     parse_rate("50k events/s")        50 000 a second
///     parse_price("$0.50/h")            parse_money("$40")     parse_share("3 %")       0.03
///
/// GB is 10⁹ bytes and GiB 2³⁰, and a bare G is refused, being either. Case does not count, except that in a
/// bandwidth a small `b` is a bit: "Gb/s" and "Gbps" are bits, "GB/s" bytes, "Gbit" always bits. `_` and `,` may group
/// digits. Not a number, infinite, negative or above the limits: refused with a hint.
namespace sizer {

/// What a parser found: a value, or what is wrong and how to write it. `offset` and `length`
/// locate the wrong part within the text, in characters.
template <class T>
struct Parsed {
  std::optional<T> value;
  std::string message;
  std::string hint;
  int offset = 0;
  int length = 1;
  explicit operator bool() const { return value.has_value(); }
};

/// At most 1 EB: more than any job reads; larger values are typing errors.
Parsed<Bytes<>> parse_bytes(std::string_view text);
/// At most ten years.
Parsed<Seconds<>> parse_duration(std::string_view text);
/// Bytes or bits a time: "10 Gbit/s", "250 MB/s", "1 TB/day".
Parsed<Bandwidth<>> parse_bandwidth(std::string_view text);
/// Things a time: "50k events/s", "200,000/s", "3M/min".
Parsed<Frequency<>> parse_rate(std::string_view text);
Parsed<UsdPerTime<>> parse_price(std::string_view text);
Parsed<Usd<>> parse_money(std::string_view text);
/// "3 %", "0.03". Not limited to one: growth may be "120 %".
Parsed<double> parse_share(std::string_view text);
/// A plain number with an optional k, M, G, T, "million", "billion": "5 G" rows.
Parsed<double> parse_count(std::string_view text);
/// CPU work: "20 core-hours", "300 core-s".
Parsed<CoreSeconds<>> parse_work(std::string_view text);

// Three significant digits and a fitting unit, as people read them.

std::string format(Bytes<> bytes);          ///< "500 GB", "1.25 TB", "640 kB"
std::string format_binary(Bytes<> bytes);   ///< "36 GiB", "900 MiB"
std::string format(Seconds<> seconds);      ///< "41 min", "1 h 52 min", "2.5 days", "8.3 s", "20 ms"
std::string format(Bandwidth<> bandwidth);  ///< "1.25 GB/s"
std::string format(Usd<> usd);              ///< "$8.27", "$1,240", "$0.0031"
std::string format(UsdPerTime<> price);     ///< "$0.504/h"
std::string format(CoreSeconds<> work);     ///< "6.4 core-h", "95 core-s"
std::string format(Cores<> cores);          ///< "192 cores"
std::string format_number(double number);   ///< "1,600", "0.035", "2.7"
std::string format_share(double share);     ///< "95 %", "0.2 %"
/// Any base value by its dimension, with a fitting unit: what an explanation shows.
std::string format_quantity(double base_value, Dimension dimension);

/// The entries of `known` a person may have meant by `typed`, nearest first, at most three; by edit
/// distance, with a common beginning counting in favour. Case does not count. Empty when nothing is near.
std::vector<std::string> near_matches(std::string_view typed, const std::vector<std::string>& known);

/// ", did you mean 'deadline'?" or "" - the usual tail of an error message.
std::string did_you_mean(std::string_view typed, const std::vector<std::string>& known);

}  // namespace sizer
