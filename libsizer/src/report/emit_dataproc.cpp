#include <algorithm>
#include <cmath>

#include "emit_formats.hpp"

namespace sizer::report {
namespace {

constexpr int kImageGb = 100;  // of the boot disk, for the system

Json worker_group(const Launch& launch, int nodes) {
  const Instance& instance = *launch.cluster.instance;
  Json group{{"numInstances", nodes}, {"machineTypeUri", instance.type}};
  if (launch.volume_per_node > Bytes<>()) {
    group["diskConfig"]["bootDiskType"] = "pd-balanced";
    group["diskConfig"]["bootDiskSizeGb"] = static_cast<int>(std::ceil(launch.volume_per_node.in(GB))) + kImageGb;
  }
  const bool disks_come_with_the_type = instance.type.ends_with("-lssd");
  if (instance.has_local_disk() && !disks_come_with_the_type) {
    group["diskConfig"]["numLocalSsds"] = instance.local_disks;
  }
  return group;
}

/// Primary workers are never spot, and there are two at least.
int primary_workers(const Cluster& cluster) {
  constexpr int kFewest = 2;
  if (cluster.nodes < kFewest) cannot_express("Dataproc has two workers at least", "a cluster of two nodes or more");
  return std::max(kFewest, on_demand_nodes(cluster));
}

void add_workers(const Launch& launch, Json& config, Emitted& emitted) {
  const int primary = primary_workers(launch.cluster);
  config["workerConfig"] = worker_group(launch, primary);
  if (launch.cluster.purchase == Purchase::spot) {
    emitted.notes.emplace_back("two workers are on demand, as Dataproc wants it; the price planned has none");
  }
  if (primary == launch.cluster.nodes) return;
  config["secondaryWorkerConfig"] = worker_group(launch, launch.cluster.nodes - primary);
  config["secondaryWorkerConfig"]["preemptibility"] = "SPOT";
}

}  // namespace

Emitted dataproc_cluster(const Launch& launch) {
  const Placeholder release = release_of(EmitFormat::dataproc, launch.settings.version);
  Emitted emitted;
  Json config;
  config["masterConfig"] = {{"numInstances", 1}, {"machineTypeUri", launch.primary_type}};
  add_workers(launch, config, emitted);
  config["softwareConfig"]["imageVersion"] = release.text;
  for (const Setting& setting : launch.settings.list) {
    config["softwareConfig"]["properties"]["spark:" + setting.key] = setting.value;
  }
  const Json cluster{{"clusterName", resource_name(launch.name)}, {"config", config}};
  if (!release.meaning.empty()) emitted.placeholders.push_back(release);
  emitted.text = "# " + nodes_in_words(launch.cluster) + "\n" + yaml(cluster);
  return emitted;
}

}  // namespace sizer::report
