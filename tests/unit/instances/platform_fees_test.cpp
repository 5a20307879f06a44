#include <gtest/gtest.h>

#include "sizer/instance.hpp"

namespace sizer {
namespace {

const PlatformFee* fee(Provider provider, std::string_view service, std::string_view component) {
  for (const PlatformFee& each : platform_fees())
    if (each.provider == provider && each.service == service && each.component == component) return &each;
  return nullptr;
}

TEST(PlatformFee, NamesItsUnitDateAndConfidence) {
  const PlatformFee* dataproc = fee(Provider::gcp, "dataproc_on_gce", "uplift");
  ASSERT_NE(dataproc, nullptr);
  EXPECT_EQ(dataproc->unit, "vcpu_hour");
  EXPECT_DOUBLE_EQ(dataproc->usd_per_unit, 0.01);
  for (const PlatformFee& each : platform_fees()) {
    EXPECT_GT(each.usd_per_unit, 0) << each.service;
    EXPECT_FALSE(each.price_date.empty()) << each.service;
    EXPECT_FALSE(each.confidence.empty()) << each.service;
  }
}

TEST(PlatformFee, OfDatabricksJobsDiffersBetweenClouds) {
  EXPECT_DOUBLE_EQ(fee(Provider::aws, "databricks_jobs_compute", "dbu_premium")->usd_per_unit, 0.15);
  EXPECT_DOUBLE_EQ(fee(Provider::azure, "databricks_jobs_compute", "dbu_premium")->usd_per_unit, 0.30);
}

}  // namespace
}  // namespace sizer
