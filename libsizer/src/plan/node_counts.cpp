#include "node_counts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sizer/formulas.hpp"

namespace sizer {
namespace {

/// The most nodes the budget pays for at the asked confidence.
int nodes_within_budget(OutcomeCurve& curve, int hint) {
  const double budget = curve.question().budget.base();
  const auto exceeds = [&](int nodes) { return curve.cost_at_confidence(nodes) > budget; };
  return smallest(curve.option().min_nodes, curve.option().max_nodes, hint, exceeds) - 1;
}

/// No deadline: where cost × time is least.
int nodes_at_knee(OutcomeCurve& curve) {
  return least(curve.option().min_nodes, curve.option().max_nodes,
               [&](int nodes) { return curve.median_cost(nodes) * curve.median_time(nodes); });
}

}  // namespace

const Outcome& OutcomeCurve::at(int nodes) {
  const auto found = known_.find(nodes);
  return found != known_.end() ? found->second : known_.emplace(nodes, evaluator_.at(nodes)).first->second;
}

double OutcomeCurve::median_cost(int nodes) { return quantile(at(nodes).usd, 0.5); }
double OutcomeCurve::median_time(int nodes) { return quantile(at(nodes).seconds, 0.5); }
double OutcomeCurve::time_at_confidence(int nodes) { return quantile(at(nodes).seconds, question_.confidence); }
double OutcomeCurve::cost_at_confidence(int nodes) { return quantile(at(nodes).usd, question_.confidence); }
bool OutcomeCurve::meets_goal(int nodes) { return at(nodes).probability(question_) >= question_.confidence; }

int smallest(int low, int high, int hint, const std::function<bool(int)>& holds) {
  if (low > high) return high + 1;
  int fails = low - 1, works = high + 1;  // what is known so far
  int step = std::max(1, hint / 8);
  for (int n = std::clamp(hint, low, high); works - fails > 1; step *= 2) {
    (holds(n) ? works : fails) = n;
    const bool bracketed = fails >= low && works <= high;
    if (bracketed) {
      n = fails + (works - fails) / 2;
    } else {
      n = works > high ? std::min(high, fails + step) : std::max(low, works - step);
    }
    if (n <= fails || n >= works) break;
  }
  return works;
}

int least(int low, int high, const std::function<double(int)>& value) {
  int before = low, middle = low;
  for (int next = low; next < high;) {
    next = std::min(high, std::max(next + 1, next * 3 / 2));
    if (value(next) >= value(middle)) {
      const auto rises = [&](int n) { return n >= next || value(n + 1) >= value(n); };
      return smallest(before, next, middle, rises);
    }
    before = std::exchange(middle, next);
  }
  return middle;
}

int cheapest_for_deadline(OutcomeCurve& curve, Seconds<> deadline, int low) {
  const int most = curve.option().max_nodes;
  const double confidence = curve.question().confidence;
  const auto meets = [&](int nodes) {
    const auto& seconds = curve.at(nodes).seconds;
    const auto met = std::ranges::count_if(seconds, [&](double s) { return s <= deadline.base(); });
    return static_cast<double>(met) >= confidence * static_cast<double>(seconds.size());
  };
  const int fewest = smallest(low, most, likely_nodes(curve.question(), curve.option(), deadline), meets);
  if (fewest > most) return fewest;
  return least(fewest, most, [&](int nodes) { return curve.median_cost(nodes); });
}

int likely_nodes(const Question& q, const Option& option, Seconds<> deadline) {
  constexpr double kSpread = 3, kBusy = 0.7;
  CoreSeconds<> work;
  for (const auto& stage : q.typical_demand.stages) work += stage.work;
  const Seconds<> fixed = 400 * second;
  const Seconds<> available = max(deadline - fixed, 60 * second);
  const double speed = option.cluster.speed ? option.cluster.speed->ratio : 1;
  const Cores<> slots = kSpread / speed * slots_needed(work, available, kBusy);
  const double nodes = std::ceil(slots.in(core) / option.cluster.layout.slots_per_node());
  return static_cast<int>(std::clamp(nodes, 1.0, static_cast<double>(option.max_nodes)));
}

int suitable_nodes(OutcomeCurve& curve, int hint) {
  const Question& q = curve.question();
  const Option& option = curve.option();
  if (q.wants_knee()) return nodes_at_knee(curve);
  if (q.wants_time()) return std::max(nodes_within_budget(curve, hint), option.min_nodes);
  if (q.has_deadline) return cheapest_for_deadline(curve, q.deadline, option.min_nodes);
  return least(option.min_nodes, option.max_nodes, [&](int nodes) { return curve.median_cost(nodes); });
}

int enough_nodes(OutcomeCurve& curve) {
  const Option& option = curve.option();
  const double best = curve.time_at_confidence(option.max_nodes);
  return smallest(option.min_nodes, option.max_nodes, 32,
                  [&](int nodes) { return curve.time_at_confidence(nodes) <= 1.05 * best; });
}

}  // namespace sizer
