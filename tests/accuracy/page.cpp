#include "page.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sizer::accuracy {
namespace {

struct Column {
  const char* figure;
  const char* head;
  const char* format;
  double times = 1;
};

constexpr Column kColumns[] = {{"jobs", "jobs", "{:.0f}"},
                               {"predictions", "predictions", "{:.0f}"},
                               {"choices", "choices", "{:.0f}"},
                               {"labelled", "labelled", "{:.0f}"},
                               {"warned", "warned", "{:.0f}"},
                               {"median", "median", "{:.2f}"},
                               {"mean", "mean", "{:.2f}"},
                               {"p90", "P90", "{:.2f}"},
                               {"within_1.1", "≤ 1.1", "{:.0f} %", 100},
                               {"within_1.25", "≤ 1.25", "{:.0f} %", 100},
                               {"within_1.5", "≤ 1.5", "{:.0f} %", 100},
                               {"within_2", "≤ 2", "{:.0f} %", 100},
                               {"within_3", "≤ 3", "{:.0f} %", 100},
                               {"bias", "bias", "{:.2f}"},
                               {"in_band", "in P10–P90", "{:.0f} %", 100},
                               {"band", "P90 ÷ P10", "{:.1f}"},
                               {"unanswered", "no answer", "{:.0f}"},
                               {"precision", "precision", "{:.0f} %", 100},
                               {"recall", "recall", "{:.0f} %", 100},
                               {"deadline_met", "deadline met", "{:.0f} %", 100},
                               {"exact", "exact", "{:.0f} %", 100},
                               {"one_step", "within one step", "{:.0f} %", 100},
                               {"too_few", "too few", "{:.0f} %", 100},
                               {"too_many", "too many", "{:.0f} %", 100}};

using Cells = std::vector<std::string>;

const double* figure_of(const Line& line, std::string_view name) {
  const auto found = std::ranges::find_if(line.figures, [&](const auto& f) { return f.first == name; });
  return found == line.figures.end() ? nullptr : &found->second;
}

/// Only sizer gives a range, and it may say that a cluster cannot hold a job.
bool says_nothing(const Line& line, const Column& column) {
  const double* band = figure_of(line, "band");
  const std::string_view figure = column.figure;
  return band != nullptr && *band == 0 && (figure == "in_band" || figure == "band" || figure == "unanswered");
}

Cells cells_of(const Line& line) {
  Cells cells{line.carried ? line.source : line.source + " †", line.method};
  for (const Column& column : kColumns) {
    const double* value = figure_of(line, column.figure);
    if (value == nullptr) continue;
    cells.push_back(says_nothing(line, column) ? "" : fmt::format(fmt::runtime(column.format), *value * column.times));
  }
  return cells;
}

Cells heads_of(const Line& line) {
  Cells cells{"source", "by"};
  for (const Column& column : kColumns) {
    if (figure_of(line, column.figure) != nullptr) cells.emplace_back(column.head);
  }
  return cells;
}

/// What is over all sources comes first.
std::vector<Cells> table_of(const std::vector<Line>& lines, const std::string& track) {
  std::vector<const Line*> chosen;
  for (const Line& line : lines) {
    if (line.track == track) chosen.push_back(&line);
  }
  std::ranges::stable_partition(chosen, [](const Line* line) { return line->source == "all"; });
  std::vector<Cells> table;
  if (!chosen.empty()) table.push_back(heads_of(*chosen.front()));
  for (const Line* line : chosen) table.push_back(cells_of(*line));
  return table;
}

/// Columns on a terminal: letters, not bytes.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string as_text(const std::vector<Cells>& table) {
  std::vector<std::size_t> widths(table.empty() ? 0 : table.front().size());
  for (const Cells& cells : table) {
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], width(cells[i]));
  }
  std::string text;
  for (const Cells& cells : table) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string gap(widths[i] - width(cells[i]), ' ');
      text += (i == 0 ? "" : "  ") + (i < 2 ? cells[i] + gap : gap + cells[i]);
    }
    text += '\n';
  }
  return text;
}

std::string as_markdown(const std::vector<Cells>& table) {
  std::string text;
  for (std::size_t row = 0; row < table.size(); ++row) {
    for (const auto& cell : table[row]) text += "| " + cell + " ";
    text += "|\n";
    if (row > 0) continue;
    for (std::size_t i = 0; i < table[row].size(); ++i) text += i < 2 ? "|---" : "|--:";
    text += "|\n";
  }
  return text;
}

}  // namespace

std::string to_text(const std::vector<Line>& lines) {
  std::string text;
  for (const auto& [track, title] : tables()) {
    const auto table = table_of(lines, track);
    if (!table.empty()) text += title + "\n\n" + as_text(table) + "\n";
  }
  return text + "† runs that are not in the repository\n";
}

std::string to_page(const std::vector<Line>& lines, std::string text) {
  for (const auto& [track, title] : tables()) {
    const std::string place = "@" + track + "@\n";
    if (const auto at = text.find(place); at != text.npos) {
      text.replace(at, place.size(), as_markdown(table_of(lines, track)));
    }
  }
  return text;
}

}  // namespace sizer::accuracy
