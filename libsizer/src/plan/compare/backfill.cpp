#include <algorithm>
#include <cmath>

#include "plan/compare/ready.hpp"
#include "plan/compare/table.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr double kMostDays = 3650;
constexpr double kRunsOfAMonth = 30;  // one a day

int days_of(const std::string& argument) {
  const auto days = parse_count(argument);
  if (days && *days.value >= 1 && *days.value <= kMostDays && *days.value == std::floor(*days.value)) {
    return static_cast<int>(*days.value);
  }
  throw InputError({.where = {.file = "--backfill", .line_text = {}},
                    .message = "'" + argument + "' is not a number of days from 1 to 3,650",
                    .hint = "--backfill 30 makes thirty days again"});
}

/// A way to make the days again: how long it takes from now, and what it costs beside the daily runs.
struct Way {
  std::string name;
  Answered run;     ///< one of its runs
  double runs = 1;  ///< of which there are so many
  Seconds<> until_done;
  std::optional<Usd<>> cost;
  std::string why_none = {};
};

std::optional<Usd<>> cost_of(const Answered& run, double runs) {
  if (!run.candidate || !run.candidate->cost) return std::nullopt;
  return runs * run.candidate->cost->p50;
}

/// A cluster for several jobs, whose idle hours are paid for anyway.
bool is_up_all_day(Platform platform) { return platform == Platform::yarn || platform == Platform::standalone; }

/// One after another on the daily cluster, in the hours that the daily run leaves: a day's run must not be late, so
/// that the slow end of the range counts.
Way beside(const Answered& daily, int days, double daily_runs) {
  Way way{"beside the daily run", daily, static_cast<double>(days), {}, {}};
  const Candidate& c = *daily.candidate;
  const Seconds<> start = daily.anatomy.wait(Wait::start_up);
  const Seconds<> each = c.duration.p90 - start;  // the cluster stays up
  const Seconds<> room = day - daily_runs * c.duration.p90;
  const double a_day = std::floor((room / each).base());
  if (a_day < 1) {
    way.run.candidate.reset();
    way.run.meets_goal = false;
    way.run.why_none = "the daily run leaves " + format(max(room, Seconds<>())) + " of a day, and one more takes " +
                       format(each) + ": no room beside it";
    return way;
  }
  const double whole_days = std::ceil(days / a_day) - 1;
  way.until_done = whole_days * day + (days - whole_days * a_day) * each + daily_runs * c.duration.p90;
  if (is_up_all_day(c.cluster.platform)) {
    way.cost = Usd<>();
  } else if (c.hourly) {
    way.cost = days * (c.duration.p50 - start) * *c.hourly;
  }
  return way;
}

/// One after another on a cluster of its own, so many times as large as the daily one.
Way apart(Answers& answers, const Scenario& s, const ClusterRequest& daily, int times, int days) {
  Way way{times == 1 ? "apart, its own cluster" : "apart, " + std::to_string(times) + " × the nodes",
          answers.checked(s, {daily.nodes * times, daily.instance}),
          static_cast<double>(days),
          {},
          {}};
  if (!way.run.candidate) return way;
  const Seconds<> start = way.run.anatomy.wait(Wait::start_up);
  way.until_done = start + days * (way.run.candidate->duration.p50 - start);
  if (way.run.candidate->hourly) way.cost = way.until_done * *way.run.candidate->hourly;
  return way;
}

/// All days as one job on a cluster of its own, so many times as large.
Way at_once(Answers& answers, const Scenario& s, const ClusterRequest& daily, int times, int days) {
  Scenario all = s;
  all = scaled(all, days);
  Way way{times == 1 ? "one job" : "one job, " + std::to_string(times) + " × the nodes",
          answers.checked(all, {daily.nodes * times, daily.instance}),
          1,
          {},
          {}};
  if (!way.run.candidate) return way;
  way.until_done = way.run.candidate->duration.p50;
  way.cost = cost_of(way.run, 1);
  return way;
}

std::string beside_sentence(const Way& beside, const Answered& daily, double daily_runs) {
  if (!beside.run.candidate) return beside.run.why_none;
  return "the daily run takes up to " + format(daily.candidate->duration.p90) + " in 9 of 10 worlds and leaves " +
         format(day - daily_runs * daily.candidate->duration.p90) + " of each day";
}

bool possible(const Way& way) { return way.run.candidate && way.cost; }

/// The cheapest; of those within a tenth of it the soonest done.
std::size_t choice_of(const std::vector<Way>& ways) {
  constexpr double kAboutTheSame = 1.1;
  std::optional<Usd<>> least;
  for (const Way& way : ways) {
    if (possible(way) && (!least || *way.cost < *least)) least = way.cost;
  }
  std::size_t best = 0;
  bool found = false;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    if (!possible(ways[i]) || !least || *ways[i].cost > kAboutTheSame * *least) continue;
    if (!found || ways[i].until_done < ways[best].until_done) best = i;
    found = true;
  }
  return best;
}

std::string said(const Way& way) {
  const bool free = way.cost && *way.cost <= Usd<>();
  const std::string cost = free       ? " in hours that the cluster is up anyway"
                           : way.cost ? " for " + format(*way.cost)
                                      : "";
  return way.name + ": done in " + format(way.until_done) + cost;
}

ComparedRow row_of(const Way& way, bool best) {
  ComparedRow row{way.name, {way.name}, best, possible(way), possible(way) ? "" : way.run.why_none};
  if (!possible(way)) {
    row.figures.resize(6);
    return row;
  }
  row.figures.emplace_back(way.until_done.base());
  row.figures.emplace_back(way.cost->base());
  row.figures.emplace_back(way.runs);
  row.figures.emplace_back(static_cast<double>(way.run.candidate->cluster.nodes));
  row.figures.emplace_back(way.run.candidate->cluster.instance->type);
  return row;
}

}  // namespace

Comparison compare_backfill(const ComparisonQuestion& asked) {
  const int days = days_of(asked.argument);
  Answers answers(asked.table, asked.options);
  const Scenario& s = asked.scenario;
  const Answered daily = answers.of(s, asked.on);
  if (!daily.candidate) refuse_comparison("the daily run has no cluster: " + daily.why_none, "name one with --on");
  const ClusterRequest on = cluster_of(*daily.candidate);
  const double runs = s.schedule.runs_per_month.value / kRunsOfAMonth;
  Scenario free = s;
  free.goal = {};  // a backfill has no deadline of its own
  std::vector<Way> ways{beside(daily, days, runs)};
  for (const int times : {1, 4, 16}) ways.push_back(apart(answers, free, on, times, days));
  for (const int times : {1, 4, 16}) ways.push_back(at_once(answers, free, on, times, days));

  Comparison comparison;
  comparison.columns = {{"way", "way", Measure::word},          {"done_s", "done in", Measure::seconds},
                        {"cost_usd", "cost", Measure::dollars}, {"runs", "runs", Measure::count},
                        {"nodes", "nodes", Measure::count},     {"instance_type", "type", Measure::word}};
  const std::size_t best = choice_of(ways);
  for (std::size_t i = 0; i < ways.size(); ++i)
    comparison.rows.push_back(row_of(ways[i], i == best && possible(ways[i])));
  comparison.verdict = possible(ways[best]) ? said(ways[best]) : "no way to make them again was found";
  if (best != 0 && possible(ways[0])) comparison.verdict += "; " + said(ways[0]);
  if (best == 0) comparison.verdict += "; " + said(ways[2]);
  comparison.met = possible(ways[best]);
  comparison.reasons.push_back(beside_sentence(ways[0], daily, runs));
  comparison.notes.push_back(std::to_string(days) + " days of " + format(s.data.value) + " each, " +
                             format_number(days * s.data.value.in(TB)) + " TB in all; the daily run is on " +
                             name_of(*daily.candidate));
  comparison.notes.push_back(
      "chosen is the cheapest, and among those within a tenth of it the soonest done; the runs "
      "of every way but the last ones keep their cluster from one to the next");
  comparison.prices_as_of = ways[best].run.candidate ? ways[best].run.candidate->cluster.instance->price_date : "";
  return comparison;
}

}  // namespace sizer
