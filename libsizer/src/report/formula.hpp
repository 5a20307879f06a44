#pragma once

#include <string>

#include "computation.hpp"

/// A step's formula in the notation of a textbook, with as few parentheses as it needs.
namespace sizer::report {

enum class Reading { names, values };

/// "max(scan, shuffle)" or "max(40 s, 9.6 s)"; for a leaf its value. Literals that change nothing are left out, and so
/// is the "join: " of "join: cpu time" in a formula of "join: …".
std::string formula(const Computation& computation, StepId id, Reading reading);

std::string value_of(const ListedStep& step);

}  // namespace sizer::report
