#include <benchmark/benchmark.h>

#include "sizer/simulation.hpp"

/// Aim: 5 million tasks a second on one core, in memory that grows with the running tasks alone.
namespace sizer::bench {
namespace {

SimulationInput one_stage(std::int64_t tasks, std::int64_t slots) {
  SimulationInput job;
  job.stages = {{.name = "stage", .tasks = static_cast<int>(tasks), .task = 10 * second}};
  job.executors = static_cast<int>(slots) / 4;
  job.nodes = job.executors / 2;
  job.executor_cores = 4;
  job.sigma = 0.4;
  return job;
}

void run(benchmark::State& state, const SimulationInput& job, const SimulationOptions& how) {
  std::int64_t attempts = 0;
  for (auto _ : state) {
    const SimulationResult result = simulate(job, how);
    benchmark::DoNotOptimize(result.makespan);
    if (!result.succeeded) return state.SkipWithError("the simulated job failed");
    attempts += result.attempts;
  }
  state.counters["tasks"] = benchmark::Counter(static_cast<double>(attempts), benchmark::Counter::kIsRate);
}

void independent_tasks(benchmark::State& state) { run(state, one_stage(state.range(0), state.range(1)), {}); }
BENCHMARK(independent_tasks)
    ->ArgNames({"tasks", "slots"})
    ->Args({1'000'000, 32})
    ->Args({1'000'000, 1000})
    ->Args({1'000'000, 10'000})
    ->Args({10'000'000, 1000})
    ->Unit(benchmark::kMillisecond);

void stragglers_and_copies(benchmark::State& state) {
  run(state, one_stage(1'000'000, 1000),
      {.stragglers = {.share = 0.01, .factor = 5}, .speculation = spark::speculation_settings()});
}
BENCHMARK(stragglers_and_copies)->Unit(benchmark::kMillisecond);

void lost_nodes(benchmark::State& state) {
  SimulationInput job = one_stage(500'000, 1000);
  job.stages.push_back({.name = "reduce", .parents = {0}, .tasks = 500'000, .task = 10 * second});
  // 125 nodes for three hours: four are lost; at ten times the rate four fetch failures in a row end the job.
  run(state, job, {.losses = 1 / (100 * hour), .replaced = 5 * minute, .retry = 1 * minute});
}
BENCHMARK(lost_nodes)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sizer::bench
