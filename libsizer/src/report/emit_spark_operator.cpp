#include "emit_formats.hpp"

namespace sizer::report {
namespace {

/// What the operator has fields for.
bool is_a_field(const std::string& key) {
  for (const char* part : {"cores", "memory", "memoryOverhead", "instances"}) {
    if (key == std::string("spark.executor.") + part || key == std::string("spark.driver.") + part) return true;
  }
  return false;
}

Json pod(const Instance& instance, int cores, int memory_mib, int overhead_mib) {
  Json pod{{"cores", cores}, {"memory", spark_memory(memory_mib)}, {"memoryOverhead", spark_memory(overhead_mib)}};
  if (instance.provider != Provider::onprem) pod["nodeSelector"][kInstanceTypeLabel] = instance.type;
  return pod;
}

void add_program(const Launch& launch, Json& spec) {
  spec["type"] = launch.python ? "Python" : "Scala";
  if (launch.python) spec["pythonVersion"] = "3";
  spec["mode"] = "cluster";
  spec["image"] = kImage.text;
  if (!launch.python) spec["mainClass"] = kMainClass.text;
  spec["mainApplicationFile"] = kApplication.text;
  spec["sparkVersion"] = std::string(spark::to_string(launch.settings.version)) + ".0";
}

void add_pods(const Launch& launch, Json& spec) {
  const Layout& layout = launch.cluster.layout;
  const Instance& instance = *launch.cluster.instance;
  spec["driver"] = pod(instance, layout.driver_cores, layout.driver_memory_mib, layout.driver_overhead_mib);
  spec["driver"]["serviceAccount"] = kServiceAccount.text;
  spec["executor"] = pod(instance, layout.executor_cores, layout.executor_memory_mib, layout.executor_overhead_mib);
  spec["executor"]["instances"] = launch.cluster.executors();
}

}  // namespace

Emitted spark_operator_application(const Launch& launch) {
  Json spec;
  add_program(launch, spec);
  for (const Setting& setting : launch.settings.list) {
    if (!is_a_field(setting.key)) spec["sparkConf"][setting.key] = setting.value;
  }
  add_pods(launch, spec);
  const Json application{{"apiVersion", "sparkoperator.k8s.io/v1beta2"},
                         {"kind", "SparkApplication"},
                         {"metadata", {{"name", resource_name(launch.name)}}},
                         {"spec", spec}};
  Emitted emitted{
      .text = "# " + nodes_in_words(launch.cluster) + "\n" + yaml(application), .placeholders = {kImage}, .notes = {}};
  if (!launch.python) emitted.placeholders.push_back(kMainClass);
  emitted.placeholders.insert(emitted.placeholders.end(), {kApplication, kServiceAccount});
  return emitted;
}

}  // namespace sizer::report
