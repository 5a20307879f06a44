#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "sizer/practice.hpp"

namespace sizer::practice {

/// What a computation takes in one place. `any`: a number of whatever dimension, the same for all that are `any`, and
/// of the result then too.
struct Argument {
  enum class Kind { quantity, word, any };
  std::string_view name;
  Dimension dimension{};
  Kind kind = Kind::quantity;
};

constexpr Argument word(std::string_view name) { return {name, {}, Argument::Kind::word}; }
constexpr Argument any(std::string_view name) { return {name, {}, Argument::Kind::any}; }

/// A computation of the engine under the name that cards call it by.
struct Computation {
  std::string_view name;
  std::vector<Argument> arguments;
  Argument result;
  std::string_view meaning, source;
  double (*compute)(std::span<const Value> arguments);  ///< in base units
  bool many = false;                                    ///< the last argument may be repeated
};

/// By subject, in the order of the reference page.
const std::vector<Computation>& number_computations();
const std::vector<Computation>& hardware_computations();
const std::vector<Computation>& spark_computations();
const std::vector<Computation>& partition_computations();
const std::vector<Computation>& model_computations();
const std::vector<Computation>& field_computations();
const std::vector<Computation>& plan_computations();

/// Null when there is none.
const Computation* find_computation(std::string_view name);
std::vector<std::string> computation_names();

/// "a size", "a time", "a number of cores", "a number" …
std::string name_of(const Dimension& dimension);
std::string name_of(const Argument& argument);

}  // namespace sizer::practice
