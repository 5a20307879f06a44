#include "option.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "prices.hpp"

namespace sizer {
namespace {

LayoutWishes wishes_of(const Question& q) {
  LayoutWishes wishes;
  wishes.python = q.workload.python;
  if (q.scenario.cluster.executor_cores) wishes.executor_cores = q.scenario.cluster.executor_cores->value;
  if (q.scenario.cluster.executor_memory) wishes.executor_memory = q.scenario.cluster.executor_memory->value;
  wishes.driver_memory_mib = q.driver_memory_mib;
  return wishes;
}

/// Where no node holds the driver, Spark's default driver is tried: 1 GiB.
std::vector<Layout> layouts_for(const Question& q, const Instance& instance, Platform platform) {
  LayoutWishes wishes = wishes_of(q);
  auto layouts = legal_layouts(instance, platform, wishes);
  if (!layouts.empty()) return layouts;
  wishes.driver_memory_mib = std::min(wishes.driver_memory_mib, 1024);
  return legal_layouts(instance, platform, wishes);
}

/// A size to compare layouts at that no goal moves.
int reference_nodes(const Question& q, const Layout& layout) {
  CoreSeconds<> work;
  for (const auto& stage : q.typical_demand.stages) work += stage.work;
  const double nodes = (work / (layout.slots_per_node() * core * hour)).base();
  return static_cast<int>(std::clamp(std::ceil(nodes), 2.0, 1e6));
}

/// The same cores and memory, nothing else of its own.
Instance plain_node(const Instance& instance) {
  Instance plain;
  plain.provider = instance.provider;
  plain.vcpu = instance.vcpu;
  plain.memory = instance.memory;
  plain.reserved_cores = instance.reserved_cores;
  plain.reserved_memory = instance.reserved_memory;
  return plain;
}

constexpr int kLeastVcpus = 4;

bool allowed(const Scenario& scenario, const std::vector<Provider>& providers, const Instance& instance) {
  const auto& choice = scenario.cluster;
  if (!std::ranges::count(providers, instance.provider)) return false;
  if (choice.local_ssd) {
    const bool has = instance.has_local_disk() && instance.local_disk_kind != DiskKind::hdd;
    if (has != choice.local_ssd->value) return false;
  }
  if (choice.instances.empty()) return !is_previous_generation(instance) && instance.vcpu >= kLeastVcpus;
  return std::ranges::any_of(choice.instances, [&](const auto& p) { return glob_match(p.value, instance.type); });
}

std::vector<std::string> unmatched_patterns(const Scenario& scenario, const InstanceTable& table) {
  std::vector<std::string> unmatched;
  for (const auto& pattern : scenario.cluster.instances) {
    if (table.match(pattern.value).empty()) unmatched.push_back(pattern.value);
  }
  return unmatched;
}

JobTime<double> typical_job(const Question& q, const Cluster& cluster, WaveCurves& curves) {
  JobTime<double> time;
  job_time(q.workload, q.typical_demand, plan_tasks(q.workload, q.typical_demand, cluster, curves), cluster,
           node_rates(cluster, q.typical), q.typical, time);
  return time;
}

/// The fewest nodes, from those that hold an executor up, whose disks hold what the job typically shuffles and spills.
int nodes_for_disk(const Question& q, const Option& option, WaveCurves& curves) {
  if (!option.cluster.instance->has_local_disk()) return option.min_nodes;
  Cluster cluster = option.cluster;
  for (cluster.nodes = option.min_nodes;;) {
    const int needed = nodes_for_disk(q, *cluster.instance, typical_job(q, cluster, curves).peak_disk);
    if (needed <= cluster.nodes) return cluster.nodes;
    cluster.nodes = needed;
  }
}

/// Many types share their cores and memory.
class BestLayouts {
 public:
  BestLayouts(const Question& q, WaveCurves& curves) : q_(q), curves_(curves) {}

  const std::optional<Layout>& of(const Instance& i, Platform platform) {
    const std::tuple key{platform,        i.provider,       i.vcpu,
                         i.memory.base(), i.reserved_cores, i.reserved_memory.value_or(Bytes<>()).base()};
    const auto [entry, is_new] = known_.try_emplace(key);
    if (is_new) entry->second = best_layout(q_, i, platform, curves_);
    return entry->second;
  }

 private:
  const Question& q_;
  WaveCurves& curves_;
  std::map<std::tuple<Platform, Provider, int, double, std::optional<int>, double>, std::optional<Layout>> known_;
};

/// A type with its best layout at the node counts that hold an executor; none when no allowed count does.
std::optional<Option> option_of(const Question& q, const Instance& instance, const InstanceTable& table,
                                BestLayouts& layouts) {
  const auto layout = layouts.of(instance, platform_of(q.scenario, instance.provider));
  if (!layout) return std::nullopt;
  Option option = option_with(q, instance, *layout, table);
  option.max_nodes = q.scenario.cluster.max_nodes.value;
  option.min_nodes = std::max(q.scenario.cluster.min_nodes.value, nodes_for_executor(*layout));
  if (option.min_nodes > option.max_nodes) return std::nullopt;
  return option;
}

void add_option(const Question& q, Option option, WaveCurves& curves, Options& options) {
  const int needed = nodes_for_disk(q, option, curves);
  if (needed > option.max_nodes) {
    option.min_nodes = option.max_nodes;
    options.short_of_disk.push_back({std::move(option), needed});
    return;
  }
  option.min_nodes = needed;
  options.list.push_back(std::move(option));
}

/// Leaves out the types that lack something, where others have it.
template <class Lacks>
void leave_out(Options& options, Lacks lacks) {
  const auto count = std::ranges::count_if(options.list, lacks);
  if (static_cast<std::size_t>(count) == options.list.size()) return;
  std::erase_if(options.list, lacks);
  options.unpriced += static_cast<int>(count);
}

/// Types without a price, their own or the primary node's, are left out where others have one. Where none has (on
/// premises), a vCPU-hour stands in for money, to compare by; no cost is reported.
void settle_unpriced(Options& options) {
  leave_out(options, [](const Option& o) { return !o.node_price.known; });
  leave_out(options, [](const Option& o) { return !o.node_price.primary_node; });
  for (Option& option : options.list) {
    if (!option.node_price.known) option.node_price.machines = option.cluster.instance->vcpu * usd / hour;
  }
}

}  // namespace

std::vector<Provider> providers_of(const Scenario& scenario) {
  const auto& choice = scenario.cluster;
  if (choice.providers.front().is_default() && !choice.instances.empty()) {
    return {Provider::aws, Provider::gcp, Provider::azure, Provider::onprem};
  }
  std::vector<Provider> providers;
  for (const auto& given : choice.providers) providers.push_back(given.value);
  return providers;
}

int nodes_for_disk(const Question& q, const Instance& instance, Bytes<> shuffle_and_spill) {
  if (!instance.has_local_disk()) return 1;
  const Bytes<> room = q.typical.get<"volume.size_factor">() * shuffle_and_spill;
  return static_cast<int>(std::clamp(std::ceil((room / (kUsableDisk * instance.local_capacity())).base()), 1.0, 1e6));
}

int nodes_for_executor(const Layout& layout) { return layout.executors_displaced / layout.executors_per_node + 1; }

Seconds<> typical_time(const Question& q, const Cluster& cluster, WaveCurves& curves) {
  if (cluster.slots() == 0) return Seconds<>(std::numeric_limits<double>::infinity());
  return typical_job(q, cluster, curves).total;
}

std::optional<Layout> best_layout(const Question& q, const Instance& instance, Platform platform, WaveCurves& curves) {
  const Instance plain = plain_node(instance);
  std::optional<Layout> best;
  std::tuple<double, int, int> best_score;
  const auto layouts = layouts_for(q, plain, platform);
  // A JVM that sees one processor runs the serial collector (docs/explain/layout.md): only where there is no other way.
  const bool some_larger = std::ranges::any_of(layouts, [](const Layout& l) { return l.executor_cores > 1; });
  for (const Layout& layout : layouts) {
    if (some_larger && layout.executor_cores == 1) continue;
    const Cluster cluster{&plain,
                          platform,
                          Purchase::on_demand,
                          layout,
                          reference_nodes(q, layout),
                          CoreSpeed{},
                          data_place_of(q.scenario, instance.provider),
                          counts_from_application(q.scenario)};
    const std::tuple score{typical_time(q, cluster, curves).base(), layout.idle_cores, layout.idle_memory_mib};
    if (!best || score < best_score) {
      best = layout;
      best_score = score;
    }
  }
  return best;
}

Option option_with(const Question& q, const Instance& instance, const Layout& layout, const InstanceTable& table) {
  Option option;
  option.cluster.instance = &instance;
  option.cluster.platform = platform_of(q.scenario, instance.provider);
  option.cluster.purchase = q.scenario.cluster.purchase.value;
  option.cluster.layout = layout;
  option.cluster.speed = core_speed(instance);
  option.cluster.data = data_place_of(q.scenario, instance.provider);
  option.cluster.running = counts_from_application(q.scenario);
  option.node_price = price_of(q.scenario, option.cluster, table);
  return option;
}

std::optional<Option> asked_option(const Question& q, const Instance& instance, int nodes, const InstanceTable& table,
                                   WaveCurves& curves) {
  const auto layout = best_layout(q, instance, platform_of(q.scenario, instance.provider), curves);
  if (!layout) return std::nullopt;
  Option option = option_with(q, instance, *layout, table);
  option.min_nodes = std::min(nodes, q.scenario.cluster.min_nodes.value);
  option.max_nodes = kMostNodesChecked;
  option.cluster.nodes = nodes;
  return option;
}

ClusterPrice price_at(const ClusterPrice& one_node, int nodes) {
  ClusterPrice price = one_node;
  price.machines = nodes * one_node.machines;
  price.platform = nodes * one_node.platform;
  return price;
}

Options find_options(const Question& q, const InstanceTable& table, WaveCurves& curves) {
  Options options;
  BestLayouts layouts(q, curves);
  options.unmatched = unmatched_patterns(q.scenario, table);
  const auto providers = providers_of(q.scenario);
  for (const Instance& instance : table.all()) {
    if (!allowed(q.scenario, providers, instance)) continue;
    ++options.types;
    if (auto option = option_of(q, instance, table, layouts)) {
      add_option(q, std::move(*option), curves, options);
    } else {
      ++options.without_executor;
    }
  }
  settle_unpriced(options);
  std::ranges::stable_sort(options.short_of_disk, {}, &ShortOfDisk::nodes_needed);
  return options;
}

}  // namespace sizer
