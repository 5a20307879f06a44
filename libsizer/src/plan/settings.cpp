#include "describe.hpp"

namespace sizer {
namespace {

std::string mib(int amount) {
  return amount % 1024 == 0 ? std::to_string(amount / 1024) + "g" : std::to_string(amount) + "m";
}

}  // namespace

std::map<std::string, std::string> spark_settings(const Cluster& cluster, const TaskPlan& tasks) {
  const Layout& layout = cluster.layout;
  std::map<std::string, std::string> conf{
      {"spark.executor.cores", std::to_string(layout.executor_cores)},
      {"spark.executor.memory", mib(layout.executor_memory_mib)},
      {"spark.executor.memoryOverhead", mib(layout.executor_overhead_mib)},
      {"spark.driver.memory", mib(layout.driver_memory_mib)},
      {"spark.sql.shuffle.partitions", std::to_string(tasks.shuffle_partitions)},
  };
  if (cluster.platform != Platform::databricks) {
    conf["spark.dynamicAllocation.enabled"] = "false";
    conf["spark.executor.instances"] = std::to_string(cluster.executors());
  }
  if (tasks.max_partition_bytes != 128 * MiB) {
    conf["spark.sql.files.maxPartitionBytes"] = mib(static_cast<int>(tasks.max_partition_bytes.in(MiB)));
  }
  return conf;
}

}  // namespace sizer
