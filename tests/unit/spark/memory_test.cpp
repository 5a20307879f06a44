#include <gtest/gtest.h>

#include "sizer/spark.hpp"

namespace sizer::spark {
namespace {

constexpr std::int64_t kMebibyte = 1LL << 20;
constexpr std::int64_t kGibibyte = 1LL << 30;

struct HeapCase {
  std::int64_t heap, unified, storage, execution;
};

class MemoryRegionsOfAHeap : public testing::TestWithParam<HeapCase> {};

// The heap is what the JVM reports (Runtime.maxMemory): -Xmx with G1, about 8/9 of it with the parallel
// collector, about 29/30 with the serial one. The parallel 1g, 2g and 4g rows and the G1 1g row appear as
// "Maximum Memory" in the event logs that Spark ships with its own tests.
TEST_P(MemoryRegionsOfAHeap, AreSparksToTheByte) {
  const MemoryRegions regions = memory_regions(GetParam().heap);
  EXPECT_EQ(regions.unified, GetParam().unified);
  EXPECT_EQ(regions.storage, GetParam().storage);
  EXPECT_EQ(regions.execution, GetParam().execution);
}

INSTANTIATE_TEST_SUITE_P(Collectors, MemoryRegionsOfAHeap,
                         testing::Values(HeapCase{1073741824, 455501414, 227750707, 227750707},       // 1g G1
                                         HeapCase{954728448, 384093388, 192046694, 192046694},        // 1g parallel
                                         HeapCase{1908932608, 956615884, 478307942, 478307942},       // 2g parallel
                                         HeapCase{3817865216, 2101975449, 1050987724, 1050987725},    // 4g parallel
                                         HeapCase{4294967296, 2388236697, 1194118348, 1194118349},    // 4g G1
                                         HeapCase{17179869184, 10119177830, 5059588915, 5059588915},  // 16g G1
                                         HeapCase{15271460864, 8974132838, 4487066419, 4487066419},   // 16g parallel
                                         HeapCase{16607215616, 9775585689, 4887792844, 4887792845},   // 16g serial
                                         HeapCase{19327352832, 11407668019, 5703834009, 5703834010},  // 18g G1
                                         HeapCase{471859200, 94371840, 47185920, 47185920}));         // 450 MiB

TEST(SparkMemory, IsThreeFifthsOfTheHeapAboveTheReserve) {
  // 16 GiB: 17179869184 − 314572800 = 16865296384;  × 0.6 = 10119177830.4;  × 0.5 = 5059588915
  EXPECT_EQ(memory_regions(16 * kGibibyte).unified, 10119177830);
  // With spark.memory.fraction 0.8 and storageFraction 0.25: × 0.8 = 13492237107.2;  × 0.25 = 3373059276.75
  const MemoryRegions regions = memory_regions(16 * kGibibyte, 0.8, 0.25);
  EXPECT_EQ(regions.unified, 13492237107);
  EXPECT_EQ(regions.storage, 3373059276);
  EXPECT_EQ(regions.execution, 13492237107 - 3373059276);
}

TEST(SparkMemory, IsNothingWhereSparkRefusesToStart) {
  EXPECT_GT(memory_regions(450 * kMebibyte).unified, 0);
  EXPECT_EQ(memory_regions(450 * kMebibyte - 1).unified, 0);
  EXPECT_EQ(memory_regions(0).unified, 0);
}

TEST(HeapForTaskMemory, IsWhatFourBusyTasksOfASixteenGibibyteHeapShare) {
  // 10119177830 / 4 = 2529794457 bytes a task; one byte more needs one more MiB of heap.
  EXPECT_EQ(heap_for_task_memory(2529794457, 4), 16 * kGibibyte);
  // The next MiB adds 0.6 × 1048576 / 4 = 157286 bytes a task.
  EXPECT_EQ(heap_for_task_memory(2529794458, 4), 16 * kGibibyte + kMebibyte);
}

TEST(HeapForTaskMemory, IsTheSmallestThatIsEnough) {
  for (const std::int64_t task_bytes : {1LL, 100'000'000LL, 1LL << 30, 123'456'789'012LL}) {
    for (const int cores : {1, 3, 16}) {
      const std::int64_t heap = heap_for_task_memory(task_bytes, cores);
      EXPECT_EQ(heap % kMebibyte, 0);
      EXPECT_GE(memory_regions(heap).unified / cores, task_bytes);
      const bool least = heap == kLeastHeap;
      EXPECT_TRUE(least || memory_regions(heap - kMebibyte).unified / cores < task_bytes);
    }
  }
}

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

TEST(MemoryOverhead, IsTwoFifthsForPythonOnKubernetes) {
  EXPECT_EQ(memory_overhead_mib(18432, 0.4), 7372);          // ⌊7372.8⌋
  EXPECT_EQ(granted_container_mib(18432 + 7372, 1), 25804);  // a pod gets exactly what it asks for
}

TEST(GrantedContainer, CountsOffHeapAndPythonMemoryBesideTheOverhead) {
  // 8g heap + 819 + 4g off-heap + 2g for Python = 15155
  EXPECT_EQ(granted_container_mib(8192 + 819 + 4096 + 2048, 1024), 15360);
}

}  // namespace
}  // namespace sizer::spark
