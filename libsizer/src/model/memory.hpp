#pragma once

#include "names.hpp"
#include "sizer/model.hpp"

namespace sizer {

/// How a stage's tasks share the executors' memory: what fits, what spills, what the collector takes.
template <class Num>
ExecutorMemory<Num> executor_memory(const StageDemand<Num>& demand, const Scalar<Num>& tasks, const Cluster& cluster,
                                    const World<Num>& world, const StepNames& name);

}  // namespace sizer
