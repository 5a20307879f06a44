#pragma once

#include "sizer/model.hpp"
#include "sizer/simulation.hpp"

/// A job of the closed form as a simulation: the same stages, tasks and rates.
///
///     a task's time on a slot = (CPU + waiting for storage) × what the devices that all tasks share add
///     what they add           = (t_slots^q + t_store^q + t_network^q + t_disk^q + t_driver^q)^(1/q) ÷ t_slots
///
/// q is `combine.exponent`. The hottest key's task is a task of its own; the rest is the closed form's, so that equal
/// tasks take the same time here and there, and uneven ones do on average (docs/explain/simulation.md).
namespace sizer {

SimulationInput simulation_input(const Workload& workload, const Demand<double>& demand, const TaskPlan& tasks,
                                 const Cluster& cluster, const NodeRates<double>& rates, const World<double>& world);

}  // namespace sizer
