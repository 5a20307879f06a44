#include "alternatives.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "describe.hpp"
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

/// The reason behind the gap: what the loser pays more for, or what holds it.
std::string reason(const Candidate& loser, const Candidate& chosen) {
  if (loser.bottleneck != chosen.bottleneck) {
    return "; held by " + std::string(description(loser.bottleneck)) + ", not " +
           std::string(description(chosen.bottleneck));
  }
  if (!loser.cost || !chosen.cost) return "";
  const auto speed = [](const Candidate& c) { return c.cluster.speed ? c.cluster.speed->ratio : 1.0; };
  const auto a_slot = [](const Candidate& c) { return *c.hourly / c.cluster.slots(); };
  const double price = (a_slot(loser) / a_slot(chosen)).base();
  const double faster = speed(loser) / speed(chosen);
  if (std::abs(price - 1) < 0.01 && std::abs(faster - 1) < 0.01) return "";
  return "; a slot costs " + format_number(price) + " times as much and its core is " + format_number(faster) +
         " times as fast";
}

std::string why_not(const Question& q, const Sized& sized, const Candidate& loser, const Candidate& chosen) {
  if (!sized.fits) {
    return "misses the goal: " + format(Seconds<>(loser.confidence_quantile_s)) + " at the asked confidence with " +
           std::to_string(loser.cluster.nodes) + " nodes" + reason(loser, chosen);
  }
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

std::vector<Candidate> pareto_front(const Question& q, const std::vector<Sized>& ranked, WaveCurves& curves) {
  std::vector<Candidate> points;
  for (std::size_t i = 0; i < std::min(kFrontOptions, ranked.size()); ++i) {
    const Option& option = *ranked[i].option;
    if (!option.node_price.known) continue;
    const Evaluator evaluator(q, q.all, option, curves);
    for (const double size : kFrontSizes) {
      const int nodes = static_cast<int>(std::lround(ranked[i].outcome.nodes * size));
      if (nodes < option.min_nodes || nodes > option.max_nodes) continue;
      Candidate candidate = point(q, option, evaluator.at(nodes));
      const bool meets_goal = q.wants_knee() || candidate.deadline_probability >= q.confidence;
      if (meets_goal) points.push_back(std::move(candidate));
    }
  }
  std::ranges::sort(points, [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.cost->p50.base(), a.duration.p50.base(), a.cluster.nodes) <
           std::tuple(b.cost->p50.base(), b.duration.p50.base(), b.cluster.nodes);
  });
  std::vector<Candidate> front;
  for (Candidate& p : points) {
    if (front.empty() || p.duration.p50 < front.back().duration.p50) front.push_back(std::move(p));
  }
  return front;
}

}  // namespace sizer
