#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sizer/layout.hpp"
#include "sizer/plan.hpp"
#include "sizer/settings.hpp"

/// A plan in the form that a platform's own tools take, so that it can be launched as it is.
///
/// Every format is written from the same settings (settings.hpp) and the same facts of the cluster. What only the user
/// knows - the application, an image, a subnet - stands there as `<APPLICATION>` and is listed. Formats, their
/// documents and what each leaves out: docs/how-to/emit-settings.md.
namespace sizer {

enum class EmitFormat {
  spark_submit,     ///< a shell command
  spark_defaults,   ///< spark-defaults.conf, a reason above each line
  emr,              ///< JSON: the request of Amazon EMR's RunJobFlow
  databricks,       ///< JSON: a cluster, or the new_cluster of a job
  dataproc,         ///< YAML: what `gcloud dataproc clusters import` reads
  glue,             ///< JSON: the request of AWS Glue's CreateJob
  kubernetes,       ///< a shell command: spark-submit to a Kubernetes API server
  spark_operator,   ///< YAML: a SparkApplication, v1beta2
  synapse,          ///< JSON: a Spark batch job of Azure Synapse's Livy API
  properties_json,  ///< JSON: one object, properties by name
};

const std::vector<EmitFormat>& emit_formats();
std::string_view to_string(EmitFormat format);  ///< "spark-submit" …
std::optional<EmitFormat> emit_format_named(std::string_view name);

/// The platform, and the provider, that a format is for; none: any will do.
std::optional<Platform> platform_of(EmitFormat format);
std::optional<Provider> provider_of(EmitFormat format);
/// Where a service has nodes of its own shapes only: what asks a scenario for such, as overrides ("key=value").
const std::vector<std::string>& nodes_of(EmitFormat format);

/// A job on a cluster, ready to start.
struct Launch {
  std::string name;  ///< anything: each format makes it safe for itself
  bool python = false;
  Cluster cluster;
  std::string primary_type;   ///< the node beside the workers, where the platform has one
  Bytes<> volume_per_node{};  ///< network volume for shuffle and spill; zero: local disks hold it
  Settings settings;
};
Launch launch_of(const Scenario& scenario, const Candidate& candidate);

/// A value that only the user knows, as it stands in the text, and what it is.
struct Placeholder {
  std::string text, meaning;
};

struct Emitted {
  std::string text;
  std::vector<Placeholder> placeholders;
  std::vector<std::string> notes;  ///< what the format cannot say
};

/// Throws InputError when the format cannot express the launch: another platform's plan, a node that the service does
/// not have.
Emitted emit(const Launch& launch, EmitFormat format);

}  // namespace sizer
