#include "workload/measured.hpp"

#include <algorithm>
#include <cmath>

#include "sizer/scenario.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

template <class T>
bool same(const std::optional<Given<T>>& a, const std::optional<Given<T>>& b) {
  return a.has_value() == b.has_value() && (!a || a->value == b->value);
}

}  // namespace

std::string MeasuredRun::name() const {
  return format(data.value) + " on " + std::to_string(nodes) + " × " + instance_type;
}

double times_too_long(const MeasuredRun& slow, const MeasuredRun& fast) {
  const bool alike = slow.instance_type == fast.instance_type && slow.with_start.value == fast.with_start.value &&
                     same(slow.iterations, fast.iterations) && same(slow.executor_cores, fast.executor_cores) &&
                     same(slow.executor_memory, fast.executor_memory);
  if (!alike || fast.data.value < slow.data.value || fast.nodes > slow.nodes) return 0;
  return (slow.duration.value / fast.duration.value).base();
}

bool counts_from_application(const Scenario& scenario) {
  if (scenario.cluster.running) return scenario.cluster.running->value;
  const auto& runs = scenario.measured;
  return !runs.empty() && std::ranges::none_of(runs, [](const MeasuredRun& run) { return run.with_start.value; });
}

std::optional<Given<Bytes<>>> cache_size(const Scenario& scenario) {
  if (scenario.input.cache_size) return scenario.input.cache_size;
  double runs = 0, sum_of_logs = 0;
  std::string source;
  for (const MeasuredRun& run : scenario.measured) {
    if (!run.cached || run.cached->value <= Bytes<>()) continue;
    if (source.empty()) source = run.cached->source;
    sum_of_logs += std::log((run.cached->value / run.data.value).base());
    ++runs;
  }
  if (runs == 0) return std::nullopt;
  return Given<Bytes<>>{std::exp(sum_of_logs / runs) * scenario.data.value, source};
}

std::vector<const MeasuredRun*> resolve_measured(Scenario& scenario, const InstanceTable& table) {
  std::vector<const MeasuredRun*> unknown;
  for (MeasuredRun& run : scenario.measured) {
    if (run.instance) continue;
    if (const Instance* instance = table.find(run.instance_type)) {
      run.instance = std::make_shared<const Instance>(*instance);
    } else {
      unknown.push_back(&run);
    }
  }
  return unknown;
}

}  // namespace sizer
