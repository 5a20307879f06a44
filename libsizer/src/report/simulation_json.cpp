#include "json_values.hpp"
#include "sizer/report.hpp"
#include "sizer/simulated_job.hpp"
#include "wording.hpp"

namespace sizer {
namespace report {
namespace {

Json slots_json(const SlotTime& slots) {
  return {{"useful", number(slots.useful.base())},
          {"recomputed", number(slots.recomputed.base())},
          {"failed", number(slots.failed.base())},
          {"copies", number(slots.copies.base())},
          {"busy", number(slots.busy().base())}};
}

Json stages_json(const SimulatedJob& job) {
  Json list = Json::array();
  for (std::size_t i = 0; i < job.input.stages.size(); ++i) {
    const auto& stage = job.input.stages[i];
    const auto& run = job.run.stages[i];
    list.push_back({{"name", stage.name},
                    {"start_s", number(run.start.base())},
                    {"end_s", number(run.end.base())},
                    {"tasks", stage.tasks},
                    {"passes", stage.passes},
                    {"waves", number(static_cast<double>(stage.tasks) / job.cluster.slots())},
                    {"recomputed_tasks", run.recomputed_tasks},
                    {"failed_tasks", run.failed_tasks},
                    {"copies", run.copies},
                    {"fetch_failures", run.failures},
                    {"slot_seconds", slots_json(run.slots)}});
  }
  return list;
}

Json events_json(const SimulatedJob& job) {
  Json list = Json::array();
  for (const auto& event : job.run.events) {
    Json item{{"at_s", number(event.at.base())}, {"event", to_string(event.kind)}};
    if (event.stage >= 0) item["stage"] = job.input.stages[static_cast<std::size_t>(event.stage)].name;
    if (event.node >= 0) item["node"] = event.node + 1;
    item["count"] = event.count;
    list.push_back(std::move(item));
  }
  return list;
}

Json busy_json(const BusySlots& busy) {
  Json mean = Json::array();
  for (const double slots : busy.mean) mean.push_back(number(slots));
  return {{"interval_s", number(busy.interval.base())}, {"mean", std::move(mean)}};
}

Json cluster_json(const Cluster& cluster) {
  return {{"provider", to_string(cluster.instance->provider)},
          {"platform", to_string(cluster.platform)},
          {"instance_type", cluster.instance->type},
          {"nodes", cluster.nodes},
          {"executors", cluster.executors()},
          {"executor_cores", cluster.layout.executor_cores},
          {"slots", cluster.slots()}};
}

/// One unless others share the executors; without an end where the run fails.
Json jobs_json(const SimulatedJob& job) {
  Json list = Json::array();
  const auto add = [&](const std::string& name, Seconds<> formula) {
    const Json end = job.run.succeeded ? number(job.run.job_ends[list.size()].base()) : Json(nullptr);
    list.push_back({{"name", name}, {"end_s", end}, {"formula_s", number(formula.base())}});
  };
  add(job.scenario.name.value, job.formula);
  for (const JobBeside& other : job.beside) add(other.name, other.formula);
  return list;
}

Json simulation_json(const SimulatedJob& job) {
  const auto& deadline = job.scenario.goal.deadline;
  return {{"schema", kSchema},
          {"fits", job.run.succeeded && job.meets_deadline()},
          {"succeeded", job.run.succeeded},
          {"simulated", cluster_json(job.cluster)},
          {"seed", job.asked.seed},
          {"deadline_s", deadline ? number(deadline->value.base()) : Json(nullptr)},
          {"duration_s", number(job.duration().base())},
          {"undisturbed_s", number(job.calm.makespan.base())},
          {"added_s", number(job.added().base())},
          {"formula_s", number(job.formula.base())},
          {"mean_loss_delay_s", in_unit(job.mean_loss_delay, second)},
          {"mean_straggler_delay_s", in_unit(job.mean_straggler_delay, second)},
          {"scheduling", job.asked.scheduling == JobScheduling::fair ? "fair" : "fifo"},
          {"jobs", jobs_json(job)},
          {"attempts", job.run.attempts},
          {"slot_seconds", slots_json(job.run.slots)},
          {"stages", stages_json(job)},
          {"events", events_json(job)},
          {"busy_slots", busy_json(job.run.busy)}};
}

}  // namespace
}  // namespace report

std::string to_json(const SimulatedJob& job) { return report::written(report::simulation_json(job)); }

}  // namespace sizer
