#include "exact_numbers.hpp"

#include <algorithm>
#include <cmath>

#include "sizer/units.hpp"

namespace sizer {
namespace {

using Steps = std::vector<std::shared_ptr<const Step>>;

template <Dimension D>
Quantity<D, Traced> given(std::string_view name, const Quantity<D>& value, std::string_view source) {
  return input<Traced>(name, value, source);
}

Scalar<Traced> number(std::string_view name, double value, std::string_view source) {
  return input<Traced>(name, Scalar<>(value), source);
}

template <class Q>
void add(Steps& steps, const Q& quantity) {
  steps.push_back(quantity.base().shared());
}

void add_executors(const Cluster& c, Steps& steps) {
  const Layout& l = c.layout;
  const auto nodes = number("nodes", c.nodes, "chosen by the plan, or named with --on");
  const auto on_a_node =
      number("executors a node", l.executors_per_node, "the layout that takes least time, of all legal ones");
  const auto displaced =
      number("executors that make room for the driver", l.executors_displaced, "the platform's driver placement");
  const auto executors = named("executors", nodes * on_a_node - displaced);
  add(steps, executors);
  add(steps,
      named("slots", executors * number("executor cores", l.executor_cores, "the executor layout of the cluster")));
}

void add_memory(const Cluster& c, bool python, Steps& steps) {
  const Layout& l = c.layout;
  const NodeOffer offer = node_offer(*c.instance, c.platform);
  const PlatformRules& rules = rules_of(c.platform);
  const auto ram = number("RAM of a node in MiB", c.instance->memory.in(MiB), c.instance->origin);
  const auto reserve = number("kept back on a node in MiB", offer.reserved_memory_mib, offer.why);
  const auto offered = named("memory a node offers in MiB", ram - reserve);
  add(steps, named("an executor's share of a node in MiB",
                   offered / number("executors a node", l.executors_per_node, "the executor layout of the cluster")));
  const std::string factor = format_number(python ? rules.python_overhead_factor : rules.overhead_factor);
  const auto heap = number("executor memory in MiB", l.executor_memory_mib,
                           "the largest heap that fits the share with its overhead, outside 32-48 GiB");
  const auto overhead = number(
      "executor memory overhead", l.executor_overhead_mib,
      "the larger of " + factor + " × heap and " + std::to_string(rules.min_overhead_mib) + " MiB; " + rules.source);
  add(steps, named("container in MiB", heap + overhead));
  add(steps, number("driver memory in MiB", l.driver_memory_mib,
                    "1 GiB, 0.7 B a shuffle block, 1 kB a file, 10 kB a task, three times a broadcast's rows; in whole "
                    "GiB, 2 to 64"));
}

/// What Spark cuts files by (FilePartition.maxSplitBytes).
void add_input_partitions(const Question& q, const Candidate& c, Steps& steps) {
  WaveCurves curves;
  const TaskPlan tasks = plan_tasks(q.workload, q.typical_demand, c.cluster, curves);
  for (const Stage& stage : q.workload.stages) {
    if (!stage.scan) continue;
    const double read = q.workload.input.partitions_read.value;
    const auto files = number("files read", std::max(1.0, std::round(stage.scan_files * read)),
                              q.workload.input.files ? q.workload.input.files->source : "default: 128 MiB each");
    const auto stored = given("bytes of these files", stage.scan->value * read, stage.scan->source);
    const auto open = given("open cost", 4 * MiB, "spark.sql.files.openCostInBytes");
    const auto most = given("largest partition", tasks.max_partition_bytes, "spark.sql.files.maxPartitionBytes");
    const auto slots = number("slots", c.cluster.slots(), "executors × executor cores");
    add(steps, named("largest split", min(most, max(open, (stored + files * open) / slots))));
    break;
  }
  add(steps, number("input partitions", c.input_partitions,
                    "files cut at the largest split, sorted, packed next-fit, exactly as Spark does"));
}

void add_shuffle_partitions(const Question& q, const Candidate& c, Steps& steps) {
  if (const auto& stated = q.workload.shuffle_partitions) {
    add(steps, number("shuffle partitions", stated->value, stated->source));
    return;
  }
  const auto needs = demand(q.workload, traced_world(q.overrides));
  Bytes<Traced> largest;
  for (const auto& stage : needs.stages) {
    const auto a_pass = stage.shuffle_read / stage.passes;
    if (a_pass.base().value() > largest.base().value()) largest = a_pass;
  }
  add(steps, shuffle_partitions(named("largest shuffle", largest), needs.compression, c.cluster));
}

void add_stages(const Candidate& c, Steps& steps) {
  const auto slots = number("slots", c.cluster.slots(), "executors × executor cores");
  for (const StageReport& stage : c.stages) {
    const auto tasks =
        number(stage.name + ": tasks", stage.tasks, "files as Spark packs them, partitions in whole waves");
    add(steps, named(stage.name + ": waves", tasks / slots));
    const std::string which =
        std::string(description(stage.bottleneck)) + ", before " + std::string(description(stage.runner_up));
    const auto seconds = [&](Resource r) { return stage.seconds.at(std::string(to_string(r))) * second; };
    const auto longest = given(stage.name + ": longest wait", seconds(stage.bottleneck), which);
    const auto next = given(stage.name + ": next longest wait", max(seconds(stage.runner_up), 1 * millisecond), which);
    add(steps, named(stage.name + ": bottleneck's margin", longest / next));
  }
}

void add_spread(const Candidate& c, Steps& steps) {
  const std::string worlds = "of the worlds";
  add(steps, given("duration p10", c.duration.p10, "a tenth " + worlds + " take no longer"));
  add(steps, given("duration p50", c.duration.p50, "half " + worlds + " take no longer"));
  add(steps, given("duration p90", c.duration.p90, "nine tenths " + worlds + " take no longer"));
  add(steps, given("duration p95", c.duration.p95, "19 in 20 " + worlds + " take no longer"));
  if (c.cost) {
    add(steps, given("cost p50", c.cost->p50, "half " + worlds + " cost no more"));
    add(steps, given("cost p95", c.cost->p95, "19 in 20 " + worlds + " cost no more"));
    add(steps, given("cluster price an hour", *c.hourly, c.price.note));
  }
  add(steps,
      number("deadline probability", c.deadline_probability, "share " + worlds + " that meet deadline and budget"));
}

}  // namespace

Steps exact_numbers(const Question& q, const Candidate& c) {
  Steps steps;
  add_spread(c, steps);
  add_executors(c.cluster, steps);
  add_memory(c.cluster, q.workload.python, steps);
  add_stages(c, steps);
  add_input_partitions(q, c, steps);
  add_shuffle_partitions(q, c, steps);
  return steps;
}

}  // namespace sizer
