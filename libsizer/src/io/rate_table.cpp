#include <algorithm>
#include <chrono>
#include <cstdio>

#include "io/stream_toml.hpp"
#include "io/values.hpp"
#include "sizer/io.hpp"
#include "units/characters.hpp"

namespace sizer::io {
namespace {

constexpr std::size_t kMostRows = 100'000;

/// A cell, and where it begins.
struct Cell {
  std::string_view text;
  int column = 1;
};

struct Row {
  int line = 1;
  std::vector<Cell> cells;
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  for (std::size_t begin = 0; begin <= line.size();) {
    const auto end = std::min(line.find(',', begin), line.size());
    const std::string_view text = trimmed(line.substr(begin, end - begin));
    const auto before =
        text.empty() ? line.substr(0, begin) : line.substr(0, static_cast<std::size_t>(text.data() - line.data()));
    cells.push_back({text, static_cast<int>(count_characters(before)) + 1});
    begin = end + 1;
  }
  return cells;
}

/// Lines that are not empty and no comment.
std::vector<Row> rows_of(std::string_view text) {
  std::vector<Row> rows;
  int number = 1;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (!trimmed(line).empty() && trimmed(line).front() != '#') rows.push_back({number, cells_of(line)});
    begin = end + 1;
  }
  return rows;
}

/// How times are written, by the title of their column.
enum class TimeKind { text, seconds, minutes, hours };

struct Time {
  Seconds<> at;
  bool of_day = false;  ///< "13:00": a day repeats
};

/// "13:00" or "13:00:30".
std::optional<Seconds<>> clock_time(const std::string& text) {
  int h = 0, m = 0, s = 0, used = 0;
  const bool with_seconds = std::sscanf(text.c_str(), "%2d:%2d:%2d%n", &h, &m, &s, &used) == 3;
  const bool good = with_seconds || (s = 0, std::sscanf(text.c_str(), "%2d:%2d%n", &h, &m, &used) == 2);
  if (!good || used != static_cast<int>(text.size()) || h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59) {
    return std::nullopt;
  }
  return h * hour + m * minute + s * second;
}

/// "2024-05-01T13:00:00Z", "2024-05-01 13:00".
std::optional<Seconds<>> date_and_time(std::string text) {
  if (text.ends_with('Z')) text.pop_back();
  int y = 0, mo = 0, d = 0, used = 0;
  if (std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &y, &mo, &d, &used) != 3) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(y), std::chrono::month(static_cast<unsigned>(mo)),
                                         std::chrono::day(static_cast<unsigned>(d))};
  if (mo < 1 || d < 1 || !date.ok()) return std::nullopt;
  const Seconds<> midnight = static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count()) * day;
  const std::string rest = text.substr(static_cast<std::size_t>(used));
  if (rest.empty()) return midnight;
  const auto time = clock_time(rest.substr(1));
  return time ? std::optional(midnight + *time) : std::nullopt;
}

std::optional<Time> time_of(std::string_view cell, TimeKind kind) {
  const std::string text(cell);
  if (kind != TimeKind::text) {
    const auto number = text == "0" ? right(0.0) : parse_count(text);
    if (!number) return std::nullopt;
    return Time{*number.value * (kind == TimeKind::seconds ? second : kind == TimeKind::minutes ? minute : hour)};
  }
  if (const auto clock = clock_time(text)) return Time{*clock, true};
  if (const auto date = date_and_time(text)) return Time{*date};
  if (text == "0") return Time{};
  if (const auto duration = parse_duration(text)) return Time{*duration.value};
  return std::nullopt;
}

std::optional<TimeKind> time_kind(std::string_view title) {
  const std::string name = in_lower_case(title);
  if (name == "time" || name == "timestamp" || name == "at") return TimeKind::text;
  if (name == "second" || name == "seconds" || name == "time_s") return TimeKind::seconds;
  if (name == "minute" || name == "minutes") return TimeKind::minutes;
  if (name == "hour" || name == "hours") return TimeKind::hours;
  return std::nullopt;
}

bool is_rate_title(std::string_view title) {
  const std::string name = in_lower_case(title);
  return name == "events_per_second" || name == "rate";
}

std::optional<Frequency<>> rate_of(std::string_view cell) {
  if (cell == "0") return Frequency<>();
  if (const auto count = parse_count(cell)) return Frequency<>(*count.value);
  const auto rate = parse_rate(cell);
  return rate.value;
}

class TableOfRates {
 public:
  TableOfRates(const SourcePtr& source, Problems& problems) : source_(source), problems_(problems) {}

  std::optional<RateCurve> read() {
    const auto rows = rows_of(source_->text);
    if (!read_titles(rows)) return std::nullopt;
    for (std::size_t i = 1; i < rows.size(); ++i) read_row(rows[i]);
    if (curve_.points.empty() || wrong_) {
      if (!wrong_) problem(1, {}, "the table has no rates", "lines below the titles read like 13:00,50000");
      return std::nullopt;
    }
    finish();
    return std::move(curve_);
  }

 private:
  void problem(int line, const Cell& cell, const std::string& message, const std::string& hint) {
    wrong_ = true;
    problems_.add(*source_, {line, cell.column, std::max(1, static_cast<int>(count_characters(cell.text)))}, message,
                  hint);
  }

  bool read_titles(const std::vector<Row>& rows) {
    constexpr const char* kHint = "the first line reads time,events_per_second (or second, minute, hour)";
    if (rows.empty()) {
      problem(1, {}, "the table of rates is empty", kHint);
      return false;
    }
    const Row& titles = rows.front();
    const auto kind = time_kind(titles.cells.front().text);
    if (!kind) {
      problem(titles.line, titles.cells.front(), "'" + shown(titles.cells.front().text) + "' is no title of times",
              kHint);
      return false;
    }
    if (titles.cells.size() != 2 || !is_rate_title(titles.cells[1].text)) {
      problem(titles.line, titles.cells.back(), "two columns are read, the second with events a second", kHint);
      return false;
    }
    if (rows.size() > kMostRows) {
      problem(rows[kMostRows].line, rows[kMostRows].cells.front(), "more than 100,000 rows",
              "means of a minute will do");
      return false;
    }
    kind_ = *kind;
    return true;
  }

  void read_row(const Row& row) {
    if (row.cells.size() != 2) {
      return problem(row.line, row.cells.back(),
                     std::to_string(row.cells.size()) + " cells, expected a time and a rate",
                     "a line reads like 13:00,50000, without commas in numbers");
    }
    const auto time = time_of(row.cells[0].text, kind_);
    const auto rate = rate_of(row.cells[1].text);
    if (!time) {
      problem(row.line, row.cells[0], "'" + shown(row.cells[0].text) + "' is no time",
              "times read like 13:00, 2024-05-01T13:00 or \"15 min\"; in a column called hour like 13");
    }
    if (!rate) {
      problem(row.line, row.cells[1], "'" + shown(row.cells[1].text) + "' is no rate", "rates read like 50000 or 50k");
    }
    if (!time || !rate) return;
    if (!curve_.points.empty() && time->at <= curve_.points.back().at) {
      return problem(row.line, row.cells[0], "this time is not after the one before", "sort the lines by time");
    }
    of_day_ = time->of_day;
    curve_.points.push_back({time->at, *rate});
  }

  /// Times of day repeat daily, and the last rate lasts until the first; others begin with the first line.
  void finish() {
    auto& points = curve_.points;
    curve_.source = source_->file;
    if (of_day_) {
      if (points.front().at > Seconds<>()) points.insert(points.begin(), {Seconds<>(), points.back().rate});
      return;
    }
    const Seconds<> first = points.front().at;
    for (RatePoint& point : points) point.at = point.at - first;
    const std::size_t n = points.size();
    curve_.period = n == 1 ? day : points[n - 1].at + (points[n - 1].at - points[n - 2].at);
  }

  SourcePtr source_;
  Problems& problems_;
  TimeKind kind_ = TimeKind::text;
  bool of_day_ = false, wrong_ = false;
  RateCurve curve_;
};

}  // namespace

std::optional<RateCurve> parse_rate_table(const SourcePtr& source, Problems& problems) {
  return TableOfRates(source, problems).read();
}

std::optional<RateCurve> read_rate_table(const std::string& path, Problems& problems) {
  constexpr int kAfterScenario = 1;
  const auto source = std::make_shared<Source>(Source{path, read_text_file(path), "", kAfterScenario});
  check_text(*source);
  return parse_rate_table(source, problems);
}

}  // namespace sizer::io
