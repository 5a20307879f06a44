#include "sizer/sensitivity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "scenarios.hpp"

/// What an answer hangs on, held against asking again.
namespace sizer {
namespace {

constexpr PlanOptions kAsked{.worlds = 256, .alternatives = 0};

struct Checked {
  Check check;
  Sensitivity sensitivity;
};

Checked checked(const Scenario& s, int nodes) {
  const Check answer = check(s, {nodes, *aws().find("m6i.4xlarge")}, aws(), kAsked);
  return {answer, sensitivity_of(answer, aws())};
}

const Elasticity& elasticity(const Sensitivity& s, std::string_view of) {
  return *std::ranges::find(s.elasticities, of, &Elasticity::of);
}
const BlockedTime& blocked(const Sensitivity& s, std::string_view on) {
  return *std::ranges::find(s.blocked, on, &BlockedTime::on);
}

/// Nothing but computing: a stage of stated CPU work, which reads next to nothing.
Scenario pure_cpu() {
  Scenario s = batch(1 * GB, 4 * hour);
  StageInput stage;
  stage.name = {"compute", "test"};
  stage.work = Given<CoreSeconds<>>{400 * core * hour, "test"};
  stage.partitions = Given<double>{6400, "test"};
  s.stages = {stage};
  return s;
}

TEST(Sensitivity, OfAPureCpuJobIsItsCpuShareAndNothingElse) {
  const Checked c = checked(pure_cpu(), 10);
  const double share = blocked(c.sensitivity, "CPU").p50;
  EXPECT_GT(share, 0.8);
  // T = fixed + W/x: d ln T/d ln x = −(W/x)/T, minus the share of the time that CPU takes.
  EXPECT_NEAR(elasticity(c.sensitivity, "CPU speed").time, -share, 0.05);
  EXPECT_NEAR(elasticity(c.sensitivity, "nodes").time, -share, 0.1);
  for (const Elasticity& e : c.sensitivity.elasticities) {
    const bool idle = e.of == "network" || e.of == "disks" || e.of == "memory" || e.of == "skew";
    if (idle) {
      EXPECT_NEAR(e.time, 0, 0.03) << e.of;
    }
  }
}

TEST(Sensitivity, OfCostToThePriceOfANodeIsTheShareOfTheMachines) {
  const Checked c = checked(batch(2 * TB, 4 * hour), 10);
  const Elasticity& price = elasticity(c.sensitivity, "price of a node");
  EXPECT_NEAR(price.time, 0, 1e-9);
  // Cost = machines + the rest: d ln C/d ln p = machines ÷ cost.
  const CostParts& parts = c.check.checked.cost_parts;
  const Usd<> cost = parts.machines + parts.platform + parts.volumes + parts.requests + parts.primary_node;
  EXPECT_NEAR(*price.cost, (parts.machines / cost).base(), 0.05);
}

TEST(Sensitivity, BlockedTimeIsAShareOfTheTime) {
  for (const Profile profile : {Profile::join, Profile::sort, Profile::scan, Profile::ml}) {
    Scenario s = batch(2 * TB, 4 * hour);
    s.profile = {profile, "test"};
    const Sensitivity found = checked(s, 10).sensitivity;
    for (const BlockedTime& b : found.blocked) {
      EXPECT_GE(b.p10, 0) << b.on;
      EXPECT_LE(b.p10, b.p50) << b.on;
      EXPECT_LE(b.p50, b.p90) << b.on;
      EXPECT_LE(b.p90, 1) << b.on;
      EXPECT_EQ(b.stages.size(), found.stages.size());
    }
  }
}

/// ln(P90 ÷ P10)
double spread_of(const Scenario& s) {
  const Plan answer = plan(s, aws(), {.worlds = 1024, .alternatives = 0});
  const auto& duration = answer.recommended->duration;
  return std::log((duration.p90 / duration.p10).base());
}

TEST(Sensitivity, WhatIsToBeMeasuredNextNarrowsTheRangeByItsShare) {
  Scenario s = batch(2 * TB, 4 * hour);
  s.cluster.instances = {{std::string("m6i.4xlarge"), "test"}};
  s.cluster.min_nodes = {20, "test"};
  s.cluster.max_nodes = {20, "test"};
  const Plan before = plan(s, aws(), {.worlds = 1024, .alternatives = 0});
  const SpreadShare first = sensitivity_of(before, aws()).spread.front();
  const Assumption& row = *find_assumption(first.key);
  Scenario known = s;
  known.assume[first.key] = {row.typical, row.typical, row.typical, "test"};
  // Var(ln T | x) = (1 − share) Var(ln T); the P10-P90 width goes with its root.
  EXPECT_NEAR(spread_of(known) / spread_of(s), std::sqrt(1 - first.share), 0.12);
}

const TippingPoint* point(const Sensitivity& s, std::string_view of, std::string_view what) {
  const auto found =
      std::ranges::find_if(s.tipping, [&](const TippingPoint& p) { return p.of == of && p.what == what; });
  return found == s.tipping.end() ? nullptr : &*found;
}

std::string type_for(const Scenario& s) {
  const Plan p = plan(s, aws(), {.worlds = 256, .alternatives = 0});
  return p.fits ? p.recommended->cluster.instance->type : "";
}

TEST(Sensitivity, AtATippingPointPlansOnBothSidesDiffer) {
  const Scenario s = batch(500 * GB, 2 * hour);
  const Plan now = plan(s, aws(), kAsked);
  const Sensitivity found = sensitivity_of(now, aws());
  int looked_at = 0;
  for (const TippingPoint& p : found.tipping) {
    if (p.what != "type" || p.of == "price") continue;
    ++looked_at;
    Scenario before = s, after = s;
    if (p.of == "data") {
      before.data.value = p.still * s.data.value;
      after.data.value = p.factor * s.data.value;
    } else {
      before.goal.deadline->value = p.still * s.goal.deadline->value;
      after.goal.deadline->value = p.factor * s.goal.deadline->value;
    }
    EXPECT_EQ(type_for(before), now.recommended->cluster.instance->type) << p.of;
    EXPECT_EQ(type_for(after), p.instance_type) << p.of;
    EXPECT_NE(type_for(after), type_for(before)) << p.of;
  }
  EXPECT_GT(looked_at, 0);
}

TEST(Sensitivity, ADearerTypeGivesWayToAnother) {
  const Plan now = plan(batch(500 * GB, 2 * hour), aws(), kAsked);
  const Sensitivity found = sensitivity_of(now, aws());
  const TippingPoint* price = point(found, "price", "type");
  ASSERT_NE(price, nullptr);
  EXPECT_GT(price->factor, price->still);
  InstanceTable dearer = aws();
  Instance chosen = *now.recommended->cluster.instance;
  chosen.on_demand = price->factor * *chosen.on_demand;
  dearer.put(chosen);
  const Plan then = plan(batch(500 * GB, 2 * hour), dearer, {.worlds = 256, .alternatives = 0});
  EXPECT_EQ(then.recommended->cluster.instance->type, price->instance_type);
}

TEST(Sensitivity, MoreDataThanTheTippingPointMakesACheckedClusterMissItsGoal) {
  const Scenario s = batch(500 * GB, 2 * hour);
  const Checked now = checked(s, 12);
  ASSERT_TRUE(now.check.fits);
  const TippingPoint* data = point(now.sensitivity, "data", "goal");
  ASSERT_NE(data, nullptr);
  const auto fits_at = [&](double factor) {
    Scenario more = s;
    more.data.value = factor * s.data.value;
    return check(more, {12, *aws().find("m6i.4xlarge")}, aws(), {.worlds = 256}).checked.deadline_probability >= 0.95;
  };
  EXPECT_TRUE(fits_at(data->still));
  EXPECT_FALSE(fits_at(data->factor));
}

}  // namespace
}  // namespace sizer
