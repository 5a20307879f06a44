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

std::string price_dates(const std::vector<Sized>& ranked) {
  std::string latest;
  for (const Sized& s : ranked) {
    const Instance& i = *s.option->cluster.instance;
    latest = std::max(latest, s.option->cluster.purchase == Purchase::on_demand ? i.price_date : i.spot_date);
  }
  return latest;
}

/// Why nothing fits: what no number of nodes can shorten, or what the budget does not pay for.
std::vector<std::string> obstacles(const Question& q, const Candidate& nearest) {
  std::vector<std::string> why;
  const std::string share = format_share(q.confidence);
  if (q.has_deadline) {
    why.push_back("the nearest takes " + format(Seconds<>(nearest.confidence_quantile_s)) + " in " + share +
                  " of the worlds; asked is " + format(q.deadline));
    if (nearest.bottleneck == Resource::start_up) {
      why.push_back("start-up binds: a cluster that is already running (platform yarn or standalone) starts sooner");
    } else if (nearest.bottleneck == Resource::hot_key) {
      why.push_back("the hottest key binds: one task cannot be split over nodes; salt it");
    } else {
      why.push_back(std::string(description(nearest.bottleneck)) + " binds");
    }
  }
  if (q.has_budget && nearest.cost && nearest.cost->p50 > q.budget) {
    why.push_back("it costs " + format(nearest.cost->p50) + "; the budget is " + format(q.budget));
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
  plan.fits = best.fits;
  plan.recommended = describe(q, *best.option, best.outcome, curves);
  if (plan.fits) {
    plan.alternatives = runners_up(q, ranked, *plan.recommended, curves);
    plan.front = pareto_front(q, ranked, curves);
  } else {
    plan.why_none = obstacles(q, *plan.recommended);
  }
  plan.findings = hazards(q, *plan.recommended);
  if (const auto finding = plan.fits ? outgrown(q, *best.option, best.outcome.nodes, curves) : std::nullopt) {
    plan.findings.push_back(*finding);
  }
  add_notes_on_choice(options, plan);
  plan.assumed = assumptions_used(explain(q, plan.recommended->cluster, plan.recommended->price, curves), q.overrides);
  plan.narrow_most = narrow_most(q, best.outcome.seconds);
  plan.prices_as_of = price_dates(ranked);
  return plan;
}

}  // namespace sizer
