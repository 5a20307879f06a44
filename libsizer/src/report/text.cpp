#include <algorithm>

#include "page.hpp"
#include "plot.hpp"
#include "safe_text.hpp"

namespace sizer::report {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kLabelWidth = 12, kWidestLabel = 26, kWidestName = 24;

std::size_t columns_of(const TextStyle& style) { return static_cast<std::size_t>(std::max(40, style.width)); }

const char* code_of(Tone tone) {
  switch (tone) {
    case Tone::good:
      return "32";
    case Tone::caution:
      return "33";
    case Tone::bad:
      return "31";
    case Tone::plain:
      break;
  }
  return "0";
}

std::string painted(std::string_view text, const char* code, const TextStyle& style) {
  if (!style.colour || text.empty()) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::string cell_text(const std::string& cell, const Column& column, const TextStyle& style) {
  const std::string shown = column.cells == Cells::name ? shortened(printable(cell), kWidestName) : printable(cell);
  return style.unicode ? shown : in_ascii(shown);
}

std::vector<std::size_t> column_widths(const Table& table, const TextStyle& style) {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    widths.push_back(width_of(table.columns[c].title));
    for (const auto& row : table.rows) {
      widths[c] = std::max(widths[c], width_of(cell_text(row[c], table.columns[c], style)));
    }
  }
  return widths;
}

std::string row_text(const std::vector<std::string>& cells, const Table& table, const std::vector<std::size_t>& widths,
                     const TextStyle& style, std::size_t indent) {
  std::string line(indent, ' ');
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const std::string shown = cell_text(cells[c], table.columns[c], style);
    const bool is_number = table.columns[c].cells == Cells::number;
    line += c == 0 ? "" : "  ";
    line += is_number ? pad_left(shown, widths[c]) : pad_right(shown, widths[c]);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string fact_text(const Fact& fact, std::size_t label_width, const TextStyle& style) {
  if (fact.label.empty()) return hanging(std::string(kIndent, ' '), printable(fact.text), columns_of(style));
  std::string label = printable(fact.label);
  std::string above;
  if (width_of(label) > label_width) {  // too long to stand beside its text
    above = label + "\n";
    label.clear();
  }
  const std::string margin = pad_right(label, label_width + 2), body = printable(fact.text);
  const std::string plain = fact.is_command ? margin + body + "\n" : hanging(margin, body, columns_of(style));
  const std::string coloured = painted(label, code_of(fact.tone), style);
  return above + (fact.tone == Tone::plain ? plain : coloured + plain.substr(label.size()));
}

std::string facts_text(const std::vector<Fact>& facts, const TextStyle& style) {
  std::size_t label_width = kLabelWidth;
  for (const Fact& fact : facts) {
    const std::size_t width = width_of(printable(fact.label));
    if (width <= kWidestLabel) label_width = std::max(label_width, width);
  }
  std::string text;
  for (const Fact& fact : facts) text += fact_text(fact, label_width, style);
  return text;
}

/// A title of their own only where a section has several.
std::string charts_text(const std::vector<Chart>& charts, const TextStyle& style) {
  const std::string indent(kIndent, ' ');
  std::string text;
  for (const Chart& chart : charts) {
    text += "\n" + (charts.size() > 1 ? indent + printable(title_of(chart)) + "\n" : "");
    for (const std::string& line : plot(chart, columns_of(style) - kIndent, style.unicode)) {
      text += indent + printable(line) + "\n";
    }
  }
  return text;
}

std::string section_text(const Section& section, const TextStyle& style) {
  const bool plots = style.plot && !section.charts.empty();
  if (!section.has_words() && !plots) return "";
  std::string text = "\n";
  if (!section.title.empty()) text += painted(section.title, "1", style) + "\n";
  if (!section.table.rows.empty()) text += table_text(section.table, style, kIndent);
  text += facts_text(section.facts, style);
  for (const std::string& line : section.verbatim) text += std::string(kIndent, ' ') + printable(line) + "\n";
  if (plots) text += charts_text(section.charts, style);
  return text;
}

std::string headline_text(const Page& page, const TextStyle& style) {
  const std::string code = page.tone == Tone::plain ? "1" : std::string("1;") + code_of(page.tone);
  std::string text;
  std::string_view indent = "";
  for (const std::string& line : wrapped(printable(page.headline), columns_of(style) - kIndent)) {
    text += std::string(indent) + painted(line, code.c_str(), style) + "\n";
    indent = "  ";
  }
  return text;
}

}  // namespace

std::string table_text(const Table& table, const TextStyle& style, std::size_t indent) {
  const std::vector<std::size_t> widths = column_widths(table, style);
  std::vector<std::string> titles;
  for (const Column& column : table.columns) titles.push_back(column.title);
  std::string text = painted(row_text(titles, table, widths, style, indent), "2", style) + "\n";
  for (const auto& row : table.rows) text += row_text(row, table, widths, style, indent) + "\n";
  return text;
}

std::string to_text(const Page& page, const TextStyle& style) {
  std::string text = headline_text(page, style);
  for (const Section& section : page.sections) text += section_text(section, style);
  return text;
}

}  // namespace sizer::report
