#include <algorithm>
#include <array>

#include "charts.hpp"
#include "wording.hpp"

namespace sizer::report {
namespace {

constexpr std::size_t kMostStages = 60, kCells = 240, kBusyCells = 320, kMostMoments = 24;
enum Kind : std::size_t { kRun, kAgain, kLost, kCopy, kWaiting, kOther };  // the first four are TaskEnd's

/// Sampled time of a stage's tasks in equal cells of the run, by what became of them.
using Cell = std::array<double, 4>;

class Timeline {
 public:
  explicit Timeline(const SimulatedJob& job)
      : job_(job), cell_(job.run.makespan.base() / kCells), cells_(job.input.stages.size(), std::vector<Cell>(kCells)) {
    for (const TaskSpan& task : job.run.sample) add(task);
  }

  Row row(std::size_t stage) const {
    Row row{.name = job_.input.stages[stage].name};
    const SimulatedStageRun& run = job_.run.stages[stage];
    if (run.slots.busy() == CoreSeconds<>()) return row;
    const std::size_t first = cell_of(run.start);
    const std::size_t last = cell_of(run.end > Seconds<>() ? run.end : job_.run.makespan);
    for (std::size_t c = first; c <= last; ++c) extend(row, c, kind_of(cells_[stage][c]));
    return row;
  }

 private:
  std::size_t cell_of(Seconds<> time) const {
    return std::min(kCells - 1, static_cast<std::size_t>(std::max(0.0, time.base() / cell_)));
  }

  void add(const TaskSpan& task) {
    for (std::size_t c = cell_of(task.start); c <= cell_of(task.end); ++c) {
      const double begin = std::max(task.start.base(), static_cast<double>(c) * cell_);
      const double end = std::min(task.end.base(), static_cast<double>(c + 1) * cell_);
      cells_[static_cast<std::size_t>(task.stage)][c][static_cast<std::size_t>(task.outcome)] +=
          std::max(0.0, end - begin);
    }
  }

  static std::size_t kind_of(const Cell& cell) {
    const auto most = std::ranges::max_element(cell);
    return *most > 0 ? static_cast<std::size_t>(most - cell.begin()) : std::size_t{kWaiting};
  }

  /// A cell of the same kind makes the stretch before it longer.
  void extend(Row& row, std::size_t cell, std::size_t kind) const {
    const double begin = static_cast<double>(cell) * cell_, end = begin + cell_;
    auto& list = row.stretches;
    if (!list.empty() && list.back().kind == kind) {
      list.back().to = end;
    } else {
      list.push_back({begin, end, kind});
    }
  }

  const SimulatedJob& job_;
  double cell_;
  std::vector<std::vector<Cell>> cells_;
};

/// Shares of all slots, in as many intervals as a picture can show.
std::vector<double> busy_shares(const SimulatedJob& job) {
  const BusySlots& busy = job.run.busy;
  const std::size_t together = (busy.mean.size() + kBusyCells - 1) / kBusyCells;
  std::vector<double> shares;
  for (std::size_t i = 0; i < busy.mean.size(); i += together) {
    const std::size_t end = std::min(i + together, busy.mean.size());
    double sum = 0;
    for (std::size_t k = i; k < end; ++k) sum += busy.mean[k];
    shares.push_back(std::min(1.0, sum / static_cast<double>(end - i) / job.cluster.slots()));
  }
  return shares;
}

std::vector<std::string> legend_of(const SlotTime& slots) {
  const auto named = [](const char* name, bool met) { return std::string(met ? name : ""); };
  return {"tasks run",
          named("run again", slots.recomputed > CoreSeconds<>()),
          named("lost or failed", slots.failed > CoreSeconds<>()),
          named("copied in vain", slots.copies > CoreSeconds<>()),
          "waits",
          "start-up, driver, commit"};
}

std::vector<Moment> moments_of(const SimulatedJob& job) {
  std::vector<Moment> moments;
  for (const SimulationEvent& event : job.run.events) {
    const bool executor = event.kind == SimulationEventKind::executor_lost;
    if ((!executor && event.kind != SimulationEventKind::node_lost) || moments.size() == kMostMoments) continue;
    const std::string node = "node " + std::to_string(event.node + 1);
    moments.push_back({event.at.base(), (executor ? "an executor of " + node : node) + " is lost"});
  }
  const auto& deadline = job.scenario.goal.deadline;
  if (deadline && deadline->value <= job.run.makespan) moments.push_back({deadline->value.base(), "deadline"});
  return moments;
}

}  // namespace

Chart simulated_timeline(const SimulatedJob& job) {
  const Timeline timeline(job);
  Gantt gantt{.title = "Stages over time",
              .description = "Each stage by what most of its tasks came to; below, the share of all " +
                             counted(job.cluster.slots(), "slot") + " that is busy.",
              .end = job.run.makespan.base(),
              .legend = legend_of(job.run.slots)};
  const double first = job.run.stages.front().start.base();
  if (first > 0) gantt.rows.push_back({"start-up, driver", {{0, first, kOther}}});
  const std::size_t shown = std::min(kMostStages, job.input.stages.size());
  for (std::size_t s = 0; s < shown; ++s) gantt.rows.push_back(timeline.row(s));
  if (shown < job.input.stages.size()) {
    gantt.description +=
        " The first " + std::to_string(shown) + " stages of " + std::to_string(job.input.stages.size()) + ".";
  }
  if (job.run.succeeded) {
    gantt.rows.push_back({"commit", {{(job.run.makespan - job.input.commit).base(), gantt.end, kOther}}});
  }
  gantt.busy_name = "slots busy";
  gantt.busy = busy_shares(job);
  gantt.moments = moments_of(job);
  return gantt;
}

}  // namespace sizer::report
