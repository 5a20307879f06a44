#include <fmt/format.h>

#include "scale.hpp"
#include "svg.hpp"
#include "svg_chart.hpp"

namespace sizer::report {
namespace {

constexpr double kHeight = 350, kLeft = 84, kRight = 16, kTop = 42, kBottom = 62;
constexpr std::size_t kTicks = 6, kColours = 6, kMostMarks = 100;

/// Of a long line not every point has a mark and a row of numbers: some evenly spaced ones, and both ends.
std::vector<Point> marked_points(const Series& series) {
  const std::size_t count = series.points.size();
  if (!series.line || count <= kMostMarks) return series.points;
  std::vector<Point> marked;
  for (std::size_t i = 0; i < kMostMarks; ++i) marked.push_back(series.points[i * (count - 1) / (kMostMarks - 1)]);
  return marked;
}

std::string colour_of(std::size_t series) { return fmt::format("c{}", series % kColours); }

class CurvesPicture {
 public:
  CurvesPicture(const Curves& curves, std::size_t number)
      : curves_(curves),
        scales_(scales_of(curves, kTicks, kTicks)),
        svg_(number, kHeight, curves.title, curves.description) {}

  std::string drawn() {
    draw_axes();
    for (const Limit& limit : curves_.limits) {
      svg_.line(x_of(limit.x), kTop, x_of(limit.x), kHeight - kBottom, "limit", limit.name);
    }
    for (std::size_t s = curves_.series.size(); s-- > 0;) draw(curves_.series[s], s);  // the first one on top
    return svg_.finished();
  }

 private:
  double x_of(double value) const { return kLeft + scales_.x.place(value) * (Svg::kWidth - kLeft - kRight); }
  double y_of(double value) const { return kHeight - kBottom - scales_.y.place(value) * (kHeight - kTop - kBottom); }

  void draw_axes() {
    for (const Tick& tick : scales_.y.ticks()) {
      svg_.line(kLeft, y_of(tick.value), Svg::kWidth - kRight, y_of(tick.value), "grid");
      svg_.text(kLeft - 8, y_of(tick.value) + 5, "tick end", tick.text);
    }
    for (const Tick& tick : scales_.x.ticks()) {
      svg_.line(x_of(tick.value), kHeight - kBottom, x_of(tick.value), kHeight - kBottom + 5, "axis");
      const bool at_the_end = x_of(tick.value) > Svg::kWidth - kRight - 24;
      svg_.text(x_of(tick.value) + (at_the_end ? kRight : 0), kHeight - kBottom + 27,
                at_the_end ? "tick end" : "tick middle", tick.text);
    }
    svg_.line(kLeft, kHeight - kBottom, Svg::kWidth - kRight, kHeight - kBottom, "axis");
    svg_.text(4, 20, "title", curves_.y.title);
    svg_.text(Svg::kWidth - kRight, kHeight - 6, "title end", curves_.x.title);
  }

  void draw(const Series& series, std::size_t number) {
    if (series.line) {
      std::vector<std::pair<double, double>> path;
      for (const Point& point : series.points) path.emplace_back(x_of(point.x), y_of(point.y));
      svg_.path(path, "curve " + colour_of(number));
    }
    for (const Point& point : marked_points(series)) {
      const double y = y_of(point.y);
      if (point.range)
        svg_.line(x_of(point.range->first), y, x_of(point.range->second), y, "range " + colour_of(number));
      const double radius = !series.marks ? 3 : series.points.size() == 1 ? 7 : 5;
      svg_.circle(x_of(point.x), y, radius, "mark " + colour_of(number), told(point));
    }
  }

  std::string told(const Point& point) const {
    return fmt::format("{}{}{}, {}", point.label, point.label.empty() ? "" : ": ",
                       format_value(curves_.x.unit, point.x), format_value(curves_.y.unit, point.y));
  }

  const Curves& curves_;
  Scales scales_;
  Svg svg_;
};

Table numbers_of(const Curves& curves) {
  Table table{.columns = {{""}, {""}, {curves.x.title, Cells::number}, {curves.y.title, Cells::number}}};
  for (const Series& series : curves.series) {
    for (const Point& point : marked_points(series)) {
      table.rows.push_back(
          {series.name, point.label, format_value(curves.x.unit, point.x), format_value(curves.y.unit, point.y)});
    }
  }
  return table;
}

}  // namespace

Drawing drawing(const Curves& curves, std::size_t number) {
  Drawing drawn{.svg = CurvesPicture(curves, number).drawn(), .numbers = numbers_of(curves)};
  for (std::size_t s = 0; s < curves.series.size(); ++s)
    drawn.legend.push_back({"dot " + colour_of(s), curves.series[s].name});
  for (const Limit& limit : curves.limits) drawn.legend.push_back({"bar limit", limit.name});
  return drawn;
}

}  // namespace sizer::report
