#pragma once

#include <string_view>
#include <vector>

#include "option.hpp"

namespace sizer {

/// Everything that a cluster's time and cost follow from, as values of their own, so that one of them can be changed.
struct Setup {
  Setup(const Question& question, const Option& option, int nodes, WaveCurves& curves);

  Scenario scenario;
  Workload workload;
  World<double> typical;  ///< tasks are cut for it
  Worlds worlds;
  Instance instance;
  Cluster cluster;  ///< of `instance`
  ClusterPrice node_price;
  TaskPlan tasks;
  double speed = 1, object_store = 1, disk = 1;  ///< over what the node has

  Setup(const Setup&);
  Setup& operator=(const Setup&) = delete;

  void scale_row(AssumptionKey key, double factor);
  /// Cuts the stages into tasks again, as a plan of the changed job would.
  void cut(WaveCurves& curves);
};

/// A setup in every world.
struct SetupTimes {
  std::vector<double> seconds, usd;
  std::vector<std::vector<double>> stages;  ///< seconds of each stage
};
SetupTimes times_of(const Setup& setup);

/// One thing that a job can have more or less of.
struct Influence {
  std::string_view name;
  bool (*applies)(const Setup&);
  /// Makes it about `factor` times as much, and says how much exactly: nodes and cores come whole.
  double (*change)(Setup&, double factor);
};

/// What a job works with: a billion times as much means never to wait for it.
const std::vector<Influence>& resources();
/// What a person decides or the data brings.
const std::vector<Influence>& inputs();

}  // namespace sizer
