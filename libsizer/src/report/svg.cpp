#include "svg.hpp"

#include <fmt/format.h>

#include "safe_text.hpp"

namespace sizer::report {

Svg::Svg(std::size_t number, double height, std::string_view title, std::string_view description) {
  body_ = fmt::format(
      "<svg role=\"img\" viewBox=\"0 0 {:.5g} {:.5g}\" aria-labelledby=\"t{} d{}\"><title id=\"t{}\">{}</title>"
      "<desc id=\"d{}\">{}</desc>\n",
      kWidth, height, number, number, number, html(title), number, html(description));
}

void Svg::close(std::string_view element, std::string_view tip) {
  body_ += tip.empty() ? "/>\n" : fmt::format("><title>{}</title></{}>\n", html(tip), element);
}

void Svg::rectangle(double x, double y, double width, double height, std::string_view classes, std::string_view tip) {
  body_ += fmt::format("<rect class=\"{}\" x=\"{:.5g}\" y=\"{:.5g}\" width=\"{:.5g}\" height=\"{:.5g}\"", classes, x, y,
                       width, height);
  close("rect", tip);
}

void Svg::circle(double x, double y, double radius, std::string_view classes, std::string_view tip) {
  body_ += fmt::format("<circle class=\"{}\" cx=\"{:.5g}\" cy=\"{:.5g}\" r=\"{:.5g}\"", classes, x, y, radius);
  close("circle", tip);
}

void Svg::line(double x1, double y1, double x2, double y2, std::string_view classes, std::string_view tip) {
  body_ += fmt::format("<line class=\"{}\" x1=\"{:.5g}\" y1=\"{:.5g}\" x2=\"{:.5g}\" y2=\"{:.5g}\"", classes, x1, y1,
                       x2, y2);
  close("line", tip);
}

void Svg::path(const std::vector<std::pair<double, double>>& points, std::string_view classes) {
  body_ += fmt::format("<path class=\"{}\" d=\"", classes);
  char step = 'M';
  for (const auto& [x, y] : points) {
    body_ += fmt::format("{}{:.5g} {:.5g}", step, x, y);
    step = 'L';
  }
  body_ += "\"/>\n";
}

void Svg::text(double x, double y, std::string_view classes, std::string_view words) {
  body_ += fmt::format("<text class=\"{}\" x=\"{:.5g}\" y=\"{:.5g}\">{}</text>\n", classes, x, y, html(words));
}

}  // namespace sizer::report
