#include <gtest/gtest.h>

#include "sizer/layout.hpp"

namespace sizer {
namespace {

Instance node(int vcpu, Bytes<> memory) {
  Instance instance;
  instance.vcpu = vcpu;
  instance.memory = memory;
  return instance;
}

constexpr Platform kPlatforms[] = {Platform::emr,        Platform::databricks, Platform::dataproc,
                                   Platform::kubernetes, Platform::yarn,       Platform::standalone};

TEST(Emr, OffersYarnWhatAmazonsTablesSay) {
  // memory − min(25 %, 8 GiB)
  EXPECT_EQ(node_offer(node(4, 16 * GiB), Platform::emr).memory_mib, 12288);     // m5.xlarge: 16384 − 4096
  EXPECT_EQ(node_offer(node(8, 32 * GiB), Platform::emr).memory_mib, 24576);     // m5.2xlarge: 32768 − 8192
  EXPECT_EQ(node_offer(node(16, 64 * GiB), Platform::emr).memory_mib, 57344);    // m5.4xlarge: 65536 − 8192
  EXPECT_EQ(node_offer(node(16, 128 * GiB), Platform::emr).memory_mib, 122880);  // r5.4xlarge: 131072 − 8192
  EXPECT_EQ(node_offer(node(32, 128 * GiB), Platform::emr).memory_mib, 122880);  // m5.8xlarge
  EXPECT_EQ(node_offer(node(16, 128 * GiB), Platform::emr).cores, 16);
}

TEST(Dataproc, OffersYarnFourFifthsOfMemory) {
  // n1-standard-4: 15 GiB = 15360; × 0.8 = 12288
  const NodeOffer offer = node_offer(node(4, 15 * GiB), Platform::dataproc);
  EXPECT_EQ(offer.memory_mib, 12288);
  EXPECT_EQ(offer.cores, 4);
}

TEST(Kubernetes, KeepsWhatGkePublishesAndDaemonSets) {
  // 128 GiB: 0.25 × 4096 + 0.2 × 4096 + 0.1 × 8192 + 0.06 × 114688 = 9543.68; + 100 + 300 = 9943.68 → 9944
  // 16 cores: 0.06 + 0.01 + 2 × 0.005 + 12 × 0.0025 = 0.11; + 0.25 = 0.36 → a whole core is lost
  const NodeOffer offer = node_offer(node(16, 128 * GiB), Platform::kubernetes);
  EXPECT_EQ(offer.reserved_memory_mib, 9944);
  EXPECT_EQ(offer.memory_mib, 131072 - 9944);
  EXPECT_EQ(offer.cores, 15);
}

TEST(Kubernetes, KeepsTwoPercentOfMemoryAbove128GiB) {
  // 150 GiB: 9543.68 + 0.02 × 22528 = 9994.24; + 100 + 300 = 10394.24 → 10395
  EXPECT_EQ(node_offer(node(16, 150 * GiB), Platform::kubernetes).reserved_memory_mib, 10395);
}

TEST(Yarn, KeepsAShareOfMemoryAndOffersEveryCore) {
  // 128 GiB: 0.07 × 131072 = 9175.04 → 9176; 8 GiB: 0.07 × 8192 = 573, so the least of 1024 holds
  EXPECT_EQ(node_offer(node(16, 128 * GiB), Platform::yarn).reserved_memory_mib, 9176);
  EXPECT_EQ(node_offer(node(16, 128 * GiB), Platform::yarn).cores, 16);
  EXPECT_EQ(node_offer(node(2, 8 * GiB), Platform::yarn).reserved_memory_mib, 1024);
}

TEST(Standalone, KeepsOneGibibyte) {
  const NodeOffer offer = node_offer(node(8, 32 * GiB), Platform::standalone);
  EXPECT_EQ(offer.memory_mib, 31 * 1024);
  EXPECT_EQ(offer.cores, 8);
}

TEST(Databricks, OffersTheContainerOfItsHeap) {
  // 16 GiB: (16384 × 0.97 − 4800) × 0.8 = 8873.98 → 8873; container 8873 + ⌊0.25 × 8873⌋ = 8873 + 2218
  EXPECT_EQ(node_offer(node(4, 16 * GiB), Platform::databricks).memory_mib, 11091);
  // 4 GiB: 4096 × 0.97 < 4800: nothing is left
  EXPECT_EQ(node_offer(node(2, 4 * GiB), Platform::databricks).memory_mib, 0);
}

TEST(NodeOffer, FollowsTheReserveTheNodeStates) {
  Instance own = node(32, 128 * GiB);
  own.origin = "mine.toml:3";
  own.reserved_cores = 2;
  own.reserved_memory = 12 * GiB;
  for (const Platform platform : kPlatforms) {
    const NodeOffer offer = node_offer(own, platform);
    EXPECT_EQ(offer.cores, 30);
    EXPECT_EQ(offer.memory_mib, 116 * 1024);
    EXPECT_NE(offer.why.find("mine.toml:3"), std::string::npos);
  }
}

TEST(NodeOffer, IsNeverNegative) {
  for (const Platform platform : kPlatforms) {
    const NodeOffer offer = node_offer(node(1, 0.5 * GiB), platform);
    EXPECT_GE(offer.cores, 0);
    EXPECT_GE(offer.memory_mib, 0);
    EXPECT_EQ(offer.cores + offer.reserved_cores, 1);
    EXPECT_EQ(offer.memory_mib + offer.reserved_memory_mib, 512);
  }
}

TEST(PlatformRules, NameTheirPlatformAndSource) {
  for (const Platform platform : kPlatforms) {
    EXPECT_EQ(rules_of(platform).platform, platform);
    EXPECT_FALSE(rules_of(platform).source.empty());
    EXPECT_FALSE(node_offer(node(4, 16 * GiB), platform).why.empty());
  }
}

TEST(PlatformRules, GivePythonNoLessOverhead) {
  for (const Platform platform : kPlatforms) {
    EXPECT_GE(rules_of(platform).python_overhead_factor, rules_of(platform).overhead_factor);
  }
}

}  // namespace
}  // namespace sizer
