#include <algorithm>
#include <cmath>

#include "emit_formats.hpp"

namespace sizer::report {
namespace {

Json emr_volume(Bytes<> size) {
  const Json volume{{"VolumeType", "gp3"}, {"SizeInGB", static_cast<int>(std::max(32.0, std::ceil(size.in(GiB))))}};
  const Json device{{"VolumeSpecification", volume}, {"VolumesPerInstance", 1}};
  return {{"EbsBlockDeviceConfigs", Json::array({device})}};
}

Json emr_group(const char* name, const char* role, const std::string& type, int count, bool spot) {
  return {{"Name", name},
          {"InstanceRole", role},
          {"InstanceType", type},
          {"InstanceCount", count},
          {"Market", spot ? "SPOT" : "ON_DEMAND"}};
}

/// Spot nodes that nothing but work may be lost with are task nodes; a core group of none is not allowed.
Json emr_groups(const Launch& launch) {
  const Cluster& cluster = launch.cluster;
  const int on_demand = on_demand_nodes(cluster);
  const int core = on_demand > 0 ? on_demand : cluster.nodes;
  Json groups = Json::array({emr_group("primary", "MASTER", launch.primary_type, 1, false),
                             emr_group("core", "CORE", cluster.instance->type, core, on_demand == 0)});
  if (core < cluster.nodes) {
    groups.push_back(emr_group("task", "TASK", cluster.instance->type, cluster.nodes - core, true));
  }
  if (launch.volume_per_node > Bytes<>()) {
    for (std::size_t i = 1; i < groups.size(); ++i) groups[i]["EbsConfiguration"] = emr_volume(launch.volume_per_node);
  }
  return groups;
}

Json classification(const char* name, const Json& properties) {
  return {{"Classification", name}, {"Properties", properties}};
}

Json emr_step(const Launch& launch) {
  Json words{"spark-submit", "--deploy-mode", "cluster", "--name", launch.name};
  if (!launch.python) words.insert(words.end(), {"--class", kMainClass.text});
  words.push_back(kApplication.text);
  return {{"Name", launch.name},
          {"ActionOnFailure", "TERMINATE_CLUSTER"},
          {"HadoopJarStep", {{"Jar", "command-runner.jar"}, {"Args", words}}}};
}

struct GlueWorker {
  const char* name;
  int vcpu;
  int memory_gib;
};
/// AWS Glue developer guide, Worker types.
constexpr GlueWorker kGlueWorkers[] = {{"G.1X", 4, 16},    {"G.2X", 8, 32},    {"G.4X", 16, 64}, {"G.8X", 32, 128},
                                       {"G.12X", 48, 192}, {"G.16X", 64, 256}, {"R.1X", 4, 32},  {"R.2X", 8, 64},
                                       {"R.4X", 16, 128},  {"R.8X", 32, 256}};

const GlueWorker& glue_worker(const Cluster& cluster) {
  const Instance& instance = *cluster.instance;
  const Layout& layout = cluster.layout;
  for (const GlueWorker& worker : kGlueWorkers) {
    const bool same_node = instance.vcpu == worker.vcpu && instance.memory == worker.memory_gib * GiB;
    const bool fills_it = layout.executors_per_node == 1 && layout.executor_cores == worker.vcpu;
    if (same_node && fills_it) return worker;
  }
  cannot_express(
      "AWS Glue has workers of fixed sizes with one executor of all their vCPUs, from G.1X (4 vCPU, 16 GiB) "
      "to R.8X (32 vCPU, 256 GiB); this plan has " +
          std::to_string(layout.executors_per_node) + " of " + std::to_string(layout.executor_cores) + " cores on " +
          instance.type,
      "a node of such a size with executors of all its vCPUs: --set 'cluster.instances=[\"m6i.xlarge\"]' "
      "--set cluster.executor_cores=4");
}

/// Glue's workers decide cores, memory and number of the executors.
bool is_the_workers_business(const std::string& key) {
  return key.starts_with("spark.executor.") || key.starts_with("spark.driver.memory") || key == "spark.driver.cores" ||
         key.starts_with("spark.dynamicAllocation.");
}

/// Glue takes several properties in one argument that way.
std::string glue_conf(const Settings& settings) {
  std::string conf;
  for (const Setting& setting : settings.list) {
    if (is_the_workers_business(setting.key)) continue;
    conf += (conf.empty() ? "" : " --conf ") + setting.key + "=" + setting.value;
  }
  return conf;
}

void add_known(const Placeholder& value, Emitted& emitted) {
  if (!value.meaning.empty()) emitted.placeholders.push_back(value);
}

}  // namespace

Emitted emr_request(const Launch& launch) {
  const Placeholder release = release_of(EmitFormat::emr, launch.settings.version);
  const Placeholder subnet{"<SUBNET_ID>", "the subnet to start in"};
  const Placeholder node_role{"<NODE_ROLE>",
                              "the instance profile of the nodes, EMR_EC2_DefaultRole unless you have one"};
  const Placeholder service_role{"<SERVICE_ROLE>", "the role of the service, EMR_DefaultRole unless you have one"};
  Json request;
  request["Name"] = launch.name;
  request["ReleaseLabel"] = release.text;
  request["Applications"] = Json::array({{{"Name", "Spark"}}});
  request["JobFlowRole"] = node_role.text;
  request["ServiceRole"] = service_role.text;
  request["Instances"] = {
      {"Ec2SubnetId", subnet.text}, {"KeepJobFlowAliveWhenNoSteps", false}, {"InstanceGroups", emr_groups(launch)}};
  const Json as_stated{{"maximizeResourceAllocation", "false"}};
  request["Configurations"] = Json::array(
      {classification("spark", as_stated), classification("spark-defaults", properties_of(launch.settings))});
  request["Steps"] = Json::array({emr_step(launch)});
  Emitted emitted{.text = written(request), .placeholders = {node_role, service_role, subnet}, .notes = {}};
  add_known(release, emitted);
  if (!launch.python) emitted.placeholders.push_back(kMainClass);
  emitted.placeholders.push_back(kApplication);
  return emitted;
}

Emitted glue_request(const Launch& launch) {
  const GlueWorker& worker = glue_worker(launch.cluster);
  const Placeholder release = release_of(EmitFormat::glue, launch.settings.version);
  const Placeholder role{"<ROLE>", "the IAM role of the job"};
  Json request;
  request["Name"] = launch.name;
  request["Role"] = role.text;
  request["Command"] = {{"Name", "glueetl"}, {"ScriptLocation", kApplication.text}};
  if (launch.python) request["Command"]["PythonVersion"] = "3";
  request["GlueVersion"] = release.text;
  request["WorkerType"] = worker.name;
  request["NumberOfWorkers"] = launch.cluster.executors() + 1;  // one of them runs the driver
  request["ExecutionClass"] = "STANDARD";
  request["DefaultArguments"]["--conf"] = glue_conf(launch.settings);
  request["DefaultArguments"]["--job-language"] = launch.python ? "python" : "scala";
  if (!launch.python) request["DefaultArguments"]["--class"] = kMainClass.text;
  Emitted emitted{
      .text = written(request),
      .placeholders = {role},
      .notes = {"Glue decides heap and overhead of its executors itself; its price is not the one planned"}};
  add_known(release, emitted);
  if (!launch.python) emitted.placeholders.push_back(kMainClass);
  emitted.placeholders.push_back(kApplication);
  return emitted;
}

}  // namespace sizer::report
