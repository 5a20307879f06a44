#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "sizer/plan.hpp"
#include "sizer/stream_simulation.hpp"

/// A streaming scenario run batch by batch on a cluster, and what happens to it there.
///
/// A batch's line is the closed form's, every assumption at its typical value; at constant rates both agree
/// (docs/explain/streaming.md).
namespace sizer {

/// What is to happen, as a person asks it. Nothing: the scenario's own spike and outage, one after the other.
struct StreamHappenings {
  std::vector<Disturbance> disturbances{};  ///< spikes, outages, slow sinks
  std::vector<Seconds<>> node_losses{};     ///< each until a new node is there
  struct Rescale {
    int nodes = 1;
    Seconds<> at;
  };
  std::vector<Rescale> rescales{};
  std::optional<Seconds<>> length{};  ///< simulated; default: until all is read again, with some room
};

struct SimulatedStream {
  Scenario scenario;
  std::shared_ptr<const Instance> instance;  ///< what the cluster points to
  Cluster cluster;                           ///< without slots when no executor fits: nothing has run then
  StreamSimulationInput input;
  StreamSimulation run;
  Frequency<> capacity;
  std::optional<Seconds<>> drain_by_formula;  ///< of a spike or an outage that happens alone

  bool catches_up() const { return run.caught_up.has_value(); }
};

/// Batches are run one by one: no more than these.
inline constexpr double kMostSimulatedBatches = 2e6;

SimulatedStream simulate_stream(const Scenario& scenario, const std::optional<ClusterRequest>& request,
                                const InstanceTable& table, const StreamHappenings& asked,
                                const PlanOptions& options = {});

}  // namespace sizer
