#include <benchmark/benchmark.h>

#include <string>
#include <tuple>

#include "one_cluster.hpp"
#include "sizer/io.hpp"

/// The parts a plan is made of.
namespace sizer::bench {
namespace {

const OneCluster& cluster() {
  static const OneCluster one;
  return one;
}

void load_tables(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(InstanceTable::built_in());
}
BENCHMARK(load_tables)->Name("parts/load all tables")->Unit(benchmark::kMicrosecond);

void draw(benchmark::State& state) {
  const int count = static_cast<int>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(draw_worlds(count, 1));
}
BENCHMARK(draw)->Name("parts/draw worlds")->Arg(64)->Arg(kWorlds)->Unit(benchmark::kMicrosecond);

void demand_of_a_block(benchmark::State& state) {
  const auto& world = cluster().question.all.worlds.blocks.front();
  for (auto _ : state) benchmark::DoNotOptimize(demand(cluster().question.workload, world));
}
BENCHMARK(demand_of_a_block)->Name("parts/demand of 16 worlds");

void rates_of_a_block(benchmark::State& state) {
  const auto& world = cluster().question.all.worlds.blocks.front();
  for (auto _ : state) benchmark::DoNotOptimize(node_rates(cluster().cluster, world));
}
BENCHMARK(rates_of_a_block)->Name("parts/node rates of 16 worlds");

void waves_exact(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(wave_curve(4000, 180));
}
BENCHMARK(waves_exact)->Name("parts/wave curve, exact");

/// Curves nobody asked for before, as a search meets them: another number of slots each time.
void waves_interpolated(benchmark::State& state) {
  WaveCurves curves;
  int slots = 0;
  for (auto _ : state) {
    slots = slots % 4000 + 8;
    if (slots == 8) curves = WaveCurves();
    benchmark::DoNotOptimize(curves.of(4000, slots));
  }
}
BENCHMARK(waves_interpolated)->Name("parts/wave curve, from the grid");

void cut_into_tasks(benchmark::State& state) {
  const Question& q = cluster().question;
  WaveCurves curves;
  for (auto _ : state) benchmark::DoNotOptimize(plan_tasks(q.workload, q.typical_demand, cluster().cluster, curves));
}
BENCHMARK(cut_into_tasks)->Name("parts/cut into tasks");

void options(benchmark::State& state) {
  for (auto _ : state) {
    WaveCurves curves;
    benchmark::DoNotOptimize(find_options(cluster().question, cluster().table, curves));
  }
}
BENCHMARK(options)->Name("parts/options of one provider")->Unit(benchmark::kMicrosecond);

void whole_plan(benchmark::State& state) {
  const PlanOptions how{.worlds = static_cast<int>(state.range(0))};
  for (auto _ : state) benchmark::DoNotOptimize(plan(cluster().scenario, cluster().table, how));
}
BENCHMARK(whole_plan)->Name("parts/plan, one provider")->Arg(64)->Arg(kWorlds)->Unit(benchmark::kMillisecond);

/// Five runs of one job that agree within a tenth.
Scenario measured_scenario() {
  std::string text = "data = \"500 GB\"\ndeadline = \"2h\"\nprofile = \"join\"\n";
  for (const auto& [data, nodes, duration] : {std::tuple{"300 GB", "10 x m5.2xlarge", "47 min"},
                                              {"300 GB", "20 x m5.2xlarge", "27 min"},
                                              {"500 GB", "12 x r5.4xlarge", "33 min"},
                                              {"150 GB", "6 x c5.4xlarge", "21 min"},
                                              {"800 GB", "30 x m6i.4xlarge", "24 min"}}) {
    text += std::string("[[measured]]\ndata = \"") + data + "\"\ncluster = \"" + nodes + "\"\nduration = \"" +
            duration + "\"\n";
  }
  return parse_scenario(text, "bench.toml");
}

void measured_plan(benchmark::State& state) {
  const Scenario scenario = measured_scenario();
  const PlanOptions how{.worlds = static_cast<int>(state.range(0))};
  for (auto _ : state) benchmark::DoNotOptimize(plan(scenario, cluster().table, how));
}
BENCHMARK(measured_plan)
    ->Name("parts/plan, one provider, five measured runs")
    ->Arg(kWorlds)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sizer::bench
