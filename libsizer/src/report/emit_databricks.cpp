#include <algorithm>
#include <cmath>

#include "emit_formats.hpp"

namespace sizer::report {
namespace {

/// The driver's node comes first and is bought on demand, as the plan's price has it.
Json attributes(const char* on_demand, const char* spot, const Cluster& cluster) {
  if (cluster.purchase == Purchase::on_demand) return {{"availability", on_demand}};
  return {{"availability", spot}, {"first_on_demand", 1 + on_demand_nodes(cluster)}};
}

void add_volumes(const Launch& launch, Json& attributes) {
  if (!(launch.volume_per_node > Bytes<>())) return;
  attributes["ebs_volume_type"] = "GENERAL_PURPOSE_SSD";
  attributes["ebs_volume_count"] = 1;
  attributes["ebs_volume_size"] = static_cast<int>(std::max(100.0, std::ceil(launch.volume_per_node.in(GiB))));
}

void add_cloud(const Launch& launch, Json& cluster) {
  switch (launch.cluster.instance->provider) {
    case Provider::aws:
      cluster["aws_attributes"] = attributes("ON_DEMAND", "SPOT", launch.cluster);
      add_volumes(launch, cluster["aws_attributes"]);
      return;
    case Provider::azure:
      cluster["azure_attributes"] = attributes("ON_DEMAND_AZURE", "SPOT_AZURE", launch.cluster);
      return;
    case Provider::gcp:
      cluster["gcp_attributes"] = attributes("ON_DEMAND_GCP", "PREEMPTIBLE_GCP", launch.cluster);
      return;
    case Provider::onprem:
      cannot_express("Databricks runs on aws, azure and gcp only", "choose a provider: --provider aws");
  }
}

}  // namespace

Emitted databricks_cluster(const Launch& launch) {
  const Placeholder release = release_of(EmitFormat::databricks, launch.settings.version);
  Json cluster;
  cluster["cluster_name"] = launch.name;
  cluster["spark_version"] = release.text;
  cluster["runtime_engine"] = "STANDARD";
  cluster["node_type_id"] = launch.cluster.instance->type;
  cluster["num_workers"] = launch.cluster.nodes;
  add_cloud(launch, cluster);
  cluster["spark_conf"] = properties_of(launch.settings);
  Emitted emitted{.text = written(cluster), .placeholders = {}, .notes = {}};
  if (!release.meaning.empty()) emitted.placeholders.push_back(release);
  return emitted;
}

}  // namespace sizer::report
