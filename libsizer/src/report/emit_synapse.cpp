#include "emit_formats.hpp"

namespace sizer::report {
namespace {

struct PoolNode {
  const char* size;
  int vcores;
  int memory_gib;
};
/// Azure Synapse, Apache Spark pool configurations: node sizes.
constexpr PoolNode kPoolNodes[] = {
    {"Small", 4, 32}, {"Medium", 8, 64}, {"Large", 16, 128}, {"XLarge", 32, 256}, {"XXLarge", 64, 432}};

const PoolNode& pool_node(const Instance& instance) {
  for (const PoolNode& node : kPoolNodes) {
    if (instance.vcpu == node.vcores && instance.memory == node.memory_gib * GiB) return node;
  }
  cannot_express(
      "a Synapse pool has nodes of 4 vCores and 32 GB to 64 vCores and 432 GB, 8 GB a core but for the "
      "largest; " +
          instance.type + " is none of them",
      "nodes of such a size: --set 'cluster.instances=[\"Standard_E*s_v5\"]'");
}

bool is_a_field(const std::string& key) {
  return key == "spark.driver.memory" || key == "spark.driver.cores" || key == "spark.executor.memory" ||
         key == "spark.executor.cores" || key == "spark.executor.instances";
}

}  // namespace

Emitted synapse_batch(const Launch& launch) {
  const PoolNode& node = pool_node(*launch.cluster.instance);
  const Layout& layout = launch.cluster.layout;
  Json batch;
  batch["name"] = launch.name;
  batch["file"] = kApplication.text;
  if (!launch.python) batch["className"] = kMainClass.text;
  batch["driverMemory"] = spark_memory(layout.driver_memory_mib);
  batch["driverCores"] = layout.driver_cores;
  batch["executorMemory"] = spark_memory(layout.executor_memory_mib);
  batch["executorCores"] = layout.executor_cores;
  batch["numExecutors"] = launch.cluster.executors();
  Json conf = Json::object();
  for (const Setting& setting : launch.settings.list) {
    if (!is_a_field(setting.key)) conf[setting.key] = setting.value;
  }
  batch["conf"] = conf;
  Emitted emitted{.text = written(batch), .placeholders = {}, .notes = {}};
  if (!launch.python) emitted.placeholders.push_back(kMainClass);
  emitted.placeholders.push_back(kApplication);
  emitted.notes.push_back("post it to a pool of " + std::to_string(launch.cluster.nodes) + " nodes of size " +
                          node.size + " with Spark " + std::string(spark::to_string(launch.settings.version)) +
                          "; the pool's price is not the one planned");
  return emitted;
}

}  // namespace sizer::report
