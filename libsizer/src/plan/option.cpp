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

/// The fewest nodes whose local disks hold the shuffle and spill of nearly every world.
int nodes_for_disk(const Question& q, const Instance& instance) {
  if (!instance.has_local_disk()) return 1;
  Bytes<> shuffle;
  for (const auto& stage : q.typical_demand.stages) shuffle += stage.shuffle_write;
  const double nodes = (shuffle * q.typical.get<"volume.size_factor">() / (0.9 * instance.local_capacity())).base();
  return static_cast<int>(std::clamp(std::ceil(nodes), 1.0, 1e6));
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

std::optional<Option> option_of(const Question& q, const Instance& instance, const InstanceTable& table,
                                BestLayouts& layouts) {
  const auto layout = layouts.of(instance, platform_of(q.scenario, instance.provider));
  if (!layout) return std::nullopt;
  Option option = option_with(q, instance, *layout, table);
  option.min_nodes = std::max(q.scenario.cluster.min_nodes.value, nodes_for_disk(q, instance));
  option.max_nodes = q.scenario.cluster.max_nodes.value;
  while (option.cluster.nodes = option.min_nodes,
         option.cluster.executors() == 0 && option.min_nodes < option.max_nodes) {
    ++option.min_nodes;
  }
  return option;
}

/// Types without a price are left out where others have one. Where none has (on premises), a vCPU-hour stands in
/// for money, to compare by; no cost is reported.
void settle_unpriced(Options& options) {
  const auto unpriced = [](const Option& o) { return !o.node_price.known; };
  const auto count = std::ranges::count_if(options.list, unpriced);
  if (static_cast<std::size_t>(count) < options.list.size()) {
    std::erase_if(options.list, unpriced);
    options.unpriced = static_cast<int>(count);
    return;
  }
  for (Option& option : options.list) option.node_price.machines = option.cluster.instance->vcpu * usd / hour;
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

Seconds<> typical_time(const Question& q, const Cluster& cluster, WaveCurves& curves) {
  if (cluster.slots() == 0) return Seconds<>(std::numeric_limits<double>::infinity());
  JobTime<double> time;
  job_time(q.workload, q.typical_demand, plan_tasks(q.workload, q.typical_demand, cluster, curves), cluster,
           node_rates(cluster, q.typical), q.typical, time);
  return time.total;
}

std::optional<Layout> best_layout(const Question& q, const Instance& instance, Platform platform, WaveCurves& curves) {
  const Instance plain = plain_node(instance);
  std::optional<Layout> best;
  std::tuple<double, int, int> best_score;
  const auto layouts = legal_layouts(plain, platform, wishes_of(q));
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
                          data_place_of(q.scenario, instance.provider)};
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
  option.node_price = price_of(q.scenario, option.cluster, table);
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
    auto option = option_of(q, instance, table, layouts);
    if (!option || option->min_nodes > option->max_nodes) {
      ++options.too_small;
    } else {
      options.list.push_back(std::move(*option));
    }
  }
  settle_unpriced(options);
  return options;
}

}  // namespace sizer
