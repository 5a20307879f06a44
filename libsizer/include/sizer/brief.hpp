#pragma once

#include <string>

#include "sizer/plan.hpp"

/// A plan on one page for people who decide about it and do not know Spark: what is needed, what it costs a month, what
/// could go wrong, what changes it. Markdown; numbers rounded to two digits, no word that needs explaining. A plan that
/// does not fit says so first.
namespace sizer {

std::string to_brief(const Plan& plan);

}  // namespace sizer
