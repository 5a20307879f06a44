#include <iostream>
#include <sizer/sizer.hpp>

int main() {
  const auto scenario = sizer::parse_phrase("500 GB, 2h SLA");
  const auto table = sizer::InstanceTable::built_in({sizer::Provider::aws});
  const auto plan = sizer::plan(scenario, table);
  std::cout << sizer::to_text(plan);
  return plan.fits ? 0 : 1;
}
