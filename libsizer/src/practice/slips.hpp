#pragma once

#include "sizer/practice.hpp"

namespace sizer::practice {

/// A slip of units that no card needs to list.
struct Slip {
  std::string_view name, says;
};

/// The slip that turns `right` into `given`, if it is one: a factor of 8, 1000, 60 … that the dimension allows. Within
/// 1 %, as numbers are rounded.
std::optional<Slip> slip_between(double right, double given, Dimension dimension);

}  // namespace sizer::practice
