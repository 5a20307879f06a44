#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "io/values.hpp"
#include "io/vary_text.hpp"
#include "units/characters.hpp"

namespace sizer::io {
namespace {

constexpr const char* kExample = R"(a range reads like 4..32, 4..32:4, "100 GB..1 TB:x2" or "1h..3h:30 min")";

/// A number and its unit, as written; the unit may stand before, as a dollar sign does.
struct Amount {
  double number = 0;
  std::string unit;
};

std::string trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return std::string(text);
}

std::optional<Amount> amount_of(std::string text) {
  text = trimmed(text);
  const bool dollars = text.starts_with('$');
  if (dollars) text.erase(0, 1);
  const auto end = std::min(text.find_first_not_of("0123456789._"), text.size());
  const auto number = parse_count(text.substr(0, end));
  if (end == 0 || !number) return std::nullopt;
  return Amount{*number.value, dollars ? "$" : trimmed(std::string_view(text).substr(end))};
}

/// What one of a unit is in base units; none for a unit nobody knows.
std::optional<double> base_of(const std::string& unit) {
  if (unit.empty() || unit == "$") return 1;
  const std::string one = "1 " + unit;
  if (const auto bytes = parse_bytes(one)) return bytes.value->base();
  if (const auto time = parse_duration(one)) return time.value->base();
  if (const auto share = parse_share(one)) return *share.value;
  return std::nullopt;
}

std::string written(double number, const std::string& unit) {
  const std::string digits = fmt::format("{:.10g}", number);
  if (unit == "$") return "$" + digits;
  return digits + (unit.empty() ? "" : " " + unit);
}

/// From, to and step in the unit the values are written in. A step that multiplies is `times`.
struct Range {
  double from = 0, to = 0, step = 1;
  bool times = false;
  std::string unit;

  double steps() const { return times ? std::log(to / from) / std::log(step) : (to - from) / step; }
  double at(std::size_t i) const {
    const auto n = static_cast<double>(i);
    return times ? from * std::pow(step, n) : from + n * step;
  }
};

struct Parts {
  std::string from, to, step;
};

Parts parts_of(const std::string& text) {
  const auto dots = text.find(".."), colon = text.find(':', dots);
  Parts parts{text.substr(0, dots), text.substr(dots + 2, colon == std::string::npos ? colon : colon - dots - 2), ""};
  if (colon != std::string::npos) parts.step = trimmed(std::string_view(text).substr(colon + 1));
  return parts;
}

/// What is wrong with the range; empty when it is good.
std::string read_range(const Parts& parts, Range& range) {
  auto from = amount_of(parts.from), to = amount_of(parts.to);
  if (!from || !to) return "both ends of a range are numbers";
  if (from->unit.empty()) from->unit = to->unit;
  if (to->unit.empty()) to->unit = from->unit;
  range.times = parts.step.starts_with('x');
  auto step = parts.step.empty() ? Amount{1, ""} : amount_of(parts.step.substr(range.times ? 1 : 0)).value_or(Amount{});
  if (step.unit.empty() && !range.times) step.unit = from->unit;
  const auto unit = base_of(from->unit), unit_to = base_of(to->unit), unit_step = base_of(step.unit);
  if (!unit || !unit_to || !unit_step) return "a unit that is not known";
  if (parts.step.empty() && !from->unit.empty()) return "values with a unit need a step";
  range.unit = from->unit;
  range.from = from->number;
  range.to = to->number * *unit_to / *unit;
  range.step = range.times ? step.number : step.number * *unit_step / *unit;
  if (range.to < range.from) return "the end lies before the beginning";
  if (range.times ? range.step <= 1 || range.from <= 0 : range.step <= 0) return "a step must lead on to the end";
  return "";
}

}  // namespace

bool is_range_of_values(const std::string& text) {
  return text.find("..") != std::string::npos && text.find_first_of("\"[{") == std::string::npos;
}

std::vector<std::string> values_of_range(const SourcePtr& source, const VariedValue& range, std::size_t most,
                                         Problems& problems) {
  Range r;
  const Span span{1, range.column, static_cast<int>(count_characters(range.text))};
  if (const std::string wrong = read_range(parts_of(range.text), r); !wrong.empty()) {
    problems.add(*source, span, wrong, kExample);
    return {};
  }
  constexpr double kRounding = 1e-9;
  const double count = std::floor(r.steps() + kRounding) + 1;
  if (!(count <= static_cast<double>(most))) {
    problems.add(*source, span,
                 "the range has " + format_number(count) + " values, and at most " +
                     format_number(static_cast<double>(most)) + " cells are compared",
                 "take steps: nodes=4..32:4, or :x2 to double");
    return {};
  }
  std::vector<std::string> values;
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) values.push_back(written(r.at(i), r.unit));
  return values;
}

}  // namespace sizer::io
