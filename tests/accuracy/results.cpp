#include "results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "instances/csv.hpp"
#include "sizer/io.hpp"

namespace sizer::accuracy {
namespace {

constexpr const char* kHeader = "track,method,source,carried,figure,value\n";

auto name_of(const Line& line) { return std::tie(line.track, line.method, line.source); }

}  // namespace

std::vector<std::pair<std::string, double>> figures_of(const Score& s) {
  return {{"jobs", s.jobs},
          {"predictions", s.predictions},
          {"median", s.median},
          {"p90", s.p90},
          {"within_1.25", s.within_1_25},
          {"within_1.5", s.within_1_5},
          {"within_2", s.within_2},
          {"within_3", s.within_3},
          {"bias", s.bias},
          {"in_band", s.in_band},
          {"band", s.band},
          {"unanswered", s.unanswered}};
}

std::string to_csv(const std::vector<Line>& lines) {
  std::string csv = kHeader;
  for (const Line& line : lines) {
    for (const auto& [figure, value] : line.figures) {
      csv += fmt::format("{},{},{},{},{},{:.6f}\n", line.track, line.method, line.source,
                         line.carried ? "carried" : "aggregate", figure, value);
    }
  }
  return csv;
}

std::string read_if_there(const std::string& path) {
  return std::filesystem::exists(path) ? read_text_file(path) : std::string();
}

std::vector<Line> from_csv(const std::string& table) {
  if (table.empty()) return {};
  CsvReader csv("results", table);
  std::vector<Line> lines;
  while (csv.next()) {
    Line line{
        std::string(csv.text(0)), std::string(csv.text(1)), std::string(csv.text(2)), csv.text(3) == "carried", {}};
    if (lines.empty() || name_of(lines.back()) != name_of(line)) lines.push_back(line);
    lines.back().figures.emplace_back(csv.text(4), csv.known_number(5));
  }
  return lines;
}

std::vector<Line> merged(const std::vector<Line>& kept, const std::vector<Line>& found) {
  std::vector<Line> all = kept;
  for (const Line& line : found) {
    const auto same = std::ranges::find_if(all, [&](const Line& l) { return name_of(l) == name_of(line); });
    if (same == all.end()) {
      all.push_back(line);
    } else {
      *same = line;
    }
  }
  return all;
}

}  // namespace sizer::accuracy
