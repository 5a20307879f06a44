#pragma once

#include <vector>

#include "sizer/model.hpp"
#include "sizer/plan.hpp"

namespace sizer {

/// A scenario with all that does not depend on the cluster worked out once: its stages, its worlds, and what
/// the stages ask for in each of them.
struct Question {
  /// Its measured runs condition the worlds.
  Question(const Scenario& scenario, const PlanOptions& options);
  /// Another scenario in the worlds of `same`.
  Question(const Scenario& scenario, const Question& same);
  /// Without worlds: for what the typical one tells.
  static Question in_typical_world(const Scenario& scenario, const PlanOptions& options);

  const Scenario& scenario;
  PlanOptions options;
  Workload workload;
  Overrides stated;     ///< ranges of [assume]
  Overrides overrides;  ///< those, and the ranges that measured runs moved
  std::optional<Conditioning> measured;
  std::optional<Draws> before;  ///< what `measured` moved: the worlds without the measured runs
  World<double> typical;
  Demand<double> typical_demand;

  /// A set of worlds and the demand in each block of them.
  struct Sample {
    Worlds worlds;
    std::vector<Demand<Lanes>> demand;
  };
  Sample all;     ///< what answers are computed in
  Sample coarse;  ///< a few worlds, to set candidates in order

  int driver_memory_mib = 4096;
  double confidence = 0.95;
  Seconds<> deadline;  ///< infinite without one
  Usd<> budget;        ///< infinite without one
  bool has_deadline = false, has_budget = false;
  bool wants_knee() const { return !has_deadline && !has_budget; }
  bool wants_time() const { return scenario.goal.minimise.value == Minimise::time && has_budget; }

 private:
  Question(const Scenario& scenario, const PlanOptions& options, Overrides ranges);
  void narrow(const Draws& draws);
};

/// Worlds, and what a workload asks for in them.
Question::Sample sample(const Workload& workload, Worlds worlds);

/// Where a scenario keeps its data: the stated storage tier, else the provider's object store, on premises HDFS.
DataPlace data_place_of(const Scenario& scenario, Provider provider);

/// The same job with everything it reads and writes `factor` times as large.
Scenario scaled(Scenario scenario, double factor);

}  // namespace sizer
