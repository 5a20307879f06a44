#include <fmt/format.h>

#include <algorithm>

#include "figures.hpp"
#include "page.hpp"
#include "wording.hpp"

namespace sizer {
namespace report {
namespace {

constexpr std::size_t kRowsShown = 40, kReasonsShown = 12, kPointsShown = 200;

/// All of a short list; of a long one `most` rows, evenly spaced, both ends and the best among them.
std::vector<std::size_t> shown_rows(const Comparison& comparison, std::size_t most) {
  const std::size_t count = comparison.rows.size(), rows = std::min(count, most);
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < rows; ++i) shown.push_back(rows == 1 ? 0 : i * (count - 1) / (rows - 1));
  const auto best = std::ranges::find_if(comparison.rows, &ComparedRow::best);
  if (best == comparison.rows.end()) return shown;
  const auto at = static_cast<std::size_t>(best - comparison.rows.begin());
  if (!std::ranges::binary_search(shown, at)) shown.insert(std::ranges::upper_bound(shown, at), at);
  return shown;
}

bool is_known(const Figure& figure) { return !std::holds_alternative<std::monostate>(figure); }

/// Columns in which some row says something.
std::vector<std::size_t> shown_columns(const Comparison& comparison) {
  std::vector<std::size_t> shown;
  for (std::size_t c = 0; c < comparison.columns.size(); ++c) {
    const auto says = [&](const ComparedRow& row) { return is_known(row.figures[c]); };
    if (std::ranges::any_of(comparison.rows, says)) shown.push_back(c);
  }
  return shown;
}

/// Every comparison has a column of times; a row without an answer has none.
bool has_answer(const ComparedRow& row, const std::vector<ComparedColumn>& columns) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns[c].measure == Measure::seconds && is_known(row.figures[c])) return true;
  }
  return false;
}

std::string mark_of(const ComparedRow& row, const std::vector<ComparedColumn>& columns) {
  if (!has_answer(row, columns)) return "no answer";
  if (row.best) return "← best";
  return row.meets_goal ? "" : "misses the goal";
}

Section table_section(const Comparison& comparison) {
  Section section{.title = comparison.question};
  const auto columns = shown_columns(comparison);
  for (const std::size_t c : columns) {
    const bool is_word = comparison.columns[c].measure == Measure::word;
    section.table.columns.push_back({comparison.columns[c].title, is_word ? Cells::name : Cells::number});
  }
  section.table.columns.push_back({""});
  const auto rows = shown_rows(comparison, kRowsShown);
  for (const std::size_t r : rows) {
    const ComparedRow& row = comparison.rows[r];
    std::vector<std::string> cells;
    for (const std::size_t c : columns) cells.push_back(figure_text(row.figures[c], comparison.columns[c].measure));
    cells.push_back(mark_of(row, comparison.columns));
    section.table.rows.push_back(std::move(cells));
  }
  if (rows.size() < comparison.rows.size()) {
    section.facts.push_back({"", fmt::format("{} of {} rows; --csv and --json list all", rows.size(),
                                             exact(static_cast<long long>(comparison.rows.size())))});
  }
  return section;
}

Section differences_section(const Comparison& comparison) {
  const ComparedRow* best = comparison.best();
  const std::string beside = comparison.beside.empty() && best ? best->label : comparison.beside;
  Section section{.title = beside.empty() ? "why they differ" : "beside " + beside};
  for (const std::size_t r : shown_rows(comparison, kReasonsShown)) {
    const ComparedRow& row = comparison.rows[r];
    if (!row.why.empty()) section.facts.push_back({row.label, row.why, row.meets_goal ? Tone::plain : Tone::caution});
  }
  return section;
}

Section list_section(const std::string& title, const std::vector<std::string>& texts) {
  Section section{.title = title};
  for (const auto& text : texts) section.facts.push_back({"", text});
  return section;
}

Unit unit_of(Measure measure) {
  switch (measure) {
    case Measure::seconds:
      return Unit::seconds;
    case Measure::core_seconds:
      return Unit::core_seconds;
    case Measure::dollars:
      return Unit::usd;
    case Measure::dollars_per_hour:
      return Unit::usd_per_second;
    case Measure::bytes:
      return Unit::bytes;
    case Measure::bytes_per_second:
      return Unit::bytes_per_second;
    case Measure::share:
    case Measure::small_share:
      return Unit::share;
    default:
      return Unit::number;
  }
}

/// What is chosen comes first, as the first series stands above the others.
Chart chart_of(const ComparedCurve& curve) {
  Curves chart{.title = curve.y.title + " against " + curve.x.title,
               .description = curve.marked ? "The large mark is what is chosen." : "Every value that was compared.",
               .x = {curve.x.title, unit_of(curve.x.measure), false},
               .y = {curve.y.title, unit_of(curve.y.measure)}};
  Series all{.name = "compared", .line = true};
  for (const auto& [x, y] : curve.points) all.points.push_back({.x = x, .y = y});
  if (curve.marked) chart.series.push_back({.name = "chosen", .points = {all.points[*curve.marked]}});
  chart.series.push_back(std::move(all));
  return chart;
}

/// A figure of a row by its column's key; empty when it is not known.
std::optional<double> number_of(const Comparison& comparison, const ComparedRow& row, std::string_view key) {
  const auto column = std::ranges::find(comparison.columns, key, &ComparedColumn::key);
  if (column == comparison.columns.end()) return std::nullopt;
  const auto* number = std::get_if<double>(&row.figures[static_cast<std::size_t>(column - comparison.columns.begin())]);
  return number ? std::optional(*number) : std::nullopt;
}

/// The rows by time and cost; none where fewer than two of them have both.
std::vector<Chart> rows_by_time_and_cost(const Comparison& comparison) {
  Series best{.name = "best"}, others{.name = "meets the goal"}, missing{.name = "misses the goal"};
  std::size_t places = 0;
  for (const std::size_t r : shown_rows(comparison, kPointsShown)) {
    const ComparedRow& row = comparison.rows[r];
    const auto time = number_of(comparison, row, "duration_p50_s"), cost = number_of(comparison, row, "cost_p50_usd");
    if (!time || !cost) continue;
    ++places;
    (row.best         ? best
     : row.meets_goal ? others
                      : missing)
        .points.push_back({.x = *time, .y = *cost, .label = row.label});
  }
  if (places < 2) return {};
  Curves chart{.title = "What is compared, by time and cost",
               .description = "Medians of a run.",
               .x = {"time of a run", Unit::seconds},
               .y = {"cost of a run", Unit::usd}};
  for (Series* series : {&best, &others, &missing}) {
    if (!series->points.empty()) chart.series.push_back(std::move(*series));
  }
  return {chart};
}

Section curves_section(const Comparison& comparison) {
  Section section{.charts = rows_by_time_and_cost(comparison)};
  for (const auto& curve : comparison.curves) {
    if (curve.points.size() > 1) section.charts.push_back(chart_of(curve));
  }
  return section;
}

Section basis_of(const Comparison& comparison) {
  Section section{.title = "what this rests on"};
  for (const auto& note : comparison.notes) section.facts.push_back({"note", note});
  if (!comparison.prices_as_of.empty()) section.facts.push_back({"prices", "as of " + comparison.prices_as_of});
  section.facts.push_back({"worlds", fmt::format("{} draws of what is assumed, seed {}",
                                                 exact(comparison.options.worlds), comparison.options.seed)});
  return section;
}

Page page_of(const Comparison& comparison) {
  Page page{
      .name = comparison.scenario, .headline = comparison.verdict, .tone = comparison.met ? Tone::good : Tone::bad};
  page.add(table_section(comparison));
  page.add(curves_section(comparison));
  page.add(list_section("why", comparison.reasons));
  page.add(differences_section(comparison));
  page.add(list_section("what would turn it", comparison.flips));
  page.add(basis_of(comparison));
  return page;
}

}  // namespace
}  // namespace report

std::string to_text(const Comparison& comparison, const TextStyle& style) {
  return report::to_text(report::page_of(comparison), style);
}
std::string to_html(const Comparison& comparison) { return report::to_html(report::page_of(comparison)); }
std::string to_markdown(const Comparison& comparison) { return report::to_markdown(report::page_of(comparison)); }

}  // namespace sizer
