#include "alternatives.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>

#include "describe.hpp"
#include "findings.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr std::size_t kFrontOptions = 6;
constexpr double kFrontSizes[] = {0.5, 0.75, 1, 1.5, 2, 3, 4, 6};

std::string percent(double ratio) { return format_share(std::abs(ratio - 1)); }

std::string money_gap(const Candidate& loser, const Candidate& chosen) {
  const double ratio = (loser.cost->p50 / chosen.cost->p50).base();
  return format(loser.cost->p50) + " against " + format(chosen.cost->p50) + " (" + percent(ratio) +
         (ratio >= 1 ? " more)" : " less)");
}

std::string time_gap(const Candidate& loser, const Candidate& chosen) {
  const double ratio = (loser.duration.p50 / chosen.duration.p50).base();
  return format(loser.duration.p50) + " against " + format(chosen.duration.p50) + " (" + percent(ratio) +
         (ratio >= 1 ? " slower)" : " faster)");
}

/// "costs 12 % more an hour", "is 4 % slower"; nothing within a percent.
std::string against(double ratio, const std::string& before, const char* more, const char* less) {
  if (std::abs(ratio - 1) < 0.01) return "";
  return before + percent(ratio) + (ratio > 1 ? more : less);
}

/// The reason behind the gap: what holds the loser, or what its cores cost and do.
std::string reason(const Candidate& loser, const Candidate& chosen) {
  if (loser.bottleneck != chosen.bottleneck) {
    return "; it waits for " + std::string(description(loser.bottleneck)) + ", the choice for " +
           std::string(description(chosen.bottleneck));
  }
  if (!loser.cost || !chosen.cost) return "";
  const auto speed = [](const Candidate& c) { return c.cluster.speed ? c.cluster.speed->ratio : 1.0; };
  const auto of_a_core = [](const Candidate& c) { return *c.hourly / c.cluster.slots(); };
  const std::string price =
      against((of_a_core(loser) / of_a_core(chosen)).base(), "costs ", " more an hour", " less an hour");
  const std::string pace = against(speed(loser) / speed(chosen), "is ", " faster", " slower");
  if (price.empty() && pace.empty()) return "";
  return "; an executor core " + price + (price.empty() || pace.empty() ? "" : " and ") + pace;
}

/// By how much the goal is missed.
std::string miss(const Question& q, const Sized& sized) {
  const std::string in_worlds =
      " in " + format_share(q.confidence) + " of the worlds with " + std::to_string(sized.outcome.nodes) + " nodes";
  const Seconds<> needed(quantile(sized.outcome.seconds, q.confidence));
  if (needed > q.deadline) return "misses the goal: takes up to " + format(needed) + in_worlds;
  return "misses the goal: costs up to " + format(Usd<>(quantile(sized.outcome.usd, q.confidence))) + in_worlds;
}

std::string why_not(const Question& q, const Sized& sized, const Candidate& loser, const Candidate& chosen) {
  if (!sized.fits) {
    return miss(q, sized) + reason(loser, chosen);
  }
  if (would_fail(q, loser)) return "would run out of " + std::string(runs_out_of(q, loser));
  if (q.wants_time() || !loser.cost || !chosen.cost) return time_gap(loser, chosen) + reason(loser, chosen);
  if (q.wants_knee()) return money_gap(loser, chosen) + ", " + time_gap(loser, chosen) + reason(loser, chosen);
  return money_gap(loser, chosen) + reason(loser, chosen);
}

/// A candidate as the front shows it: no stages.
Candidate point(const Question& q, const Option& option, const Outcome& outcome) {
  Candidate c;
  c.cluster = option.cluster;
  c.cluster.nodes = outcome.nodes;
  c.region = option.cluster.instance->region;
  c.duration = percentiles<kSeconds>(outcome.seconds);
  if (option.node_price.known) {
    c.cost = percentiles<kUsd>(outcome.usd);
    c.hourly = price_at(option.node_price, outcome.nodes).hourly();
  }
  c.deadline_probability = outcome.probability(q);
  return c;
}

/// An option at several sizes around its own, those that meet the goal.
void add_points(const Question& q, const Sized& sized, WaveCurves& curves, std::vector<Candidate>& points) {
  const Option& option = *sized.option;
  if (!option.node_price.known) return;
  const Evaluator evaluator(q, q.all, option, curves);
  for (const double size : kFrontSizes) {
    const int nodes = static_cast<int>(std::lround(sized.outcome.nodes * size));
    if (nodes < option.min_nodes || nodes > option.max_nodes) continue;
    Candidate candidate = point(q, option, evaluator.at(nodes));
    const bool meets_goal = q.wants_knee() || candidate.deadline_probability >= q.confidence;
    if (meets_goal) points.push_back(std::move(candidate));
  }
}

}  // namespace

std::vector<Alternative> runners_up(const Question& q, const std::vector<Sized>& ranked, const Candidate& chosen,
                                    WaveCurves& curves) {
  std::vector<Alternative> others;
  std::set<std::string> families{chosen.cluster.instance->family};
  for (const Sized& sized : ranked) {
    if (static_cast<int>(others.size()) >= q.options.alternatives) break;
    if (!families.insert(sized.option->cluster.instance->family).second) continue;
    Candidate candidate = describe(q, *sized.option, sized.outcome, curves);
    std::string why = why_not(q, sized, candidate, chosen);
    others.push_back({std::move(candidate), std::move(why)});
  }
  return others;
}

std::vector<Candidate> pareto_front(const Question& q, const std::vector<Sized>& ranked, const Sized& chosen,
                                    WaveCurves& curves) {
  std::vector<Candidate> points;
  for (std::size_t i = 0; i < std::min(kFrontOptions, ranked.size()); ++i) add_points(q, ranked[i], curves, points);
  const auto is_chosen = [&](const Candidate& p) {
    return p.cluster.instance == chosen.option->cluster.instance && p.cluster.nodes == chosen.outcome.nodes;
  };
  if (std::ranges::none_of(points, is_chosen) && chosen.option->node_price.known) {
    points.push_back(point(q, *chosen.option, chosen.outcome));
  }
  std::ranges::sort(points, {}, [](const Candidate& p) {
    return std::tuple(p.cost->p50.base(), p.duration.p50.base(), p.cluster.nodes);
  });
  std::vector<Candidate> front;
  Seconds<> fastest(std::numeric_limits<double>::infinity());
  for (Candidate& p : points) {
    const bool is_faster = p.duration.p50 < fastest;
    if (!is_faster && !is_chosen(p)) continue;
    fastest = min(fastest, p.duration.p50);
    front.push_back(std::move(p));
  }
  return front;
}

}  // namespace sizer
