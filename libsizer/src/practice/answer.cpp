#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "practice/vocabulary.hpp"

/// Numbers as people give them at a whiteboard.
namespace sizer::practice {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.remove_suffix(1);
  return text;
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

/// "about 2 TB" is 2 TB.
std::string_view without_approximation(std::string_view text) {
  for (const std::string_view word : {"~", "≈", "about ", "approx. ", "roughly ", "circa ", "ca. "}) {
    if (lower_case(text).starts_with(word)) return trimmed(text.substr(word.size()));
  }
  return text;
}

bool is_bare_number(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '_'; });
}

bool is_negative(std::string_view text) { return text.starts_with('-') || text.starts_with("−"); }

/// The text without what it counts: "12 nodes" is 12 where nodes are asked for.
std::string_view without_noun(std::string_view text, const Unit& unit) {
  if (unit.name == "%") return text;
  std::vector<std::string> nouns = {unit.name, unit.name + "s"};
  if (unit.name.ends_with('s')) nouns.push_back(unit.name.substr(0, unit.name.size() - 1));
  if (unit.dimension == kCores) nouns.insert(nouns.end(), {"cores", "core", "slots", "slot", "vcpus", "vcpu", "cpus"});
  if (unit.dimension == Dimension{}) nouns.insert(nouns.end(), {"x", "times"});
  const std::string lower = lower_case(text);
  for (const std::string& noun : nouns) {
    const std::string end = lower_case(noun);
    if (end.empty() || !lower.ends_with(end)) continue;
    const std::string_view before = trimmed(text.substr(0, text.size() - end.size()));
    if (!before.empty() && std::isalpha(static_cast<unsigned char>(before.back())) == 0) return before;
  }
  return text;
}

template <Dimension D>
Parsed<Value> as_value(const Parsed<Quantity<D>>& parsed) {
  Parsed<Value> result;
  if (parsed) result.value = Value{.number = parsed.value->base(), .dimension = D};
  result.message = parsed.message;
  result.hint = parsed.hint;
  return result;
}

Parsed<Value> as_value(const Parsed<double>& parsed, Dimension dimension) {
  Parsed<Value> result;
  if (parsed) result.value = Value{.number = *parsed.value, .dimension = dimension};
  result.message = parsed.message;
  result.hint = parsed.hint;
  return result;
}

Parsed<Value> parse_as(std::string_view text, const Unit& unit) {
  constexpr Dimension kPerSecond = Dimension{} - kSeconds;
  const Dimension d = unit.dimension;
  if (d == kBytes) return as_value(parse_bytes(text));
  if (d == kSeconds) return as_value(parse_duration(text));
  if (d == kBytes + kPerSecond) return as_value(parse_bandwidth(text));
  if (d == kPerSecond) return as_value(parse_rate(text));
  if (d == kUsd) return as_value(parse_money(text));
  if (d == kUsd + kPerSecond) return as_value(parse_price(text));
  if (d == kCores + kSeconds) return as_value(parse_work(text));
  if (d == Dimension{} && text.ends_with('%')) return as_value(parse_share(text), d);
  return as_value(parse_count(text), d);
}

/// What was given in place of what was asked: "a time".
std::optional<std::string> other_kind(std::string_view text, const Unit& asked) {
  for (const std::string_view unit : {"GB", "h", "$", "$/h", "GB/s", "/s", "core-h", "%"}) {
    const Unit other = *unit_of(unit);
    if (other.dimension == asked.dimension) continue;
    if (other.name == "%" && !text.ends_with('%')) continue;
    if (parse_as(text, other)) return other.name == "%" ? "a share" : name_of(other.dimension);
  }
  return std::nullopt;
}

Parsed<Value> refused(std::string message, std::string hint) {
  Parsed<Value> result;
  result.message = std::move(message);
  result.hint = std::move(hint);
  return result;
}

std::string asked_for(const Unit& unit) {
  if (unit.dimension == Dimension{} && unit.factor == 1 && !unit.name.empty()) return "a number of " + unit.name;
  return name_of(unit.dimension) + (unit.name.empty() ? "" : ", such as " + shown_in(3 * unit.factor, unit));
}

/// A number without a unit is in the asked one; where a percentage is asked, one under 1 is the share itself.
Parsed<Value> bare(std::string_view text, const Unit& unit) {
  Parsed<double> count = parse_count(text);
  if (count) *count.value *= unit.name == "%" && *count.value < 1 ? 1 : unit.factor;
  return as_value(count, unit.dimension);
}

Parsed<Value> number_in(std::string_view text, const Unit& unit) {
  if (is_negative(text)) return refused("a negative answer: " + asked_for(unit) + " is asked", "");
  if (is_bare_number(text)) return bare(text, unit);
  const std::string_view without = without_noun(text, unit);
  if (is_bare_number(without)) return bare(without, unit);
  Parsed<Value> parsed = parse_as(without, unit);
  if (parsed) return parsed;
  if (const auto other = other_kind(text, unit)) {
    return refused("'" + std::string(text) + "' is " + *other + "; " + asked_for(unit) + " is asked", "");
  }
  if (parsed.hint.empty()) parsed.hint = "asked is " + asked_for(unit);
  return parsed;
}

Parsed<Value> option_in(std::string_view text, const Step& step) {
  Parsed<Value> result;
  const std::string typed = lower_case(text);
  std::vector<std::string> names;
  for (const Option& option : step.options) {
    names.push_back(option.name);
    if (lower_case(option.name) == typed) result.value = Value{.word = option.name};
  }
  unsigned number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (is_number && number >= 1 && number <= names.size()) result.value = Value{.word = names[number - 1]};
  if (result) return result;
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "one of: " : ", ") + name;
  return refused("'" + std::string(text) + "' is none of the options" + did_you_mean(text, names), list);
}

}  // namespace

Parsed<Value> read_answer(const Step& step, std::string_view text) {
  constexpr std::size_t kLongest = 200;
  if (text.size() > kLongest) return refused("an answer of more than 200 characters", "a number with its unit");
  const std::string_view typed = trimmed(text);
  if (typed.empty()) return refused("no answer", "");
  return step.is_decision() ? option_in(typed, step) : number_in(without_approximation(typed), step.unit);
}

}  // namespace sizer::practice
