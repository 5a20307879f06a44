#pragma once

#include <string>

#include "json_values.hpp"
#include "sizer/emit.hpp"

/// One function a format; what several of them share.
namespace sizer::report {

Emitted spark_submit(const Launch& launch);
Emitted spark_defaults(const Launch& launch);
Emitted properties_json(const Launch& launch);
Emitted emr_request(const Launch& launch);
Emitted glue_request(const Launch& launch);
Emitted databricks_cluster(const Launch& launch);
Emitted dataproc_cluster(const Launch& launch);
Emitted spark_operator_application(const Launch& launch);
Emitted synapse_batch(const Launch& launch);

/// What stands for something only the user knows.
inline const Placeholder kApplication{"<APPLICATION>", "the jar or the .py file to run, where the cluster can read it"};
inline const Placeholder kMainClass{"<MAIN_CLASS>", "the class whose main is run"};
inline const Placeholder kImage{"<IMAGE>", "the container image with Spark and the application"};
inline const Placeholder kServiceAccount{"<SERVICE_ACCOUNT>", "the service account that may create pods"};

/// Settings as a JSON object of texts.
Json properties_of(const Settings& settings);

/// The same in YAML; text in double quotes, in ASCII alone.
std::string yaml(const Json& json);

/// "12 x r6id.4xlarge, spot, aws us-east-1", safe in a comment.
std::string nodes_in_words(const Cluster& cluster);

/// A name for a resource of a cloud or of Kubernetes: a-z, 0-9 and '-', beginning with a letter, at most 50 characters.
std::string resource_name(std::string_view name);

/// Nodes bought on demand, where the rest are spot.
int on_demand_nodes(const Cluster& cluster);

/// The label that holds a node's type on every cloud's Kubernetes.
inline constexpr const char* kInstanceTypeLabel = "node.kubernetes.io/instance-type";

/// The service's release with this version of Spark, as the service names it; a placeholder where none is known.
Placeholder release_of(EmitFormat format, spark::Version version);

[[noreturn]] void cannot_express(const std::string& message, const std::string& hint);

}  // namespace sizer::report
