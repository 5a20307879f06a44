#include "sizer/emit.hpp"

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "launches.hpp"
#include "sizer/diagnostic.hpp"

namespace sizer {
namespace {

using nlohmann::json;
using Properties = std::map<std::string, std::string>;

Properties stated(const Launch& launch) {
  Properties properties;
  for (const Setting& setting : launch.settings.list) properties[setting.key] = setting.value;
  return properties;
}

std::string emitted(EmitFormat format) { return emit(answers::launch_for(format), format).text; }

/// Properties as java.util.Properties reads the plain lines that are written: comments, then key, blank, value.
Properties read_properties(const std::string& text) {
  Properties properties;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t blank = line.find(' ');
    properties[line.substr(0, blank)] = line.substr(blank + 1);
  }
  return properties;
}

std::string refusal_of(const Launch& launch, EmitFormat format) {
  try {
    emit(launch, format);
  } catch (const InputError& error) {
    return error.diagnostics().front().message;
  }
  return "nothing was refused";
}

TEST(Emit, KnowsEveryFormatByItsName) {
  EXPECT_EQ(emit_formats().size(), 10U);
  for (const EmitFormat format : emit_formats()) EXPECT_EQ(emit_format_named(to_string(format)), format);
  EXPECT_FALSE(emit_format_named("Spark-Submit"));
}

TEST(Emit, SparkDefaultsRoundTrips) {
  EXPECT_EQ(read_properties(emitted(EmitFormat::spark_defaults)),
            stated(answers::launch_for(EmitFormat::spark_defaults)));
}

TEST(Emit, PropertiesJsonRoundTrips) {
  EXPECT_EQ(json::parse(emitted(EmitFormat::properties_json)).get<Properties>(),
            stated(answers::launch_for(EmitFormat::properties_json)));
}

TEST(Emit, EmrStartsThePlannedNodesWithTheSettings) {
  const json request = json::parse(emitted(EmitFormat::emr));
  EXPECT_EQ(request["ReleaseLabel"], "emr-7.5.0");
  const json core = request["Instances"]["InstanceGroups"][1];
  EXPECT_EQ(core["InstanceType"], "r6i.4xlarge");
  EXPECT_EQ(core["InstanceCount"], 12);
  EXPECT_EQ(core["EbsConfiguration"]["EbsBlockDeviceConfigs"][0]["VolumeSpecification"]["SizeInGB"], 100);
  EXPECT_EQ(request["Configurations"][0]["Properties"]["maximizeResourceAllocation"], "false");
  EXPECT_EQ(request["Configurations"][1]["Properties"].get<Properties>(), stated(answers::launch_for(EmitFormat::emr)));
  EXPECT_EQ(request["Steps"][0]["HadoopJarStep"]["Args"].back(), "<APPLICATION>");
}

TEST(Emit, EmrBuysTheNodesAsPlanned) {
  const auto markets = [](Purchase purchase) {
    Launch launch = answers::launch_for(EmitFormat::emr);
    launch.cluster.nodes = 5;
    launch.cluster.purchase = purchase;
    std::string found;
    const json request = json::parse(emit(launch, EmitFormat::emr).text);
    for (const json& group : request["Instances"]["InstanceGroups"]) {
      found += group["Market"].get<std::string>() + " " + group["InstanceCount"].dump() + "; ";
    }
    return found;
  };
  EXPECT_EQ(markets(Purchase::on_demand), "ON_DEMAND 1; ON_DEMAND 5; ");
  EXPECT_EQ(markets(Purchase::spot), "ON_DEMAND 1; SPOT 5; ");
  EXPECT_EQ(markets(Purchase::mixed), "ON_DEMAND 1; ON_DEMAND 3; SPOT 2; ");
}

TEST(Emit, DatabricksHasAnExecutorANode) {
  const json cluster = json::parse(emitted(EmitFormat::databricks));
  EXPECT_EQ(cluster["node_type_id"], "r6i.4xlarge");
  EXPECT_EQ(cluster["num_workers"], 12);
  EXPECT_EQ(cluster["aws_attributes"]["availability"], "ON_DEMAND");
  EXPECT_EQ(cluster["spark_conf"].get<Properties>(), stated(answers::launch_for(EmitFormat::databricks)));
}

TEST(Emit, DatabricksNamesEachCloudsMarket) {
  const auto attributes = [](Provider provider, const char* name) {
    Launch launch = answers::launch(Platform::databricks, provider);
    launch.cluster.purchase = Purchase::mixed;
    return json::parse(emit(launch, EmitFormat::databricks).text)[name];
  };
  EXPECT_EQ(attributes(Provider::azure, "azure_attributes"),
            json({{"availability", "SPOT_AZURE"}, {"first_on_demand", 7}}));  // the driver's node and 6 of 12
  EXPECT_EQ(attributes(Provider::gcp, "gcp_attributes")["availability"], "PREEMPTIBLE_GCP");
  EXPECT_EQ(attributes(Provider::aws, "aws_attributes")["availability"], "SPOT");
}

TEST(Emit, DataprocLoadsAsYamlWithTheSettings) {
  const YAML::Node config = YAML::Load(emitted(EmitFormat::dataproc))["config"];
  EXPECT_EQ(config["workerConfig"]["numInstances"].as<int>(), 12);
  EXPECT_EQ(config["workerConfig"]["machineTypeUri"].as<std::string>(), "n2-highmem-16");
  Properties properties;
  for (const auto& entry : config["softwareConfig"]["properties"]) {
    const auto key = entry.first.as<std::string>();
    ASSERT_TRUE(key.starts_with("spark:")) << key;
    properties[key.substr(6)] = entry.second.as<std::string>();
  }
  EXPECT_EQ(properties, stated(answers::launch_for(EmitFormat::dataproc)));
}

TEST(Emit, DataprocKeepsTwoWorkersOnDemand) {
  Launch launch = answers::launch_for(EmitFormat::dataproc);
  launch.cluster.purchase = Purchase::spot;
  const YAML::Node config = YAML::Load(emit(launch, EmitFormat::dataproc).text)["config"];
  EXPECT_EQ(config["workerConfig"]["numInstances"].as<int>(), 2);
  EXPECT_EQ(config["secondaryWorkerConfig"]["numInstances"].as<int>(), 10);
  EXPECT_EQ(config["secondaryWorkerConfig"]["preemptibility"].as<std::string>(), "SPOT");
  launch.cluster.nodes = 1;
  EXPECT_EQ(refusal_of(launch, EmitFormat::dataproc), "Dataproc has two workers at least");
}

TEST(Emit, SparkOperatorTakesTheSizesAsFieldsAndTheRestAsSparkConf) {
  const Launch launch = answers::launch_for(EmitFormat::spark_operator);
  const YAML::Node application = YAML::Load(emit(launch, EmitFormat::spark_operator).text);
  EXPECT_EQ(application["apiVersion"].as<std::string>(), "sparkoperator.k8s.io/v1beta2");
  const YAML::Node spec = application["spec"];
  Properties properties = spec["sparkConf"].as<Properties>();
  for (const char* role : {"driver", "executor"}) {
    for (const char* field : {"cores", "memory", "memoryOverhead", "instances"}) {
      if (!spec[role][field]) continue;
      properties[std::string("spark.") + role + "." + field] = spec[role][field].as<std::string>();
    }
  }
  EXPECT_EQ(properties, stated(launch));
}

TEST(Emit, GlueTakesAWorkerForEachExecutorAndOneForTheDriver) {
  const json request = json::parse(emitted(EmitFormat::glue));
  EXPECT_EQ(request["WorkerType"], "R.4X");  // 16 vCPU, 128 GiB
  EXPECT_EQ(request["NumberOfWorkers"], 12);
  EXPECT_EQ(request["DefaultArguments"]["--conf"], "spark.sql.shuffle.partitions=1600");
}

TEST(Emit, GlueSaysWhichNodesItHas) {
  EXPECT_NE(refusal_of(answers::launch(Platform::emr), EmitFormat::glue).find("3 of 5 cores on r6i.4xlarge"),
            std::string::npos);
}

TEST(Emit, SynapseTakesTheSizesAsFields) {
  const Launch launch = answers::launch_for(EmitFormat::synapse);
  const json batch = json::parse(emit(launch, EmitFormat::synapse).text);
  EXPECT_EQ(batch["numExecutors"], 35);  // 12 × 3 − 1
  EXPECT_EQ(batch["executorCores"], 5);
  EXPECT_EQ(batch["executorMemory"], "36g");
  Properties properties = batch["conf"].get<Properties>();
  EXPECT_EQ(properties.size() + 5, launch.settings.list.size());
  for (const auto& [key, value] : properties) EXPECT_EQ(launch.settings.find(key)->value, value);
}

TEST(Emit, RefusesThePlanOfAnotherPlatform) {
  EXPECT_NE(refusal_of(answers::launch(Platform::kubernetes), EmitFormat::emr).find("plan is for kubernetes"),
            std::string::npos);
  EXPECT_EQ(refusal_of(answers::launch(Platform::yarn, Provider::aws), EmitFormat::synapse),
            "r6i.4xlarge is no node of azure");
  EXPECT_NE(refusal_of(answers::launch(Platform::databricks), EmitFormat::spark_submit).find("not spark-submit"),
            std::string::npos);
}

TEST(Emit, MarksAReleaseItDoesNotKnow) {
  Launch launch = answers::launch_for(EmitFormat::dataproc);
  launch.settings.version = spark::Version::v3_4;
  const Emitted cluster = emit(launch, EmitFormat::dataproc);
  EXPECT_EQ(YAML::Load(cluster.text)["config"]["softwareConfig"]["imageVersion"].as<std::string>(), "<RELEASE>");
  EXPECT_EQ(cluster.placeholders.front().text, "<RELEASE>");
}

TEST(Emit, ListsEveryPlaceholderAndNoOther) {
  for (const EmitFormat format : emit_formats()) {
    const Emitted result = emit(answers::launch_for(format), format);
    for (const Placeholder& placeholder : result.placeholders) {
      EXPECT_NE(result.text.find(placeholder.text), std::string::npos) << to_string(format) << placeholder.text;
    }
    std::size_t marks = 0;
    for (std::size_t at = result.text.find('<'); at != std::string::npos; at = result.text.find('<', at + 1)) ++marks;
    EXPECT_EQ(marks, result.placeholders.size()) << result.text;
  }
}

TEST(Emit, OfAHostileNameIsAsciiAndStillLoads) {
  for (const EmitFormat format : emit_formats()) {
    Launch launch = answers::launch_for(format);
    launch.name = std::string(answers::kHostile) + "$(touch x)`touch y`'; touch z; '\n- a: b\n# c";
    const std::string text = emit(launch, format).text;
    if (format == EmitFormat::spark_submit || format == EmitFormat::kubernetes) continue;  // see shell_words_test
    for (const char c : text) ASSERT_TRUE(c == '\n' || (c >= ' ' && c <= '~')) << to_string(format);
    const bool is_json = text.front() == '{';
    const bool is_yaml = format == EmitFormat::dataproc || format == EmitFormat::spark_operator;
    EXPECT_EQ(json::accept(text), is_json) << text;
    EXPECT_TRUE(!is_yaml || YAML::Load(text).IsMap()) << text;
  }
}

TEST(Emit, NamesResourcesAsCloudsAndKubernetesAllow) {
  const auto name_of = [](const std::string& name) {
    Launch launch = answers::launch_for(EmitFormat::spark_operator);
    launch.name = name;
    return YAML::Load(emit(launch, EmitFormat::spark_operator).text)["metadata"]["name"].as<std::string>();
  };
  EXPECT_EQ(name_of("Nightly Orders (EU)"), "nightly-orders-eu");
  EXPECT_EQ(name_of("2024 run"), "job-2024-run");
  EXPECT_EQ(name_of("漢字"), "job");
  EXPECT_EQ(name_of(std::string(80, 'a')).size(), 50U);
}

}  // namespace
}  // namespace sizer
