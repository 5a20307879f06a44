#include <algorithm>

#include "plan/compare/settings.hpp"
#include "plan/compare/start.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr int kMostNodes = 4096;
constexpr std::size_t kMostRows = 9;

/// Powers of two, and the count it starts from.
std::vector<int> node_counts(int start) {
  std::vector<int> counts;
  for (int nodes = 1; nodes <= std::min(kMostNodes, 16 * start); nodes *= 2) counts.push_back(nodes);
  while (counts.size() > kMostRows) counts.erase(counts.begin());
  if (std::ranges::find(counts, start) == counts.end()) counts.push_back(start);
  std::ranges::sort(counts);
  return counts;
}

/// Time and slots of the fewest nodes that run the job: what the others are held against.
struct Reference {
  double seconds = 0, slots = 0;
};

Table filled(const Scenario& scenario, const ClusterRequest& start, Answers& answers) {
  Table table(scenario, {{"nodes", "nodes", Measure::count}, {"slots", "tasks at a time", Measure::count}},
              {{"speed_up", "speed-up", Measure::ratio}, {"efficiency", "of ideal", Measure::share}});
  std::optional<Reference> first;
  for (const int nodes : node_counts(start.nodes)) {
    const Answered answer = answers.checked(scenario, {nodes, start.instance});
    if (!answer.candidate) continue;
    const Reference now{answer.candidate->duration.p50.base(), 1.0 * answer.candidate->cluster.slots()};
    if (!first) first = now;
    const double speed_up = first->seconds / now.seconds;
    table.add(format_number(now.slots) + " at a time", {1.0 * nodes, now.slots}, answer,
              {speed_up, speed_up * first->slots / now.slots});
  }
  if (table.size() == 0) refuse_comparison("no number of these nodes holds an executor", "name larger nodes with --on");
  return table;
}

/// What does not shrink from one row to the next, longest first: "start-up 5 min, driver and commit 1 min".
std::string what_stays(const Anatomy& few, const Anatomy& many) {
  auto waits = kWaits;
  std::ranges::stable_sort(waits, [&](Wait a, Wait b) { return many.wait(a) > many.wait(b); });
  std::string text;
  for (const Wait wait : waits) {
    if (wait == Wait::cpu || many.wait(wait) < 0.05 * many.total || many.wait(wait) < 0.75 * few.wait(wait)) continue;
    text += (text.empty() ? "" : ", ") + std::string(description(wait)) + " " + format(many.wait(wait));
  }
  return text;
}

/// The first step that brings less than half of what twice the slots could.
void explain_where_it_stops(const Table& table, Comparison& comparison) {
  for (std::size_t row = 0; row + 1 < table.size(); ++row) {
    const Answered &few = table.answer(row), &many = table.answer(row + 1);
    const double ideal = 1 - 1.0 * few.candidate->cluster.slots() / many.candidate->cluster.slots();
    const double gained = 1 - (many.candidate->duration.p50 / few.candidate->duration.p50).base();
    if (gained >= 0.5 * ideal) continue;
    const std::string stays = what_stays(few.anatomy, many.anatomy);
    comparison.reasons.push_back("from " + table.label(row) + " to " + table.label(row + 1) + " the job gets " +
                                 format_share(std::max(0.0, gained)) + " shorter, where " + format_share(ideal) +
                                 " would be ideal" + (stays.empty() ? "" : "; what stays is " + stays) +
                                 (2 * many.anatomy.wait(Wait::cpu) > 1.2 * few.anatomy.wait(Wait::cpu)
                                      ? "; the last tasks of each stage leave slots idle"
                                      : ""));
    return;
  }
  comparison.reasons.push_back("up to " + table.label(table.size() - 1) +
                               " every step brings at least half of what it could");
}

void explain_price(const Table& table, Comparison& comparison) {
  const Candidate& best = *table.answer(table.best()).candidate;
  const Candidate& most = *table.answer(table.size() - 1).candidate;
  if (!best.cost || !most.cost || table.best() + 1 == table.size()) return;
  comparison.reasons.push_back("all " + table.label(table.size() - 1) + " would take " + format(most.duration.p50) +
                               " instead of " + format(best.duration.p50) + ", for " + format(most.cost->p50) +
                               " instead of " + format(best.cost->p50));
}

void add_curves(const Table& table, Comparison& comparison) {
  const ComparedColumn slots{"slots", "tasks at a time", Measure::count};
  ComparedCurve time{slots, {"duration_p50_s", "time", Measure::seconds}, {}, table.best()};
  ComparedCurve cost{slots, {"cost_p50_usd", "cost", Measure::dollars}, {}, table.best()};
  for (std::size_t row = 0; row < table.size(); ++row) {
    const Candidate& c = *table.answer(row).candidate;
    time.points.emplace_back(c.cluster.slots(), c.duration.p50.base());
    if (c.cost) cost.points.emplace_back(c.cluster.slots(), c.cost->p50.base());
  }
  comparison.curves = {time};
  if (cost.points.size() == time.points.size()) comparison.curves.push_back(cost);
}

}  // namespace

Comparison compare_parallelism(const ComparisonQuestion& asked) {
  Answers answers(asked.table, asked.options);
  const ClusterRequest start = starting_cluster(asked, answers);
  const Table table = filled(asked.scenario, start, answers);
  Comparison comparison = table.finished();
  explain_where_it_stops(table, comparison);
  explain_price(table, comparison);
  add_curves(table, comparison);
  return comparison;
}

}  // namespace sizer
