#include "canvas.hpp"

#include <algorithm>
#include <cmath>

namespace sizer::report {
namespace {

/// The bit of a braille pattern (U+2800 + bits), by row and column of the dot.
constexpr unsigned char kBraille[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

std::string braille(unsigned char bits) {
  return {'\xE2', static_cast<char>(0xA0 | bits >> 6), static_cast<char>(0x80 | (bits & 0x3F))};
}

/// The cell or dot, of `count`, in which a share of the length lies.
std::size_t index_of(double share, std::size_t count) {
  const double at = std::floor(std::clamp(share, 0.0, 1.0) * static_cast<double>(count));
  return std::min(count - 1, static_cast<std::size_t>(at));
}

}  // namespace

Canvas::Canvas(std::size_t columns, std::size_t rows, bool unicode)
    : columns_(columns), rows_(rows), unicode_(unicode), dots_(columns * rows), signs_(columns * rows) {}

void Canvas::dot(std::size_t across, std::size_t down) {
  const std::size_t column = unicode_ ? across / 2 : across, row = unicode_ ? down / 4 : down;
  unsigned char& cell = dots_[row * columns_ + column];
  cell = static_cast<unsigned char>(cell | (unicode_ ? kBraille[down % 4][across % 2] : 1));
}

void Canvas::line(double x1, double y1, double x2, double y2) {
  const double width = std::abs(x2 - x1) * static_cast<double>(dots_across());
  const double height = std::abs(y2 - y1) * static_cast<double>(dots_up());
  const auto steps = static_cast<std::size_t>(std::ceil(std::max({width, height, 1.0})));
  for (std::size_t i = 0; i <= steps; ++i) {
    const double part = static_cast<double>(i) / static_cast<double>(steps);
    dot(index_of(x1 + part * (x2 - x1), dots_across()), index_of(1 - (y1 + part * (y2 - y1)), dots_up()));
  }
}

void Canvas::upright(double x) {
  for (std::size_t row = 0; row < rows_; ++row) {
    std::string& sign = signs_[row * columns_ + index_of(x, columns_)];
    if (sign.empty()) sign = unicode_ ? "┊" : ":";
  }
}

void Canvas::sign(double x, double y, std::string_view sign) {
  std::string& there = signs_[index_of(1 - y, rows_) * columns_ + index_of(x, columns_)];
  if (there.empty()) there = sign;
}

std::string Canvas::character(std::size_t cell) const {
  if (!signs_[cell].empty()) return signs_[cell];
  if (dots_[cell] == 0) return " ";
  return unicode_ ? braille(dots_[cell]) : ".";
}

std::vector<std::string> Canvas::rows() const {
  std::vector<std::string> lines(rows_);
  for (std::size_t row = 0; row < rows_; ++row) {
    for (std::size_t column = 0; column < columns_; ++column) lines[row] += character(row * columns_ + column);
  }
  return lines;
}

}  // namespace sizer::report
