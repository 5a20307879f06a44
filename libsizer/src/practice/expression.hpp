#pragma once

#include <string>
#include <vector>

#include "sizer/practice.hpp"

namespace sizer::practice {

struct Computation;

/// A node of an expression:  a + b · a < b · f(a, 'b') · 128 MiB · name
struct ExpressionNode {
  enum class Kind { number, word, name, call, binary, negative };
  Kind kind = Kind::number;
  double number = 0;
  Unit unit{};         ///< of a number
  std::string word{};  ///< of a word or name; the operator; the computation
  const Computation* computation = nullptr;
  std::vector<ExpressionNode> children{};
  int offset = 0, length = 1;
};

/// The expression with its names, and with their values in place.
std::string with_names(const Expression& expression);
std::string with_values(const Expression& expression, const Values& values);

}  // namespace sizer::practice
