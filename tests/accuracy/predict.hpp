#pragma once

#include <functional>
#include <string>
#include <vector>

#include "run.hpp"
#include "sizer/instance.hpp"
#include "sizer/scenario.hpp"

/// What sizer answers about a run, given what is known before it.
namespace sizer::accuracy {

struct Prediction {
  const Run* run = nullptr;
  double p10 = 0, p50 = 0, p90 = 0;               ///< seconds
  bool starved = false, overprovisioned = false;  ///< what its findings warn of
};

/// The run's scenario with a [[measured]] block for each of `known`.
Scenario scenario_of(const Run& run, const std::vector<const Run*>& known, const InstanceTable& table);

/// `sizer check` of that scenario on the run's cluster.
Prediction predict(const Run& run, const std::vector<const Run*>& known, const InstanceTable& table);

/// Calls `work(i)` for every i below `count`, on as many threads as the machine has.
void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace sizer::accuracy
