#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "plan/cliffs.hpp"
#include "plan/limits.hpp"

namespace sizer {
namespace {

Scenario any_job() {
  Scenario s;
  s.data = {*rc::gen::inRange(1, 4000) * GB, "generated"};
  s.profile = {*rc::gen::element(Profile::scan, Profile::etl, Profile::join, Profile::sort, Profile::ml, Profile::graph,
                                 Profile::heavy_user_code),
               "generated"};
  if (*rc::gen::arbitrary<bool>()) s.input.files = Given<double>{1.0 * *rc::gen::inRange(1, 200'000), "generated"};
  return s;
}

/// At a cliff's scale its limit is passed in the typical world, and just below it is not.
RC_GTEST_PROP(Cliffs, LieWhereTheModelPassesTheLimit, ()) {
  static const InstanceTable table = InstanceTable::built_in({Provider::aws});
  const Scenario s = any_job();
  const auto type = *rc::gen::element("m6i.xlarge", "r6id.2xlarge", "c5d.xlarge", "m5.4xlarge");
  const ClusterRequest request{*rc::gen::inRange(2, 60), *table.find(type)};
  const PlanOptions how{.worlds = kLaneCount};
  const Check c = check(s, request, table, how);
  RC_PRE(c.checked.cluster.slots() > 0);

  const Question q(s, how);
  WaveCurves curves;
  const Standing standing = standing_of(c.checked, s.cluster.spark.value);
  const auto is_passed = [&](const Cliff& cliff, double scale) {
    const GrownJob job = grown_job(q, standing, scale, curves);
    for (const auto& taken : limits_taken(job, standing, q.typical)) {
      const std::string stage = taken.stage < 0 ? "" : job.workload.stages[static_cast<std::size_t>(taken.stage)].name;
      if (taken.limit == cliff.limit && stage == cliff.stage) return taken.share.base() > 1;
    }
    RC_FAIL("a cliff of a limit that the job does not have");
    return false;
  };
  for (const Cliff& cliff : c.cliffs) {
    RC_ASSERT(cliff.scale >= 1);
    RC_ASSERT(is_passed(cliff, cliff.scale));
    if (cliff.scale > 1) RC_ASSERT(!is_passed(cliff, cliff.scale / 1.0051));
  }
}

}  // namespace
}  // namespace sizer
