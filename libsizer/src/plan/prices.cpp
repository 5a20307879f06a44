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

void add_storage_prices(const Scenario& scenario, const Cluster& cluster, ClusterPrice& price) {
  const Provider provider = cluster.instance->provider;
  const double factor = scenario.prices.multiplier.value;
  if (const char* name = volume_tier(provider); name && !cluster.instance->has_local_disk()) {
    const StorageTier* tier = find_storage(name);
    if (tier && tier->per_gb_month) price.volume_month = factor * *tier->per_gb_month / GB;
  }
  const char* usual = default_store(provider);
  const StorageTier* store = scenario.input.storage ? find_storage(scenario.input.storage->value)
                             : usual                ? find_storage(usual)
                                                    : nullptr;
  if (store && store->read_per_thousand) price.per_read_request = factor / 1000 * *store->read_per_thousand;
  if (store && store->write_per_thousand) price.per_write_request = factor / 1000 * *store->write_per_thousand;
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
  if (const Instance* primary = primary_instance(cluster, table); primary && primary->on_demand) {
    price.primary_node = on_machines * *primary->on_demand;
    price.primary_note = primary->type + " on demand with the platform's fee, " + primary->origin;
    if (const auto primary_fee = platform_fee(*primary, cluster.platform)) {
      price.primary_node += multiplier * *primary_fee;
    }
  }
  add_storage_prices(scenario, cluster, price);
  return price;
}

}  // namespace sizer
