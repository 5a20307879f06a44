#include <gtest/gtest.h>

#include "sizer/instance.hpp"

namespace sizer {
namespace {

TEST(Name, OfAPlatformIsReadInAnyCase) {
  EXPECT_EQ(platform_named("Databricks"), Platform::databricks);
  EXPECT_EQ(platform_named("kubernetes"), Platform::kubernetes);
  EXPECT_EQ(platform_named("k9s"), std::nullopt);
  EXPECT_EQ(platform_named(""), std::nullopt);
}

TEST(Name, OfEveryKindReadsBackAsThatKind) {
  for (const auto kind : {Provider::aws, Provider::gcp, Provider::azure, Provider::onprem})
    EXPECT_EQ(provider_named(to_string(kind)), kind);
  for (const auto kind : {DiskKind::none, DiskKind::hdd, DiskKind::ssd, DiskKind::nvme})
    EXPECT_EQ(disk_kind_named(to_string(kind)), kind);
  for (const auto kind : {Purchase::on_demand, Purchase::spot, Purchase::mixed})
    EXPECT_EQ(purchase_named(to_string(kind)), kind);
  for (const auto kind : {Platform::emr, Platform::databricks, Platform::dataproc, Platform::kubernetes, Platform::yarn,
                          Platform::standalone})
    EXPECT_EQ(platform_named(to_string(kind)), kind);
}

TEST(Name, OnPremisesHasTwoSpellingsAndPrintsTheShortOne) {
  EXPECT_EQ(provider_named("on-premises"), Provider::onprem);
  EXPECT_EQ(provider_named("onprem"), Provider::onprem);
  EXPECT_EQ(to_string(Provider::onprem), "onprem");
  EXPECT_EQ(to_string(Purchase::on_demand), "on-demand");
}

}  // namespace
}  // namespace sizer
