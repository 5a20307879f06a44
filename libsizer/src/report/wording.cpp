#include "wording.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "sizer/units.hpp"

namespace sizer::report {
namespace {

/// "33–52 min" where both ends have the one unit, else "58 min–1 h 10 min".
std::string span(const std::string& low, const std::string& high) {
  if (low == high) return low;
  const std::size_t low_unit = low.find(' '), high_unit = high.find(' ');
  const bool same_unit =
      low_unit != std::string::npos && high_unit != std::string::npos && low.substr(low_unit) == high.substr(high_unit);
  return (same_unit ? low.substr(0, low_unit) : low) + "–" + high;
}

}  // namespace

std::string probability(double share) {
  const double rounded_down = std::floor(share * 1000 + 1e-6) / 1000;
  if (share >= 1) return format_share(1);
  if (share > 0.999) return ">" + format_share(0.999);
  if (share > 0 && rounded_down < 0.001) return "<" + format_share(0.001);
  return format_share(rounded_down);
}

std::string share_of_worlds(double share, int worlds) {
  if (share >= 1) return fmt::format("all {} worlds", exact(worlds));
  if (share <= 0) return fmt::format("none of {} worlds", exact(worlds));
  return probability(share) + " of worlds";
}

std::string range_of(const Percentiles<kSeconds>& duration) { return span(format(duration.p10), format(duration.p90)); }
std::string range_of(const Percentiles<kUsd>& cost) { return span(format(cost.p10), format(cost.p90)); }

std::string nodes_of(const Candidate& candidate) {
  const Cluster& cluster = candidate.cluster;
  const std::string nodes = fmt::format("{} × {}", cluster.nodes, cluster.instance->type);
  if (cluster.purchase == Purchase::on_demand) return nodes;
  return fmt::format("{} ({})", nodes, to_string(cluster.purchase));
}

std::string nodes_and_place(const Candidate& candidate) {
  const Cluster& cluster = candidate.cluster;
  const std::string place = fmt::format("{}{}{}", to_string(cluster.instance->provider),
                                        candidate.region.empty() ? "" : " ", candidate.region);
  return fmt::format("{} on {} ({})", nodes_of(candidate), platform_name(cluster.platform), place);
}

std::string executors_of(const Cluster& cluster) {
  const Layout& layout = cluster.layout;
  return fmt::format("{} a node, {} and {} each", exact(layout.executors_per_node),
                     counted(layout.executor_cores, "core"), format_binary(layout.executor_memory_mib * MiB));
}

bool can_run(const Candidate& candidate) {
  const double typical = candidate.duration.p50.base();
  return candidate.cluster.slots() > 0 && typical > 0 && std::isfinite(typical);
}

bool keeps_goal(const Candidate& candidate, const Goal& goal) {
  return candidate.deadline_probability >= goal.confidence.value;
}

std::string cost_of(const Candidate& candidate) {
  return candidate.cost ? format(candidate.cost->p50) : "price unknown";
}

std::string lead_over(Resource runner_up, double margin) {
  if (!(margin < 100)) return fmt::format("far more than {}", description(runner_up));
  return fmt::format("{} × {}", format_number(margin), description(runner_up));
}

std::string size_or_dash(Bytes<> size) { return size.base() > 0 ? format(size) : std::string(kNothing); }

std::string exact(long long number) {
  if (number < 0) return "-" + exact(-number);
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string counted(long long number, std::string_view noun) {
  return fmt::format("{} {}{}", exact(number), noun, number == 1 ? "" : "s");
}

std::string joined(const std::vector<std::string>& items) { return fmt::format("{}", fmt::join(items, ", ")); }

std::string_view platform_name(Platform platform) {
  switch (platform) {
    case Platform::emr:
      return "EMR";
    case Platform::databricks:
      return "Databricks";
    case Platform::dataproc:
      return "Dataproc";
    case Platform::kubernetes:
      return "Kubernetes";
    case Platform::yarn:
      return "YARN";
    case Platform::standalone:
      return "standalone Spark";
  }
  return "";
}

}  // namespace sizer::report
