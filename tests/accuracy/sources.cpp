#include <algorithm>
#include <cmath>

#include "run.hpp"
#include "sizer/units.hpp"

namespace sizer::accuracy {
namespace {

/// PageRank: a page's rank moves by the damping, 0.85, a pass, until it moves by less than the criterion. Grep: the
/// share of the lines that hold the word is written.
void passes_and_kept_lines(Row& row) {
  const std::string& criterion = row.at("convergence_criterion");
  const std::string& share = row.at("p_occurrence");
  if (!share.empty()) row["kept_mb"] = std::to_string(std::stod(share) * std::stod(row.at("data_size_mb")));
  if (!criterion.empty()) {
    row["passes"] = std::to_string(std::lround(std::ceil(std::log(std::stod(criterion)) / std::log(0.85))));
  }
}

/// The prices of the rows are those of N2 nodes: 1, 4 or 8 GB for each vCPU.
void n2_node(Row& row) {
  const double gb_per_vcpu = std::stod(row.at("ram_gb_per_node")) / std::stod(row.at("vcpus_per_node"));
  const char* kind = gb_per_vcpu < 2 ? "highcpu" : gb_per_vcpu < 6 ? "standard" : "highmem";
  row["node"] = std::string("n2-") + kind + "-" + row.at("vcpus_per_node");
}

/// Sizes differ by a few kilobytes from run to run; some runs do not say theirs.
void rounded_size(Row& row) {
  const std::string& bytes = row.at("input_bytes");
  const bool is_join = row.at("job_id") == "join_huge_spark";
  row["data"] = !bytes.empty() ? format(std::stod(bytes) * byte) : is_join ? "93.8 GB" : "2.99 GB";
}

Source scout(std::string name, const std::string& framework, bool sizes_known) {
  return {.name = std::move(name),
          .file = "scout_runs.csv",
          .carried = true,
          .is_spark = framework != "hadoop",
          .sizes_known = sizes_known,
          .only = "framework=" + framework,
          .family = "{job_id}",
          .job = "{job_id}",
          .id = "{run_id}",
          .data = sizes_known ? "{data}" : "100 GB",
          .cluster = "{nodes} x {instance_type}",
          .seconds = "{runtime_s}",
          .usd = "{cost_usd}",
          .completed = "{completed}",
          .derive = rounded_size};
}

/// Queries whose task totals are published: CPU seconds, bytes read, bytes shuffled.
Source totals(std::string name, std::string file, std::string id, std::string cluster) {
  return {.name = std::move(name),
          .file = std::move(file),
          .carried = true,
          .totals = true,
          .family = "queries",
          .job = id,
          .id = id,
          .data = "{bytes_read} B",
          .cluster = std::move(cluster),
          .seconds = "{elapsed_s}",
          .cpu_seconds = "{cpu_s}"};
}

std::vector<Source> all_sources() {
  return {{.name = "c3o",
           .file = "c3o_configs.csv",
           .family = "{job}",
           .job = "{job} {p_occurrence}{k}{convergence_criterion}",
           .id = "{config_id}",
           .data = "{data_size_mb} MB",
           .cluster = "{nodes} x {instance_type}",
           .seconds = "{runtime_median_s}",
           .usd = "{cost_usd_median}",
           .derive = passes_and_kept_lines},
          scout("scout", "spark", true),
          scout("scout-spark15", "spark1.5", false),
          scout("scout-hadoop", "hadoop", true),
          {.name = "dataproc",
           .file = "dataproc_runs.csv",
           .family = "{algorithm}",
           .job = "{algorithm}",
           .id = "{run_id}",
           .data = "{input_bytes} B",
           .cluster = "{nodes} x {node}",
           .seconds = "{runtime_s}",
           .usd = "{cost_usd_cores_and_ram_only}",
           .derive = n2_node},
          {.name = "cherrypick",
           .file = "cherrypick_runs.csv",
           .sizes_known = false,
           .family = "{workload}",
           .job = "{workload}",
           .id = "{run_id}",
           .data = "100 GB",
           .cluster = "{nodes} x {vm_type}",
           .seconds = "{runtime_s}",
           .usd = "{vm_cost_usd}"},
          {.name = "bell",
           .file = "bell_runs.csv",
           .carried = true,
           .sizes_known = false,
           .family = "{job}",
           .job = "{job}",
           .id = "{run_id}",
           .data = "100 GB",
           .cluster = "{nodes} x bell-node",
           .seconds = "{runtime_s}"},
          {.name = "published",
           .file = "published_runs.csv",
           .carried = true,
           .family = "{work}",
           .job = "{id}",
           .id = "{id}",
           .data = "{data}",
           .cluster = "{cluster}",
           .seconds = "{seconds}",
           .times = "{times}"},
          totals("cern", "cern_queries.csv", "{query}", "32 x cern-executor"),
          totals("eks2020", "eks2020_totals.csv", "{scale} {orchestrator}", "4 x r4.2xlarge")};
}

}  // namespace

const std::vector<Source>& sources() {
  static const std::vector<Source> all = all_sources();
  return all;
}

}  // namespace sizer::accuracy
