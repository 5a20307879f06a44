#include "search.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "sizer/formulas.hpp"

namespace sizer {
namespace {

/// Few worlds put candidates in order with an error of some percent; those within this factor of the best are settled.
constexpr double kNear = 1.3;
constexpr std::size_t kSettledAtLeast = 12;
constexpr double kClose = 1.03;

/// Outcomes by node count, each worked out once.
class Outcomes {
 public:
  explicit Outcomes(const Evaluator& evaluator) : evaluator_(evaluator) {}
  const Outcome& at(int nodes) {
    const auto found = known_.find(nodes);
    return found != known_.end() ? found->second : known_.emplace(nodes, evaluator_.at(nodes)).first->second;
  }

 private:
  const Evaluator& evaluator_;
  std::map<int, Outcome> known_;
};

double median_cost(const Outcome& o) { return quantile(o.usd, 0.5); }
double median_time(const Outcome& o) { return quantile(o.seconds, 0.5); }

/// The fewest nodes that meet the deadline at the asked confidence.
int nodes_for_deadline(const Question& q, const Option& option, int hint, Outcomes& outcomes) {
  const auto meets = [&](int nodes) {
    const auto& seconds = outcomes.at(nodes).seconds;
    const auto met = std::ranges::count_if(seconds, [&](double s) { return s <= q.deadline.base(); });
    return static_cast<double>(met) >= q.confidence * static_cast<double>(seconds.size());
  };
  return smallest(option.min_nodes, option.max_nodes, hint, meets);
}

/// The most nodes the budget pays for at the asked confidence.
int nodes_within_budget(const Question& q, const Option& option, int hint, Outcomes& outcomes) {
  const auto exceeds = [&](int nodes) { return quantile(outcomes.at(nodes).usd, q.confidence) > q.budget.base(); };
  return smallest(option.min_nodes, option.max_nodes, hint, exceeds) - 1;
}

/// Where a curve over node counts is least, from `low` up. It falls, then rises: the first rise on a ladder of counts
/// brackets it.
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

/// No deadline: where cost × time is least.
int nodes_at_knee(const Option& option, Outcomes& outcomes) {
  return least(option.min_nodes, option.max_nodes,
               [&](int nodes) { return median_cost(outcomes.at(nodes)) * median_time(outcomes.at(nodes)); });
}

/// The cheapest count that meets the deadline: the fewest nodes, or more where those are done so much sooner that the
/// primary node and the start-up cost less.
int cheapest_for_deadline(const Question& q, const Option& option, int hint, Outcomes& outcomes) {
  const int fewest = nodes_for_deadline(q, option, hint, outcomes);
  if (fewest > option.max_nodes) return fewest;
  return least(fewest, option.max_nodes, [&](int nodes) { return median_cost(outcomes.at(nodes)); });
}

int suitable_nodes(const Question& q, const Option& option, int hint, Outcomes& outcomes) {
  if (q.wants_knee()) return nodes_at_knee(option, outcomes);
  if (q.wants_time()) {
    const int affordable = nodes_within_budget(q, option, hint, outcomes);
    return std::max(affordable, option.min_nodes);
  }
  if (q.has_deadline) return cheapest_for_deadline(q, option, hint, outcomes);
  return least(option.min_nodes, option.max_nodes, [&](int nodes) { return median_cost(outcomes.at(nodes)); });
}

/// The fewest nodes that come within a twentieth of what the most would reach.
int enough_nodes(const Question& q, const Option& option, Outcomes& outcomes) {
  const auto reach = [&](int nodes) { return quantile(outcomes.at(nodes).seconds, q.confidence); };
  const double best = reach(option.max_nodes);
  return smallest(option.min_nodes, option.max_nodes, 32, [&](int nodes) { return reach(nodes) <= 1.05 * best; });
}

/// Fewer where a job has many stages, so that the time to answer stays about the same.
std::size_t most_settled(const Question& q) {
  constexpr std::size_t kStages = 10;
  return std::max<std::size_t>(4, 4 * kSettledAtLeast * kStages / (kStages + q.workload.stages.size()));
}

/// How many times the goal a miss is: of the deadline or of the budget, at the asked confidence.
double overshoot(const Question& q, const Outcome& miss) {
  const double time = q.has_deadline ? quantile(miss.seconds, q.confidence) / q.deadline.base() : 0;
  const double money = q.has_budget ? quantile(miss.usd, q.confidence) / q.budget.base() : 0;
  return std::max(time, money);
}

double score(const Question& q, const Outcome& outcome) {
  if (q.wants_knee()) return median_cost(outcome) * median_time(outcome);
  return q.wants_time() ? median_time(outcome) : median_cost(outcome);
}

/// A place to start looking: the typical CPU work within the deadline, with room for the spread and for waiting.
int likely_nodes(const Question& q, const Option& option) {
  constexpr double kSpread = 3, kBusy = 0.7;
  CoreSeconds<> work;
  for (const auto& stage : q.typical_demand.stages) work += stage.work;
  const Seconds<> fixed = 400 * second;
  const Seconds<> available = q.has_deadline ? max(q.deadline - fixed, 60 * second) : 0.5 * hour;
  const double speed = option.cluster.speed ? option.cluster.speed->ratio : 1;
  const Cores<> slots = kSpread / speed * slots_needed(work, available, kBusy);
  const double nodes = std::ceil(slots.in(core) / option.cluster.layout.slots_per_node());
  return static_cast<int>(std::clamp(nodes, 1.0, static_cast<double>(option.max_nodes)));
}

bool better(const Sized& a, const Sized& b) {
  if (a.fits != b.fits) return a.fits;
  if (a.score != b.score) return a.score < b.score;
  if (a.outcome.nodes != b.outcome.nodes) return a.outcome.nodes < b.outcome.nodes;
  return a.option->cluster.instance->type < b.option->cluster.instance->type;
}

}  // namespace

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

Sized size_option(const Question& q, const Question::Sample& sample, const Option& option, int hint,
                  WaveCurves& curves) {
  const Evaluator evaluator(q, sample, option, curves);
  Outcomes outcomes(evaluator);
  const int nodes = suitable_nodes(q, option, hint, outcomes);
  if (nodes <= option.max_nodes && (q.wants_knee() || outcomes.at(nodes).probability(q) >= q.confidence)) {
    return {&option, outcomes.at(nodes), true, score(q, outcomes.at(nodes))};
  }
  // What does not fit is put in order by how near it comes.
  const Outcome& miss = outcomes.at(nodes <= option.max_nodes ? nodes : enough_nodes(q, option, outcomes));
  return {&option, miss, false, overshoot(q, miss)};
}

/// Waves make cost uneven in the node count by about a percent. For options that close to the best, every count that
/// could be cheaper is looked at in a few worlds, and those near the least settled in all.
void look_closer(const Question& q, Sized& sized, WaveCurves& curves) {
  constexpr double kUneven = 1.015;
  constexpr std::size_t kMost = 12;
  const Evaluator rough(q, q.coarse, *sized.option, curves), settled(q, q.all, *sized.option, curves);
  const double best = median_cost(rough.at(sized.outcome.nodes));
  std::vector<std::pair<double, int>> counts;
  for (int nodes = sized.option->min_nodes; nodes <= sized.option->max_nodes; ++nodes) {
    const Outcome outcome = rough.at(nodes);
    if (nodes > sized.outcome.nodes && quantile(outcome.usd, 0) > best) break;  // even the luckiest world costs more
    if (nodes > 4 * sized.outcome.nodes + 16) break;
    const double cost = median_cost(outcome);
    if (cost <= kUneven * best) counts.emplace_back(cost, nodes);
  }
  std::ranges::sort(counts);
  if (counts.size() > kMost) counts.resize(kMost);
  for (const auto& [cost, nodes] : counts) {
    Outcome outcome = settled.at(nodes);
    const double score = median_cost(outcome);
    if (outcome.probability(q) < q.confidence || score >= sized.score) continue;
    sized.outcome = std::move(outcome);
    sized.score = score;
  }
}

std::vector<Sized> search(const Question& q, const Options& options, WaveCurves& curves) {
  std::vector<Sized> rough;
  rough.reserve(options.list.size());
  for (const Option& option : options.list) {
    rough.push_back(size_option(q, q.coarse, option, likely_nodes(q, option), curves));
  }
  std::ranges::sort(rough, better);

  std::vector<Sized> settled;
  double best = 0;
  for (const Sized& candidate : rough) {
    const bool near = settled.size() < std::min(kSettledAtLeast, most_settled(q)) || candidate.score <= kNear * best;
    const std::size_t most = rough.front().fits ? most_settled(q) : kSettledAtLeast;
    if (!near || settled.size() >= most) break;
    settled.push_back(size_option(q, q.all, *candidate.option, candidate.outcome.nodes, curves));
    if (settled.size() == 1 || settled.back().score < best) best = settled.back().score;
  }
  std::ranges::sort(settled, better);
  if (settled.front().fits && !q.wants_knee() && !q.wants_time()) {
    const double limit = kClose * settled.front().score;
    for (Sized& sized : settled) {
      if (sized.fits && sized.score <= limit) look_closer(q, sized, curves);
    }
    std::ranges::sort(settled, better);
  }
  return settled;
}

}  // namespace sizer
