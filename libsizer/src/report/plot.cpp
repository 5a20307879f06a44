#include "plot.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "canvas.hpp"
#include "safe_text.hpp"
#include "scale.hpp"

namespace sizer::report {
namespace {

constexpr std::size_t kLeastColumns = 20, kWidestName = 24, kTickEvery = 14;

/// What tells series apart, and parts of a bar.
struct Sign {
  std::string_view unicode, ascii;
};
constexpr std::array<Sign, 8> kMarks{
    {{"●", "@"}, {"○", "o"}, {"■", "#"}, {"□", "+"}, {"▲", "^"}, {"△", "v"}, {"◆", "x"}, {"◇", "%"}}};
constexpr std::array<Sign, 6> kFills{{{"█", "#"}, {"▒", "="}, {"▓", "%"}, {"░", "."}, {"▚", "x"}, {"▞", "+"}}};

std::string_view of(const Sign& sign, bool unicode) { return unicode ? sign.unicode : sign.ascii; }

// --- Curves

class CurvesPlot {
 public:
  CurvesPlot(const Curves& curves, std::size_t width, bool unicode)
      : curves_(curves), unicode_(unicode), rows_(std::clamp<std::size_t>(width / 6, 8, 16)) {
    scales_ = scales_of(curves, 2, rows_ / 2);
    for (const Tick& tick : scales_.y.ticks()) label_ = std::max(label_, width_of(tick.text));
    columns_ = std::max(kLeastColumns, width > label_ + 2 ? width - label_ - 2 : 0);
    scales_ = scales_of(curves, std::max<std::size_t>(2, columns_ / kTickEvery), rows_ / 2);
  }

  std::vector<std::string> lines() const {
    std::vector<std::string> text{curves_.y.title + " against " + curves_.x.title};
    const auto picture = drawn();
    for (std::size_t row = 0; row < rows_; ++row) {
      text.push_back(pad_left(label_of(row), label_) + (unicode_ ? " ┤" : " |") + picture[row]);
    }
    std::string base = std::string(label_ + 1, ' ') + (unicode_ ? "└" : "+");
    for (std::size_t c = 0; c < columns_; ++c) base += unicode_ ? "─" : "-";
    text.push_back(base);
    text.push_back(std::string(label_ + 2, ' ') + x_labels());
    for (std::string& line : legend()) text.push_back(std::move(line));
    return text;
  }

 private:
  std::vector<std::string> drawn() const {
    Canvas canvas(columns_, rows_, unicode_);
    for (std::size_t s = 0; s < curves_.series.size(); ++s) draw(canvas, curves_.series[s], s);
    for (const Series& series : curves_.series) draw_ranges(canvas, series);
    for (const Limit& limit : curves_.limits) canvas.upright(scales_.x.place(limit.x));
    return canvas.rows();
  }

  void draw(Canvas& canvas, const Series& series, std::size_t number) const {
    const Point* before = nullptr;
    for (const Point& point : series.points) {
      const double x = scales_.x.place(point.x), y = scales_.y.place(point.y);
      if (series.line && before) canvas.line(scales_.x.place(before->x), scales_.y.place(before->y), x, y);
      if (series.marks) canvas.sign(x, y, of(kMarks[number % kMarks.size()], unicode_));
      before = &point;
    }
  }

  void draw_ranges(Canvas& canvas, const Series& series) const {
    for (const Point& point : series.points) {
      if (!point.range) continue;
      const double end = scales_.x.place(point.range->second), cell = 1 / static_cast<double>(columns_);
      for (double x = scales_.x.place(point.range->first); x <= end; x += cell) {
        canvas.sign(x, scales_.y.place(point.y), unicode_ ? "╌" : "-");
      }
    }
  }

  std::string label_of(std::size_t row) const {
    for (const Tick& tick : scales_.y.ticks()) {
      const double down = std::floor((1 - scales_.y.place(tick.value)) * static_cast<double>(rows_));
      if (std::min(rows_ - 1, static_cast<std::size_t>(down)) == row) return tick.text;
    }
    return "";
  }

  /// Each under its place, the last one drawn in so that it ends with the axis.
  std::string x_labels() const {
    std::string text;
    std::size_t used = 0;
    for (const Tick& tick : scales_.x.ticks()) {
      const auto at = static_cast<std::size_t>(scales_.x.place(tick.value) * static_cast<double>(columns_));
      const std::size_t wide = width_of(tick.text), begin = std::min(at, columns_ - std::min(columns_, wide));
      if (used > 0 && begin < used + 2) continue;
      text += std::string(begin - used, ' ') + tick.text;
      used = begin + wide;
    }
    return text;
  }

  std::vector<std::string> legend() const {
    std::vector<std::string> entries;
    for (std::size_t s = 0; s < curves_.series.size(); ++s) {
      const Series& series = curves_.series[s];
      const std::string_view line = unicode_ ? "⠒" : ".";
      const std::string_view mark = of(kMarks[s % kMarks.size()], unicode_);
      entries.push_back(std::string(series.marks ? mark : line) + " " +
                        shortened(printable(series.name), 2 * kWidestName));
    }
    for (const Limit& limit : curves_.limits) entries.push_back((unicode_ ? "┊ " : ": ") + printable(limit.name));
    return entries;
  }

  const Curves& curves_;
  bool unicode_;
  std::size_t rows_, columns_ = kLeastColumns, label_ = 0;
  Scales scales_{Scale({}, 0, 1, 2), Scale({}, 0, 1, 2)};
};

// --- Bars

class BarsPlot {
 public:
  BarsPlot(const Bars& bars, std::size_t width, bool unicode) : bars_(bars), unicode_(unicode) {
    for (const Bar& bar : bars.bars) {
      label_ = std::max(label_, width_of(name_of(bar)));
      value_ = std::max(value_, width_of(format_value(bars.unit, sum_of(bar))));
      most_ = std::max(most_, sum_of(bar));
    }
    const std::size_t beside = label_ + value_ + 4;
    columns_ = std::max(kLeastColumns, width > beside ? width - beside : 0);
  }

  std::vector<std::string> lines() {
    std::vector<std::string> text;
    for (const Bar& bar : bars_.bars) {
      text.push_back(pad_right(name_of(bar), label_) + "  " + cells_of(bar) + "  " +
                     format_value(bars_.unit, sum_of(bar)));
    }
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::string amount = bars_.bars.size() == 1 ? ": " + format_value(bars_.unit, amount_of(names_[i])) : "";
      text.push_back(std::string(of(kFills[i % kFills.size()], unicode_)) + " " + printable(names_[i]) + amount);
    }
    return text;
  }

 private:
  static double sum_of(const Bar& bar) {
    double sum = 0;
    for (const BarPart& part : bar.parts) sum += part.amount;
    return sum;
  }
  static std::string name_of(const Bar& bar) { return shortened(printable(bar.label), kWidestName); }

  double amount_of(const std::string& name) const {
    double sum = 0;
    for (const BarPart& part : bars_.bars.front().parts) sum += part.name == name ? part.amount : 0;
    return sum;
  }

  std::size_t number_of(const std::string& name) {
    const auto found = std::ranges::find(names_, name);
    const auto number = static_cast<std::size_t>(found - names_.begin());
    if (found == names_.end()) names_.push_back(name);
    return number;
  }

  /// Ends of the parts rounded to whole cells, so that the bar is as long as its sum; the least part is seen too.
  std::string cells_of(const Bar& bar) {
    std::string text;
    double sum = 0;
    std::size_t used = 0;
    for (const BarPart& part : bar.parts) {
      const std::size_t number = number_of(part.name);
      sum += part.amount;
      const auto end =
          static_cast<std::size_t>(std::lround(sum / std::max(most_, 1e-300) * static_cast<double>(columns_)));
      const std::size_t cells =
          std::max<std::size_t>(end > used ? end - used : 0, part.amount > 0 && used < columns_ ? 1 : 0);
      for (std::size_t c = 0; c < cells; ++c) text += of(kFills[number % kFills.size()], unicode_);
      used += cells;
    }
    return text;
  }

  const Bars& bars_;
  bool unicode_;
  std::size_t label_ = 0, value_ = 0, columns_ = kLeastColumns;
  double most_ = 0;
  std::vector<std::string> names_;
};

}  // namespace

std::vector<std::string> plot(const Chart& chart, std::size_t width, bool unicode) {
  if (const auto* curves = std::get_if<Curves>(&chart)) return CurvesPlot(*curves, width, unicode).lines();
  if (const auto* bars = std::get_if<Bars>(&chart)) return BarsPlot(*bars, width, unicode).lines();
  return {};
}

}  // namespace sizer::report
