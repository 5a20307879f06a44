#pragma once

#include "sizer/practice.hpp"

namespace sizer::practice {

/// A step's value from parameters and earlier steps. `nearest`: see evaluate.
Value value_of(const Step& step, const Values& values, double* nearest = nullptr);

/// What the step comes to when a person makes this mistake.
Value value_of(const Mistake& mistake, const Step& step, const Values& values);

/// Every step, one after another. What is in `given` stands in for a step's own value in those after it.
std::vector<Value> solve(const Card& card, Values values, const Values& given = {}, double* nearest = nullptr);

/// The values with changes applied to them, all at once.
Values changed(const Values& values, const std::vector<std::pair<std::string, Expression>>& changes);

/// How far two numbers are apart: |ln(a ÷ b)|; none for equal ones, infinite for different signs or words.
double distance(const Value& a, const Value& b);

/// A mistake whose number is nearer to another's than this cannot be told from it.
inline constexpr double kApart = 0.03;

}  // namespace sizer::practice
