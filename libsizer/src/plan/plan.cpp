#include "sizer/plan.hpp"

#include <algorithm>

#include "alternatives.hpp"
#include "choice.hpp"
#include "describe.hpp"
#include "explain.hpp"
#include "findings.hpp"
#include "growth.hpp"
#include "obstacles.hpp"
#include "sensitivity.hpp"
#include "sizer/units.hpp"
#include "stream_plan.hpp"

namespace sizer {
namespace {

const std::string& price_date(const Cluster& cluster) {
  return cluster.purchase == Purchase::on_demand ? cluster.instance->price_date : cluster.instance->spot_date;
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

void recommend(const Question& q, const std::vector<Sized>& ranked, const Sized& best, WaveCurves& curves, Plan& plan) {
  const Candidate& chosen = *plan.recommended;
  plan.alternatives = runners_up(q, ranked, chosen, curves);
  plan.front = pareto_front(q, ranked, best, curves);
  if (const auto finding = outgrown(q, *best.option, best.outcome.nodes, curves)) plan.findings.push_back(*finding);
}

}  // namespace

Plan plan(const Scenario& scenario, const InstanceTable& table, const PlanOptions& how) {
  if (scenario.stream) return plan_stream(scenario, table, how);
  Plan plan;
  plan.scenario = scenario;
  plan.findings = unknown_runs(plan.scenario, table);
  const Question q(plan.scenario, how);
  WaveCurves curves;
  const Options options = find_options(q, table, curves);
  plan.options = how;
  plan.measured = q.measured;
  plan.options.worlds = q.all.worlds.count;
  plan.knee = q.wants_knee();
  plan.candidates_considered = static_cast<int>(options.list.size());
  plan.defaults_used = defaults_used(scenario);
  if (options.list.empty() && options.short_of_disk.empty()) {
    plan.why_none = nothing_to_choose(q, options);
    return plan;
  }
  const auto ranked = ranked_options(q, options, curves);
  Choice choice = choose(q, ranked, curves);
  const Sized& best = *choice.sized;
  plan.recommended = std::move(choice.described);
  plan.fits = best.fits && !would_fail(q, *plan.recommended);
  if (plan.measured) plan.measured->duration_before = without_runs(q, *best.option, best.outcome.nodes, curves);
  append(plan.findings, hazards(q, *plan.recommended));
  if (plan.fits) {
    recommend(q, ranked, best, curves, plan);
  } else {
    plan.why_none = obstacles(q, options, *plan.recommended, best.outcome);
  }
  add_notes_on_choice(options, plan);
  plan.assumed = assumptions_used(explain(q, plan.recommended->cluster, plan.recommended->price, curves), q.overrides);
  plan.narrow_most = narrow_most(q, best.outcome.seconds, plan.assumed);
  plan.prices_as_of = price_date(plan.recommended->cluster);
  return plan;
}

}  // namespace sizer
