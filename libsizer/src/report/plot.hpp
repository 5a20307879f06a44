#pragma once

#include <string>
#include <vector>

#include "chart.hpp"

namespace sizer::report {

/// A chart as lines of characters, at most `width` wide; in ASCII alone where `unicode` is false, but for names, which
/// may hold anything.
std::vector<std::string> plot(const Chart& chart, std::size_t width, bool unicode);

}  // namespace sizer::report
