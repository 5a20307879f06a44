#include "sizer/plan.hpp"

#include <algorithm>

#include "alternatives.hpp"
#include "describe.hpp"
#include "explain.hpp"
#include "findings.hpp"
#include "growth.hpp"
#include "search.hpp"
#include "sensitivity.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

const std::string& price_date(const Cluster& cluster) {
  return cluster.purchase == Purchase::on_demand ? cluster.instance->price_date : cluster.instance->spot_date;
}

std::string what_binds(const Question& q, const Candidate& nearest) {
  const bool skewed = std::ranges::any_of(q.workload.stages, [](const Stage& s) { return s.skew.has_value(); });
  if (nearest.bottleneck == Resource::start_up) {
    return "start-up binds: a cluster that is already running (platform yarn or standalone) starts sooner";
  }
  if (nearest.bottleneck != Resource::hot_key) return std::string(description(nearest.bottleneck)) + " binds";
  return skewed ? "the hottest key binds: one task cannot be split over nodes; salt it"
                : "the largest partition binds: it shuffles " + format(nearest.sizes.shuffled);
}

/// Why nothing fits: what no number of nodes can shorten, what the budget does not pay for, what no disk holds.
std::vector<std::string> obstacles(const Question& q, const Options& options, const Candidate& nearest) {
  std::vector<std::string> why;
  const Seconds<> needed(nearest.confidence_quantile_s);
  if (needed > q.deadline) {
    why.push_back("the nearest takes " + format(needed) + " in " + format_share(q.confidence) +
                  " of the worlds; asked is " + format(q.deadline));
    why.push_back(what_binds(q, nearest));
  }
  if (q.has_budget && nearest.cost && nearest.cost->p95 > q.budget) {
    why.push_back("the nearest costs " + format(nearest.cost->p50) + " in half of the worlds and " +
                  format(nearest.cost->p95) + " in 19 of 20; the budget is " + format(q.budget));
  }
  if (would_fail(q, nearest)) why.push_back("the nearest would run out of memory or disk; see the findings");
  if (why.empty()) why.push_back("deadline and budget can each be met, but not both at the asked confidence");
  if (options.too_small > 0) {
    why.push_back(format_number(options.too_small) +
                  " instance types are out because they cannot hold an executor beside the driver, or " +
                  format(nearest.sizes.on_disk) + " of shuffle and spill on their disks, within cluster.nodes");
  }
  return why;
}

std::vector<std::string> nothing_to_choose(const Options& options) {
  std::vector<std::string> why;
  for (const auto& pattern : options.unmatched) why.push_back("no instance type matches '" + pattern + "'");
  if (options.types == 0)
    why.push_back("no instance type is allowed by cluster.instances, cluster.provider and cluster.local_ssd");
  if (options.too_small > 0) {
    why.push_back(format_number(options.too_small) +
                  " instance types cannot hold an executor beside the driver, or the job's shuffle on "
                  "their disks, within cluster.nodes");
  }
  if (options.unpriced > 0)
    why.push_back(format_number(options.unpriced) + " instance types have no known price for this purchase");
  return why;
}

void add_notes_on_choice(const Options& options, Plan& plan) {
  for (const auto& pattern : options.unmatched) {
    plan.findings.push_back({Severity::warning, "unmatched-pattern", "no instance type matches '" + pattern + "'",
                             "sizer instances lists them"});
  }
  if (options.unpriced > 0) {
    plan.findings.push_back({Severity::info, "unpriced",
                             format_number(options.unpriced) +
                                 " instance types were left out: no known price for this purchase or platform",
                             "give price in a file of your own instances"});
  }
}

}  // namespace

Plan plan(const Scenario& scenario, const InstanceTable& table, const PlanOptions& how) {
  const Question q(scenario, how);
  WaveCurves curves;
  const Options options = find_options(q, table, curves);
  Plan plan;
  plan.scenario = scenario;
  plan.options = how;
  plan.options.worlds = q.all.worlds.count;
  plan.knee = q.wants_knee();
  plan.candidates_considered = static_cast<int>(options.list.size());
  plan.defaults_used = defaults_used(scenario);
  if (options.list.empty()) {
    plan.why_none = nothing_to_choose(options);
    return plan;
  }
  const auto ranked = search(q, options, curves);
  const Sized& best = ranked.front();
  plan.recommended = describe(q, *best.option, best.outcome, curves);
  plan.fits = best.fits && !would_fail(q, *plan.recommended);
  if (plan.fits) {
    plan.alternatives = runners_up(q, ranked, *plan.recommended, curves);
    plan.front = pareto_front(q, ranked, curves);
  } else {
    plan.why_none = obstacles(q, options, *plan.recommended);
  }
  plan.findings = hazards(q, *plan.recommended);
  if (const auto finding = plan.fits ? outgrown(q, *best.option, best.outcome.nodes, curves) : std::nullopt) {
    plan.findings.push_back(*finding);
  }
  add_notes_on_choice(options, plan);
  plan.assumed = assumptions_used(explain(q, plan.recommended->cluster, plan.recommended->price, curves), q.overrides);
  plan.narrow_most = narrow_most(q, best.outcome.seconds);
  plan.prices_as_of = price_date(plan.recommended->cluster);
  return plan;
}

}  // namespace sizer
