#include "sizer/emit.hpp"

#include <algorithm>

#include "emit_formats.hpp"
#include "safe_text.hpp"
#include "sizer/diagnostic.hpp"

namespace sizer {
namespace {

struct FormatRow {
  EmitFormat format;
  std::string_view name;
  std::optional<Platform> platform;
  std::optional<Provider> provider;
  Emitted (*write)(const Launch&);
  std::vector<std::string> nodes = {};
};

const std::vector<FormatRow>& rows() {
  using namespace report;
  static const std::vector<FormatRow> all{
      {EmitFormat::spark_submit, "spark-submit", {}, {}, spark_submit},
      {EmitFormat::spark_defaults, "spark-defaults", {}, {}, spark_defaults},
      {EmitFormat::emr, "emr", Platform::emr, Provider::aws, emr_request},
      {EmitFormat::databricks, "databricks", Platform::databricks, {}, databricks_cluster},
      {EmitFormat::dataproc, "dataproc", Platform::dataproc, Provider::gcp, dataproc_cluster},
      // G.2X, Glue's worker for most jobs: one executor of all its vCPUs.
      {EmitFormat::glue,
       "glue",
       Platform::emr,
       Provider::aws,
       glue_request,
       {"cluster.instances=[\"m6i.2xlarge\"]", "cluster.executor_cores=8"}},
      {EmitFormat::kubernetes, "kubernetes", Platform::kubernetes, {}, spark_submit},
      {EmitFormat::spark_operator, "spark-operator", Platform::kubernetes, {}, spark_operator_application},
      {EmitFormat::synapse,
       "synapse",
       Platform::yarn,
       Provider::azure,
       synapse_batch,
       {"cluster.instances=[\"Standard_E*s_v5\"]"}},
      {EmitFormat::properties_json, "properties-json", {}, {}, properties_json},
  };
  return all;
}

const FormatRow& row_of(EmitFormat format) { return *std::ranges::find(rows(), format, &FormatRow::format); }

void check_platform(const Launch& launch, const FormatRow& row) {
  const Platform platform = launch.cluster.platform;
  if (row.platform && platform != *row.platform) {
    const std::string needed(to_string(*row.platform));
    report::cannot_express("this plan is for " + std::string(to_string(platform)) + ", and the format " +
                               std::string(row.name) + " is for " + needed +
                               ", where nodes offer executors another share of themselves",
                           "--set cluster.platform=" + needed);
  }
  if (row.provider && launch.cluster.instance->provider != *row.provider) {
    const std::string needed(to_string(*row.provider));
    report::cannot_express(launch.cluster.instance->type + " is no node of " + needed, "--provider " + needed);
  }
}

}  // namespace

const std::vector<EmitFormat>& emit_formats() {
  static const std::vector<EmitFormat> formats = [] {
    std::vector<EmitFormat> all;
    for (const FormatRow& row : rows()) all.push_back(row.format);
    return all;
  }();
  return formats;
}

std::string_view to_string(EmitFormat format) { return row_of(format).name; }

std::optional<EmitFormat> emit_format_named(std::string_view name) {
  const auto found = std::ranges::find(rows(), name, &FormatRow::name);
  return found == rows().end() ? std::nullopt : std::optional(found->format);
}

std::optional<Platform> platform_of(EmitFormat format) { return row_of(format).platform; }
std::optional<Provider> provider_of(EmitFormat format) { return row_of(format).provider; }
const std::vector<std::string>& nodes_of(EmitFormat format) { return row_of(format).nodes; }

Launch launch_of(const Scenario& scenario, const Candidate& candidate) {
  return {.name = scenario.name.value,
          .python = make_workload(scenario).python,
          .cluster = candidate.cluster,
          .primary_type =
              candidate.price.primary_type.empty() ? candidate.cluster.instance->type : candidate.price.primary_type,
          .volume_per_node = candidate.volume_per_node,
          .settings = candidate.settings};
}

Emitted emit(const Launch& launch, EmitFormat format) {
  const FormatRow& row = row_of(format);
  check_platform(launch, row);
  if (launch.settings.list.empty()) {
    report::cannot_express("no executor fits this cluster, so there is nothing to start", "larger nodes, or more");
  }
  return row.write(launch);
}

namespace report {

Json properties_of(const Settings& settings) {
  Json properties = Json::object();
  for (const Setting& setting : settings.list) properties[setting.key] = setting.value;
  return properties;
}

std::string nodes_in_words(const Cluster& cluster) {
  const Instance& instance = *cluster.instance;
  std::string words = std::to_string(cluster.nodes) + " x " + printable(instance.type) + ", " +
                      std::string(to_string(cluster.purchase)) + ", " + std::string(to_string(instance.provider));
  return instance.region.empty() ? words : words + " " + printable(instance.region);
}

std::string resource_name(std::string_view name) {
  constexpr std::size_t kLongest = 50;
  std::string made;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (upper) made += static_cast<char>(c - 'A' + 'a');
    if (kept) made += c;
    if (!upper && !kept && !made.empty() && made.back() != '-') made += '-';
  }
  if (made.empty() || made.front() < 'a') made.insert(0, "job-");
  made.resize(std::min(made.size(), kLongest));
  while (made.back() == '-') made.pop_back();
  return made;
}

int on_demand_nodes(const Cluster& cluster) {
  switch (cluster.purchase) {
    case Purchase::on_demand:
      return cluster.nodes;
    case Purchase::spot:
      return 0;
    case Purchase::mixed:
      return (cluster.nodes + 1) / 2;
  }
  return cluster.nodes;
}

void cannot_express(const std::string& message, const std::string& hint) {
  throw InputError({.where = {.file = "--emit", .line_text = {}}, .message = message, .hint = hint});
}

}  // namespace report
}  // namespace sizer
