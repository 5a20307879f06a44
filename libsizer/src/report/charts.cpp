#include "charts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sizer/spark.hpp"
#include "sizer/units.hpp"
#include "wording.hpp"

namespace sizer::report {
namespace {

constexpr std::size_t kMostStages = 40;

Point point_of(const Candidate& candidate) {
  const auto& time = candidate.duration;
  return {.x = time.p50.base(), .y = candidate.cost->p50.base(), .label = nodes_of(candidate)};
}

bool has_place(const Candidate& candidate) { return candidate.cost && can_run(candidate); }

/// The longest of them, in their order.
std::vector<const StageReport*> longest_stages(const std::vector<StageReport>& stages) {
  std::vector<const StageReport*> longest;
  for (const StageReport& stage : stages) longest.push_back(&stage);
  if (longest.size() <= kMostStages) return longest;
  std::ranges::stable_sort(longest, std::ranges::greater{}, [](const auto* s) { return s->duration.p50.base(); });
  longest.resize(kMostStages);
  std::ranges::sort(longest);  // all lie in one list
  return longest;
}

Bars node_memory(const Candidate& candidate) {
  const Instance& instance = *candidate.cluster.instance;
  const Layout& layout = candidate.cluster.layout;
  const Bytes<> executors = layout.executors_per_node * layout.container_mib * MiB, idle = layout.idle_memory_mib * MiB;
  const Bytes<> kept = max(Bytes<>(), instance.memory - executors - idle);
  return {.title = "Memory of a node",
          .description = "What the system and the platform keep, what executors ask for, and what is left over.",
          .unit = Unit::gibibytes,
          .bars = {{instance.type,
                    {{counted(layout.executors_per_node, "executor"), executors.base()},
                     {"left over", idle.base()},
                     {"kept by system and platform", kept.base()}}}}};
}

Bars executor_memory(const Layout& layout) {
  const Bytes<> heap = layout.executor_memory_mib * MiB, overhead = layout.executor_overhead_mib * MiB;
  const auto regions = spark::memory_regions(static_cast<std::int64_t>(heap.base()));
  const auto unified = static_cast<double>(regions.unified), reserved = static_cast<double>(spark::kReservedHeap);
  const Bytes<> rounded = max(Bytes<>(), layout.container_mib * MiB - heap - overhead);
  return {.title = "Memory of an executor",
          .description = fmt::format("Its {} share the execution memory; execution and storage borrow from each other.",
                                     counted(layout.executor_cores, "task")),
          .unit = Unit::gibibytes,
          .bars = {{"container",
                    {{"execution: sorts, joins, aggregates", static_cast<double>(regions.execution)},
                     {"storage: cached and broadcast data", static_cast<double>(regions.storage)},
                     {"user objects, UDFs", std::max(0.0, heap.base() - reserved - unified)},
                     {"Spark's own reserve", reserved},
                     {"overhead: JVM, network buffers, Python", overhead.base()},
                     {"rounded up", rounded.base()}}}}};
}

/// A part of nothing is no part.
Chart without_nothing(Bars bars) {
  for (Bar& bar : bars.bars) std::erase_if(bar.parts, [](const BarPart& part) { return part.amount <= 0; });
  return bars;
}

}  // namespace

std::vector<Chart> cost_against_time(const Plan& plan) {
  Series chosen{.name = plan.fits ? "this plan" : "the nearest miss"}, instead{.name = "instead"};
  Series front{.name = "cheapest for its time", .line = true, .marks = false};
  if (plan.recommended && has_place(*plan.recommended)) {
    const auto& time = plan.recommended->duration;
    chosen.points.push_back(point_of(*plan.recommended));
    chosen.points.back().range = {time.p10.base(), time.p90.base()};
  }
  for (const auto& [candidate, why_not] : plan.alternatives) {
    if (has_place(candidate)) instead.points.push_back(point_of(candidate));
  }
  for (const Candidate& candidate : plan.front) {
    if (has_place(candidate)) front.points.push_back(point_of(candidate));
  }
  if (chosen.points.size() + instead.points.size() + front.points.size() < 2) return {};
  Curves curves{
      .title = "Clusters by time and cost",
      .description = "Medians; the line through the plan's mark reaches from its 10th to its 90th percentile.",
      .x = {"time of a run", Unit::seconds},
      .y = {"cost of a run", Unit::usd}};
  for (Series* series : {&chosen, &instead, &front}) {
    if (!series->points.empty()) curves.series.push_back(std::move(*series));
  }
  if (const auto& deadline = plan.scenario.goal.deadline) {
    curves.limits.push_back({deadline->value.base(), "deadline, " + format(deadline->value)});
  }
  return {curves};
}

std::vector<Chart> stage_times(const Candidate& candidate) {
  if (candidate.stages.empty()) return {};
  Bars bars{.title = "Time of the stages, by what they wait for", .description = "Medians.", .unit = Unit::seconds};
  for (const StageReport* stage : longest_stages(candidate.stages)) {
    bars.bars.push_back({stage->name, {{std::string(description(stage->bottleneck)), stage->duration.p50.base()}}});
  }
  if (bars.bars.size() < candidate.stages.size()) {
    bars.description += fmt::format(" The {} longest of {} stages.", kMostStages,
                                    exact(static_cast<long long>(candidate.stages.size())));
  }
  return {bars};
}

Section memory_section(const Candidate& candidate) {
  Section section{.title = "where the memory goes"};
  if (!can_run(candidate)) return section;
  section.charts = {without_nothing(node_memory(candidate)),
                    without_nothing(executor_memory(candidate.cluster.layout))};
  return section;
}

}  // namespace sizer::report
