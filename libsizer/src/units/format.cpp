#include <charconv>
#include <cmath>
#include <span>

#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr double kMinute = 60, kHour = 3600, kDay = 86400;

/// "1.25e+03": the nearest number of three significant digits.
std::string scientific(double value) {
  char text[40];
  const auto end = std::to_chars(std::begin(text), std::end(text), value, std::chars_format::scientific, 2).ptr;
  return {text, end};
}

double three_digits(double value) {
  const std::string text = scientific(value);
  double rounded = 0;
  std::from_chars(text.data(), text.data() + text.size(), rounded);
  return rounded;
}

std::string fixed(double value, int decimals) {
  char text[40];
  const auto end = std::to_chars(std::begin(text), std::end(text), value, std::chars_format::fixed, decimals).ptr;
  return {text, end};
}

/// "1.20" is 1.2 and "5.00" is 5.
std::string without_trailing_zeros(std::string digits) {
  if (digits.find('.') == std::string::npos) return digits;
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

/// "1600" is "1,600".
std::string grouped(std::string digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t at = point; at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string very_large_or_small(double value) {
  const std::string text = scientific(value);
  const std::size_t exponent = text.find('e');
  return without_trailing_zeros(text.substr(0, exponent)) + text.substr(exponent);
}

/// A number that is not negative.
std::string digits_of(double value) {
  if (std::isnan(value)) return "not a number";
  if (std::isinf(value)) return "∞";
  if (value == 0) return "0";
  const double rounded = three_digits(value);
  if (rounded < 1e-4 || rounded >= 1e15) return very_large_or_small(value);
  int decimals = 2;
  for (double power = 10; decimals > 0 && rounded >= power; power *= 10) --decimals;
  for (double power = 1; rounded < power; power /= 10) ++decimals;
  return grouped(without_trailing_zeros(fixed(rounded, decimals)));
}

struct Scale {
  double factor;
  const char* unit;
};

/// In the largest unit of which there is at least one. `scales` go from small to large.
std::string in_fitting_unit(double value, std::span<const Scale> scales) {
  if (value < 0) return "-" + in_fitting_unit(-value, scales);
  Scale fitting = scales.front();
  for (const Scale& scale : scales) {
    if (std::isfinite(value) && value > 0 && three_digits(value / scale.factor) >= 1) fitting = scale;
  }
  return digits_of(value / fitting.factor) + " " + fitting.unit;
}

constexpr Scale kDecimalBytes[] = {{1, "B"},     {1e3, "kB"},  {1e6, "MB"}, {1e9, "GB"},
                                   {1e12, "TB"}, {1e15, "PB"}, {1e18, "EB"}};
constexpr Scale kBinaryBytes[] = {{1, "B"},        {0x1p10, "KiB"}, {0x1p20, "MiB"}, {0x1p30, "GiB"},
                                  {0x1p40, "TiB"}, {0x1p50, "PiB"}, {0x1p60, "EiB"}};
constexpr Scale kShortTimes[] = {{1e-9, "ns"}, {1e-6, "µs"}, {1e-3, "ms"}, {1, "s"}};
constexpr Scale kWork[] = {{1, "core-s"}, {kHour, "core-h"}};

/// "1 h 52 min": whole numbers of two neighbouring units; the second is left out when it is zero.
std::string two_units(long count, long per_unit, const char* large, const char* small) {
  const std::string text = std::to_string(count / per_unit) + " " + large;
  const long rest = count % per_unit;
  return rest == 0 ? text : text + " " + std::to_string(rest) + " " + small;
}

/// "$8.27", "$0.50": an amount with decimals has two of them at least.
std::string dollars(double amount) {
  if (amount < 0) return "-" + dollars(-amount);
  const std::string digits = digits_of(amount);
  const bool one_decimal = digits.size() >= 2 && digits[digits.size() - 2] == '.';
  return "$" + digits + (one_decimal ? "0" : "");
}

std::string raised(const char* unit, int exponent) {
  static constexpr const char* kDigits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text = unit;
  if (exponent == 1) return text;
  if (exponent < 0) text += "⁻";
  for (const char digit : std::to_string(std::abs(exponent))) text += kDigits[digit - '0'];
  return text;
}

/// "80 MB·core⁻¹·s⁻¹": what has no usual unit, in base units and their exponents.
std::string in_base_units(double value, const Dimension& dimension) {
  const bool of_bytes = dimension.byte == 1;
  std::string text = of_bytes ? format(Bytes<>(value)) : format_number(value);
  const char* separator = of_bytes ? "·" : " ";
  const std::pair<const char*, int> units[] = {
      {"$", dimension.usd}, {"core", dimension.core}, {"B", of_bytes ? 0 : dimension.byte}, {"s", dimension.second}};
  for (const auto& [unit, exponent] : units) {
    if (exponent == 0) continue;
    text += separator + raised(unit, exponent);
    separator = "·";
  }
  return text;
}

}  // namespace

std::string format(Bytes<> bytes) { return in_fitting_unit(bytes.base(), kDecimalBytes); }

std::string format_binary(Bytes<> bytes) { return in_fitting_unit(bytes.base(), kBinaryBytes); }

std::string format(Seconds<> seconds) {
  const double value = seconds.base();
  if (value < 0) return "-" + format(Seconds<>(-value));
  if (!(value < kDay - kMinute / 2)) {
    const std::string days = digits_of(value / kDay);
    return days + (days == "1" ? " day" : " days");
  }
  if (value >= kHour - kMinute / 2) return two_units(std::lround(value / kMinute), 60, "h", "min");
  if (value >= 10 * kMinute) return std::to_string(std::lround(value / kMinute)) + " min";
  if (value >= 2 * kMinute) return two_units(std::lround(value), 60, "min", "s");
  return value == 0 ? "0 s" : in_fitting_unit(value, kShortTimes);
}

std::string format(Bandwidth<> bandwidth) { return format(Bytes<>(bandwidth.base())) + "/s"; }

std::string format(Usd<> usd_amount) { return dollars(usd_amount.base()); }

std::string format(UsdPerTime<> price) { return dollars(price.base() * kHour) + "/h"; }

std::string format(CoreSeconds<> work) { return in_fitting_unit(work.base(), kWork); }

std::string format(Cores<> cores) {
  const std::string count = format_number(cores.base());
  return count + (count == "1" ? " core" : " cores");
}

std::string format_number(double value) { return value < 0 ? "-" + digits_of(-value) : digits_of(value); }

std::string format_share(double share) { return format_number(share * 100) + " %"; }

std::string format_quantity(double base_value, Dimension dimension) {
  if (dimension == Dimension{}) return format_number(base_value);
  if (dimension == Bytes<>::dimension) return format(Bytes<>(base_value));
  if (dimension == Seconds<>::dimension) return format(Seconds<>(base_value));
  if (dimension == Cores<>::dimension) return format(Cores<>(base_value));
  if (dimension == Usd<>::dimension) return format(Usd<>(base_value));
  if (dimension == CoreSeconds<>::dimension) return format(CoreSeconds<>(base_value));
  if (dimension == Bandwidth<>::dimension) return format(Bandwidth<>(base_value));
  if (dimension == UsdPerTime<>::dimension) return format(UsdPerTime<>(base_value));
  if (dimension == Frequency<>::dimension) return format_number(base_value) + "/s";
  if (dimension == WorkPerByte<>::dimension) return format_number(base_value * GB.base()) + " core-s/GB";
  if (dimension == UsdPerByte<>::dimension) return dollars(base_value * GB.base()) + "/GB";
  return in_base_units(base_value, dimension);
}

}  // namespace sizer
