#include "sections.hpp"

#include <fmt/format.h>

#include <cmath>

#include "charts.hpp"
#include "sizer/units.hpp"
#include "wording.hpp"

namespace sizer::report {
namespace {

Fact time_fact(const Candidate& candidate) {
  const Percentiles<kSeconds>& duration = candidate.duration;
  return {"time", fmt::format("{} ({} in 8 of 10 worlds)", format(duration.p50), range_of(duration))};
}

/// "2 h", "2 h within $40 a run" or "$40 a run".
std::string limits_of(const Goal& goal) {
  const std::string budget = goal.budget ? format(goal.budget->value) + " a run" : "";
  if (!goal.deadline) return budget;
  return format(goal.deadline->value) + (budget.empty() ? "" : " within " + budget);
}

/// "; 95 % need at most 1 h 56 min, 7 min more than there is".
std::string need_of(const Candidate& candidate, const Goal& goal) {
  const Seconds<> needed = candidate.confidence_quantile_s * second;
  const Seconds<> missing = needed - goal.deadline->value;
  return fmt::format("; {} finish within {}{}", format_share(goal.confidence.value), format(needed),
                     missing.base() > 0 ? ", " + format(missing) + " too long" : "");
}

std::string cost_sentence(const Candidate& candidate, const Scenario& scenario) {
  if (!candidate.cost) return cost_of(candidate);
  const double runs = scenario.schedule.runs_per_month.value;
  return fmt::format("{} a run ({}); {} a month at {} runs", cost_of(candidate), range_of(*candidate.cost),
                     format(candidate.cost->p50 * runs), format_number(runs));
}

/// The longest stage that waits for what the whole job waits for.
const StageReport* stage_that_binds(const Candidate& candidate) {
  const StageReport* longest = nullptr;
  for (const StageReport& stage : candidate.stages) {
    if (stage.bottleneck != candidate.bottleneck) continue;
    if (!longest || stage.duration.p50 > longest->duration.p50) longest = &stage;
  }
  return longest;
}

std::string bottleneck_sentence(const Candidate& candidate) {
  const StageReport* stage = stage_that_binds(candidate);
  return fmt::format("{}{} ({})", description(candidate.bottleneck),
                     stage ? fmt::format(" in \"{}\"", stage->name) : "",
                     lead_over(candidate.runner_up, candidate.margin));
}

/// "\"join\" in 12 % of worlds, \"write\" in 1 %".
std::string spill_sentence(const std::vector<StageReport>& stages) {
  std::vector<std::string> parts;
  for (const StageReport& stage : stages) {
    if (stage.spill_probability <= 0) continue;
    parts.push_back(fmt::format("\"{}\" in {}{}", stage.name, probability(stage.spill_probability),
                                parts.empty() ? " of worlds" : ""));
  }
  return joined(parts);
}

/// The same for stages that run out of memory.
std::string failure_sentence(const std::vector<StageReport>& stages) {
  std::vector<std::string> parts;
  for (const StageReport& stage : stages) {
    if (stage.out_of_memory_probability <= 0) continue;
    parts.push_back(fmt::format("\"{}\" in {}{}", stage.name, probability(stage.out_of_memory_probability),
                                parts.empty() ? " of worlds" : ""));
  }
  return joined(parts);
}

std::string sizes_sentence(const DataSizes& sizes) {
  return fmt::format("{} stored → {} scanned → {} in memory → {} shuffled → {} held at the peak", format(sizes.stored),
                     format(sizes.scanned), format(sizes.in_memory), format(sizes.shuffled), format(sizes.peak_held));
}

std::string cost_parts_sentence(const CostParts& parts) {
  const std::vector<std::pair<std::string_view, Usd<>>> named_parts = {{"machines", parts.machines},
                                                                       {"platform fee", parts.platform},
                                                                       {"primary node", parts.primary_node},
                                                                       {"volumes", parts.volumes},
                                                                       {"requests", parts.requests}};
  constexpr double kWorthSaying = 0.001;  // of the whole
  Usd<> whole;
  for (const auto& part : named_parts) whole = whole + part.second;
  std::vector<std::string> shown;
  for (const auto& [name, amount] : named_parts) {
    if (amount > kWorthSaying * whole) shown.push_back(fmt::format("{} {}", name, format(amount)));
  }
  return joined(shown);
}

std::string executors_sentence(const Cluster& cluster) {
  return fmt::format("{}; {} in all, {}", executors_of(cluster), exact(cluster.executors()),
                     counted(cluster.slots(), "slot"));
}

std::string memory_sentence(const Layout& layout) {
  return fmt::format("executor: {} of heap, {} of overhead; driver: {} and {}",
                     format_binary(layout.executor_memory_mib * MiB), format_binary(layout.executor_overhead_mib * MiB),
                     format_binary(layout.driver_memory_mib * MiB), format_binary(layout.driver_overhead_mib * MiB));
}

std::string idle_sentence(const Layout& layout) {
  std::vector<std::string> idle;
  if (layout.idle_cores > 0) idle.push_back(counted(layout.idle_cores, "core"));
  if (layout.idle_memory_mib > 0) idle.push_back(format_binary(layout.idle_memory_mib * MiB));
  return idle.empty() ? "" : joined(idle) + " a node";
}

Tone tone_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Tone::bad;
    case Severity::warning:
      return Tone::caution;
    case Severity::info:
      break;
  }
  return Tone::plain;
}

}  // namespace

Fact goal_fact(const Candidate& candidate, const Goal& goal, int worlds) {
  const double asked = goal.confidence.value;
  std::string text = fmt::format("{} met in {} ({} asked)", limits_of(goal),
                                 share_of_worlds(candidate.deadline_probability, worlds), format_share(asked));
  if (can_run(candidate) && goal.deadline && !goal.budget) text += need_of(candidate, goal);
  return {"goal", text, candidate.deadline_probability >= asked ? Tone::good : Tone::bad};
}

std::string goal_of(const Scenario& scenario) {
  const std::string limits = limits_of(scenario.goal);
  return limits.empty() ? "" : fmt::format("{} in {} of worlds", limits, format_share(scenario.goal.confidence.value));
}

Section result_section(const Candidate& candidate, const Scenario& scenario) {
  Section section;
  const bool runs = can_run(candidate);
  if (runs) section.facts.push_back({"executors", executors_sentence(candidate.cluster)});
  section.facts.push_back(runs ? time_fact(candidate) : Fact{"time", "it cannot run here", Tone::bad});
  if (!runs) return section;
  section.facts.push_back({"cost", cost_sentence(candidate, scenario)});
  section.facts.push_back({"bottleneck", bottleneck_sentence(candidate)});
  return section;
}

Section stage_times_section(const Candidate& candidate) {
  Section section{.title = "where the time goes", .charts = stage_times(candidate)};
  section.table.columns = {
      {"stage", Cells::name}, {"p50", Cells::number}, {"p90", Cells::number}, {"bottleneck"}, {"ahead of the next"}};
  for (const StageReport& stage : candidate.stages) {
    section.table.rows.push_back({stage.name, format(stage.duration.p50), format(stage.duration.p90),
                                  std::string(description(stage.bottleneck)),
                                  lead_over(stage.runner_up, stage.margin)});
  }
  return section;
}

Section stage_volumes_section(const Candidate& candidate) {
  Section section{.title = "what the stages do"};
  section.table.columns = {{"stage", Cells::name},     {"tasks", Cells::number},    {"waves", Cells::number},
                           {"scanned", Cells::number}, {"shuffled", Cells::number}, {"written", Cells::number},
                           {"spilled", Cells::number}};
  for (const StageReport& stage : candidate.stages) {
    section.table.rows.push_back({stage.name, exact(stage.tasks), format_number(stage.waves),
                                  size_or_dash(stage.scanned), size_or_dash(stage.shuffle_write),
                                  size_or_dash(stage.written), size_or_dash(stage.spilled)});
  }
  const std::string spills = spill_sentence(candidate.stages);
  if (!spills.empty()) section.facts.push_back({"may spill", spills + "; the table shows the typical world"});
  const std::string fails = failure_sentence(candidate.stages);
  if (!fails.empty()) section.facts.push_back({"may fail", fails + ": out of memory", Tone::caution});
  return section;
}

Section size_section(const Candidate& candidate) {
  Section section;
  if (!can_run(candidate)) return section;
  section.facts.push_back({"sizes", sizes_sentence(candidate.sizes)});
  const std::string parts = cost_parts_sentence(candidate.cost_parts);
  if (candidate.cost && !parts.empty()) section.facts.push_back({"cost is", "in the typical world " + parts});
  section.facts.push_back({"memory", memory_sentence(candidate.cluster.layout)});
  const std::string idle = idle_sentence(candidate.cluster.layout);
  if (!idle.empty()) section.facts.push_back({"left over", idle});
  section.facts.push_back({"partitions", fmt::format("{} of input, {} of shuffle", exact(candidate.input_partitions),
                                                     exact(candidate.shuffle_partitions))});
  return section;
}

Section settings_section(const Candidate& candidate) {
  Section section{.title = "settings"};
  for (const Setting& setting : candidate.settings.list) {
    section.verbatim.push_back(setting.key + " " + setting.value);
  }
  return section;
}

Section measured_section(const std::optional<Conditioning>& measured, const Candidate& candidate) {
  Section section{.title = "measured"};
  if (!measured) return section;
  for (const MeasuredReport& run : measured->runs) {
    section.facts.push_back({run.name, fmt::format("took {}; predicted {} without measured runs, {} with them",
                                                   format(run.measured), range_of(run.before), range_of(run.after))});
  }
  if (measured->duration_before) {
    section.facts.push_back(
        {"this cluster", fmt::format("{} without measured runs, {} with them", range_of(*measured->duration_before),
                                     range_of(candidate.duration))});
  }
  section.facts.push_back({"worlds", fmt::format("of {} worlds drawn beforehand the runs would leave {}; worlds were "
                                                 "moved to where the runs are likely",
                                                 exact(measured->worlds), format_number(measured->effective_worlds))});
  return section;
}

Section findings_section(const std::vector<Finding>& findings) {
  Section section{.title = "findings"};
  for (const Finding& finding : findings) {
    const std::string fix = finding.fix.empty() ? "" : " → " + finding.fix;
    section.facts.push_back(
        {std::string(to_string(finding.severity)), finding.message + fix, tone_of(finding.severity)});
  }
  return section;
}

Section basis_section(const AnswerBasis& basis) {
  Section section{.title = "what this rests on"};
  const auto add = [&section](std::string label, const std::string& text) {
    if (!text.empty()) section.facts.push_back({std::move(label), text});
  };
  add("defaults", joined(basis.defaults_used));
  const auto assumed = static_cast<long long>(basis.assumed.size());
  add("assumed", assumed == 0
                     ? ""
                     : counted(assumed, "value") + " nobody stated, each with a range and a source: sizer assumptions");
  add("to narrow it", basis.narrow_most);
  add("prices", basis.prices_as_of.empty() ? "" : "as of " + basis.prices_as_of);
  add("worlds", fmt::format("{} draws of what is assumed, seed {}", exact(basis.options.worlds), basis.options.seed));
  if (!basis.why.empty()) section.facts.push_back({.label = "why?", .text = basis.why, .is_command = true});
  return section;
}

}  // namespace sizer::report
