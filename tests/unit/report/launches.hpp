#pragma once

#include "answers.hpp"
#include "sizer/emit.hpp"

/// Jobs ready to start, for every format to write.
namespace sizer::answers {

inline const Instance& node_of(Provider provider) {
  static const auto made = [](Provider p, const char* type, const char* region) {
    Instance instance = r6i();
    instance.provider = p;
    instance.type = type;
    instance.region = region;
    return instance;
  };
  static const Instance aws = made(Provider::aws, "r6i.4xlarge", "us-east-1");
  static const Instance gcp = made(Provider::gcp, "n2-highmem-16", "us-central1");
  static const Instance azure = made(Provider::azure, "Standard_E16s_v5", "eastus");
  if (provider == Provider::gcp) return gcp;
  return provider == Provider::azure ? azure : aws;
}

/// Twelve nodes with three executors of five cores, one executor less for the driver.
inline Launch launch(Platform platform, Provider provider = Provider::aws) {
  Launch made;
  made.name = "nightly-orders";
  made.cluster = candidate().cluster;
  made.cluster.instance = &node_of(provider);
  made.cluster.platform = platform;
  made.primary_type = "m5.xlarge";
  made.volume_per_node = 100 * GiB;
  made.settings = settings_for({.cluster = made.cluster, .shuffle_partitions = 1600});
  return made;
}

/// A launch that the format can express.
inline Launch launch_for(EmitFormat format) {
  Launch made = launch(platform_of(format).value_or(Platform::yarn), provider_of(format).value_or(Provider::aws));
  if (format == EmitFormat::glue) {  // one executor of all vCPUs a node: 12 nodes, one of them for the driver
    made.cluster.layout.executors_per_node = 1;
    made.cluster.layout.executor_cores = 16;
    made.settings = settings_for({.cluster = made.cluster, .shuffle_partitions = 1600});
  }
  return made;
}

}  // namespace sizer::answers
