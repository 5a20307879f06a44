#include <cmath>

#include "findings.hpp"
#include "sizer/units.hpp"
#include "underuse.hpp"
#include "variation.hpp"

namespace sizer {
namespace {

constexpr Bytes<> kSmall = 64 * MiB;
constexpr double kMany = 100, kWorthSaying = 0.02;

}  // namespace

std::optional<SmallFiles> small_files(const Question& q, const Candidate& c, const InstanceTable& table,
                                      WaveCurves& curves) {
  const auto& files = q.scenario.input.files;
  if (!files || files->value < kMany) return std::nullopt;
  const Bytes<> mean = q.scenario.data.value / files->value;
  if (mean >= kSmall) return std::nullopt;
  Variation compacted{q.scenario, c.cluster.instance, c.cluster.nodes};
  compacted.scenario.input.files->value = default_files(q.scenario.data.value);
  const auto after = evaluated(compacted, q, table, curves);
  if (!after) return std::nullopt;
  SmallFiles small;
  small.files = files->value;
  small.compacted_files = compacted.scenario.input.files->value;
  small.mean_size = mean;
  small.duration = c.duration.p50;
  small.compacted_duration = after->duration.p50;
  if (c.cost) small.cost = c.cost->p50;
  if (after->cost) small.compacted_cost = after->cost->p50;
  return small;
}

std::vector<Finding> about_small_files(const SmallFiles& f) {
  if (f.penalty() < kWorthSaying * f.duration) return {};
  std::string gain = format(f.compacted_duration) + " instead of " + format(f.duration);
  if (f.cost && f.compacted_cost)
    gain += ", " + format(*f.compacted_cost) + " instead of " + format(*f.cost) + " a run";
  return {{Severity::warning, "small-files",
           format_number(f.files) + " files of " + format(f.mean_size) + " each cost " + format(f.penalty()) + " of " +
               format(f.duration) + ": each is listed, opened and waited for",
           "compact them to " + format_number(f.compacted_files) + " of 128 MiB: " + gain}};
}

}  // namespace sizer
