#include "prices.hpp"

namespace sizer {
namespace {

std::optional<UsdPerTime<>> machine_price(const Instance& instance, Purchase purchase) {
  if (purchase == Purchase::on_demand) return instance.on_demand;
  if (!instance.spot) return std::nullopt;
  if (purchase == Purchase::spot) return instance.spot;
  if (!instance.on_demand) return std::nullopt;
  return 0.5 * (*instance.spot + *instance.on_demand);
}

std::optional<double> fee(std::string_view service, std::string_view component, Provider provider) {
  for (const auto& row : platform_fees()) {
    if (row.provider == provider && row.service == service && row.component == component) return row.usd_per_unit;
  }
  return std::nullopt;
}

/// The platform's own charge for one node; unknown where its unit is (an instance without a DBU rating).
std::optional<UsdPerTime<>> platform_fee(const Instance& instance, Platform platform) {
  switch (platform) {
    case Platform::emr: {
      if (instance.emr_fee) return instance.emr_fee;
      const auto share = fee("emr_on_ec2", "uplift", Provider::aws);
      if (!instance.on_demand || !share) return std::nullopt;
      return *share * *instance.on_demand;
    }
    case Platform::dataproc: {
      const auto per_vcpu = fee("dataproc_on_gce", "uplift", Provider::gcp);
      if (!per_vcpu) return std::nullopt;
      return *per_vcpu * instance.vcpu * usd / hour;
    }
    case Platform::databricks: {
      const auto per_unit = fee("databricks_jobs_compute", "dbu_premium", instance.provider);
      if (!instance.databricks_units || !per_unit) return std::nullopt;
      return *instance.databricks_units * *per_unit * usd / hour;
    }
    default:
      return UsdPerTime<>();
  }
}

/// The node beside the workers: EMR's and Dataproc's master, Databricks' driver.
const Instance* primary_instance(const Cluster& cluster, const InstanceTable& table) {
  const auto or_worker = [&](const char* type) {
    const Instance* found = table.find(type);
    return found ? found : cluster.instance;
  };
  switch (cluster.platform) {
    case Platform::emr:
      return or_worker("m5.xlarge");
    case Platform::dataproc:
      return or_worker("n2-standard-4");
    case Platform::databricks:
      return cluster.instance;
    default:
      return nullptr;
  }
}

const char* volume_tier(Provider provider) {
  switch (provider) {
    case Provider::aws:
      return "ebs_gp3";
    case Provider::gcp:
      return "pd_balanced";
    case Provider::azure:
      return "premium_ssd_v2";
    case Provider::onprem:
      return nullptr;
  }
  return nullptr;
}

const char* default_store(Provider provider) {
  switch (provider) {
    case Provider::aws:
      return "s3_standard";
    case Provider::gcp:
      return "gcs_standard_regional";
    case Provider::azure:
      return "adls_gen2_hot_lrs";
    case Provider::onprem:
      return nullptr;
  }
  return nullptr;
}

template <Dimension D>
std::optional<Quantity<D>> times(double factor, const std::optional<Quantity<D>>& price) {
  if (!price) return std::nullopt;
  return factor * *price;
}

/// Volumes beside nodes without local disks. Machines of one's own have theirs.
void add_volume_price(const Cluster& cluster, double factor, ClusterPrice& price) {
  const char* name = volume_tier(cluster.instance->provider);
  if (!name || cluster.instance->has_local_disk()) return;
  price.volume_month = std::nullopt;
  const StorageTier* tier = find_storage(name);
  if (tier && tier->per_gb_month) price.volume_month = factor * *tier->per_gb_month / GB;
}

/// Only object stores charge for requests.
void add_request_prices(const Scenario& scenario, Provider provider, double factor, ClusterPrice& price) {
  const char* usual = default_store(provider);
  const StorageTier* store = scenario.input.storage ? find_storage(scenario.input.storage->value)
                             : usual                ? find_storage(usual)
                                                    : nullptr;
  if (!store || store->kind != "object") return;
  price.per_read_request = times(factor / 1000, store->read_per_thousand);
  price.per_write_request = times(factor / 1000, store->write_per_thousand);
}

/// The node beside the workers with the platform's fee for it; nothing to pay where there is none.
void add_primary_node(const Scenario& scenario, const Cluster& cluster, const InstanceTable& table,
                      ClusterPrice& price) {
  const Instance* primary = primary_instance(cluster, table);
  if (!primary) return;
  const auto fee_of_primary = platform_fee(*primary, cluster.platform);
  price.primary_type = primary->type;
  price.primary_note = primary->type + " on demand with the platform's fee, " + primary->origin;
  price.primary_node = std::nullopt;
  if (!primary->on_demand || !fee_of_primary) return;
  const double multiplier = scenario.prices.multiplier.value;
  price.primary_node =
      multiplier * (1 - scenario.prices.discount.value) * *primary->on_demand + multiplier * *fee_of_primary;
}

}  // namespace

ClusterPrice price_of(const Scenario& scenario, const Cluster& cluster, const InstanceTable& table) {
  const auto machine = machine_price(*cluster.instance, cluster.purchase);
  const auto platform = platform_fee(*cluster.instance, cluster.platform);
  if (!machine || !platform) return {};  // unknown, never zero
  const double multiplier = scenario.prices.multiplier.value;
  const double on_machines = multiplier * (1 - scenario.prices.discount.value);
  ClusterPrice price;
  price.known = true;
  price.machines = cluster.nodes * on_machines * *machine;
  price.platform = cluster.nodes * multiplier * *platform;
  price.note = cluster.instance->origin;
  add_primary_node(scenario, cluster, table, price);
  add_volume_price(cluster, multiplier, price);
  add_request_prices(scenario, cluster.instance->provider, multiplier, price);
  return price;
}

}  // namespace sizer
