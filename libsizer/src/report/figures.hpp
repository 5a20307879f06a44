#pragma once

#include <string>

#include "json_values.hpp"
#include "sizer/compare.hpp"

/// How a comparison's figures are written.
namespace sizer::report {

/// Three digits and a fitting unit; a dash for what is not known.
std::string figure_text(const Figure& figure, Measure measure);
/// In the unit that its key names, six digits; null for what is not known.
Json figure_json(const Figure& figure, Measure measure);

}  // namespace sizer::report
