#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sizer {

/// Reads a built-in table: a line of column names, then a line a row. A cell with commas stands in
/// quotes and has none within.
/// An empty cell is unknown. A malformed table is our own mistake and throws std::logic_error.
class CsvReader {
 public:
  /// `text` must outlive the reader and every cell taken from it.
  CsvReader(std::string_view table_name, std::string_view text);

  int column(std::string_view header) const;

  /// Moves to the next row; false after the last.
  bool next();

  std::string_view text(int column) const { return cells_[static_cast<std::size_t>(column)]; }
  std::optional<double> number(int column) const;
  double known_number(int column) const;
  int known_integer(int column) const;

 private:
  void read_line(std::vector<std::string_view>& cells);
  /// Moves the first cell over; false when it was the last.
  bool take_cell(std::string_view& line, std::vector<std::string_view>& cells) const;
  [[noreturn]] void fail(const std::string& what) const;

  std::string_view name_;
  std::string_view rest_;
  int line_ = 0;
  std::vector<std::string_view> headers_, cells_;
};

}  // namespace sizer
