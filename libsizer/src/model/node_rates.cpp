#include <cmath>

#include "names.hpp"
#include "sizer/model.hpp"

namespace sizer {
namespace {

constexpr double kGbit = 1.25e8;  // bytes a second

/// The measured shares of three NICs, straight lines between them over the logarithm of the rate.
template <class Num>
Scalar<Num> store_share(double nic, const World<Num>& world) {
  const auto at10 = world.template get<"store.nic_share_10g">();
  const auto at25 = world.template get<"store.nic_share_25g">();
  const auto at100 = world.template get<"store.nic_share_100g">();
  const double gbit = nic / kGbit;
  if (gbit <= 10) return at10;
  if (gbit >= 100) return at100;
  const bool low = gbit < 25;
  const double from = low ? 10 : 25, to = low ? 25 : 100;
  const double weight = std::log(gbit / from) / std::log(to / from);
  return low ? (1 - weight) * at10 + weight * at25 : (1 - weight) * at25 + weight * at100;
}

template <class Num>
Scalar<Num> vcpu_speed(const Cluster& cluster, const World<Num>& world) {
  const Instance& instance = *cluster.instance;
  if (!cluster.speed) {
    return input<Num>("vCPU speed, unknown: taken as the reference vCPU's", Scalar<>(1.0), instance.origin);
  }
  const auto ratio =
      input<Num>("CoreMark a busy vCPU, over the reference vCPU", Scalar<>(cluster.speed->ratio), cluster.speed->basis);
  return named("vCPU speed", pow(ratio, world.template get<"cpu.coremark_exponent">()));
}

template <class Num>
Bandwidth<Num> network_rate(const Instance& instance, const World<Num>& world) {
  if (!instance.network)
    return named("NIC",
                 count<Num>("vCPUs", instance.vcpu, instance.origin) * world.template get<"network.when_unknown">());
  return named("NIC", input<Num>("NIC baseline", *instance.network, instance.origin) *
                          world.template get<"network.sustained">());
}

template <class Num>
Bandwidth<Num> object_store_rate(const Cluster& cluster, const Bandwidth<Num>& network, const World<Num>& world) {
  const auto& nic = cluster.instance->network;
  const auto share = store_share(nic ? nic->base() : 10 * kGbit, world);
  const auto connections =
      count<Num>("slots a node", cluster.layout.slots_per_node(), "the executor layout of the cluster") *
      world.template get<"store.connection">();
  return named("object store, a node", min(share * network, connections));
}

template <class Num>
Bandwidth<Num> unknown_disk(const Instance& instance, bool reading, const World<Num>& world) {
  const auto disks = count<Num>("local disks", instance.local_disks, instance.origin);
  switch (instance.local_disk_kind) {
    case DiskKind::hdd:
      return disks * world.template get<"disk.hdd">();
    case DiskKind::ssd:
      return disks * world.template get<"disk.ssd">();
    default:
      return disks * (reading ? world.template get<"disk.nvme_read">() : world.template get<"disk.nvme_write">());
  }
}

template <class Num>
Bandwidth<Num> local_disk_rate(const Instance& instance, bool reading, const World<Num>& world) {
  const auto& known = reading ? instance.local_read : instance.local_write;
  if (!known) return unknown_disk(instance, reading, world);
  const auto rate = input<Num>(reading ? "local disks, read" : "local disks, write", *known, instance.origin);
  if (instance.local_disk_basis.find("floor") == std::string::npos) return rate;
  return rate * world.template get<"disk.floor_factor">();
}

template <class Num>
Bandwidth<Num> volume_rate(const Instance& instance, const World<Num>& world) {
  const auto wanted = world.template get<"volume.throughput">();
  if (!instance.volume) return wanted;
  return min(wanted, input<Num>("network volume limit", *instance.volume, instance.origin));
}

}  // namespace

template <class Num>
NodeRates<Num> node_rates(const Cluster& cluster, const World<Num>& world) {
  const Instance& instance = *cluster.instance;
  NodeRates<Num> rates;
  rates.speed = vcpu_speed(cluster, world);
  rates.network = network_rate(instance, world);
  rates.object_store = object_store_rate(cluster, rates.network, world);
  if (instance.has_local_disk()) {
    rates.disk_read = named("disk read, a node", local_disk_rate(instance, true, world));
    rates.disk_write = named("disk write, a node", local_disk_rate(instance, false, world));
  } else {
    rates.disk_read = rates.disk_write = named("network volume, a node", volume_rate(instance, world));
  }
  return rates;
}

template NodeRates<double> node_rates(const Cluster&, const World<double>&);
template NodeRates<Lanes> node_rates(const Cluster&, const World<Lanes>&);
template NodeRates<Traced> node_rates(const Cluster&, const World<Traced>&);

}  // namespace sizer
