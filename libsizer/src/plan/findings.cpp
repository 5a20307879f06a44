#include "findings.hpp"

#include <algorithm>
#include <cmath>

#include "measured_findings.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

using Findings = std::vector<Finding>;

std::string count_of(double n, const char* what) { return format_number(n) + " " + what + (n == 1 ? "" : "s"); }

bool disk_is_full(const Question& q, const Candidate& c) {
  return c.cluster.nodes < nodes_for_disk(q, *c.cluster.instance, c.sizes.on_disk);
}

void about_the_question(const Question& q, Findings& found) {
  const Scenario& s = q.scenario;
  if (s.profile.is_default() && s.stages.empty()) {
    found.push_back(
        {Severity::warning, "assumed-profile",
         "the kind of work was not said: etl is assumed (" + std::string(profile_summary(Profile::etl)) + ")",
         "say profile = … or give [[stage]]s; user code can need hundreds of times the CPU of a scan"});
  }
  for (const auto& key : s.unused) {
    found.push_back({Severity::warning, "unused-input", key, "take it out, or do not expect it to count"});
  }
  if (s.input.storage) {
    found.push_back({Severity::info, "unused-input",
                     "input.storage = " + s.input.storage->value +
                         " decides request prices and whether nodes hold the data; the tier's own speed "
                         "does not count yet",
                     "set store.connection and store.first_byte under [assume]"});
  }
  if (s.cluster.providers.size() > 1 && !s.cluster.platform) {
    found.push_back({Severity::info, "platforms-differ",
                     "each provider was taken with its usual platform (emr, dataproc, plain kubernetes), whose fees "
                     "and start-up differ",
                     "fix cluster.platform = \"kubernetes\" to compare like with like"});
  }
  if (q.scenario.goal.minimise.value == Minimise::time && !q.has_budget) {
    found.push_back({Severity::info, "no-budget",
                     "minimise = \"time\" without a budget has no end: more nodes are always a little faster",
                     "give goal.budget"});
  }
}

void about_input(const Question& q, const Candidate& c, Findings& found) {
  const auto& input = q.workload.input;
  const int slots = c.cluster.slots();
  for (std::size_t i = 0; i < c.stages.size(); ++i) {
    const Stage& stage = q.workload.stages[i];
    if (!stage.scan) continue;
    const double size = stage.scan->value.base() / stage.scan_files;
    if (c.stages[i].tasks < slots && stage.scan->value > GB) {
      found.push_back(
          {Severity::warning, "few-partitions",
           "stage '" + stage.name + "' has " + count_of(c.stages[i].tasks, "task") + " for " + count_of(slots, "slot"),
           input.codec.value == Codec::none || input.format.value == Format::parquet
               ? "fewer nodes do as well"
               : "compressed text cannot be split: store more and smaller files, or Parquet"});
    }
    if (input.files && size < 16e6 && stage.scan_files > 100) {
      found.push_back({Severity::warning, "small-files",
                       "files of " + format(Bytes<>(size)) + " each: opening them costs more than reading them",
                       "compact them to 128 MB or more"});
    }
  }
}

void about_disk(const Question& q, const Candidate& c, Findings& found) {
  if (!disk_is_full(q, c)) return;
  found.push_back({Severity::error, "disk-full",
                   "shuffle and spill of " + format(c.sizes.on_disk) + ", with room for retries " +
                       format(q.typical.get<"volume.size_factor">().base() * c.sizes.on_disk) +
                       ", do not fit local disks of " + format(c.cluster.nodes * c.cluster.instance->local_capacity()) +
                       " in all",
                   std::to_string(nodes_for_disk(q, *c.cluster.instance, c.sizes.on_disk)) +
                       " nodes, larger local disks, or nodes with network volumes"});
}

void about_skew(const Question& q, const Candidate& c, Findings& found) {
  for (std::size_t i = 0; i < c.stages.size(); ++i) {
    if (c.stages[i].bottleneck != Resource::hot_key) continue;
    const bool stated = q.workload.stages[i].skew.has_value();
    found.push_back({Severity::warning, "hot-key",
                     "stage '" + c.stages[i].name + "' waits for the task with the " +
                         (stated ? "hottest key" : "largest partition") + "; more nodes do not help",
                     stated ? "salt the key, or broadcast the small side"
                            : "fewer nodes; say skew = … if you know the share of the hottest key"});
  }
}

void about_hardware(const Candidate& c, Findings& found) {
  const Instance& i = *c.cluster.instance;
  if (!c.cluster.speed) {
    found.push_back({Severity::warning, "unknown-cpu-speed",
                     "no measurement of " + i.cpu_model + ": taken as the reference vCPU",
                     "give coremark in a file of your own instances"});
  }
  if (!i.network) {
    found.push_back({Severity::warning, "unknown-network", "the table has no sustained network rate for " + i.type,
                     "give network in a file of your own instances"});
  }
  if (i.has_local_disk() && !i.local_write) {
    found.push_back({Severity::info, "unknown-disk",
                     "the table has no disk throughput for " + i.type + ": an assumption stands in",
                     "give local_read and local_write in a file of your own instances"});
  }
}

void about_prices(const Candidate& c, Findings& found) {
  const std::string& type = c.cluster.instance->type;
  if (!c.cost) {
    found.push_back({Severity::warning, "unknown-price", "the table has no price for " + type + ": no cost is given",
                     "give price in a file of your own instances"});
    return;
  }
  const auto leave_out = [&](const char* code, const std::string& what, const std::string& fix) {
    found.push_back({Severity::warning, code, "the cost leaves out " + what + ": its price is not known", fix});
  };
  const ClusterPrice& price = c.price;
  if (!price.primary_node) {
    leave_out("unpriced-primary-node", "the primary node (" + price.primary_note + ")",
              "give its price in a file of your own instances");
  }
  if (!price.volume_month) leave_out("unpriced-volumes", "the network volumes", "nodes with local disks need none");
  if (!price.per_read_request || !price.per_write_request) {
    leave_out("unpriced-requests", "what the object store charges for requests", "another input.storage");
  }
}

void about_the_range(const Candidate& c, Findings& found) {
  const double width = (c.duration.p90 / c.duration.p10).base();
  if (width < 3) return;
  found.push_back({Severity::info, "wide-range",
                   "the range is wide: P90 is " + format_number(width) +
                       " times P10, because much of the work is inferred from sizes",
                   "state what you know of a run: work and shuffle of each [[stage]], or assume.cpu.work_factor"});
}

void about_idle_room(const Candidate& c, Findings& found) {
  const Layout& l = c.cluster.layout;
  const Instance& i = *c.cluster.instance;
  if (l.idle_cores * 8 >= i.vcpu) {
    found.push_back({Severity::warning, "idle-cores",
                     count_of(l.idle_cores, "core") + " of " + std::to_string(i.vcpu) +
                         " a node are left over by executors of " + count_of(l.executor_cores, "core"),
                     "another executor size, or another node size"});
  }
  const Bytes<> idle = l.idle_memory_mib * MiB;
  if (idle > 0.15 * i.memory) {
    found.push_back({Severity::warning, "idle-memory",
                     format_binary(idle) + " of " + format_binary(i.memory) + " a node go to no executor",
                     "nodes with less memory"});
  }
}

void about_unused_memory(const Candidate& c, Findings& found) {
  double most = 0;
  for (const auto& s : c.stages) {
    if (s.task_memory > Bytes<>()) most = std::max(most, (s.working_set / s.task_memory).base());
    if (s.cached > Bytes<>()) most = 1;
  }
  if (most >= 0.4) return;
  found.push_back({Severity::info, "unused-memory", "tasks fill " + format_share(most) + " of their memory at most",
                   "nodes with less memory a core are cheaper"});
}

/// Measured runs that do not count a start make answers that do not either.
void about_the_start(const Question& q, const Candidate& c, Findings& found) {
  const Seconds<> start = start_up_time(c.cluster.platform, q.typical);
  if (!c.cluster.running || q.scenario.cluster.running || start < 1 * minute) return;
  found.push_back({Severity::info, "start-not-counted",
                   "durations, cost and deadline count from the application's start, as the measured runs do; starting "
                   "a cluster takes about " +
                       format(start) + " more",
                   "cluster.running = false counts it; = true says that the cluster is up"});
}

}  // namespace

std::string_view runs_out_of(const Question& q, const Candidate& c) {
  if (disk_is_full(q, c)) return "local disk";
  const auto out_of_memory = [&](const StageReport& stage) { return is_out_of_memory(q, stage); };
  return std::ranges::any_of(c.stages, out_of_memory) ? "memory" : "";
}

bool would_fail(const Question& q, const Candidate& c) { return !runs_out_of(q, c).empty(); }

std::vector<Finding> hazards(const Question& q, const Candidate& c, const std::vector<MemoryFix>& fixes) {
  Findings found;
  about_the_question(q, found);
  if (c.stages.empty()) return found;
  about_input(q, c, found);
  append(found, about_memory(q, c, fixes));
  append(found, about_caches(c));
  about_disk(q, c, found);
  about_skew(q, c, found);
  about_hardware(c, found);
  about_prices(c, found);
  about_the_range(c, found);
  about_the_start(q, c, found);
  if (q.measured) append(found, about_runs(*q.measured));
  append(found, disagreeing_runs(q.scenario));
  append(found, runs_without_room(q.scenario, q.measured));
  return found;
}

std::vector<Finding> waste(const Question& q, const Candidate& c, const std::optional<int>& fewer_nodes) {
  Findings found;
  if (c.stages.empty()) return found;
  about_idle_room(c, found);
  about_unused_memory(c, found);
  if (fewer_nodes && *fewer_nodes < c.cluster.nodes) {
    const bool half = *fewer_nodes * 2 <= c.cluster.nodes;
    found.push_back({half ? Severity::warning : Severity::info, half ? "half-would-do" : "fewer-would-do",
                     count_of(*fewer_nodes, "node") + " of the same type would meet the goal too" +
                         (half ? ": the count could be halved and still meet it" : ""),
                     "take " + std::to_string(*fewer_nodes) + " instead of " + std::to_string(c.cluster.nodes)});
  }
  if (q.has_deadline && c.duration.p95 * 4 < q.deadline) {
    found.push_back({Severity::info, "early",
                     "done in " + format(c.duration.p95) + " in 95 % of the worlds, " +
                         format_number((q.deadline / c.duration.p95).base()) + " times faster than asked",
                     "fewer nodes, or a later start"});
  }
  return found;
}

std::vector<std::string> defaults_used(const Scenario& s) {
  std::vector<std::string> used;
  const auto add = [&](const auto& given, const std::string& key, const std::string& value) {
    if (given.is_default()) used.push_back(key + " = " + value);
  };
  if (s.stages.empty()) add(s.profile, "profile", std::string(to_string(s.profile.value)));
  add(s.input.format, "input.format", std::string(to_string(s.input.format.value)));
  add(s.input.codec, "input.codec", std::string(to_string(s.input.codec.value)));
  if (!s.input.files) used.push_back("input.files = " + format_number(default_files(s.data.value)) + " (128 MiB each)");
  add(s.input.columns_used, "input.columns_used", format_number(s.input.columns_used.value));
  add(s.cluster.providers.front(), "cluster.provider", std::string(to_string(s.cluster.providers.front().value)));
  if (!s.cluster.platform) used.push_back("cluster.platform = by provider");
  add(s.cluster.purchase, "cluster.purchase", std::string(to_string(s.cluster.purchase.value)));
  add(s.cluster.spark, "cluster.spark", std::string(spark::to_string(s.cluster.spark.value)));
  add(s.goal.confidence, "goal.confidence", format_number(s.goal.confidence.value));
  add(s.schedule.runs_per_month, "schedule.runs_per_month", format_number(s.schedule.runs_per_month.value));
  return used;
}

}  // namespace sizer
