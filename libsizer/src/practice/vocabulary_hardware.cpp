#include "practice/engine.hpp"
#include "sizer/model.hpp"

/// What a node has and costs, from the built-in tables.
namespace sizer::practice {
namespace {

using Arguments = std::span<const Value>;

template <Dimension D>
std::optional<double> base(const std::optional<Quantity<D>>& figure) {
  return figure ? std::optional(figure->base()) : std::nullopt;
}

NodeRates<double> typical_rates(const std::string& name) {
  Cluster cluster;
  cluster.instance = &node_named(name);
  cluster.speed = core_speed(*cluster.instance);
  return node_rates<double>(cluster, typical_world());
}

double storage_month(Arguments a) {
  const StorageTier tier = storage_of(a[1].word);
  if (!tier.per_gb_month) throw ExpressionError{"the price of " + tier.tier + " is not known", ""};
  return a[0].number / GB.base() * tier.per_gb_month->base() / month.base();
}

double requests(Arguments a, const std::optional<Usd<>> StorageTier::*price) {
  const StorageTier tier = storage_of(a[1].word);
  if (!(tier.*price)) throw ExpressionError{"the price of requests to " + tier.tier + " is not known", ""};
  return a[0].number / 1000 * (tier.*price)->base();
}

constexpr Dimension kRate = kBytes - kSeconds, kPrice = kUsd - kSeconds;
constexpr std::string_view kInstances = "sizer/instance.hpp", kRates = "sizer/model.hpp: node_rates";

}  // namespace

const std::vector<Computation>& hardware_computations() {
  static const std::vector<Computation> list = {
      {"vcpus",
       {word("node")},
       {"", kCores},
       "vCPUs of a node type",
       kInstances,
       [](Arguments a) { return static_cast<double>(node_named(a[0].word).vcpu); }},
      {"memory",
       {word("node")},
       {"", kBytes},
       "memory of a node type",
       kInstances,
       [](Arguments a) { return node_named(a[0].word).memory.base(); }},
      {"network",
       {word("node")},
       {"", kRate},
       "sustained network of a node type, not its burst",
       kInstances,
       [](Arguments a) { return known(node_named(a[0].word), base(node_named(a[0].word).network), "network"); }},
      {"network_burst",
       {word("node")},
       {"", kRate},
       "what a node's network is sold as: \"up to\"",
       kInstances,
       [](Arguments a) { return known(node_named(a[0].word), base(node_named(a[0].word).network_burst), "burst"); }},
      {"local_disk",
       {word("node")},
       {"", kBytes},
       "capacity of all local disks",
       kInstances,
       [](Arguments a) { return node_named(a[0].word).local_capacity().base(); }},
      {"price",
       {word("node")},
       {"", kPrice},
       "on-demand price",
       kInstances,
       [](Arguments a) { return known(node_named(a[0].word), base(node_named(a[0].word).on_demand), "price"); }},
      {"spot_price",
       {word("node")},
       {"", kPrice},
       "spot price, as of the table's date",
       kInstances,
       [](Arguments a) { return known(node_named(a[0].word), base(node_named(a[0].word).spot), "spot price"); }},
      {"emr_fee",
       {word("node")},
       {"", kPrice},
       "what EMR charges beside the machine",
       kInstances,
       [](Arguments a) { return known(node_named(a[0].word), base(node_named(a[0].word).emr_fee), "EMR fee"); }},
      {"core_speed",
       {word("node")},
       {},
       "of a busy vCPU, relative to the reference vCPU",
       kRates,
       [](Arguments a) { return typical_rates(a[0].word).speed.base(); }},
      {"store_bandwidth",
       {word("node")},
       {"", kRate},
       "what a node reads from an object store",
       kRates,
       [](Arguments a) { return typical_rates(a[0].word).object_store.base(); }},
      {"disk_read",
       {word("node")},
       {"", kRate},
       "of local disks, else of network volumes",
       kRates,
       [](Arguments a) { return typical_rates(a[0].word).disk_read.base(); }},
      {"disk_write",
       {word("node")},
       {"", kRate},
       "of local disks, else of network volumes",
       kRates,
       [](Arguments a) { return typical_rates(a[0].word).disk_write.base(); }},
      {"storage_cost",
       {{"data", kBytes}, word("tier")},
       {"", kPrice},
       "keeping data in a storage tier",
       kInstances,
       storage_month},
      {"read_requests_cost",
       {{"requests"}, word("tier")},
       {"", kUsd},
       "of so many read requests",
       kInstances,
       [](Arguments a) { return requests(a, &StorageTier::read_per_thousand); }},
      {"write_requests_cost",
       {{"requests"}, word("tier")},
       {"", kUsd},
       "of so many write requests",
       kInstances,
       [](Arguments a) { return requests(a, &StorageTier::write_per_thousand); }},
  };
  return list;
}

}  // namespace sizer::practice
