#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <ostream>

#include "sizer/plan.hpp"

/// Laws that hold for any scenario.
namespace sizer {

void showValue(Profile profile, std::ostream& out) { out << to_string(profile); }
void showValue(Format format, std::ostream& out) { out << to_string(format); }
template <Dimension D>
void showValue(const Quantity<D>& quantity, std::ostream& out) {
  out << quantity.base();
}

namespace {

const InstanceTable& aws() {
  static const InstanceTable table = InstanceTable::built_in({Provider::aws});
  return table;
}

Scenario any_scenario() {
  Scenario s;
  s.data = {std::pow(10.0, *rc::gen::inRange(0, 500) / 100.0) * GB,
            "test"};  // 1 GB … 100 TB, evenly over the logarithm
  s.profile = {
      *rc::gen::element(Profile::scan, Profile::etl, Profile::aggregate, Profile::join, Profile::sort, Profile::sql),
      "test"};
  s.input.format = {*rc::gen::element(Format::parquet, Format::json, Format::csv), "test"};
  s.goal.deadline = Given<Seconds<>>{*rc::gen::inRange(15, 600) * minute, "test"};
  s.goal.confidence = {*rc::gen::element(0.5, 0.8, 0.9, 0.95), "test"};
  const auto pattern = *rc::gen::element<std::string>("", "", "r6id.*", "m5*.?xlarge", "i4i.*");
  if (!pattern.empty()) s.cluster.instances = {{pattern, "test"}};  // else all that is rented
  return s;
}

Plan plan_of(const Scenario& s) {
  Plan p = plan(s, aws(), {.worlds = 64, .seed = 1, .alternatives = 0});
  if (p.recommended) {
    RC_LOG() << p.recommended->cluster.nodes << " x " << p.recommended->cluster.instance->type << " $"
             << p.recommended->cost->p50.base() << " " << p.recommended->duration.p95.base() << " s\n";
  }
  return p;
}

UsdPerTime<> hourly(const Plan& p) { return *p.recommended->hourly; }

int vcpus(const Cluster& cluster) { return cluster.nodes * cluster.instance->vcpu; }

RC_GTEST_PROP(PlanLaws, AShorterDeadlineNeverGetsASmallerCapacity, ()) {
  Scenario s = any_scenario();
  const Plan relaxed = plan_of(s);
  s.goal.deadline->value = *rc::gen::inRange(30, 95) / 100.0 * s.goal.deadline->value;
  const Plan tight = plan_of(s);
  if (tight.fits) {
    RC_ASSERT(relaxed.fits);
    RC_ASSERT(tight.recommended->cost->p50 >= relaxed.recommended->cost->p50);
    RC_ASSERT(tight.recommended->cluster.slots() >= relaxed.recommended->cluster.slots());
    RC_ASSERT(vcpus(tight.recommended->cluster) >= vcpus(relaxed.recommended->cluster));
    RC_ASSERT(hourly(tight) >= (1 - 1e-9) * hourly(relaxed));
  }
}

RC_GTEST_PROP(PlanLaws, AHigherConfidenceNeverCostsLess, ()) {
  Scenario s = any_scenario();
  const Plan less = plan_of(s);
  s.goal.confidence.value = 0.98;
  const Plan more = plan_of(s);
  if (more.fits) {
    RC_ASSERT(less.fits);
    RC_ASSERT(more.recommended->cost->p50 >= less.recommended->cost->p50);
  }
}

RC_GTEST_PROP(PlanLaws, MoreDataNeverCostsLess, ()) {
  Scenario s = any_scenario();
  const Plan small = plan_of(s);
  s.data.value = *rc::gen::inRange(2, 20) * s.data.value;
  const Plan large = plan_of(s);
  if (large.fits) {
    RC_ASSERT(small.fits);
    RC_ASSERT(large.recommended->cost->p50 > small.recommended->cost->p50);
  }
}

RC_GTEST_PROP(PlanLaws, TwiceThePricesTwiceTheCostAndNothingElse, ()) {
  Scenario s = any_scenario();
  const Plan once = plan_of(s);
  s.prices.multiplier.value = 2;
  const Plan twice = plan_of(s);
  RC_ASSERT(once.fits == twice.fits);
  if (!once.recommended) return;
  RC_ASSERT(once.recommended->cluster.instance == twice.recommended->cluster.instance);
  RC_ASSERT(once.recommended->cluster.nodes == twice.recommended->cluster.nodes);
  RC_ASSERT(once.recommended->duration.p95 == twice.recommended->duration.p95);
  const double ratio = (twice.recommended->cost->p50 / once.recommended->cost->p50).base();
  RC_ASSERT(std::abs(ratio - 2) < 1e-9);
}

RC_GTEST_PROP(PlanLaws, AnAnswerIsAlwaysFiniteAndOrdered, ()) {
  const Plan p = plan_of(any_scenario());
  if (!p.recommended) return;
  const auto& d = p.recommended->duration;
  RC_ASSERT(d.p10 > Seconds<>());
  RC_ASSERT(d.p10 <= d.p50 && d.p50 <= d.p90 && d.p90 <= d.p95);
  RC_ASSERT(std::isfinite(d.p95.base()));
  RC_ASSERT(p.fits == (p.recommended->deadline_probability >= p.scenario.goal.confidence.value));
  for (const auto& stage : p.recommended->stages) RC_ASSERT(stage.tasks >= 1);
}

}  // namespace
}  // namespace sizer
