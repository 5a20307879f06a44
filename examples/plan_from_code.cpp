// Which cluster for a nightly join over 2 TB that must end within 90 minutes?

#include <iostream>
#include <sizer/sizer.hpp>

using namespace sizer;

int main() {
  Scenario scenario;
  scenario.data = {2 * TB, "plan_from_code.cpp"};
  scenario.profile = {Profile::join, "plan_from_code.cpp"};
  scenario.goal.deadline = {90 * minute, "plan_from_code.cpp"};

  const auto table = InstanceTable::built_in({Provider::aws});
  const Plan answer = plan(scenario, table);

  const Candidate& best = *answer.recommended;
  std::cout << best.cluster.nodes << " x " << best.cluster.instance->type << '\n'
            << "half of the time within " << format(best.duration.p50) << ", nearly always within "
            << format(best.duration.p95) << '\n'
            << "bound by " << description(best.bottleneck) << '\n';
  return answer.fits ? 0 : 1;
}
