#include "json_values.hpp"
#include "sizer/report.hpp"
#include "sizer/simulated_job.hpp"
#include "wording.hpp"

/// The trace-event format, which chrome://tracing and ui.perfetto.dev read. Times are in microseconds.
namespace sizer {
namespace report {
namespace {

double microseconds(Seconds<> time) { return time.base() * 1e6; }

constexpr const char* kOutcomes[] = {"useful", "recomputed", "failed", "lost the race"};  // by TaskEnd

/// Process 0 is the job, its threads the stages; the others are the nodes, their threads the slots.
void name_process(Json& events, int process, const std::string& name) {
  events.push_back({{"name", "process_name"}, {"ph", "M"}, {"pid", process}, {"args", {{"name", name}}}});
}

void add_stages(Json& events, const SimulatedJob& job) {
  name_process(events, 0, job.scenario.name.value);
  for (std::size_t i = 0; i < job.input.stages.size(); ++i) {
    const auto& run = job.run.stages[i];
    const std::string& name = job.input.stages[i].name;
    events.push_back({{"name", "thread_name"}, {"ph", "M"}, {"pid", 0}, {"tid", i + 1}, {"args", {{"name", name}}}});
    const Seconds<> end = run.end > Seconds<>() ? run.end : job.run.makespan;
    events.push_back({{"name", name},
                      {"cat", "stage"},
                      {"ph", "X"},
                      {"ts", microseconds(run.start)},
                      {"dur", microseconds(end - run.start)},
                      {"pid", 0},
                      {"tid", i + 1},
                      {"args", {{"tasks", job.input.stages[i].tasks}}}});
  }
}

void add_tasks(Json& events, const SimulatedJob& job) {
  for (int node = 0; node < job.cluster.nodes; ++node)
    name_process(events, node + 1, "node " + std::to_string(node + 1));
  for (const TaskSpan& task : job.run.sample) {
    events.push_back({{"name", job.input.stages[static_cast<std::size_t>(task.stage)].name},
                      {"cat", kOutcomes[static_cast<std::size_t>(task.outcome)]},
                      {"ph", "X"},
                      {"ts", microseconds(task.start)},
                      {"dur", microseconds(task.end - task.start)},
                      {"pid", task.node + 1},
                      {"tid", task.slot + 1},
                      {"args", {{"outcome", kOutcomes[static_cast<std::size_t>(task.outcome)]}, {"copy", task.copy}}}});
  }
}

void add_moments(Json& events, const SimulatedJob& job) {
  const auto& busy = job.run.busy;
  for (std::size_t i = 0; i < busy.mean.size(); ++i) {
    events.push_back({{"name", "slots busy"},
                      {"ph", "C"},
                      {"ts", microseconds(busy.interval * static_cast<double>(i))},
                      {"pid", 0},
                      {"args", {{"slots", number(busy.mean[i])}}}});
  }
  for (const auto& event : job.run.events) {
    events.push_back({{"name", to_string(event.kind)},
                      {"ph", "i"},
                      {"s", "g"},
                      {"ts", microseconds(event.at)},
                      {"pid", 0},
                      {"tid", 0},
                      {"args", {{"count", event.count}}}});
  }
}

}  // namespace
}  // namespace report

std::string to_trace(const SimulatedJob& job) {
  report::Json events = report::Json::array();
  report::add_stages(events, job);
  report::add_tasks(events, job);
  report::add_moments(events, job);
  return report::compact({{"displayTimeUnit", "ms"}, {"traceEvents", std::move(events)}});
}

}  // namespace sizer
