#pragma once

#include <string>

#include "chart.hpp"
#include "page.hpp"

namespace sizer::report {

/// A chart as a figure of a page: the picture, its legend, and its numbers as a table that opens. `number` tells it
/// from the page's other figures.
std::string figure(const Chart& chart, std::size_t number);

// Its parts, each kind of chart in a file of its own.

struct LegendEntry {
  std::string classes;  ///< of the sign beside it
  std::string text;
};
struct Drawing {
  std::string svg;
  std::vector<LegendEntry> legend = {};
  Table numbers = {};
};
Drawing drawing(const Curves& curves, std::size_t number);
Drawing drawing(const Bars& bars, std::size_t number);
Drawing drawing(const Gantt& gantt, std::size_t number);

}  // namespace sizer::report
