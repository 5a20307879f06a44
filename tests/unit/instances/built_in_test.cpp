#include <gtest/gtest.h>

#include <set>
#include <stdexcept>
#include <tuple>

#include "instances/embedded.hpp"
#include "sizer/instance.hpp"

namespace sizer {
namespace {

const InstanceTable& everything() {
  static const InstanceTable table = InstanceTable::built_in();
  return table;
}

const Instance& row(std::string_view type) {
  const Instance* found = everything().find(type);
  if (!found) throw std::runtime_error("no row " + std::string(type));
  return *found;
}

TEST(M5TwoExtraLarge, RunsAtItsBaselineAndNotAtUpToTenGigabits) {
  const Instance& m5 = row("m5.2xlarge");
  EXPECT_EQ(m5.provider, Provider::aws);
  EXPECT_EQ(m5.vcpu, 8);
  EXPECT_EQ(m5.threads_per_core, 2);
  EXPECT_DOUBLE_EQ(m5.memory.in(GiB), 32);
  // 2.5 Gbit/s ÷ 8 bits = 312.5 MB/s; 10 Gbit/s ÷ 8 = 1,250 MB/s
  EXPECT_DOUBLE_EQ(m5.network->in(MB / second), 312.5);
  EXPECT_DOUBLE_EQ(m5.network_burst->in(MB / second), 1250);
  // 2,300 Mbit/s ÷ 8 = 287.5 MB/s to EBS, 4,750 ÷ 8 = 593.75 in bursts
  EXPECT_DOUBLE_EQ(m5.volume->in(MB / second), 287.5);
  EXPECT_DOUBLE_EQ(m5.volume_burst->in(MB / second), 593.75);
  EXPECT_DOUBLE_EQ(m5.on_demand->in(usd / hour), 0.384);
  EXPECT_TRUE(m5.local_disks_known);
  EXPECT_FALSE(m5.has_local_disk());
  EXPECT_EQ(m5.origin, "aws.csv 2026-07-20");
}

TEST(EmrFee, IsAQuarterOfTheOnDemandPriceAndCappedForOldX86Families) {
  EXPECT_DOUBLE_EQ(row("r6id.4xlarge").on_demand->in(usd / hour), 1.2096);
  EXPECT_DOUBLE_EQ(row("r6id.4xlarge").emr_fee->in(usd / hour), 0.3024);  // 0.25 × 1.2096
  EXPECT_DOUBLE_EQ(row("m5.12xlarge").emr_fee->in(usd / hour), 0.27);     // 0.25 × 2.304 = 0.576, above the cap
}

TEST(LocalDisks, CarryHowTheirThroughputWasObtained) {
  const Instance& r6id = row("r6id.4xlarge");
  EXPECT_EQ(r6id.local_disk_kind, DiskKind::nvme);
  EXPECT_DOUBLE_EQ(r6id.local_capacity().in(GB), 950);
  EXPECT_DOUBLE_EQ(r6id.local_read->in(MB / second), 1099);
  EXPECT_EQ(r6id.local_disk_basis, "estimate_floor_iops_x_4KiB");
  // 4 disks × 1,900 GB
  EXPECT_DOUBLE_EQ(row("i3.8xlarge").local_capacity().in(GB), 7600);
}

TEST(LocalDisks, OfWhichNothingIsKnownAreNotZeroDisks) {
  EXPECT_FALSE(row("Standard_DS12_v2").local_disks_known);
  EXPECT_FALSE(row("Standard_DS12_v2").network.has_value());
  // A temporary disk is there, its throughput is not published.
  EXPECT_EQ(row("Standard_D4s_v3").local_disks, 1);
  EXPECT_FALSE(row("Standard_D4s_v3").local_read.has_value());
}

TEST(LocalDisks, ThatCouldBeAttachedAreNotCounted) {
  EXPECT_TRUE(row("n2-standard-8").local_disks_known);
  EXPECT_FALSE(row("n2-standard-8").has_local_disk());
  EXPECT_TRUE(row("c3-standard-22-lssd").has_local_disk());
}

TEST(DatabricksUnits, AreJoinedByProviderAndType) {
  EXPECT_DOUBLE_EQ(row("m5.2xlarge").databricks_units.value(), 1.37);
  EXPECT_DOUBLE_EQ(row("Standard_D16s_v5").databricks_units.value(), 4);
  EXPECT_FALSE(row("c8i.96xlarge").databricks_units.has_value());
}

TEST(OnPremisesProfile, HasAReserveAndNoPrice) {
  const Instance& node = row("nvme_25gbe");
  EXPECT_EQ(node.provider, Provider::onprem);
  EXPECT_EQ(node.vcpu, 128);
  EXPECT_DOUBLE_EQ(node.reserved_memory->in(GiB), 32);
  EXPECT_EQ(node.reserved_cores, 2);
  EXPECT_FALSE(node.on_demand.has_value());
  EXPECT_FALSE(node.spot.has_value());
  EXPECT_DOUBLE_EQ(node.network->in(Gbit / second), 50);  // 2 × 25 Gbit/s
  // No disks are set apart for shuffles, so all eight serve: 8 × 3,000 MB/s
  EXPECT_DOUBLE_EQ(node.local_read->in(GB / second), 24);
}

TEST(OnPremisesProfile, ShufflesToTheDisksSetApartForIt) {
  // 12 hard disks hold HDFS; shuffles go to 2 SATA SSDs of 960 GB, 500 MB/s each.
  const Instance& node = row("hadoop_hdd_25gbe");
  EXPECT_EQ(node.local_disks, 2);
  EXPECT_EQ(node.local_disk_kind, DiskKind::ssd);
  EXPECT_DOUBLE_EQ(node.local_capacity().in(GB), 1920);
  EXPECT_DOUBLE_EQ(node.local_read->in(MB / second), 1000);
}

TEST(PreviousGeneration, IsKeptForRunsOfThePast) {
  EXPECT_TRUE(is_previous_generation(row("m4.4xlarge")));
  EXPECT_TRUE(is_previous_generation(row("n1-standard-16")));
  EXPECT_TRUE(is_previous_generation(row("Standard_DS3_v2")));
  EXPECT_FALSE(is_previous_generation(row("m5.2xlarge")));
  EXPECT_FALSE(is_previous_generation(row("n2-standard-8")));
  EXPECT_FALSE(is_previous_generation(row("Standard_D8s_v5")));
  EXPECT_FALSE(is_previous_generation(row("legacy_hdd_1gbe")));
}

TEST(PreviousGeneration, IsEveryRowOfTheTableOfThatName) {
  int rows = 0;
  for (const Instance& instance : everything().all()) {
    if (instance.origin.rfind("aws-previous-generation.csv", 0) != 0) continue;
    EXPECT_TRUE(is_previous_generation(instance)) << instance.type;
    ++rows;
  }
  EXPECT_EQ(rows, 35);
}

TEST(EveryInstance, HasCoresMemoryAndAnOrigin) {
  for (const Instance& instance : everything().all()) {
    SCOPED_TRACE(instance.type);
    EXPECT_GT(instance.vcpu, 0);
    EXPECT_TRUE(instance.threads_per_core == 1 || instance.threads_per_core == 2);
    EXPECT_TRUE(instance.arch == "x86_64" || instance.arch == "arm64");
    EXPECT_FALSE(instance.family.empty());
    EXPECT_FALSE(instance.origin.empty());
    // From half a gibibyte a vCPU (E2 high-CPU has one) to the memory-optimised sizes with 32.
    const double gib_per_vcpu = instance.memory.in(GiB) / instance.vcpu;
    EXPECT_GE(gib_per_vcpu, 0.5);
    EXPECT_LE(gib_per_vcpu, 33);
  }
}

TEST(EveryInstance, OfACloudHasADatedPriceAndABasis) {
  for (const Instance& instance : everything().all()) {
    if (instance.provider == Provider::onprem) continue;
    SCOPED_TRACE(instance.type);
    ASSERT_TRUE(instance.on_demand.has_value());
    EXPECT_GT(instance.on_demand->base(), 0);
    EXPECT_FALSE(instance.price_date.empty());
    EXPECT_FALSE(instance.price_basis.empty());
    EXPECT_EQ(instance.spot.has_value(), !instance.spot_date.empty());
    EXPECT_EQ(instance.spot.has_value(), !instance.spot_basis.empty());
    if (instance.spot) {
      EXPECT_LT(*instance.spot, *instance.on_demand);
    }
    EXPECT_EQ(instance.coremark.has_value(), !instance.coremark_basis.empty());
  }
}

void expect_positive_if_known(const std::optional<Bandwidth<>>& bandwidth) {
  if (bandwidth) {
    EXPECT_GT(bandwidth->base(), 0);
  }
}

TEST(EveryInstance, HasNoThroughputOfZeroAndNoBurstBelowTheBaseline) {
  for (const Instance& instance : everything().all()) {
    SCOPED_TRACE(instance.type);
    for (const auto& bandwidth : {instance.network, instance.volume, instance.local_read, instance.local_write})
      expect_positive_if_known(bandwidth);
    if (instance.network && instance.network_burst) {
      EXPECT_GE(*instance.network_burst, *instance.network);
    }
    if (instance.volume && instance.volume_burst) {
      EXPECT_GE(*instance.volume_burst, *instance.volume);
    }
  }
}

TEST(EveryInstance, WithLocalDisksSaysTheirKindAndSize) {
  for (const Instance& instance : everything().all()) {
    SCOPED_TRACE(instance.type);
    EXPECT_EQ(instance.has_local_disk(), instance.local_disk_kind != DiskKind::none);
    EXPECT_EQ(instance.has_local_disk(), instance.local_disk_each.base() > 0);
    EXPECT_EQ(instance.local_read.has_value(), !instance.local_disk_basis.empty());
  }
}

TEST(EveryInstance, IsInTheTableOnce) {
  std::set<std::tuple<Provider, std::string>> seen;
  for (const Instance& instance : everything().all())
    EXPECT_TRUE(seen.insert({instance.provider, instance.type}).second) << instance.type;
}

TEST(BuiltInTables, OfOneProviderHoldOnlyThatProvider) {
  const InstanceTable azure = InstanceTable::built_in({Provider::azure});
  ASSERT_FALSE(azure.all().empty());
  for (const Instance& instance : azure.all()) EXPECT_EQ(instance.provider, Provider::azure);
  EXPECT_LT(azure.all().size(), everything().all().size());
}

TEST(BuiltInTables, AreFoundByNameAndNoOtherIs) {
  EXPECT_THROW(embedded_table("nowhere"), std::logic_error);
  EXPECT_EQ(embedded_table("gcp_local_ssd").substr(0, 9), "provider,");
}

}  // namespace
}  // namespace sizer
