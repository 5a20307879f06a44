#pragma once

#include <string>
#include <vector>

#include "score.hpp"

namespace sizer::accuracy {

/// Predicted against measured as an SVG, both axes logarithmic, a colour a source; the lines are equality and a factor
/// of two either way.
std::string to_plot(const std::string& title, const std::vector<Prediction>& predictions);

}  // namespace sizer::accuracy
