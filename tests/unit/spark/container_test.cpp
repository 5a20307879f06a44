#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "sizer/spark_container.hpp"

namespace sizer::spark {
namespace {

struct ContainerCase {
  int heap;
  double factor;
  int overhead, total, granted_1024, granted_512;
};

class ContainerOfAnExecutor : public testing::TestWithParam<ContainerCase> {};

TEST_P(ContainerOfAnExecutor, IsHeapPlusOverheadRoundedUp) {
  const ContainerCase& c = GetParam();
  EXPECT_EQ(memory_overhead_mib(c.heap, c.factor), c.overhead);
  EXPECT_EQ(c.heap + memory_overhead_mib(c.heap, c.factor), c.total);
  EXPECT_EQ(granted_container_mib(c.total, 1024), c.granted_1024);
  EXPECT_EQ(granted_container_mib(c.total, 512), c.granted_512);
}

INSTANTIATE_TEST_SUITE_P(Sizes, ContainerOfAnExecutor,
                         testing::Values(ContainerCase{1024, 0.1, 384, 1408, 2048, 1536},
                                         ContainerCase{3840, 0.1, 384, 4224, 5120, 4608},
                                         ContainerCase{4096, 0.1, 409, 4505, 5120, 4608},
                                         ContainerCase{8192, 0.1, 819, 9011, 9216, 9216},
                                         ContainerCase{16384, 0.1, 1638, 18022, 18432, 18432},
                                         ContainerCase{18432, 0.1, 1843, 20275, 20480, 20480},
                                         ContainerCase{20480, 0.1, 2048, 22528, 22528, 22528},
                                         ContainerCase{65536, 0.1, 6553, 72089, 72704, 72192},
                                         ContainerCase{512, 0.1, 384, 896, 1024, 1024}));  // YARN's client-mode master

TEST(MemoryOverhead, OvertakesItsFloorFrom3850MiB) {
  EXPECT_EQ(memory_overhead_mib(3849, 0.1), 384);  // ⌊384.9⌋
  EXPECT_EQ(memory_overhead_mib(3850, 0.1), 385);
}

Container container_of(std::int64_t heap_mib, double factor = kOverheadFactor) {
  return executor_container({.heap_mib = heap_mib, .overhead_factor = factor});
}

TEST(Container, OfPythonOnKubernetesHasTwoFifthsMoreInClusterModeOnly) {
  const double in_cluster = default_overhead_factor(Deployment::kubernetes_cluster_mode, true);
  EXPECT_EQ(container_of(18432, in_cluster).overhead_mib, 7372);  // ⌊7372.8⌋
  EXPECT_EQ(container_of(18432, in_cluster).total_mib, 25804);
  const double in_client = default_overhead_factor(Deployment::kubernetes_client_mode, true);
  EXPECT_EQ(container_of(18432, in_client).total_mib, 20275);
  EXPECT_EQ(default_overhead_factor(Deployment::kubernetes_cluster_mode, false), 0.1);
  EXPECT_EQ(default_overhead_factor(Deployment::yarn, true), 0.1);
  EXPECT_EQ(default_overhead_factor(Deployment::standalone, true), 0);
}

TEST(Container, HoldsOffHeapAndPythonMemoryBesideTheOverhead) {
  // 8192 + 819 + 4096 + 2048 = 15155
  const Container container = executor_container({.heap_mib = 8192, .off_heap_mib = 4096, .pyspark_mib = 2048});
  EXPECT_EQ(container.overhead_mib, 819);
  EXPECT_EQ(container.total_mib, 15155);
  EXPECT_EQ(granted_container_mib(container.total_mib, 1024), 15360);
  EXPECT_EQ(granted_container_mib(container.total_mib, 512), 15360);
}

TEST(Container, TakesAnOverheadThatIsSetEvenUnderTheFloor) {
  EXPECT_EQ(executor_container({.heap_mib = 8192, .overhead_mib = 100}).total_mib, 8292);
  EXPECT_EQ(executor_container({.heap_mib = 1024, .least_overhead_mib = 512}).total_mib, 1536);
}

TEST(Container, OfAProfileKeepsTheOverheadOfTheDefaultHeap) {
  // 32g over a default of 4g: 32768 + ⌊0.1 × 4096⌋ = 33177
  const ContainerSettings four_gib{.heap_mib = 4096};
  EXPECT_EQ(profile_container(four_gib, 32768).total_mib, 33177);
  EXPECT_EQ(granted_container_mib(33177, 1024), 33792);
  EXPECT_EQ(granted_container_mib(33177, 512), 33280);
  EXPECT_EQ(profile_container(four_gib, 32768, 3276).total_mib, 32768 + 3276);
}

TEST(Container, OfTheDriverHasNeitherOffHeapNorPythonMemory) {
  EXPECT_EQ(driver_container(4096).total_mib, 4505);
  EXPECT_EQ(driver_container(1024, std::nullopt, 0.4).total_mib, 1024 + 409);
  EXPECT_EQ(yarn_client_master_container().total_mib, 896);  // 512 + 384
}

TEST(GrantOfYarn, IsRoundedByTheLeastAllocationOrByTheStep) {
  EXPECT_EQ(granted_mib(1408, capacity_scheduler(1024, 8192)), 2048);
  EXPECT_EQ(granted_mib(1408, capacity_scheduler(512, 8192)), 1536);
  EXPECT_EQ(granted_mib(1408, {.least_mib = 512, .step_mib = 1024, .most_mib = 8192}), 2048);
  EXPECT_EQ(granted_mib(100, {.least_mib = 2048, .step_mib = 512, .most_mib = 8192}), 2048);
  EXPECT_EQ(granted_mib(9000, capacity_scheduler(1024, 9000)), 9000);  // rounded to 9216, cut to the most
  EXPECT_EQ(granted_mib(9001, capacity_scheduler(1024, 9000)), std::nullopt);
}

TEST(TasksPerExecutor, AreLimitedByTheScarcestResource) {
  EXPECT_EQ(tasks_per_executor(16, 3), 5);
  EXPECT_EQ(tasks_per_executor(16, 1, std::vector<CustomResource>{{2, 1}}), 2);
  EXPECT_EQ(tasks_per_executor(16, 1, std::vector<CustomResource>{{2, 0.3}}), 6);  // ⌊1/0.3⌋ = 3 share one
  EXPECT_EQ(tasks_per_executor(16, 1, std::vector<CustomResource>{{5, 2}}), 2);
  EXPECT_EQ(tasks_per_executor(16, 1, std::vector<CustomResource>{{1, 2}}), 0);
}

TEST(TasksPerExecutor, MayNeedOverHalfAResourceFromSpark4On) {
  const std::vector<CustomResource> most_of_one{{4, 0.7}};
  EXPECT_EQ(tasks_per_executor(16, 1, most_of_one, Version::v3_5), 0);
  EXPECT_EQ(tasks_per_executor(16, 1, most_of_one, Version::v4_0), 4);
}

TEST(LargestHeap, IsTheOneWhoseContainerStillFits) {
  EXPECT_EQ(largest_heap_mib(18432, 1024, {}), 16757);  // 16757 + ⌊1675.7⌋ = 18432
  EXPECT_EQ(largest_heap_mib(18431, 1024, {}), 15826);  // only 17408 can be granted: 15826 + 1582 = 17408
  EXPECT_EQ(largest_heap_mib(1408, 1, {}), 1024);
  EXPECT_EQ(largest_heap_mib(384, 1, {}), 0);
  EXPECT_EQ(largest_heap_mib(4096, 1, {.overhead_mib = 1000}), 3096);
  EXPECT_EQ(largest_heap_mib(8192, 1, {.off_heap_mib = 4096, .pyspark_mib = 1024}), 2688);  // 3072 − 384
}

TEST(Container, IsDefinedForEveryInput) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(executor_container({.heap_mib = -1, .overhead_mib = -1, .off_heap_mib = -1}).total_mib, 0);
  EXPECT_EQ(executor_container({.heap_mib = kMost, .pyspark_mib = kMost}).total_mib, kMost);
  EXPECT_EQ(memory_overhead_mib(kMost, 1e300), kMost);
  EXPECT_EQ(memory_overhead_mib(1024, std::numeric_limits<double>::quiet_NaN()), 384);
  EXPECT_EQ(granted_container_mib(1000, 0), 1000);
  EXPECT_EQ(granted_container_mib(-1000, 512), 0);
  EXPECT_EQ(granted_container_mib(kMost, 1024), kMost / 1024 * 1024);
  EXPECT_EQ(tasks_per_executor(0, 1), 0);
  EXPECT_EQ(tasks_per_executor(4, 0), 0);
  EXPECT_EQ(tasks_per_executor(4, 1, std::vector<CustomResource>{{-1, 0}}), 0);
  EXPECT_EQ(largest_heap_mib(-1, -1, {}), 0);
  EXPECT_EQ(largest_heap_mib(4096, 1, {.overhead_factor = -3}), 3712);
}

}  // namespace
}  // namespace sizer::spark
