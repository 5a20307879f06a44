#include <fmt/format.h>

#include <algorithm>

#include "safe_text.hpp"
#include "svg.hpp"
#include "svg_chart.hpp"

namespace sizer::report {
namespace {

constexpr double kRow = 52, kBar = 24, kRight = 8;
constexpr double kWidestLetter = 10.5;  // of the text inside a bar, where the page is narrow
constexpr std::size_t kColours = 6, kWidestName = 40;

double sum_of(const Bar& bar) {
  double sum = 0;
  for (const BarPart& part : bar.parts) sum += part.amount;
  return sum;
}

/// The names of all parts, in the order in which they are met.
std::vector<std::string> names_of(const Bars& bars) {
  std::vector<std::string> names;
  for (const Bar& bar : bars.bars) {
    for (const BarPart& part : bar.parts) {
      if (std::ranges::find(names, part.name) == names.end()) names.push_back(part.name);
    }
  }
  return names;
}

class BarsPicture {
 public:
  BarsPicture(const Bars& bars, std::size_t number)
      : bars_(bars),
        names_(names_of(bars)),
        svg_(number, kRow * static_cast<double>(bars.bars.size()), bars.title, bars.description) {
    for (const Bar& bar : bars.bars) most_ = std::max(most_, sum_of(bar));
  }

  std::string drawn() {
    double y = 0;
    for (const Bar& bar : bars_.bars) {
      svg_.text(0, y + 18, "name", shortened(printable(bar.label), kWidestName));
      svg_.text(Svg::kWidth - kRight, y + 18, "tick end", format_value(bars_.unit, sum_of(bar)));
      draw(bar, y + kRow - kBar - 3);
      y += kRow;
    }
    return svg_.finished();
  }

 private:
  void draw(const Bar& bar, double y) {
    double x = 0;
    for (const BarPart& part : bar.parts) {
      const double width = most_ > 0 ? part.amount / most_ * (Svg::kWidth - kRight) : 0;
      const auto colour = static_cast<std::size_t>(std::ranges::find(names_, part.name) - names_.begin()) % kColours;
      const std::string amount = format_value(bars_.unit, part.amount);
      svg_.rectangle(x, y, width, kBar, fmt::format("part c{}", colour), part.name + ": " + amount);
      if (bar.parts.size() > 1 && width > kWidestLetter * static_cast<double>(width_of(amount)) + 8) {
        svg_.text(x + width / 2, y + 17, "inside middle", amount);
      }
      x += width;
    }
  }

  const Bars& bars_;
  std::vector<std::string> names_;
  Svg svg_;
  double most_ = 0;
};

Table numbers_of(const Bars& bars) {
  Table table{.columns = {{""}, {""}, {"amount", Cells::number}}};
  for (const Bar& bar : bars.bars) {
    for (const BarPart& part : bar.parts)
      table.rows.push_back({bar.label, part.name, format_value(bars.unit, part.amount)});
  }
  return table;
}

}  // namespace

Drawing drawing(const Bars& bars, std::size_t number) {
  Drawing drawn{.svg = BarsPicture(bars, number).drawn(), .numbers = numbers_of(bars)};
  std::size_t colour = 0;
  for (const std::string& name : names_of(bars))
    drawn.legend.push_back({fmt::format("block c{}", colour++ % kColours), name});
  return drawn;
}

}  // namespace sizer::report
