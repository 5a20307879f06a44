#include <cmath>

#include "plan/compare/difference.hpp"
#include "plan/compare/ready.hpp"
#include "plan/compare/table.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr std::array kPurchases{Purchase::on_demand, Purchase::mixed, Purchase::spot};

double share_on_spot(Purchase purchase) {
  if (purchase == Purchase::on_demand) return 0;
  return purchase == Purchase::mixed ? 0.5 : 1;
}

/// Nodes reclaimed while the job runs, on average.
double expected_reclaims(const Answered& answer, const World<double>& world) {
  const Cluster& cluster = answer.candidate->cluster;
  const Anatomy& a = answer.anatomy;
  const Seconds<> running = a.total - a.wait(Wait::start_up) - a.wait(Wait::reclaimed);
  return (cluster.nodes * share_on_spot(cluster.purchase) * reclaim_rate(*cluster.instance, world) * running).base();
}

std::string name_of(Purchase purchase) {
  if (purchase == Purchase::mixed) return "half spot";
  return purchase == Purchase::spot ? "spot" : "on demand";
}

Overrides ranges_of(const Scenario& scenario) {
  Overrides ranges;
  for (const auto& [key, o] : scenario.assume) ranges[key] = {.low = o.low, .typical = o.typical, .high = o.high};
  return ranges;
}

/// The type an on-demand plan takes, free in its number.
Scenario of_one_type(Scenario scenario, const Answered& base) {
  if (base.candidate) scenario.cluster.instances = {{base.candidate->cluster.instance->type, "the on-demand plan"}};
  return scenario;
}

void explain_reclaims(const Answered& spot, double reclaims, Comparison& comparison) {
  const std::string chance = format_share(1 - std::exp(-reclaims));
  comparison.reasons.push_back("on spot " + format_number(reclaims) +
                               " nodes are reclaimed in a run on average (one or " + "more in " + chance +
                               " of the runs), which adds " + format(spot.anatomy.wait(Wait::reclaimed)) +
                               " of rework to " + format(spot.anatomy.total));
}

/// How often nodes would have to be reclaimed until spot costs as much.
void add_break_even(const Answered& demand, const Answered& spot, Comparison& comparison) {
  const Seconds<> rework = spot.anatomy.wait(Wait::reclaimed);
  if (!demand.candidate->cost || !spot.candidate->cost || rework <= Seconds<>()) return;
  const Seconds<> longer = (demand.candidate->cost->p50 - spot.candidate->cost->p50) / *spot.candidate->hourly;
  const double times = 1 + (longer / rework).base();
  if (times > 1) {
    comparison.flips.push_back("nodes reclaimed " + format_number(times) +
                               " times as often: then spot's rework costs what its price saves");
  }
  const double limit = (demand.candidate->cost->p50 / spot.candidate->cost->p50).base();
  if (limit > 1) {
    comparison.flips.push_back("a spot price " + format_number(limit) + " times today's");
  }
}

void add_deadline(const Answered& demand, const Answered& spot, Comparison& comparison) {
  if (!spot.has_goal || spot.meets_goal == demand.meets_goal) return;
  const std::string met = share_met(*spot.candidate) + " of the worlds, on demand in " + share_met(*demand.candidate);
  comparison.reasons.push_back("spot keeps the goal in " + met);
  comparison.flips.push_back("a goal that spot keeps too: a longer deadline, or less confidence");
}

}  // namespace

Comparison compare_purchase(const ComparisonQuestion& asked) {
  refuse_on_premises(asked, "nodes on premises are not sold as spot");
  Answers answers(asked.table, asked.options);
  Scenario scenario = asked.scenario;
  const auto buying = [&](Purchase purchase) {
    scenario.cluster.purchase = {purchase, "--purchase"};
    return answers.of(scenario, asked.on);
  };
  const Answered demand = buying(Purchase::on_demand);
  if (!asked.on) scenario = of_one_type(scenario, demand);
  Table table(scenario, {{"purchase", "purchase", Measure::word}},
              {{"reclaims_expected", "reclaimed", Measure::ratio}, {"rework_s", "rework", Measure::seconds}});
  const World<double> world = typical_world(ranges_of(scenario));
  Answered spot;
  double reclaims = 0;
  for (const Purchase purchase : kPurchases) {
    const Answered answer = purchase == Purchase::on_demand ? demand : buying(purchase);
    const double expected = answer.candidate ? expected_reclaims(answer, world) : 0;
    table.add(name_of(purchase), {name_of(purchase)}, answer, {expected, answer.anatomy.wait(Wait::reclaimed).base()});
    if (purchase == Purchase::spot) spot = answer, reclaims = expected;
  }
  Comparison comparison = table.finished();
  if (demand.candidate && spot.candidate) {
    explain_reclaims(spot, reclaims, comparison);
    add_break_even(demand, spot, comparison);
    add_deadline(demand, spot, comparison);
  }
  return comparison;
}

}  // namespace sizer
