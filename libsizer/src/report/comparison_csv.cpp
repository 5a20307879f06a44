#include "figures.hpp"
#include "safe_text.hpp"
#include "sizer/report.hpp"

namespace sizer {
namespace report {
namespace {

/// In quotes where RFC 4180 asks for them. What a spreadsheet would take for a formula begins with an apostrophe.
std::string cell(const std::string& text) {
  std::string safe = printable(text);
  if (!safe.empty() && std::string_view("=+-@").find(safe.front()) != std::string_view::npos) safe.insert(0, "'");
  if (safe.find_first_of(",\"") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string figure_cell(const Figure& figure, Measure measure) {
  if (const auto* word = std::get_if<std::string>(&figure)) return cell(*word);
  const Json json = figure_json(figure, measure);
  return json.is_null() ? "" : json.dump();
}

}  // namespace
}  // namespace report

std::string to_csv(const Comparison& comparison) {
  std::string text;
  for (const auto& column : comparison.columns) text += report::cell(column.key) + ",";
  text += "best,meets_goal,why\n";
  for (const auto& row : comparison.rows) {
    for (std::size_t c = 0; c < row.figures.size(); ++c) {
      text += report::figure_cell(row.figures[c], comparison.columns[c].measure) + ",";
    }
    text += std::string(row.best ? "true" : "false") + "," + (row.meets_goal ? "true" : "false") + "," +
            report::cell(row.why) + "\n";
  }
  return text;
}

}  // namespace sizer
