#pragma once

#include "sizer/plan.hpp"

namespace sizer {

inline Scenario batch(Bytes<> data, Seconds<> deadline) {
  Scenario s;
  s.data = {data, "test"};
  s.profile = {Profile::etl, "test"};
  if (deadline > Seconds<>()) s.goal.deadline = Given<Seconds<>>{deadline, "test"};
  s.cluster.instances = {
      {std::string("m6i.*"), "test"}, {std::string("r6id.*"), "test"}, {std::string("c7g.*"), "test"}};
  return s;
}

inline const InstanceTable& aws() {
  static const InstanceTable table = InstanceTable::built_in({Provider::aws});
  return table;
}

}  // namespace sizer
