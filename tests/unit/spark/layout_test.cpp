#include "sizer/layout.hpp"

#include <gtest/gtest.h>

namespace sizer {
namespace {

Instance node(int vcpu, Bytes<> memory) {
  Instance instance;
  instance.vcpu = vcpu;
  instance.memory = memory;
  return instance;
}

const Instance r6id_4xlarge = node(16, 128 * GiB);

/// The layout with executors of that many cores; a default one with no slots when there is none.
Layout of_cores(const std::vector<Layout>& layouts, int cores) {
  for (const Layout& layout : layouts) {
    if (layout.executor_cores == cores) return layout;
  }
  return {.executors_per_node = 0};
}

std::vector<int> executor_cores(const std::vector<Layout>& layouts) {
  std::vector<int> cores;
  for (const Layout& layout : layouts) cores.push_back(layout.executor_cores);
  return cores;
}

TEST(LayoutOnEmr, OfFourCoresFillsTheNode) {
  // 122880 / 4 = 30720 each; heap 25870 + overhead ⌊0.1875 × 25870⌋ = 4850 is 30720 = 960 × 32, and one MiB more
  // of heap would need 30721
  const Layout layout = of_cores(legal_layouts(r6id_4xlarge, Platform::emr), 4);
  EXPECT_EQ(layout.executors_per_node, 4);
  EXPECT_EQ(layout.executor_memory_mib, 25870);
  EXPECT_EQ(layout.executor_overhead_mib, 4850);
  EXPECT_EQ(layout.container_mib, 30720);
  EXPECT_EQ(layout.idle_cores, 0);
  EXPECT_EQ(layout.idle_memory_mib, 0);
  EXPECT_EQ(layout.executors_displaced, 1);  // no room is left for the driver
}

TEST(LayoutOnEmr, OfFiveCoresStaysUnderThePointerLimit) {
  // 122880 / 3 = 40960 each; heap 40960 / 1.1875 = 34492 is between 31 and 48 GiB → 31744;
  // overhead ⌊0.1875 × 31744⌋ = 5952; container 37696; idle 122880 − 3 × 37696 = 9792
  const Layout layout = of_cores(legal_layouts(r6id_4xlarge, Platform::emr), 5);
  EXPECT_EQ(layout.executors_per_node, 3);
  EXPECT_EQ(layout.executor_memory_mib, 31744);
  EXPECT_EQ(layout.container_mib, 37696);
  EXPECT_EQ(layout.idle_cores, 1);
  EXPECT_EQ(layout.idle_memory_mib, 9792);
  // Driver 4096 + ⌊409.6⌋ = 4505 → 4512: it fits the idle core and memory.
  EXPECT_EQ(layout.driver_overhead_mib, 409);
  EXPECT_EQ(layout.executors_displaced, 0);
}

TEST(LayoutOnEmr, OfEightCoresMayPassThePointerHole) {
  // 122880 / 2 = 61440 = 51739 + ⌊0.1875 × 51739⌋ = 51739 + 9701; above 48 GiB = 49152
  EXPECT_EQ(of_cores(legal_layouts(r6id_4xlarge, Platform::emr), 8).executor_memory_mib, 51739);
}

TEST(Layouts, KeepTheLargestExecutorsOfEachCountAndDropIdleCores) {
  // 16 cores: 16 executors of 1, 8 of 2, 5 of 3, 4 of 4, 3 of 5, 2 of 8, 1 of 16. Executors of 6 and 7 cores are
  // two as well as those of 8; 9 to 15 one as that of 16.
  EXPECT_EQ(executor_cores(legal_layouts(r6id_4xlarge, Platform::emr)), (std::vector<int>{1, 2, 3, 4, 5, 8, 16}));
}

TEST(Layouts, OfALargeNodeAreTheEightWithFewestIdleCores) {
  // 96 cores: the divisors up to 16
  EXPECT_EQ(executor_cores(legal_layouts(node(96, 384 * GiB), Platform::emr)),
            (std::vector<int>{1, 2, 3, 4, 6, 8, 12, 16}));
}

TEST(LayoutOnYarn, RoundsContainersToGibibytes) {
  // 16 cores, 131072 − 9176 = 121896 MiB; 3 executors of 5 cores: 40632 → 39 GiB = 39936 can be granted;
  // heap 39936 / 1.1 = 36305 is in the hole → 31744; overhead 3174; 34918 → 35840 = 35 GiB
  const Layout layout = of_cores(legal_layouts(r6id_4xlarge, Platform::yarn), 5);
  EXPECT_EQ(layout.executors_per_node, 3);
  EXPECT_EQ(layout.executor_memory_mib, 31744);
  EXPECT_EQ(layout.container_mib, 35840);
  EXPECT_EQ(layout.idle_memory_mib, 121896 - 3 * 35840);
}

TEST(LayoutOnYarn, NeverRoundsBeyondItsShare) {
  // 32 GiB: 32768 − 2294 = 30474, 4 cores; 4 executors share 7618 each → 7168 can be granted;
  // heap: 6517 + ⌊651.7⌋ = 7168
  const Layout layout = of_cores(legal_layouts(node(4, 32 * GiB), Platform::yarn), 1);
  EXPECT_EQ(layout.executor_memory_mib, 6517);
  EXPECT_EQ(layout.container_mib, 7168);
}

TEST(LayoutOnDatabricks, IsOneExecutorWithEveryCore) {
  // m5.xlarge: the heap Databricks itself sets, 8873 MiB
  const auto layouts = legal_layouts(node(4, 16 * GiB), Platform::databricks);
  ASSERT_EQ(layouts.size(), 1u);
  EXPECT_EQ(layouts[0].executors_per_node, 1);
  EXPECT_EQ(layouts[0].executor_cores, 4);
  EXPECT_EQ(layouts[0].executor_memory_mib, 8873);
  EXPECT_EQ(layouts[0].executors_displaced, 0);  // the driver has its own node
}

TEST(LayoutOnDatabricks, NeedsAGibibyteOfHeap) {
  // 6 GiB: (6144 × 0.97 − 4800) × 0.8 = 927 MiB; 8 GiB: (8192 × 0.97 − 4800) × 0.8 = 2516
  EXPECT_TRUE(legal_layouts(node(2, 6 * GiB), Platform::databricks).empty());
  EXPECT_EQ(legal_layouts(node(2, 8 * GiB), Platform::databricks).at(0).executor_memory_mib, 2516);
}

TEST(LayoutOnKubernetes, GivesPythonTwoFifthsOfTheHeap) {
  // 15 cores, 121128 MiB: 3 executors of 5 cores share 40376; heap 40376 / 1.4 = 28840, overhead 11536
  const Layout layout = of_cores(legal_layouts(r6id_4xlarge, Platform::kubernetes, {.python = true}), 5);
  EXPECT_EQ(layout.executor_memory_mib, 28840);
  EXPECT_EQ(layout.executor_overhead_mib, 11536);
  EXPECT_EQ(layout.driver_overhead_mib, 1638);  // 0.4 × 4096
}

TEST(LayoutWishes, FixTheHeap) {
  // 16 GiB heap: 16384 + 3072 = 19456 = 608 × 32; six of them in 122880. Six executors of 2 cores leave 4 idle.
  const auto layouts = legal_layouts(r6id_4xlarge, Platform::emr, {.executor_memory = 16 * GiB});
  const Layout layout = of_cores(layouts, 2);
  EXPECT_EQ(layout.executors_per_node, 6);
  EXPECT_EQ(layout.executor_memory_mib, 16384);
  EXPECT_EQ(layout.container_mib, 19456);
  EXPECT_EQ(layout.idle_cores, 4);
}

TEST(LayoutWishes, MayAskForAHeapInThePointerHole) {
  const auto layouts = legal_layouts(r6id_4xlarge, Platform::emr, {.executor_cores = 8, .executor_memory = 40 * GiB});
  ASSERT_EQ(layouts.size(), 1u);
  EXPECT_EQ(layouts[0].executor_memory_mib, 40960);
}

TEST(LayoutWishes, FixTheCoresEvenBeyondSixteen) {
  const auto layouts = legal_layouts(node(64, 256 * GiB), Platform::emr, {.executor_cores = 20});
  ASSERT_EQ(layouts.size(), 1u);
  EXPECT_EQ(layouts[0].executors_per_node, 3);
  EXPECT_EQ(layouts[0].idle_cores, 4);
}

TEST(LayoutWishes, ThatNoNodeHoldsHaveNoLayout) {
  EXPECT_TRUE(legal_layouts(r6id_4xlarge, Platform::emr, {.executor_cores = 17}).empty());
  EXPECT_TRUE(legal_layouts(r6id_4xlarge, Platform::emr, {.executor_memory = 128 * GiB}).empty());
  EXPECT_TRUE(legal_layouts(r6id_4xlarge, Platform::emr, {.executor_memory = 449 * MiB}).empty());
  EXPECT_TRUE(legal_layouts(r6id_4xlarge, Platform::emr, {.driver_memory_mib = 122880}).empty());
}

TEST(Layouts, OfANodeWithLittleMemoryHaveFewerExecutors) {
  // 64 vCPU, 16 GiB: 12288 MiB hold eight containers of 1024 + 384 = 1408 MiB at most (8 × 1408 = 11264)
  for (const Layout& layout : legal_layouts(node(64, 16 * GiB), Platform::emr)) {
    EXPECT_LE(layout.executors_per_node, 8);
    EXPECT_GE(layout.executor_memory_mib, 1024);
  }
  EXPECT_FALSE(legal_layouts(node(64, 16 * GiB), Platform::emr).empty());
}

TEST(Driver, DisplacesAsManyExecutorsAsItNeeds) {
  // YARN, 16 vCPU, 64 GiB: 65536 − ⌈4587.52⌉ = 60948 MiB; executors of 1 core share 3809: container 3072, and
  // 60948 − 16 × 3072 = 11796 are idle. Driver 24576 + 2457 = 27033, granted 27648: 15852 more are wanted, 5.2
  // containers.
  const auto layouts = legal_layouts(node(16, 64 * GiB), Platform::yarn, {.driver_memory_mib = 24576});
  EXPECT_EQ(of_cores(layouts, 1).executors_displaced, 6);
  EXPECT_EQ(of_cores(layouts, 16).executors_displaced, 1);
}

TEST(Driver, TakesNothingFromExecutorsWhereItRunsElsewhere) {
  for (const Layout& layout : legal_layouts(r6id_4xlarge, Platform::dataproc, {.driver_memory_mib = 65536})) {
    EXPECT_EQ(layout.executors_displaced, 0);
  }
}

TEST(Cluster, HasTheSlotsTheDriverLeaves) {
  // 10 nodes × 4 executors − 1 for the driver = 39, of 4 cores
  Cluster cluster;
  cluster.layout = of_cores(legal_layouts(r6id_4xlarge, Platform::emr), 4);
  cluster.nodes = 10;
  EXPECT_EQ(cluster.executors(), 39);
  EXPECT_EQ(cluster.slots(), 156);
}

}  // namespace
}  // namespace sizer
