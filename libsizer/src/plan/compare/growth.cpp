#include <algorithm>
#include <cmath>

#include "plan/compare/ready.hpp"
#include "plan/compare/table.hpp"
#include "plan/node_counts.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr int kMostMonths = 60;
constexpr std::array kMonthsShown{0, 3, 6, 12, 18, 24, 36, 48, 60};
/// Where no growth is stated, a step of a twentieth stands for a month.
constexpr double kStep = 0.05;

/// The cluster of today under data that grows.
class Years {
 public:
  Years(const ComparisonQuestion& asked, Answers& answers, const ClusterRequest& on)
      : scenario_(asked.scenario), answers_(answers), on_(on) {
    stated_ = scenario_.schedule.growth.value > 0;
    growth_ = stated_ ? scenario_.schedule.growth.value : kStep;
  }

  double factor(int months) const { return std::pow(1 + growth_, months); }
  Scenario then(int months) const { return scaled(scenario_, factor(months)); }
  Answered answer(int months) { return answers_.checked(then(months), on_); }
  std::optional<int> nodes(int months) { return answers_.nodes_for_goal(then(months), on_); }
  bool stated() const { return stated_; }

  /// "month 14", or "1.5 times the data" where no growth is stated.
  std::string label(int months) const {
    if (stated_) return months == 0 ? "now" : "month " + std::to_string(months);
    return months == 0 ? "now" : format_number(factor(months)) + " times the data";
  }
  /// The first month in which the goal is missed; more than kMostMonths when it never is.
  int first_miss() {
    return smallest(1, kMostMonths, 12, [&](int months) { return !answer(months).meets_goal; });
  }

 private:
  Scenario scenario_;
  Answers& answers_;
  ClusterRequest on_;
  double growth_ = 0;
  bool stated_ = false;
};

Figure nodes_figure(const std::optional<int>& nodes) { return nodes ? Figure(static_cast<double>(*nodes)) : Figure(); }

std::string what_binds(const Answered& answer) {
  const Anatomy& a = answer.anatomy;
  const auto* longest = std::ranges::max_element(kWaits, {}, [&](Wait w) { return a.wait(w); });
  return std::string(description(*longest)) + " (" + format(a.wait(*longest)) + " of " + format(a.total) + ")";
}

std::string verdict_of(Years& years, const Answered& now, int miss, const ClusterRequest& on, const Goal& goal) {
  const std::string cluster = std::to_string(on.nodes) + " × " + on.instance.type;
  const std::string limit = goal.deadline ? format(goal.deadline->value) : format(goal.budget->value) + " a run";
  if (!now.meets_goal) return cluster + " misses " + limit + " today already, before any growth";
  if (miss > kMostMonths) {
    return cluster + " keeps " + limit + " for " +
           (years.stated() ? "five years and more"
                           : "more than " + format_number(years.factor(kMostMonths)) + " times the data");
  }
  const Answered then = years.answer(miss);
  const auto nodes = years.nodes(miss);
  const std::string size = years.stated() ? " (" + format_number(years.factor(miss)) + " times the data)" : "";
  return cluster + " keeps " + limit + " until " + years.label(miss - 1) + " and misses it from " + years.label(miss) +
         " on" + size + ": " + what_binds(then) + " binds then; " +
         (nodes ? std::to_string(*nodes) + " nodes would keep it" : "no number of these nodes would keep it");
}

std::vector<int> months_shown(int miss) {
  std::vector<int> shown(kMonthsShown.begin(), kMonthsShown.end());
  if (miss <= kMostMonths) shown.insert(shown.end(), {miss - 1, miss});
  std::ranges::sort(shown);
  shown.erase(std::unique(shown.begin(), shown.end()), shown.end());
  return shown;
}

}  // namespace

Comparison compare_growth(const ComparisonQuestion& asked) {
  const Goal& goal = asked.scenario.goal;
  if (!goal.deadline && !goal.budget) {
    refuse_comparison("growth breaks nothing where there is no deadline and no budget", "--set deadline=2h");
  }
  Answers answers(asked.table, asked.options);
  const Answered now = answers.of(asked.scenario, asked.on);
  if (!now.candidate) refuse_comparison("there is no cluster to grow with: " + now.why_none, "name one with --on");
  const ClusterRequest on = cluster_of(*now.candidate);
  Years years(asked, answers, on);
  const int miss = now.meets_goal ? years.first_miss() : 0;
  Table table(asked.scenario, {{"when", "when", Measure::word}, {"data_bytes", "data", Measure::bytes}},
              {{"nodes_needed", "needs", Measure::count}});
  ComparedCurve curve{{"data_bytes", "data", Measure::bytes}, {"duration_p50_s", "time", Measure::seconds}, {}, {}};
  for (const int months : months_shown(miss)) {
    const Answered answer = years.answer(months);
    const double data = years.then(months).data.value.base();
    table.add(years.label(months), {years.label(months), data}, answer, {nodes_figure(years.nodes(months))});
    if (!answer.candidate) continue;
    if (months == miss - 1) curve.marked = curve.points.size();
    curve.points.emplace_back(data, answer.candidate->duration.p50.base());
  }
  Comparison comparison = table.finished();
  comparison.verdict = verdict_of(years, now, miss, on, goal);
  comparison.met = now.meets_goal;
  comparison.beside = "now";
  for (ComparedRow& row : comparison.rows) row.best = false;
  const std::size_t last_good = static_cast<std::size_t>(
      std::ranges::find_if(comparison.rows, [](const ComparedRow& row) { return !row.meets_goal; }) -
      comparison.rows.begin());
  for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
    comparison.rows[i].best = i + 1 == last_good;
    comparison.rows[i].why = i == 0 ? "" : difference(table.answer(i), table.answer(0));
  }
  comparison.notes.push_back(years.stated()
                                 ? "data grows " + format_share(asked.scenario.schedule.growth.value) +
                                       " a month, as the scenario says"
                                 : "the scenario states no growth; schedule.growth = \"3 %/month\" would put "
                                   "months in place of multiples");
  comparison.curves.push_back(std::move(curve));
  return comparison;
}

}  // namespace sizer
