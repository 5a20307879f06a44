#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sizer::report {

/// An inline SVG picture, one element after another. Colours and fonts are its page's, by class; all text is made safe
/// here. The picture is as wide as there is room and keeps its shape.
class Svg {
 public:
  static constexpr double kWidth = 640;

  /// `number` tells it from the other pictures of the page.
  Svg(std::size_t number, double height, std::string_view title, std::string_view description);

  void rectangle(double x, double y, double width, double height, std::string_view classes, std::string_view tip = {});
  void circle(double x, double y, double radius, std::string_view classes, std::string_view tip = {});
  void line(double x1, double y1, double x2, double y2, std::string_view classes, std::string_view tip = {});
  void path(const std::vector<std::pair<double, double>>& points, std::string_view classes);
  /// `classes` may hold "end" or "middle": which part of the text stands at x.
  void text(double x, double y, std::string_view classes, std::string_view words);

  std::string finished() const { return body_ + "</svg>\n"; }

 private:
  void close(std::string_view element, std::string_view tip);

  std::string body_;
};

}  // namespace sizer::report
