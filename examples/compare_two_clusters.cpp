// Many small nodes or a few large ones, for the same job?

#include <iostream>
#include <sizer/sizer.hpp>

using namespace sizer;

int main() {
  const auto scenario = parse_phrase("1 TB join, 2h SLA");
  const auto table = InstanceTable::built_in({Provider::aws});

  for (const auto* wanted : {"40 x m6id.xlarge", "5 x m6id.8xlarge"}) {
    const Check result = check(scenario, parse_cluster(wanted, table), table);
    const Candidate& cluster = result.checked;
    std::cout << wanted << ": " << format(cluster.duration.p50) << ", "
              << (cluster.cost ? format(cluster.cost->p50) : "price unknown") << ", meets the deadline in "
              << format_share(cluster.deadline_probability) << " of worlds\n";
    for (const auto& finding : result.findings) std::cout << "  " << finding.message << '\n';
  }
}
