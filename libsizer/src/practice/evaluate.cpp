#include <algorithm>
#include <cmath>
#include <limits>

#include "practice/expression.hpp"
#include "practice/vocabulary.hpp"

namespace sizer::practice {
namespace {

using Kind = ExpressionNode::Kind;

[[noreturn]] void fail(const ExpressionNode& node, std::string message, std::string hint = "") {
  throw ExpressionError{std::move(message), std::move(hint), node.offset, node.length};
}

class Evaluation {
 public:
  Evaluation(const Values& values, double* nearest) : values_(values), nearest_(nearest) {}

  Value value_of(const ExpressionNode& node) const {
    switch (node.kind) {
      case Kind::number:
        return {.number = node.number, .dimension = node.unit.dimension};
      case Kind::word:
        return {.word = node.word};
      case Kind::name:
        return named(node);
      case Kind::negative: {
        Value value = number(node.children.front());
        value.number = -value.number;
        return value;
      }
      case Kind::binary:
        return binary(node);
      case Kind::call:
        return call(node);
    }
    return {};
  }

 private:
  Value named(const ExpressionNode& node) const {
    const auto found = values_.find(node.word);
    if (found != values_.end()) {
      const Value& value = found->second;
      return {.number = value.number, .dimension = value.dimension, .word = value.word};
    }
    std::vector<std::string> names;
    for (const auto& [name, value] : values_) names.push_back(name);
    fail(node, "nothing here is called '" + node.word + "'" + did_you_mean(node.word, names),
         "a step may use the parameters and the steps before it");
  }

  Value number(const ExpressionNode& node) const {
    Value value = value_of(node);
    if (value.is_word()) fail(node, "'" + value.word + "' is a word, not a number");
    return value;
  }

  Value binary(const ExpressionNode& node) const {
    const Value left = value_of(node.children[0]), right = value_of(node.children[1]);
    if (node.word == "==" && left.is_word() && right.is_word()) return {.number = left.word == right.word ? 1.0 : 0.0};
    if (left.is_word() || right.is_word()) fail(node, "a word cannot be reckoned with");
    if (node.word == "*") return {left.number * right.number, left.dimension + right.dimension};
    if (node.word == "/") return {left.number / right.number, left.dimension - right.dimension};
    if (left.dimension != right.dimension) {
      fail(node, name_of(left.dimension) + " and " + name_of(right.dimension) + " cannot be added or compared");
    }
    if (node.word == "+") return {left.number + right.number, left.dimension};
    if (node.word == "-") return {left.number - right.number, left.dimension};
    return {compare(node.word, left.number, right.number)};
  }

  double compare(const std::string& op, double a, double b) const {
    if (nearest_ && op != "==") {
      const double larger = std::max(std::abs(a), std::abs(b));
      *nearest_ = std::min(*nearest_, larger > 0 ? std::abs(a - b) / larger : 0);
    }
    if (op == "<") return a < b ? 1 : 0;
    if (op == "<=") return a <= b ? 1 : 0;
    if (op == ">") return a > b ? 1 : 0;
    if (op == ">=") return a >= b ? 1 : 0;
    return a == b ? 1 : 0;
  }

  Value call(const ExpressionNode& node) const {
    const Computation& computation = *node.computation;
    std::vector<Value> arguments;
    std::optional<Dimension> common;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      arguments.push_back(value_of(node.children[i]));
      const Argument& wanted = computation.arguments[std::min(i, computation.arguments.size() - 1)];
      check(node.children[i], computation, wanted, arguments.back(), common);
    }
    check_finite(node, arguments);
    const bool as_arguments = computation.result.kind == Argument::Kind::any;
    try {
      return {computation.compute(arguments),
              as_arguments ? common.value_or(Dimension{}) : computation.result.dimension};
    } catch (const ExpressionError& error) {
      fail(node, error.message, error.hint);
    }
  }

  static void check_finite(const ExpressionNode& node, const std::vector<Value>& arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (!std::isfinite(arguments[i].number))
        fail(node.children[i], "not a finite number", "is something divided by 0?");
    }
  }

  static void check(const ExpressionNode& node, const Computation& computation, const Argument& wanted,
                    const Value& value, std::optional<Dimension>& common) {
    const std::string name = std::string(computation.name) + " takes " + name_of(wanted) + " for its '" +
                             std::string(wanted.name) + "', not ";
    if (wanted.kind == Argument::Kind::word) {
      if (!value.is_word()) fail(node, name + name_of(value.dimension));
      return;
    }
    if (value.is_word()) fail(node, name + "the word '" + value.word + "'");
    const Dimension dimension =
        wanted.kind == Argument::Kind::quantity ? wanted.dimension : common.value_or(value.dimension);
    if (wanted.kind == Argument::Kind::any) common = dimension;
    if (value.dimension != dimension) {
      fail(node, wanted.kind == Argument::Kind::quantity
                     ? name + name_of(value.dimension)
                     : std::string(computation.name) + " takes values of one kind: " + name_of(dimension) + " and " +
                           name_of(value.dimension) + " are two");
    }
  }

  const Values& values_;
  double* nearest_;
};

}  // namespace

Value evaluate(const Expression& expression, const Values& values, double* nearest) {
  return Evaluation(values, nearest).value_of(*expression.root);
}

}  // namespace sizer::practice
