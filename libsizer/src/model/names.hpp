#pragma once

#include <string>
#include <string_view>

#include "sizer/quantity.hpp"

namespace sizer {

/// A count as a leaf of the explanation: nodes, executors, tasks.
template <class Num>
Scalar<Num> count(std::string_view what, double number, std::string_view source) {
  return input<Num>(what, Scalar<>(number), source);
}

/// Names the steps of one stage, "join: cpu time" - and only where someone will read them.
class StepNames {
 public:
  explicit StepNames(std::string_view owner) : owner_(owner) {}

  template <Dimension D, class Num>
  Quantity<D, Num> operator()(std::string_view what, const Quantity<D, Num>& q) const {
    if constexpr (std::same_as<Num, Traced>) {
      return named(of(what), q);
    } else {
      return q;
    }
  }

  template <class Num, Dimension D>
  Quantity<D, Num> given(std::string_view what, const Quantity<D, double>& value, std::string_view source) const {
    if constexpr (std::same_as<Num, Traced>) {
      return input<Num>(of(what), value, source);
    } else {
      return Quantity<D, Num>(value);
    }
  }

 private:
  std::string of(std::string_view what) const { return std::string(owner_) + ": " + std::string(what); }

  std::string_view owner_;
};

}  // namespace sizer
