#include "json_values.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace sizer::report {
namespace {

constexpr bool kAsciiOnly = true;

}  // namespace

Json number(double value) {
  if (!std::isfinite(value)) return nullptr;
  const std::string digits = fmt::format("{:.5e}", value);
  double rounded = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), rounded);
  return rounded;
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string written(const Json& json) {
  constexpr int kIndent = 2;
  return json.dump(kIndent, ' ', kAsciiOnly, Json::error_handler_t::replace) + "\n";
}

std::string compact(const Json& json) { return json.dump(-1, ' ', kAsciiOnly, Json::error_handler_t::replace) + "\n"; }

}  // namespace sizer::report
