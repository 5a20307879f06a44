#include "instances/csv.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace sizer {

CsvReader::CsvReader(std::string_view table_name, std::string_view text) : name_(table_name), rest_(text) {
  read_line(headers_);
  cells_.reserve(headers_.size());
}

int CsvReader::column(std::string_view header) const {
  const auto found = std::find(headers_.begin(), headers_.end(), header);
  if (found == headers_.end()) fail("no column '" + std::string(header) + "'");
  return static_cast<int>(found - headers_.begin());
}

bool CsvReader::next() {
  if (rest_.empty()) return false;
  read_line(cells_);
  if (cells_.size() != headers_.size())
    fail(std::to_string(cells_.size()) + " cells under " + std::to_string(headers_.size()) + " columns");
  return true;
}

void CsvReader::read_line(std::vector<std::string_view>& cells) {
  ++line_;
  cells.clear();
  const std::size_t end = std::min(rest_.find('\n'), rest_.size());
  std::string_view line = rest_.substr(0, end);
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  while (take_cell(line, cells)) {
  }
}

bool CsvReader::take_cell(std::string_view& line, std::vector<std::string_view>& cells) const {
  const bool quoted = line.starts_with('"');
  if (quoted) line.remove_prefix(1);
  const std::size_t end = quoted ? line.find('"') : std::min(line.find_first_of(",\""), line.size());
  if (end == line.npos) fail("a quote that does not end");
  cells.push_back(line.substr(0, end));
  line.remove_prefix(quoted ? end + 1 : end);
  if (line.empty()) return false;
  if (line.front() != ',') fail("a quote within a cell");
  line.remove_prefix(1);
  return true;
}

std::optional<double> CsvReader::number(int column) const {
  const std::string_view cell = text(column);
  if (cell.empty()) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value, std::chars_format::fixed);
  if (error != std::errc() || end != cell.data() + cell.size()) fail("'" + std::string(cell) + "' is not a number");
  return value;
}

double CsvReader::known_number(int column) const {
  const std::optional<double> value = number(column);
  if (!value) fail("no " + std::string(headers_[static_cast<std::size_t>(column)]));
  return *value;
}

int CsvReader::known_integer(int column) const {
  const double value = known_number(column);
  const int whole = static_cast<int>(value);
  if (whole != value) fail("'" + std::string(text(column)) + "' is not a whole number");
  return whole;
}

void CsvReader::fail(const std::string& what) const {
  throw std::logic_error(std::string(name_) + ".csv line " + std::to_string(line_) + ": " + what);
}

}  // namespace sizer
