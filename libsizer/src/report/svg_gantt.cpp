#include <fmt/format.h>

#include <algorithm>

#include "safe_text.hpp"
#include "scale.hpp"
#include "svg.hpp"
#include "svg_chart.hpp"

namespace sizer::report {
namespace {

constexpr double kRow = 40, kBar = 16, kAxis = 30, kBusy = 56, kLeft = 4, kRight = 8;
constexpr std::size_t kTicks = 6, kWidestName = 40, kMostLegend = 9;

class GanttPicture {
 public:
  GanttPicture(const Gantt& gantt, std::size_t number)
      : gantt_(gantt),
        scale_({"", Unit::seconds}, 0, gantt.end, kTicks),
        svg_(number, height(), gantt.title, gantt.description) {}

  std::string drawn() {
    draw_axis();
    double y = kAxis;
    for (const Row& row : gantt_.rows) {
      svg_.text(kLeft, y + 17, "name", shortened(printable(row.name), kWidestName));
      for (const Stretch& stretch : row.stretches) {
        svg_.rectangle(x_of(stretch.from), y + kRow - kBar - 2, x_of(stretch.to) - x_of(stretch.from), kBar,
                       fmt::format("k{}", stretch.kind));
      }
      y += kRow;
    }
    draw_busy(y);
    for (const Moment& moment : gantt_.moments) {
      svg_.line(x_of(moment.at), kAxis, x_of(moment.at), height(), "limit", moment.text);
    }
    return svg_.finished();
  }

 private:
  double height() const { return kAxis + kRow * static_cast<double>(gantt_.rows.size()) + kRow + kBusy; }
  double x_of(double seconds) const { return kLeft + scale_.place(seconds) * (Svg::kWidth - kLeft - kRight); }

  void draw_axis() {
    for (const Tick& tick : scale_.ticks()) {
      const double x = x_of(tick.value);
      svg_.line(x, kAxis - 6, x, height(), "grid");
      const std::string_view where = x < 30 ? "tick" : x > Svg::kWidth - 60 ? "tick end" : "tick middle";
      svg_.text(x, kAxis - 12, where, tick.text);
    }
  }

  /// Steps of equal intervals, as an area over its ground.
  void draw_busy(double y) {
    svg_.text(kLeft, y + 17, "name", gantt_.busy_name);
    const double ground = height() - 4, intervals = static_cast<double>(gantt_.busy.size());
    std::vector<std::pair<double, double>> area{{x_of(0), ground}};
    for (std::size_t i = 0; i < gantt_.busy.size(); ++i) {
      const double top = ground - gantt_.busy[i] * kBusy;
      area.emplace_back(x_of(gantt_.end * static_cast<double>(i) / intervals), top);
      area.emplace_back(x_of(gantt_.end * static_cast<double>(i + 1) / intervals), top);
    }
    area.emplace_back(x_of(gantt_.end), ground);
    svg_.path(area, "area c0");
    svg_.line(x_of(0), ground - kBusy, x_of(gantt_.end), ground - kBusy, "grid");
  }

  const Gantt& gantt_;
  Scale scale_;
  Svg svg_;
};

}  // namespace

Drawing drawing(const Gantt& gantt, std::size_t number) {
  Drawing drawn{.svg = GanttPicture(gantt, number).drawn()};
  for (std::size_t kind = 0; kind < gantt.legend.size(); ++kind) {
    if (!gantt.legend[kind].empty()) drawn.legend.push_back({fmt::format("block k{}", kind), gantt.legend[kind]});
  }
  for (const Moment& moment : gantt.moments) {
    if (drawn.legend.size() < kMostLegend) drawn.legend.push_back({"bar limit", moment.text});
  }
  drawn.numbers.columns = {{"after", Cells::number}, {""}};
  for (const Moment& moment : gantt.moments)
    drawn.numbers.rows.push_back({format_value(Unit::seconds, moment.at), moment.text});
  return drawn;
}

}  // namespace sizer::report
