#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "sizer/plan.hpp"
#include "sizer/report.hpp"

/// How values are written in every JSON answer.
namespace sizer::report {

using Json = nlohmann::ordered_json;

inline constexpr int kSchema = 1;

/// Six significant digits; null for what is no number (JSON has neither infinity nor NaN).
Json number(double value);
Json text_or_null(const std::string& text);

/// A quantity in a unit, null when unknown.
template <Dimension D>
Json in_unit(const std::optional<Quantity<D>>& value, const Quantity<D>& unit) {
  return value ? number(value->in(unit)) : Json(nullptr);
}

Json settings_json(const SettingsReport& report);

/// Indented and in ASCII alone, so that no name can reach a terminal as a control sequence; bytes that
/// are not UTF-8 become U+FFFD.
std::string written(const Json& json);
/// The same on one line.
std::string compact(const Json& json);

}  // namespace sizer::report
