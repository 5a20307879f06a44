#include "practice/solve.hpp"

#include <cmath>
#include <limits>

#include "practice/expression.hpp"

namespace sizer::practice {

Value value_of(const Step& step, const Values& values, double* nearest) {
  if (!step.is_decision()) return evaluate(step.is, values, nearest);
  for (const Option& option : step.options) {
    if (!option.when || evaluate(*option.when, values, nearest).number != 0) return {.word = option.name};
  }
  return {.word = step.options.back().name};
}

Value value_of(const Mistake& mistake, const Step& step, const Values& values) {
  return evaluate(mistake.is ? *mistake.is : step.is, changed(values, mistake.changes));
}

std::vector<Value> solve(const Card& card, Values values, const Values& given, double* nearest) {
  std::vector<Value> solution;
  for (const Step& step : card.steps) {
    solution.push_back(value_of(step, values, nearest));
    const auto own = given.find(step.name);
    values[step.name] = own == given.end() ? solution.back() : own->second;
  }
  return solution;
}

Values changed(const Values& values, const std::vector<std::pair<std::string, Expression>>& changes) {
  Values result = values;
  for (const auto& [name, expression] : changes) result[name] = evaluate(expression, values);
  return result;
}

double distance(const Value& a, const Value& b) {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  if (a.is_word() || b.is_word()) return a.word == b.word ? 0 : kFar;
  if (a.number == b.number) return 0;
  if (!(a.number * b.number > 0)) return kFar;
  return std::abs(std::log(a.number / b.number));
}

}  // namespace sizer::practice
