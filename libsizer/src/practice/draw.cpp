#include <algorithm>
#include <cmath>
#include <limits>

#include "practice/expression.hpp"
#include "practice/solve.hpp"
#include "sizer/worlds.hpp"

namespace sizer::practice {
namespace {

constexpr int kMostDraws = 100;
constexpr double kNearTie = 0.05;

double to_two_digits(double number) {
  if (number == 0) return 0;
  const double step = std::pow(10.0, std::floor(std::log10(std::abs(number))) - 1);
  return std::round(number / step) * step;
}

bool is_whole(double number) { return number == std::floor(number); }

/// Counts and cores are drawn whole where their range is.
bool is_counted(const Parameter& parameter) {
  const bool count =
      parameter.unit.factor == 1 && (parameter.unit.dimension == Dimension{} || parameter.unit.dimension == kCores);
  return count && is_whole(parameter.low) && is_whole(parameter.high);
}

double number_between(const Parameter& parameter, double uniform) {
  const double low = parameter.low, high = parameter.high;
  const double drawn = low > 0 ? low * std::pow(high / low, uniform) : low + (high - low) * uniform;
  const double rounded = to_two_digits(drawn);
  return std::clamp(is_counted(parameter) ? std::round(rounded) : rounded, low, high);
}

Value fact_of(const Parameter& parameter, const Values& before) {
  Value value = evaluate(*parameter.fact, before);
  if (!value.is_word()) value.shown = shown_in(value.number, parameter.unit);
  return value;
}

/// The parameters after changes, and the facts that follow from them.
Values parameters_after(const WhatIf& what_if, const Draw& draw) {
  Values values = changed(draw.parameters, what_if.changes);
  for (const Parameter& parameter : draw.card->parameters) {
    const bool stated = std::ranges::any_of(what_if.changes, [&](const auto& c) { return c.first == parameter.name; });
    if (parameter.fact && !stated) values[parameter.name] = fact_of(parameter, values);
  }
  return values;
}

}  // namespace

Value value_at(const Parameter& parameter, double uniform, const Values& before) {
  if (parameter.fact) return fact_of(parameter, before);
  if (!parameter.choices.empty()) {
    const auto last = parameter.choices.size() - 1;
    return parameter.choices[std::min(last, static_cast<std::size_t>(uniform * static_cast<double>(last + 1)))];
  }
  const double number = parameter.low == parameter.high ? parameter.low : number_between(parameter, uniform);
  Value value{.number = number * parameter.unit.factor, .dimension = parameter.unit.dimension};
  value.shown = shown_in(value.number, parameter.unit);
  return value;
}

namespace {

bool mistakes_show(const Step& step, const Value& right, const Values& values) {
  std::vector<Value> wrong;
  for (const Mistake& mistake : step.mistakes) {
    wrong.push_back(value_of(mistake, step, values));
    const Value& last = wrong.back();
    if (distance(last, right) < kApart || !(last.number > 0)) return false;
    for (std::size_t i = 0; i + 1 < wrong.size(); ++i) {
      if (distance(last, wrong[i]) < kApart) return false;
    }
  }
  return true;
}

/// Every mistake leads to a number of its own, and no decision is a matter of rounding.
bool is_fair(const Draw& draw, double nearest) {
  if (nearest < kNearTie) return false;
  Values values = draw.parameters;
  for (std::size_t i = 0; i < draw.solution.size(); ++i) {
    const Step& step = draw.card->steps[i];
    if (!draw.solution[i].is_word() && !std::isfinite(draw.solution[i].number)) return false;
    if (!mistakes_show(step, draw.solution[i], values)) return false;
    values[step.name] = draw.solution[i];
  }
  return true;
}

}  // namespace

Draw draw(const Card& card, std::uint64_t seed) {
  RandomStream random(seed, card.name);
  Draw result{.card = &card, .seed = seed, .parameters = {}, .solution = {}};
  for (int i = 0; i < kMostDraws; ++i) {
    double nearest = std::numeric_limits<double>::infinity();
    for (const Parameter& parameter : card.parameters) {
      result.parameters[parameter.name] = value_at(parameter, random.uniform(), result.parameters);
    }
    result.solution = solve(card, result.parameters, {}, &nearest);
    if (is_fair(result, nearest)) break;
  }
  return result;
}

namespace {

std::optional<std::string> shown_value(std::string_view name, const Draw& draw) {
  if (const auto found = draw.parameters.find(name); found != draw.parameters.end()) return shown(found->second);
  const auto& steps = draw.card->steps;
  const auto step = std::ranges::find(steps, name, &Step::name);
  if (step == steps.end()) return std::nullopt;
  const Value& value = draw.solution[static_cast<std::size_t>(step - steps.begin())];
  return value.is_word() ? value.word : shown_in(value.number, step->unit);
}

Values all_values(const Draw& draw) {
  Values values = draw.parameters;
  for (std::size_t i = 0; i < draw.solution.size(); ++i) {
    const Step& step = draw.card->steps[i];
    Value value = draw.solution[i];
    if (!value.is_word()) value.shown = shown_in(value.number, step.unit);
    values[step.name] = value;
  }
  return values;
}

}  // namespace

std::string filled(std::string_view text, const Draw& draw) {
  std::string result;
  while (!text.empty()) {
    const auto open = text.find('{'), close = text.find('}', open);
    result += text.substr(0, open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    const std::string_view name = text.substr(open + 1, close - open - 1);
    result += shown_value(name, draw).value_or("{" + std::string(name) + "}");
    text.remove_prefix(close + 1);
  }
  return result;
}

Working working(const Draw& draw, std::size_t index) {
  const Step& step = draw.card->steps[index];
  const Values values = all_values(draw);
  if (!step.is_decision()) return {with_names(step.is), with_values(step.is, values)};
  Working working;
  for (const Option& option : step.options) {
    if (!option.when) continue;
    const std::string joint = working.formula.empty() ? "" : "; ";
    working.formula += joint + option.name + " where " + with_names(*option.when);
    working.numbers += joint + with_values(*option.when, values);
  }
  return working;
}

std::vector<Consequence> consequences(const Draw& draw) {
  std::vector<Consequence> result;
  for (const WhatIf& what_if : draw.card->what_ifs) {
    const auto after = solve(*draw.card, parameters_after(what_if, draw));
    for (std::size_t i = 0; i < draw.card->steps.size(); ++i) {
      const Step& step = draw.card->steps[i];
      if (step.name != what_if.step) continue;
      Value before = draw.solution[i], then = after[i];
      if (!step.is_decision()) {
        before.shown = shown_in(before.number, step.unit);
        then.shown = shown_in(then.number, step.unit);
      }
      result.push_back({filled(what_if.ask, draw), before, then});
    }
  }
  return result;
}

}  // namespace sizer::practice
