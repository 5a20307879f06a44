#include <algorithm>
#include <cmath>
#include <map>

#include "plan/compare/settings.hpp"
#include "plan/compare/start.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr int kSparksDefault = 200, kMost = 100'000;
constexpr double kHelps = 0.02;  // of the time
constexpr std::array kTimesSlots{0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0};

/// The stage that reads the largest shuffle.
const StageReport& largest_shuffle(const Candidate& c) {
  return *std::ranges::max_element(c.stages, {}, &StageReport::shuffle_read);
}

Answered with_partitions(Scenario scenario, int partitions, const ClusterRequest& on, Answers& answers) {
  scenario.cluster.shuffle_partitions = Given<int>{partitions, "--partitions"};
  return answers.checked(scenario, on);
}

/// Around the number of slots, Spark's default, and what a plan would choose; each with its name.
std::map<int, std::string> numbers_to_try(const Candidate& free) {
  std::map<int, std::string> numbers{{free.shuffle_partitions, "as planned"}, {kSparksDefault, "Spark's default"}};
  for (const double times : kTimesSlots) {
    const double number = std::clamp(std::round(times * free.cluster.slots()), 1.0, 1.0 * kMost);
    numbers.try_emplace(static_cast<int>(number), format_number(times) + " a slot");
  }
  return numbers;
}

Table filled(const Scenario& scenario, const ClusterRequest& on, Answers& answers) {
  Table table(scenario, {{"choice", "choice", Measure::word}, {"shuffle_partitions", "partitions", Measure::count}},
              {{"tasks", "tasks", Measure::count},
               {"partition_bytes", "each", Measure::bytes},
               {"spill_probability", "spills", Measure::share},
               {"out_of_memory_probability", "fails", Measure::share}});
  Scenario open = scenario;
  open.cluster.shuffle_partitions.reset();
  const Answered free = answers.checked(open, on);
  if (!free.candidate) refuse_comparison(free.why_none, "name larger nodes with --on");
  if (largest_shuffle(*free.candidate).shuffle_read <= Bytes<>()) {
    refuse_comparison("the job shuffles nothing, so there are no shuffle partitions to choose",
                      "a profile that joins, sorts or aggregates, or a [[stage]] that reads another");
  }
  for (const auto& [partitions, choice] : numbers_to_try(*free.candidate)) {
    const Answered answer = with_partitions(scenario, partitions, on, answers);
    const StageReport& stage = largest_shuffle(*answer.candidate);
    table.add(format_number(partitions) + (partitions == 1 ? " partition" : " partitions"), {choice, 1.0 * partitions},
              answer,
              {1.0 * stage.tasks, stage.shuffle_read.base() / stage.tasks, stage.spill_probability,
               stage.out_of_memory_probability});
  }
  return table;
}

Seconds<> time_of(const Table& table, std::size_t row) { return table.answer(row).candidate->duration.p50; }

/// From which row on no larger one is shorter by more than kHelps.
std::size_t where_it_stops(const Table& table) {
  for (std::size_t row = 0; row < table.size(); ++row) {
    bool helps = false;
    for (std::size_t later = row + 1; later < table.size(); ++later) {
      helps |= time_of(table, later) < (1 - kHelps) * time_of(table, row);
    }
    if (!helps) return row;
  }
  return table.size() - 1;
}

void explain_too_few(const Table& table, Comparison& comparison) {
  std::optional<std::size_t> spilling, idle;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const Candidate& c = *table.answer(row).candidate;
    if (largest_shuffle(c).spill_probability >= 0.5) spilling = row;
    if (largest_shuffle(c).tasks < c.cluster.slots()) idle = row;
  }
  if (spilling) {
    const StageReport& stage = largest_shuffle(*table.answer(*spilling).candidate);
    comparison.reasons.push_back("up to " + table.label(*spilling) + " \"" + stage.name +
                                 "\" spills in most worlds: a task wants " + format(stage.working_set) + " and has " +
                                 format(stage.task_memory));
  }
  if (idle) {
    const Candidate& c = *table.answer(*idle).candidate;
    comparison.reasons.push_back(
        "up to " + table.label(*idle) + " there are fewer tasks than the " + format_number(c.cluster.slots()) +
        " slots: " + format_number(c.cluster.slots() - largest_shuffle(c).tasks) + " of them idle");
  }
}

/// What more partitions run into.
void explain_too_many(const Table& table, Comparison& comparison) {
  const std::size_t stop = where_it_stops(table);
  const Candidate& last = *table.answer(table.size() - 1).candidate;
  const StageReport& stage = largest_shuffle(last);
  std::string why = "from " + table.label(stop) + " on more shorten the job by less than 2 %";
  if (stage.tasks < last.shuffle_partitions) {
    why += ": adaptive execution joins them to " + format_number(stage.tasks) + " tasks of " +
           format(stage.shuffle_read / stage.tasks);
  } else {
    const auto driver = [&](std::size_t row) { return format(table.answer(row).anatomy.wait(Wait::driver)); };
    why += ": every task costs its start and the driver's time, " + driver(table.size() - 1) + " of the driver with " +
           table.label(table.size() - 1) +
           (stop + 1 < table.size() ? ", " + driver(stop) + " with " + table.label(stop) : "");
  }
  comparison.reasons.push_back(why);
}

void add_curve(const Table& table, Comparison& comparison) {
  ComparedCurve time{{"shuffle_partitions", "shuffle partitions", Measure::count},
                     {"duration_p50_s", "time", Measure::seconds},
                     {},
                     table.best()};
  for (std::size_t row = 0; row < table.size(); ++row) {
    time.points.emplace_back(table.answer(row).candidate->shuffle_partitions, time_of(table, row).base());
  }
  comparison.curves = {time};
}

}  // namespace

Comparison compare_partitions(const ComparisonQuestion& asked) {
  Answers answers(asked.table, asked.options);
  const ClusterRequest on = starting_cluster(asked, answers);
  const Table table = filled(asked.scenario, on, answers);
  Comparison comparison = table.finished();
  explain_too_few(table, comparison);
  explain_too_many(table, comparison);
  add_curve(table, comparison);
  return comparison;
}

}  // namespace sizer
