#include <fmt/format.h>

#include <algorithm>

#include "charts.hpp"
#include "page.hpp"
#include "sizer/units.hpp"
#include "timeline.hpp"
#include "wording.hpp"

namespace sizer {
namespace report {
namespace {

constexpr std::size_t kMostEvents = 24;
constexpr std::size_t kTimelineWidth = 78;

std::string cluster_of(const SimulatedJob& job) {
  const Cluster& c = job.cluster;
  return fmt::format("{} × {} on {}, {} slots", c.nodes, c.instance->type, platform_name(c.platform), exact(c.slots()));
}

std::string more_or_less(Seconds<> added) {
  return added < Seconds<>() ? format(Seconds<>() - added) + " less" : format(added) + " more";
}

std::string headline_of(const SimulatedJob& job) {
  if (!job.run.succeeded) return fmt::format("fails after {}: {}", format(job.run.makespan), cluster_of(job));
  if (!job.asked.anything() && job.beside.empty()) {
    return fmt::format("{}: {}", format(job.duration()), cluster_of(job));
  }
  const char* without = job.beside.empty() ? "when nothing happens" : "alone";
  return fmt::format("{}, {} than the {} {}: {}", format(job.duration()), more_or_less(job.added()),
                     format(job.calm.makespan), without, cluster_of(job));
}

std::string announced(Seconds<> notice) { return notice > Seconds<>() ? " with a notice of " + format(notice) : ""; }

/// While the stages run, when nothing else happens.
double reclaims_expected(const SimulatedJob& job) {
  const Seconds<> stages = job.calm.makespan - job.input.commit - job.calm.stages.front().start;
  return (job.cluster.nodes * job.asked.reclaims * stages).base();
}

std::vector<std::string> happenings(const SimulatedJob& job) {
  const WhatHappens& asked = job.asked;
  std::vector<std::string> list;
  if (!asked.losses.empty()) {
    list.push_back(counted(static_cast<long long>(asked.losses.size()), "node") + " lost" +
                   announced(asked.notice.value_or(Seconds<>())));
  }
  if (!asked.executor_losses.empty()) {
    list.push_back(counted(static_cast<long long>(asked.executor_losses.size()), "executor") + " lost");
  }
  if (asked.reclaims > Frequency<>()) {
    list.push_back("nodes reclaimed at random" + announced(job.options.losses_notice));
  }
  if (asked.slow_node) list.push_back("one node at " + format_number(*asked.slow_node) + " of the others' speed");
  if (asked.stragglers.share > 0) {
    list.push_back(fmt::format("{} of the tasks {} times slower by their machine", format_share(asked.stragglers.share),
                               format_number(asked.stragglers.factor)));
  }
  if (asked.nodes_at_start) {
    const double pace = (asked.growth_pace * minute).base();
    list.push_back(fmt::format("{} at the start, the others join{}", counted(*asked.nodes_at_start, "node"),
                               pace > 0 ? ", " + format_number(pace) + " a minute" : ""));
  }
  if (asked.dynamic_allocation) list.push_back("dynamic allocation from no executor");
  list.push_back(asked.speculation ? "speculation on" : "speculation off");
  return list;
}

Section answer_section(const SimulatedJob& job) {
  Section section;
  if (const auto& deadline = job.scenario.goal.deadline) {
    const bool meets = job.run.succeeded && job.meets_deadline();
    section.facts.push_back({"goal", fmt::format("{} {}", meets ? "meets" : "misses", format(deadline->value)),
                             meets ? Tone::good : Tone::bad});
  }
  section.facts.push_back({"simulated", fmt::format("{}; seed {}, every assumption at its typical value",
                                                    joined(happenings(job)), job.asked.seed)});
  section.facts.push_back({"formula", format(job.formula) + " when nothing happens"});
  if (job.asked.reclaims > Frequency<>()) {
    section.facts.push_back(
        {"", fmt::format("{} reclaims expected while the stages run", format_number(reclaims_expected(job)))});
  }
  if (job.mean_loss_delay) {
    section.facts.push_back({"", fmt::format("{} more on average for a node lost at any moment of the stages",
                                             format(*job.mean_loss_delay))});
  }
  if (job.mean_straggler_delay) {
    section.facts.push_back(
        {"", fmt::format("{} more on average for the stragglers", format(*job.mean_straggler_delay))});
  }
  return section;
}

/// The jobs on the cluster, in their order.
Section jobs_section(const SimulatedJob& job) {
  const bool fair = job.asked.scheduling == JobScheduling::fair;
  Section section{
      .title = fair ? "jobs that share the executors (FAIR)" : "jobs that share the executors (FIFO)",
      .table = {
          .columns = {{"job", Cells::name}, {"ends after", Cells::number}, {"alone, by formula", Cells::number}}}};
  if (job.beside.empty() || !job.run.succeeded) return section;
  const auto add = [&](const std::string& name, std::size_t number, Seconds<> formula) {
    section.table.rows.push_back({name, format(job.run.job_ends[number]), format(formula)});
  };
  add(job.scenario.name.value, 0, job.formula);
  for (std::size_t i = 0; i < job.beside.size(); ++i) add(job.beside[i].name, i + 1, job.beside[i].formula);
  return section;
}

std::string tasks(std::int64_t number) { return counted(number, "task"); }

/// What an event says; empty for none worth a line.
std::string told(const SimulationEvent& event, const SimulationInput& input) {
  const std::string stage = event.stage < 0 ? "" : input.stages[static_cast<std::size_t>(event.stage)].name;
  switch (event.kind) {
    case SimulationEventKind::node_lost:
      if (event.count == 0) return fmt::format("node {} is lost; nothing ran on it", event.node + 1);
      return fmt::format("node {} is lost, and {} that ran on it", event.node + 1, tasks(event.count));
    case SimulationEventKind::output_lost:
      return fmt::format("{}: the shuffle files of {} are gone", stage, tasks(event.count));
    case SimulationEventKind::fetch_failed:
      return fmt::format("{}: {} could not read them; this attempt of the stage fails", stage, tasks(event.count));
    case SimulationEventKind::stage_resubmitted:
      return fmt::format("{} is submitted again: {} to run", stage, tasks(event.count));
    case SimulationEventKind::executor_lost:
      return fmt::format("an executor of node {} is lost, and {} that ran on it", event.node + 1, tasks(event.count));
    case SimulationEventKind::node_joined:
      return fmt::format("{} join{}", counted(event.count, "node"), event.count == 1 ? "s" : "");
    case SimulationEventKind::executors_joined:
      return event.count == 0 ? "" : fmt::format("{} start", counted(event.count, "executor"));
    case SimulationEventKind::job_failed:
      return "the job fails: a task or a stage failed too often, or no node is left";
  }
  return "";
}

/// Nodes that join together are one event.
std::vector<SimulationEvent> merged(const std::vector<SimulationEvent>& events) {
  std::vector<SimulationEvent> list;
  for (const auto& event : events) {
    if (!list.empty() && event.kind == SimulationEventKind::node_joined && list.back().kind == event.kind &&
        list.back().at == event.at) {
      list.back().count += event.count;
    } else {
      list.push_back(event);
    }
  }
  return list;
}

Section events_section(const SimulatedJob& job) {
  Section section{.title = "what happens", .table = {.columns = {{"after", Cells::number}, {"", Cells::text}}}};
  std::size_t left_out = 0;
  for (const auto& event : merged(job.run.events)) {
    const std::string text = told(event, job.input);
    if (text.empty()) continue;
    if (section.table.rows.size() == kMostEvents) {
      ++left_out;
    } else {
      section.table.rows.push_back({format(event.at), text});
    }
  }
  if (left_out > 0)
    section.table.rows.push_back({"", fmt::format("and {} more", exact(static_cast<long long>(left_out)))});
  const auto say_if_late = [&](Seconds<> at) {
    if (at <= job.run.makespan) return;
    section.facts.push_back({"", fmt::format("the loss at {} comes after the end", format(at))});
  };
  for (const auto& lost : job.options.lost_nodes) say_if_late(lost.at);
  for (const auto& lost : job.options.lost_executors) say_if_late(lost.at);
  return section;
}

Section stages_section(const SimulatedJob& job) {
  Section section{.title = "stages",
                  .table = {.columns = {{"stage", Cells::name},
                                        {"from", Cells::number},
                                        {"to", Cells::number},
                                        {"tasks", Cells::number},
                                        {"waves", Cells::number},
                                        {"run again", Cells::number},
                                        {"lost or failed", Cells::number},
                                        {"copies", Cells::number}}}};
  const double slots = job.cluster.slots();
  const auto count = [](std::int64_t number) { return number == 0 ? std::string(kNothing) : exact(number); };
  for (std::size_t i = 0; i < job.input.stages.size(); ++i) {
    const auto& stage = job.input.stages[i];
    const auto& run = job.run.stages[i];
    const std::string passes = stage.passes > 1 ? fmt::format(" × {}", exact(stage.passes)) : "";
    section.table.rows.push_back({stage.name, format(run.start),
                                  run.end > Seconds<>() ? format(run.end) : std::string(kNothing),
                                  exact(stage.tasks) + passes, format_number(stage.tasks / slots),
                                  count(run.recomputed_tasks), count(run.failed_tasks), count(run.copies)});
  }
  return section;
}

/// All slots, from the start to the end.
Section slots_section(const SimulatedJob& job) {
  const CoreSeconds<> all = job.cluster.slots() * core * job.run.makespan;
  const auto& slots = job.run.slots;
  const CoreSeconds<> before = job.cluster.slots() * core * job.run.stages.front().start;
  CoreSeconds<> devices;
  for (std::size_t i = 0; i < job.input.stages.size(); ++i) {
    devices += job.run.stages[i].slots.useful * job.input.stages[i].device_share;
  }
  Section section{.title = "where the slots' time went",
                  .table = {.columns = {{"", Cells::text}, {"share", Cells::number}, {"time", Cells::number}}}};
  const auto add = [&](const char* what, CoreSeconds<> time) {
    if (time <= all * 0.0005) return;
    section.table.rows.push_back({what, format_share((time / all).base()), format(time)});
  };
  add("tasks: computing, and waiting for storage", slots.useful - devices);
  add("tasks: waiting for disks and network they share", devices);
  add("making lost shuffle files again", slots.recomputed);
  add("attempts lost or failed", slots.failed);
  add("copies that lost the race", slots.copies);
  add("idle: start-up and driver", before);
  add("idle: while stages run, and commit", all - before - slots.busy());
  return section;
}

Page page_of(const SimulatedJob& job, Section timeline) {
  const bool good = job.run.succeeded && job.meets_deadline();
  Page page{.name = job.scenario.name.value, .headline = headline_of(job), .tone = good ? Tone::plain : Tone::bad};
  page.add(answer_section(job));
  page.add(jobs_section(job));
  page.add(events_section(job));
  timeline.title = "timeline";
  page.add(std::move(timeline));
  page.add(stages_section(job));
  page.add(slots_section(job));
  return page;
}

}  // namespace
}  // namespace report

std::string to_text(const SimulatedJob& job, const TextStyle& style) {
  const std::size_t width = style.width > 2 ? static_cast<std::size_t>(style.width) - 2 : 0;
  const auto lines = report::timeline(job.input, job.run, width, style.unicode);
  return report::to_text(report::page_of(job, {.verbatim = lines}), style);
}
std::string to_markdown(const SimulatedJob& job) {
  const auto lines = report::timeline(job.input, job.run, report::kTimelineWidth, true);
  return report::to_markdown(report::page_of(job, {.verbatim = lines}));
}
std::string to_html(const SimulatedJob& job) {
  return report::to_html(report::page_of(job, {.charts = {report::simulated_timeline(job)}}));
}

}  // namespace sizer
