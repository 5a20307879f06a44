#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// What a picture shows, whichever way it is drawn: as characters (plot.hpp) or as SVG (svg_chart.hpp). Values are in
/// base units; names may hold anything.
namespace sizer::report {

enum class Unit { number, share, seconds, core_seconds, usd, usd_per_second, bytes, gibibytes, bytes_per_second };

/// "25 min", "$8.27", "36 GiB".
std::string format_value(Unit unit, double value);

struct Axis {
  std::string title;
  Unit unit = Unit::number;
  bool from_zero = true;
};

struct Point {
  double x = 0, y = 0;
  std::string label = {};                                         ///< what it is
  std::optional<std::pair<double, double>> range = std::nullopt;  ///< of x
};

struct Series {
  std::string name;
  std::vector<Point> points = {};
  bool line = false, marks = true;
};

/// A value of x worth a line, such as a deadline.
struct Limit {
  double x = 0;
  std::string name;
};

/// y against x.
struct Curves {
  std::string title, description;
  Axis x, y;
  std::vector<Series> series = {};
  std::vector<Limit> limits = {};
};

struct BarPart {
  std::string name;
  double amount = 0;
};
struct Bar {
  std::string label;
  std::vector<BarPart> parts = {};
};

/// Amounts side by side, all to one scale. Parts of one name are drawn alike.
struct Bars {
  std::string title, description;
  Unit unit = Unit::number;
  std::vector<Bar> bars = {};
};

/// What a stretch of a row is; the words are `legend`'s.
struct Stretch {
  double from = 0, to = 0;  ///< s
  std::size_t kind = 0;     ///< a place in the legend
};
struct Row {
  std::string name;
  std::vector<Stretch> stretches = {};
};
struct Moment {
  double at = 0;  ///< s
  std::string text;
};

/// Rows over time, and below them how much of everything is busy.
struct Gantt {
  std::string title, description;
  double end = 0;  ///< s
  std::vector<std::string> legend = {};
  std::vector<Row> rows = {};
  std::vector<Moment> moments = {};
  std::string busy_name = {};
  std::vector<double> busy = {};  ///< shares of equal intervals
};

using Chart = std::variant<Curves, Bars, Gantt>;

inline const std::string& title_of(const Chart& chart) {
  return std::visit([](const auto& c) -> const std::string& { return c.title; }, chart);
}

}  // namespace sizer::report
