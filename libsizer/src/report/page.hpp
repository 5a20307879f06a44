#pragma once

#include <string>
#include <utility>
#include <vector>

#include "chart.hpp"
#include "sizer/report.hpp"

/// An answer before it is written: what is said, in order, whatever the writer. Text may hold anything; the
/// writers make it safe.
namespace sizer::report {

enum class Tone { plain, good, caution, bad };

struct Fact {
  std::string label, text;
  Tone tone = Tone::plain;
  bool is_command = false;  ///< to be copied: never broken over lines
};

enum class Cells {
  text,
  number,  ///< aligned right
  name     ///< cut where it is long
};

struct Column {
  std::string title;
  Cells cells = Cells::text;
};

struct Table {
  std::vector<Column> columns = {};
  std::vector<std::vector<std::string>> rows = {};
};

/// Any of its parts may be empty.
struct Section {
  std::string title = {};
  Table table = {};
  std::vector<Fact> facts = {};
  std::vector<std::string> verbatim = {};  ///< lines to copy as they are
  std::vector<Chart> charts = {};          ///< in text where they are asked for, in HTML always, in Markdown never

  bool has_words() const { return !facts.empty() || !table.rows.empty() || !verbatim.empty(); }
};

struct Page {
  std::string name;      ///< of the job
  std::string headline;  ///< the decision
  Tone tone = Tone::plain;
  std::vector<Section> sections = {};

  /// Adds a section that says something.
  void add(Section section) {
    if (section.has_words() || !section.charts.empty()) sections.push_back(std::move(section));
  }
};

std::string to_text(const Page& page, const TextStyle& style);
std::string to_markdown(const Page& page);
std::string to_html(const Page& page);

/// A table alone, as text, each line indented by `indent`.
std::string table_text(const Table& table, const TextStyle& style, std::size_t indent = 0);

}  // namespace sizer::report
