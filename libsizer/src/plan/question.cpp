#include "question.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "conditioning.hpp"
#include "driver_memory.hpp"
#include "option.hpp"

namespace sizer {
namespace {

constexpr int kCoarseWorlds = 32;
constexpr int kLeastMoved = 512;  // fewer worlds do not find their way to the measured runs
constexpr double kHardly = 0.15;  // standard deviations

std::string run_names(const Conditioning& measured) {
  const auto& runs = measured.runs;
  const std::string first = "the measured run of " + runs.front().name + " (" + runs.front().source + ")";
  return runs.size() == 1 ? first : first + " and " + std::to_string(runs.size() - 1) + " more";
}

Overrides overrides_of(const Scenario& scenario) {
  Overrides overrides;
  for (const auto& [key, o] : scenario.assume) overrides[key] = {.low = o.low, .typical = o.typical, .high = o.high};
  return overrides;
}

int driver_memory(const Workload& workload, const Demand<double>& typical) {
  return driver_heap_mib(driver_need(workload, typical, expected_counts(typical)).total);
}

/// The run as a question of its own, to learn its tasks and its layout.
std::optional<MeasuredCase> case_of(const Scenario& scenario, const MeasuredRun& run, const PlanOptions& how,
                                    WaveCurves& curves) {
  if (!run.instance) return std::nullopt;
  Scenario then = scaled(scenario, (run.data.value / scenario.data.value).base());
  const bool saw_cache = run.cached && run.cached->value > Bytes<>();
  then.input.cache_size = saw_cache ? run.cached : cache_size(then);
  then.measured.clear();
  if (run.iterations) then.input.iterations = *run.iterations;
  if (run.executor_cores) then.cluster.executor_cores = run.executor_cores;
  if (run.executor_memory) then.cluster.executor_memory = run.executor_memory;
  const Question q = Question::in_typical_world(then, how);
  const Platform platform = platform_of(then, run.instance->provider);
  const auto layout = best_layout(q, *run.instance, platform, curves);
  if (!layout) return std::nullopt;
  const Cluster cluster{run.instance.get(),
                        platform,
                        then.cluster.purchase.value,
                        *layout,
                        run.nodes,
                        core_speed(*run.instance),
                        data_place_of(then, run.instance->provider),
                        !run.with_start.value};
  if (cluster.slots() == 0) return std::nullopt;
  return MeasuredCase{&run, q.workload, cluster, plan_tasks(q.workload, q.typical_demand, cluster, curves)};
}

/// As many of the draws, evenly spread over them.
Draws some_of(const Draws& draws, int count) {
  if (count >= draws.count) return draws;
  Draws some{std::max(1, (count + kLaneCount - 1) / kLaneCount) * kLaneCount, draws.rows, {}};
  some.z.resize(some.count, draws.z.cols());
  for (Eigen::Index i = 0; i < some.count; ++i) some.z.row(i) = draws.z.row(i * draws.count / some.count);
  return some;
}

}  // namespace

Question::Sample sample(const Workload& workload, Worlds worlds) {
  Question::Sample s{std::move(worlds), {}};
  s.demand.reserve(s.worlds.blocks.size());
  for (const auto& block : s.worlds.blocks) s.demand.push_back(demand(workload, block));
  return s;
}

Question::Question(const Scenario& asked, const PlanOptions& how) : Question(asked, how, overrides_of(asked)) {
  WaveCurves curves;
  std::vector<MeasuredCase> cases;
  for (const MeasuredRun& run : asked.measured) {
    if (auto one = case_of(asked, run, how, curves)) cases.push_back(std::move(*one));
  }
  if (cases.empty()) {
    all = sample(workload, draw_worlds(how.worlds, how.seed, stated));
    coarse = sample(workload, draw_worlds(std::min(how.worlds, kCoarseWorlds), how.seed, stated));
    return;
  }
  before = draw(std::max(how.worlds, kLeastMoved), how.seed, stated);
  Conditioned seen = condition(cases, *before, stated, how.seed);
  measured = std::move(seen.report);
  all = sample(workload, worlds_of(some_of(seen.draws, how.worlds), stated));
  coarse = sample(workload, worlds_of(some_of(seen.draws, std::min(how.worlds, kCoarseWorlds)), stated));
  narrow(seen.draws);
}

Question Question::in_typical_world(const Scenario& asked, const PlanOptions& how) {
  return Question(asked, how, overrides_of(asked));
}

Question::Question(const Scenario& asked, const Question& same) : Question(asked, same.options, same.overrides) {
  stated = same.stated;
  all = sample(workload, same.all.worlds);
  coarse = sample(workload, same.coarse.worlds);
}

Question::Question(const Scenario& asked, const PlanOptions& how, Overrides ranges)
    : scenario(asked),
      options(how),
      workload(make_workload(asked)),
      stated(ranges),
      overrides(std::move(ranges)),
      typical(typical_world(overrides)),
      typical_demand(demand(workload, typical)),
      driver_memory_mib(driver_memory(workload, typical_demand)),
      confidence(asked.goal.confidence.value),
      deadline(std::numeric_limits<double>::infinity()),
      budget(std::numeric_limits<double>::infinity()),
      has_deadline(asked.goal.deadline.has_value()),
      has_budget(asked.goal.budget.has_value()) {
  if (has_deadline) deadline = asked.goal.deadline->value;
  if (has_budget) budget = asked.goal.budget->value;
}

/// The typical world is that of the moved draws; rows that hardly moved keep their source.
void Question::narrow(const Draws& draws) {
  if (!measured->reached) return;
  const std::string names = run_names(*measured);
  for (std::size_t column = 0; column < draws.rows.size(); ++column) {
    const Eigen::ArrayXd z = draws.z.col(static_cast<Eigen::Index>(column));
    const double mean = z.mean(), spread = std::sqrt((z - mean).square().mean());
    if (std::abs(mean) < kHardly && std::abs(spread - 1) < kHardly) continue;
    AssumptionRange range = range_in(draws, column, stated);
    range.source = "assumption, moved by " + names;
    overrides[std::string(kAssumptions[draws.rows[column]].key)] = range;
  }
  typical = typical_world(overrides);
  typical_demand = demand(workload, typical);
  driver_memory_mib = driver_memory(workload, typical_demand);
}

Scenario scaled(Scenario s, double factor) {
  const auto grow = [&](auto& given) {
    if (given) given->value = factor * given->value;
  };
  s.data.value = factor * s.data.value;
  grow(s.input.files);
  grow(s.input.rows);
  grow(s.input.cache_size);
  for (StageInput& stage : s.stages) {
    grow(stage.scan);
    grow(stage.shuffle);
    grow(stage.write);
    grow(stage.broadcast);
    grow(stage.work);
    grow(stage.cache_size);
  }
  return s;
}

DataPlace data_place_of(const Scenario& scenario, Provider provider) {
  const StorageTier* stated = scenario.input.storage ? find_storage(scenario.input.storage->value) : nullptr;
  if (stated) return stated->kind == "object" ? DataPlace::object_store : DataPlace::hdfs;
  return provider == Provider::onprem ? DataPlace::hdfs : DataPlace::object_store;
}

Platform platform_of(const Scenario& scenario, Provider provider) {
  if (scenario.cluster.platform) return scenario.cluster.platform->value;
  switch (provider) {
    case Provider::aws:
      return Platform::emr;
    case Provider::gcp:
      return Platform::dataproc;
    case Provider::azure:
      return Platform::kubernetes;
    case Provider::onprem:
      return Platform::yarn;
  }
  return Platform::yarn;
}

}  // namespace sizer
