#include "figures.hpp"

#include <cmath>
#include <cstdint>

#include "sizer/units.hpp"
#include "wording.hpp"

namespace sizer::report {
namespace {

std::string number_text(double value, Measure measure) {
  switch (measure) {
    case Measure::count:
      return exact(static_cast<long long>(value));
    case Measure::ratio:
    case Measure::word:
      return format_number(value);
    case Measure::share:
      return probability(value);
    case Measure::small_share:
      return format_share(value);
    case Measure::seconds:
      return format(Seconds<>(value));
    case Measure::core_seconds:
      return format(CoreSeconds<>(value));
    case Measure::bytes:
      return format(Bytes<>(value));
    case Measure::dollars:
      return format(Usd<>(value));
    case Measure::dollars_per_hour:
      return format(UsdPerTime<>(value));
    case Measure::bytes_per_second:
      return format(Bandwidth<>(value));
  }
  return "";
}

}  // namespace

std::string figure_text(const Figure& figure, Measure measure) {
  if (const auto* word = std::get_if<std::string>(&figure)) return *word;
  if (const auto* value = std::get_if<double>(&figure)) return number_text(*value, measure);
  return std::string(kNothing);
}

Json figure_json(const Figure& figure, Measure measure) {
  if (const auto* word = std::get_if<std::string>(&figure)) return *word;
  const auto* value = std::get_if<double>(&figure);
  if (!value) return nullptr;
  if (measure == Measure::count && *value == std::floor(*value) && std::abs(*value) < 1e15) {
    return static_cast<std::int64_t>(*value);
  }
  return number(measure == Measure::dollars_per_hour ? UsdPerTime<>(*value).in(usd / hour) : *value);
}

}  // namespace sizer::report
