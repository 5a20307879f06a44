#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sizer/plan.hpp"

/// The steps of an explanation as a list, each once, inputs before what is made of them.
namespace sizer::report {

using StepId = std::size_t;

struct ListedStep {
  const Step* step = nullptr;
  std::vector<StepId> inputs;
  std::string name;  ///< empty where the step is written as part of a larger formula

  bool is_leaf() const { return step->operation == Operation::input; }
  bool is_inline() const { return name.empty(); }
};

/// Equal steps - the same operation on the same inputs, or a leaf met twice - are one. A step without a name that
/// several formulas share, and that is too long to repeat, is called "part 1", "part 2" …
struct Computation {
  explicit Computation(const Explanation& explanation);

  std::vector<ListedStep> steps;
  std::vector<StepId> roots;

  /// The named steps that appear in a step's formula, in its order, each once.
  std::vector<StepId> named_inputs(StepId id) const;
  /// Those whose name is the term, else those whose name contains it; none for a term without a letter or digit.
  std::vector<StepId> matching(std::string_view term) const;
};

}  // namespace sizer::report
