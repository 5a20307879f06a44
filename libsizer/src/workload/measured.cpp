#include "sizer/scenario.hpp"
#include "sizer/units.hpp"

namespace sizer {

std::string MeasuredRun::name() const {
  return format(data.value) + " on " + std::to_string(nodes) + " × " + instance_type;
}

std::vector<const MeasuredRun*> resolve_measured(Scenario& scenario, const InstanceTable& table) {
  std::vector<const MeasuredRun*> unknown;
  for (MeasuredRun& run : scenario.measured) {
    if (run.instance) continue;
    if (const Instance* instance = table.find(run.instance_type)) {
      run.instance = std::make_shared<const Instance>(*instance);
    } else {
      unknown.push_back(&run);
    }
  }
  return unknown;
}

}  // namespace sizer
