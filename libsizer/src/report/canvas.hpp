#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sizer::report {

/// A picture of characters. Lines are drawn in braille, eight dots a character, or in ASCII as full stops; signs stand
/// over them. Places are shares of the width and of the height, from the lower left.
class Canvas {
 public:
  Canvas(std::size_t columns, std::size_t rows, bool unicode);

  void line(double x1, double y1, double x2, double y2);
  /// A dashed line from bottom to top.
  void upright(double x);
  /// Keeps what is there already.
  void sign(double x, double y, std::string_view sign);

  std::vector<std::string> rows() const;  ///< from the top

 private:
  std::size_t dots_across() const { return columns_ * (unicode_ ? 2 : 1); }
  std::size_t dots_up() const { return rows_ * (unicode_ ? 4 : 1); }
  void dot(std::size_t across, std::size_t down);
  std::string character(std::size_t cell) const;

  std::size_t columns_, rows_;
  bool unicode_;
  std::vector<unsigned char> dots_;  // by character: the bits of its braille pattern
  std::vector<std::string> signs_;
};

}  // namespace sizer::report
