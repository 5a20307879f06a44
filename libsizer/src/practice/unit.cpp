#include <algorithm>
#include <cctype>
#include <utility>

#include "practice/vocabulary.hpp"

namespace sizer::practice {
namespace {

struct NamedUnit {
  std::string_view name;
  double factor;
  Dimension dimension;
};

constexpr Dimension kPerSecond = Dimension{} - kSeconds;

constexpr NamedUnit kUnits[] = {
    {"%", 0.01, {}},
    {"$", 1, kUsd},
    {"$/h", 1 / 3600.0, kUsd + kPerSecond},
    {"$/day", 1 / 86400.0, kUsd + kPerSecond},
    {"$/month", 1 / month.base(), kUsd + kPerSecond},
    {"cores", 1, kCores},
    {"core", 1, kCores},
    {"/s", 1, kPerSecond},
    {"/h", 1 / 3600.0, kPerSecond},
};

/// "million rows".
double multiple_in(std::string_view name) {
  constexpr std::pair<std::string_view, double> kMultiples[] = {
      {"thousand ", 1e3}, {"million ", 1e6}, {"billion ", 1e9}};
  for (const auto& [word, factor] : kMultiples) {
    if (name.starts_with(word)) return factor;
  }
  return 1;
}

/// "nodes": small letters, and more of them than a mistyped unit has.
bool is_countable(std::string_view name) {
  constexpr std::size_t kShortest = 4, kLongest = 40;
  if (name.size() < kShortest || name.size() > kLongest ||
      std::isupper(static_cast<unsigned char>(name.front())) != 0) {
    return false;
  }
  return std::ranges::all_of(name,
                             [](unsigned char c) { return std::isalpha(c) != 0 || c == ' ' || c == '-' || c >= 0x80; });
}

template <Dimension D>
std::optional<Unit> found(std::string_view name, const Parsed<Quantity<D>>& parsed) {
  if (!parsed) return std::nullopt;
  return Unit{std::string(name), parsed.value->base(), D};
}

}  // namespace

std::optional<Unit> unit_of(std::string_view name) {
  for (const NamedUnit& unit : kUnits) {
    if (unit.name == name) return Unit{std::string(name), unit.factor, unit.dimension};
  }
  const std::string one = "1 " + std::string(name);
  if (auto unit = found(name, parse_bytes(one))) return unit;
  if (auto unit = found(name, parse_duration(one))) return unit;
  if (auto unit = found(name, parse_bandwidth(one))) return unit;
  if (auto unit = found(name, parse_work(one))) return unit;
  if (auto unit = found(name, parse_rate(one))) return unit;
  if (is_countable(name)) return Unit{std::string(name), multiple_in(name), {}};
  return std::nullopt;
}

std::string shown_in(double base_value, const Unit& unit) {
  const double number = base_value / unit.factor;
  if (unit.name.starts_with('$')) {
    return format(Usd<>(number)) + unit.name.substr(1);
  }
  const bool one = unit.dimension == Dimension{} && number == 1 && unit.name.ends_with('s') && unit.name.size() > 2;
  const std::string name = one ? unit.name.substr(0, unit.name.size() - 1) : unit.name;
  const bool counted = unit.dimension == Dimension{} && unit.factor == 1 && number >= 1000 && number < 1e7;
  // A count shows every digit.
  std::string digits = format_number(number);
  if (counted) {
    digits = std::to_string(static_cast<long long>(number + 0.5));
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  }
  return name.empty() ? digits : digits + (name.starts_with('/') ? "" : " ") + name;
}

std::string shown(const Value& value) {
  if (value.is_word()) return value.word;
  if (!value.shown.empty()) return value.shown;
  return format_quantity(value.number, value.dimension);
}

std::string name_of(const Dimension& dimension) {
  struct Name {
    Dimension dimension;
    std::string_view name;
  };
  static constexpr Name kNames[] = {{{}, "a number"},
                                    {kBytes, "a size"},
                                    {kSeconds, "a time"},
                                    {kCores, "a number of cores"},
                                    {kUsd, "an amount of money"},
                                    {kCores + kSeconds, "CPU work"},
                                    {kBytes + kPerSecond, "a bandwidth"},
                                    {kPerSecond, "a rate"},
                                    {kUsd + kPerSecond, "a price"}};
  for (const Name& entry : kNames) {
    if (entry.dimension == dimension) return std::string(entry.name);
  }
  return "a quantity of another kind (" + format_quantity(1, dimension) + ")";
}

std::string name_of(const Argument& argument) {
  if (argument.kind == Argument::Kind::word) return "a word in '…'";
  if (argument.kind == Argument::Kind::any) return "any quantity";
  return name_of(argument.dimension);
}

}  // namespace sizer::practice
