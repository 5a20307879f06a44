#include "search.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "deadline_choice.hpp"

namespace sizer {
namespace {

/// Few worlds put candidates in order with an error of some percent; those within this factor of the best are settled.
constexpr double kNear = 1.3;
constexpr std::size_t kSettledAtLeast = 12;

/// Fewer where a job has many stages, so that the time to answer stays about the same.
std::size_t most_settled(const Question& q) {
  constexpr std::size_t kStages = 10;
  return std::max<std::size_t>(4, 4 * kSettledAtLeast * kStages / (kStages + q.workload.stages.size()));
}

/// How many times the goal a miss is: of the deadline or of the budget, at the asked confidence.
double overshoot(OutcomeCurve& curve, int nodes) {
  const Question& q = curve.question();
  const double time = q.has_deadline ? curve.time_at_confidence(nodes) / q.deadline.base() : 0;
  const double money = q.has_budget ? curve.cost_at_confidence(nodes) / q.budget.base() : 0;
  return std::max(time, money);
}

double score(OutcomeCurve& curve, int nodes) {
  const Question& q = curve.question();
  if (q.wants_knee()) return curve.median_cost(nodes) * curve.median_time(nodes);
  return q.wants_time() ? curve.median_time(nodes) : curve.median_cost(nodes);
}

std::vector<Sized> rough_order(const Question& q, const Options& options, WaveCurves& curves) {
  std::vector<Sized> rough;
  rough.reserve(options.list.size());
  for (const Option& option : options.list) {
    OutcomeCurve curve(q, q.coarse, option, curves);
    rough.push_back(
        sized(curve, suitable_nodes(curve, likely_nodes(q, option, q.has_deadline ? q.deadline : 0.5 * hour))));
  }
  std::ranges::sort(rough, better);
  return rough;
}

/// Options that are cheap, or fast, at sizes that suit deadlines from hours to minutes. They do not depend on the asked
/// deadline, so that the choices for two deadlines are made among the same.
std::vector<const Option*> promising_at_any_deadline(const Question& q, const Options& options, WaveCurves& curves) {
  const std::size_t each = most_settled(q) / 2;
  std::set<const Option*> promising;
  std::vector<std::pair<double, const Option*>> by_cost, by_time;
  const auto take_best = [&](auto& ranked, std::size_t count) {
    std::ranges::sort(ranked);
    for (std::size_t i = 0; i < std::min(count, ranked.size()); ++i) promising.insert(ranked[i].second);
    ranked.clear();
  };
  for (const Seconds<> deadline : {6 * hour, 90 * minute, 25 * minute}) {
    by_time.clear();
    for (const Option& option : options.list) {
      OutcomeCurve curve(q, q.coarse, option, curves);
      const int nodes = std::max(likely_nodes(q, option, deadline), option.min_nodes);
      by_cost.emplace_back(curve.median_cost(nodes), &option);
      by_time.emplace_back(curve.median_time(nodes), &option);
    }
    take_best(by_cost, each);
  }
  take_best(by_time, each / 2);
  return {promising.begin(), promising.end()};
}

}  // namespace

bool better(const Sized& a, const Sized& b) {
  if (a.fits != b.fits) return a.fits;
  if (a.score != b.score) return a.score < b.score;
  if (a.outcome.nodes != b.outcome.nodes) return a.outcome.nodes < b.outcome.nodes;
  return a.option->cluster.instance->type < b.option->cluster.instance->type;
}

Sized sized(OutcomeCurve& curve, int nodes) {
  const Option& option = curve.option();
  if (nodes <= option.max_nodes && (curve.question().wants_knee() || curve.meets_goal(nodes))) {
    return {&option, curve.at(nodes), true, score(curve, nodes)};
  }
  // What does not fit is put in order by how near it comes.
  const int nearest = nodes <= option.max_nodes ? nodes : enough_nodes(curve);
  return {&option, curve.at(nearest), false, overshoot(curve, nearest)};
}

std::vector<Sized> search(const Question& q, const Options& options, WaveCurves& curves) {
  if (!q.wants_knee() && !q.wants_time()) {
    auto chosen = DeadlineChoice(q, promising_at_any_deadline(q, options, curves), curves).ranked();
    if (chosen.front().fits) return chosen;
  }
  const std::vector<Sized> rough = rough_order(q, options, curves);
  const std::size_t most = rough.front().fits ? most_settled(q) : kSettledAtLeast;
  std::vector<Sized> settled;
  for (const Sized& candidate : rough) {
    const bool near = settled.size() < kSettledAtLeast || candidate.score <= kNear * rough.front().score;
    if (!near || settled.size() >= most) break;
    OutcomeCurve curve(q, q.all, *candidate.option, curves);
    settled.push_back(sized(curve, suitable_nodes(curve, candidate.outcome.nodes)));
  }
  std::ranges::sort(settled, better);
  return settled;
}

}  // namespace sizer
