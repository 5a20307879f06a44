#include <benchmark/benchmark.h>

#include "sizer/io.hpp"

/// A comparison of a thousand cells, from the texts of --vary to the table with its reasons: under 2 s is the aim.
namespace sizer::bench {
namespace {

const InstanceTable& table() {
  static const InstanceTable all = InstanceTable::built_in({Provider::aws});
  return all;
}

/// 25 × 40 = 1,000 cells.
Varied thousand() { return vary_phrase("500 GB join", {}, {"nodes=4..28", "deadline=30 min..147 min:3 min"}); }

void planned(benchmark::State& state) {
  for (auto _ : state) {
    const Varied cells = thousand();
    benchmark::DoNotOptimize(compare_cells(cells.keys, cells.cases, table()));
  }
}
BENCHMARK(planned)->Name("compare/1,000 cells, planned")->Unit(benchmark::kMillisecond);

void checked(benchmark::State& state) {
  const ClusterRequest on = parse_cluster("10 x r6id.2xlarge", table());
  for (auto _ : state) {
    Varied cells = thousand();
    for (ComparedCase& one : cells.cases) one.on = {one.scenario.cluster.min_nodes.value, on.instance};
    benchmark::DoNotOptimize(compare_cells(cells.keys, cells.cases, table()));
  }
}
BENCHMARK(checked)->Name("compare/1,000 cells, checked")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sizer::bench
