#include <algorithm>
#include <cmath>

#include "findings.hpp"
#include "sizer/spark_memory.hpp"
#include "sizer/units.hpp"

namespace sizer {

int nodes_for_cache(const Cluster& cluster, Bytes<> cached) {
  const auto heap = static_cast<std::int64_t>((cluster.layout.executor_memory_mib * MiB).base());
  const Bytes<> room(static_cast<double>(spark::memory_regions(heap).unified));
  const double executors = std::ceil((cached / room).base()) + cluster.layout.executors_displaced;
  return static_cast<int>(std::ceil(std::min(executors, 1e9) / cluster.layout.executors_per_node));
}

/// Beyond the cliff every pass makes its rows again; just before it a little more data is enough to fall.
std::vector<Finding> about_caches(const Candidate& c) {
  std::vector<Finding> found;
  for (const auto& stage : c.stages) {
    if (stage.cached <= Bytes<>()) continue;
    const int needed = nodes_for_cache(c.cluster, stage.cached);
    const std::string fits =
        format_number(needed) + (needed == 1 ? " node" : " nodes") + " of " + c.cluster.instance->type;
    if (needed > c.cluster.nodes) {
      found.push_back({Severity::warning, "cache-does-not-fit",
                       "\"" + stage.name + "\" would cache " + format(stage.cached) +
                           ", more than these executors can hold: every pass reads and makes again what is missing",
                       fits + " hold it, or nodes with more memory, or a serialized storage level"});
    } else if (needed * 5 > c.cluster.nodes * 4) {
      found.push_back({Severity::info, "cache-barely-fits",
                       "\"" + stage.name + "\" caches " + format(stage.cached) + ", which fits from " + fits +
                           " on: with a quarter more data, or fewer nodes, passes would read and make rows again",
                       "keep a fifth of the cache free"});
    }
  }
  return found;
}

}  // namespace sizer
