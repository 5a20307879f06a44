#pragma once

#include <string_view>
#include <vector>

#include "plan/evaluate.hpp"

namespace sizer::bench {

inline constexpr int kWorlds = 1024;

/// 500 GB of etl in two hours on twelve r6id.4xlarge, ready to be evaluated in 1,024 worlds.
struct OneCluster {
  OneCluster();

  Scenario scenario;
  InstanceTable table;
  Question question;
  WaveCurves curves;
  Option option;
  Cluster cluster;
  TaskPlan tasks;
  ClusterPrice price;
  std::vector<NodeRates<Lanes>> rates;  ///< by block of worlds
};

/// Times and costs, one of each a world.
struct Answers {
  std::vector<double> seconds = std::vector<double>(kWorlds), usd = std::vector<double>(kWorlds);
};

/// The library's own formulas, sixteen worlds at a time.
void evaluate_in_lanes(const OneCluster& c, Answers& answers);

}  // namespace sizer::bench
