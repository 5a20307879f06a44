#include "io/scenario_reader.hpp"
#include "plan/question.hpp"
#include "sizer/units.hpp"
#include "workload/measured.hpp"

namespace sizer::io {
namespace {

struct Check {
  const Scenario& scenario;
  const MeasuredRun& run;
  const Node& table;  ///< [[measured]]
  const Instance& node;
  Reading& reading;

  void add(const std::string& key, const std::string& message, const std::string& hint) const {
    if (const Node* value = table.find(key)) reading.add(*value, message, hint);
  }
};

constexpr double kSlip = 4;  // noise never makes a run as many times slower: a unit or a digit is wrong

/// No vCPU takes in more, wherever it comes from.
constexpr Bandwidth<> kMostPerVcpu = 4 * GB / second;

std::string cluster_of(const MeasuredRun& run) { return std::to_string(run.nodes) + " × " + run.instance_type; }

/// What a node can read at most: its NIC at its burst, or from its own disks and memory what its cores can take.
Bandwidth<> most_read(const Scenario& scenario, const Instance& node) {
  const Bandwidth<> cores = node.vcpu * kMostPerVcpu;
  if (data_place_of(scenario, node.provider) == DataPlace::hdfs || !node.network) return cores;
  return min(cores, max(*node.network, node.network_burst.value_or(*node.network)));
}

void check_duration(const Check& c) {
  const auto& [scenario, run, table, node, reading] = c;
  const Bytes<> read = scenario.input.columns_used.value * scenario.input.partitions_read.value * run.data.value;
  const Bandwidth<> most = run.nodes * most_read(scenario, node);
  const Seconds<> least = read / most;
  if (run.duration.value >= least) return;
  c.add("duration",
        cluster_of(run) + " cannot read " + format(read) + " in " + format(run.duration.value) + ": at " +
            format(most) + ", the most they can, it takes " + format(least),
        "check the units of data and duration; where a run reads less than data, say so with columns_used or "
        "partitions_read");
}

void check_cpu_time(const Check& c) {
  constexpr double kRounding = 1.02;
  const MeasuredRun& run = c.run;
  if (!run.cpu_time) return;
  const CoreSeconds<> most = run.nodes * c.node.vcpu * core * run.duration.value;
  if (run.cpu_time->value <= kRounding * most) return;
  c.add("cpu_time",
        "in " + format(run.duration.value) + " the " + std::to_string(run.nodes * c.node.vcpu) + " vCPUs of " +
            cluster_of(run) + " have " + format(most) + ", and this is " + format(run.cpu_time->value),
        "cpu_time is the sum of executorCpuTime over all tasks, which Spark counts in nanoseconds");
}

void check_executors(const Check& c) {
  const auto& cores = c.run.executor_cores;
  const auto& memory = c.run.executor_memory;
  if (cores && cores->value > c.node.vcpu) {
    c.add("executor_cores", "a " + c.node.type + " has " + std::to_string(c.node.vcpu) + " vCPUs",
          "spark.executor.cores of the run");
  }
  if (memory && memory->value >= c.node.memory) {
    c.add("executor_memory", "a " + c.node.type + " has " + format_binary(c.node.memory) + " in all",
          "spark.executor.memory of the run");
  }
}

void check_pair(const MeasuredRun& slow, const MeasuredRun& fast, const Node& table, Reading& reading) {
  const double times = times_too_long(slow, fast);
  const Node* duration = table.find("duration");
  if (times < kSlip || !duration) return;
  reading.add(*duration,
              slow.name() + " took " + format(slow.duration.value) + ", and " + fast.name() + " (" +
                  fast.duration.source + ") " + format(fast.duration.value) + ": " + format_number(times) +
                  " times as long with no more to do",
              "one of the two is mistyped, or not a run of this job: leave it out");
}

/// Said already of a value that could not be read.
bool is_whole(const MeasuredRun& run) {
  return !run.instance_type.empty() && run.data.value > Bytes<>() && run.duration.value > Seconds<>();
}

}  // namespace

void check_measured_runs(const Node& root, const Scenario& scenario, Reading& reading) {
  const Node* written = root.find("measured");
  if (!written || !written->is(Node::Kind::list) || written->children.size() != scenario.measured.size()) return;
  const InstanceTable known = InstanceTable::built_in();
  for (std::size_t i = 0; i < scenario.measured.size(); ++i) {
    const MeasuredRun& run = scenario.measured[i];
    if (!is_whole(run)) continue;
    const Node& table = written->children[i];
    if (const Instance* node = known.find(run.instance_type)) {
      const Check check{scenario, run, table, *node, reading};
      check_duration(check);
      check_cpu_time(check);
      check_executors(check);
    }
    for (const MeasuredRun& other : scenario.measured) {
      if (is_whole(other)) check_pair(run, other, table, reading);
    }
  }
}

}  // namespace sizer::io
