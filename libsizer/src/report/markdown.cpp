#include "page.hpp"
#include "safe_text.hpp"

namespace sizer::report {
namespace {

std::string cells(const std::vector<std::string>& row) {
  std::string line = "|";
  for (const std::string& cell : row) line += " " + markdown(cell) + " |";
  return line + "\n";
}

std::string table_markdown(const Table& table) {
  if (table.rows.empty()) return "";
  std::vector<std::string> titles;
  std::string rule = "|";
  for (const Column& column : table.columns) {
    titles.push_back(column.title);
    rule += column.cells == Cells::number ? " ---: |" : " --- |";
  }
  std::string text = cells(titles) + rule + "\n";
  for (const auto& row : table.rows) text += cells(row);
  return text + "\n";
}

std::string facts_markdown(const std::vector<Fact>& facts) {
  std::string text;
  for (const Fact& fact : facts) {
    text += fact.label.empty() ? "- " + markdown(fact.text) + "\n"
                               : "- **" + markdown(fact.label) + "**: " + markdown(fact.text) + "\n";
  }
  return text.empty() ? "" : text + "\n";
}

/// Indented code: no text can end it early, as one could a fence.
std::string verbatim_markdown(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "    " + printable(line) + "\n";
  return text.empty() ? "" : text + "\n";
}

}  // namespace

std::string to_markdown(const Page& page) {
  std::string text = "# " + markdown(page.name) + "\n\n**" + markdown(page.headline) + "**\n\n";
  for (const Section& section : page.sections) {
    if (!section.has_words()) continue;
    if (!section.title.empty()) text += "## " + markdown(section.title) + "\n\n";
    text += table_markdown(section.table) + facts_markdown(section.facts) + verbatim_markdown(section.verbatim);
  }
  text.pop_back();
  return text;
}

}  // namespace sizer::report
