#include "timeline.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "safe_text.hpp"
#include "sizer/units.hpp"

namespace sizer::report {
namespace {

constexpr std::size_t kWidestName = 20, kLeastColumns = 20, kMostStages = 40;

/// What one cell can show, in Unicode and in ASCII.
struct Sign {
  std::string_view unicode, ascii;
};
constexpr Sign kWaiting{"·", "."}, kOther{"▒", "="};
constexpr std::array<Sign, 4> kOutcomes{{{"█", "#"}, {"▓", "r"}, {"░", "x"}, {"▚", "c"}}};  // by TaskEnd

class Timeline {
 public:
  Timeline(const SimulationInput& input, const SimulationResult& run, std::size_t width, bool unicode)
      : input_(input), run_(run), unicode_(unicode) {
    for (const auto& stage : input.stages) label_ = std::max(label_, width_of(name_of(stage)));
    columns_ = std::max(kLeastColumns, width > label_ + 4 ? width - label_ - 4 : 0);
    column_ = run.makespan.base() / static_cast<double>(columns_);
  }

  std::vector<std::string> lines() const {
    std::vector<std::string> lines{row("", axis())};
    if (run_.stages.front().start > Seconds<>()) {
      lines.push_back(row("start-up, driver", span(Seconds<>(), run_.stages.front().start, kOther)));
    }
    const std::size_t shown = std::min(kMostStages, input_.stages.size());
    const auto cells = stage_cells();
    for (std::size_t s = 0; s < shown; ++s) lines.push_back(row(name_of(input_.stages[s]), stage_row(s, cells[s])));
    if (shown < input_.stages.size()) {
      lines.push_back("and " + std::to_string(input_.stages.size() - shown) + " more stages");
    }
    if (run_.succeeded) lines.push_back(row("commit", span(run_.makespan - input_.commit, run_.makespan, kOther)));
    lines.push_back(row("slots busy", busy_row()));
    lines.push_back(legend());
    return lines;
  }

 private:
  using Cell = std::array<double, 4>;  // sampled time by what became of the task

  std::string sign(const Sign& s) const { return std::string(unicode_ ? s.unicode : s.ascii); }
  static std::string name_of(const SimulatedStage& stage) { return shortened(printable(stage.name), kWidestName); }
  std::string row(const std::string& name, const std::string& cells) const {
    std::string line = pad_right(name, label_) + "  " + cells;
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
  }
  std::size_t column_of(Seconds<> time) const {
    return std::min(columns_ - 1, static_cast<std::size_t>(std::max(0.0, time.base() / column_)));
  }

  /// Marks at every fourth of the run.
  std::string axis() const {
    std::string text;
    for (int fourth = 0; fourth <= 4; ++fourth) {
      const std::string mark = fourth == 0 ? "0" : format(run_.makespan * (fourth / 4.0));
      const std::size_t place = columns_ * static_cast<std::size_t>(fourth) / 4;
      const std::size_t begin = fourth < 4 ? place : columns_ - std::min(columns_, width_of(mark));
      if (fourth > 0 && begin <= text.size()) continue;
      text.append(begin - text.size(), ' ');
      text += mark;
    }
    return text;
  }

  std::string span(Seconds<> from, Seconds<> to, const Sign& mark) const {
    std::string text(column_of(from), ' ');
    for (std::size_t c = column_of(from); c <= column_of(to); ++c) text += sign(mark);
    return text;
  }

  std::vector<std::vector<Cell>> stage_cells() const {
    std::vector<std::vector<Cell>> cells(input_.stages.size(), std::vector<Cell>(columns_));
    for (const TaskSpan& task : run_.sample) {
      auto& stage = cells[static_cast<std::size_t>(task.stage)];
      for (std::size_t c = column_of(task.start); c <= column_of(task.end); ++c) {
        const double begin = std::max(task.start.base(), static_cast<double>(c) * column_);
        const double end = std::min(task.end.base(), static_cast<double>(c + 1) * column_);
        stage[c][static_cast<std::size_t>(task.outcome)] += std::max(0.0, end - begin);
      }
    }
    return cells;
  }

  std::string stage_row(std::size_t number, const std::vector<Cell>& cells) const {
    const SimulatedStageRun& stage = run_.stages[number];
    const Seconds<> end = stage.end > Seconds<>() ? stage.end : run_.makespan;
    if (stage.slots.busy() == CoreSeconds<>()) return "";
    std::string text;
    for (std::size_t c = 0; c < columns_; ++c) {
      const auto most = std::ranges::max_element(cells[c]);
      if (*most > 0) {
        text += sign(kOutcomes[static_cast<std::size_t>(most - cells[c].begin())]);
      } else {
        text += c >= column_of(stage.start) && c <= column_of(end) ? sign(kWaiting) : " ";
      }
    }
    return text;
  }

  /// Eighths of all slots; in ASCII tenths, a full column as *.
  std::string busy_row() const {
    static constexpr std::array<std::string_view, 9> kLevels{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    const double slots = input_.executors * input_.executor_cores;
    std::string text;
    for (std::size_t c = 0; c < columns_; ++c) {
      const double share = busy_between(static_cast<double>(c) * column_, static_cast<double>(c + 1) * column_) / slots;
      const auto tenths = static_cast<int>(std::ceil(10 * share - 1e-9));
      const auto eighths = static_cast<std::size_t>(std::clamp(std::ceil(8 * share - 1e-9), 0.0, 8.0));
      const std::string ascii = tenths <= 0 ? " " : tenths >= 10 ? "*" : std::to_string(tenths);
      text += unicode_ ? std::string(kLevels[eighths]) : ascii;
    }
    return text;
  }

  double busy_between(double from, double to) const {
    const double interval = run_.busy.interval.base();
    double sum = 0;
    for (auto i = static_cast<std::size_t>(from / interval); i < run_.busy.mean.size(); ++i) {
      const double begin = std::max(from, static_cast<double>(i) * interval);
      const double end = std::min(to, static_cast<double>(i + 1) * interval);
      if (end <= begin) break;
      sum += run_.busy.mean[i] * (end - begin);
    }
    return sum / (to - from);
  }

  std::string legend() const {
    std::string text = sign(kOutcomes[0]) + " tasks run";
    if (run_.slots.recomputed > CoreSeconds<>()) text += "   " + sign(kOutcomes[1]) + " run again";
    if (run_.slots.failed > CoreSeconds<>()) text += "   " + sign(kOutcomes[2]) + " lost or failed";
    if (run_.slots.copies > CoreSeconds<>()) text += "   " + sign(kOutcomes[3]) + " copied in vain";
    return text + "   " + sign(kWaiting) + " waits";
  }

  const SimulationInput& input_;
  const SimulationResult& run_;
  bool unicode_;
  std::size_t label_ = 16, columns_ = kLeastColumns;
  double column_ = 1;
};

}  // namespace

std::vector<std::string> timeline(const SimulationInput& input, const SimulationResult& run, std::size_t width,
                                  bool unicode) {
  return Timeline(input, run, width, unicode).lines();
}

}  // namespace sizer::report
