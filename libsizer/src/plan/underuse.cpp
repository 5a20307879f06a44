#include "underuse.hpp"

#include <algorithm>
#include <utility>

#include "findings.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr double kLittle = 0.5, kHardly = 0.25;  // of the core-hours paid for, at work

/// What takes most of what does not work, and what helps.
std::pair<std::string, std::string> largest_part(const Underuse& u) {
  if (u.starting >= u.waiting && u.starting >= u.unoccupied) {
    return {format(u.starting) + " go by while the cluster starts",
            "a cluster that is already running, or fewer nodes"};
  }
  if (u.unoccupied > u.waiting) {
    return {format(u.unoccupied) + " are on vCPUs that no executor takes", "another executor size, or another node"};
  }
  return {format(u.waiting) + " are on slots that wait: for the last tasks, the network, disks or the driver",
          "fewer nodes, or what the bottleneck asks for"};
}

}  // namespace

Underuse underuse_of(const Question& q, const Candidate& c, WaveCurves& curves) {
  const TaskPlan tasks = plan_tasks(q.workload, q.typical_demand, c.cluster, curves);
  JobTime<double> time;
  job_time(q.workload, q.typical_demand, tasks, c.cluster, node_rates(c.cluster, q.typical), q.typical, time);
  const Cores<> vcpus = c.cluster.nodes * c.cluster.instance->vcpu * core;
  const Cores<> slots = c.cluster.slots() * core;
  const Seconds<> running = time.total - time.start_up;
  CoreSeconds<> on_slots;
  for (std::size_t i = 0; i < time.stages.size(); ++i) {
    on_slots += tasks.stages[i].tasks * core * time.stages[i].task;
  }
  Underuse use;
  use.paid = vcpus * time.total;
  use.busy = min(on_slots, slots * running);
  use.starting = vcpus * time.start_up;
  use.unoccupied = max(vcpus - slots, Cores<>()) * running;
  use.waiting = max(use.paid - use.busy - use.starting - use.unoccupied, CoreSeconds<>());
  if (c.price.known) {
    const auto cost = job_cost(c.price, time, tasks, q.typical_demand, q.typical);
    use.idle_cost = (1 - use.busy_share()) * cost.total;
  }
  return use;
}

std::vector<Finding> about_underuse(const Underuse& u) {
  if (u.busy_share() >= kLittle) return {};
  const auto [where, fix] = largest_part(u);
  return {{u.busy_share() < kHardly ? Severity::warning : Severity::info, "idle-core-hours",
           "of " + format(u.paid) + " paid for, tasks use " + format(u.busy) + " (" + format_share(u.busy_share()) +
               "); " + where + (u.idle_cost ? "; " + format(*u.idle_cost) + " of a run's cost buys no work" : ""),
           fix}};
}

}  // namespace sizer
