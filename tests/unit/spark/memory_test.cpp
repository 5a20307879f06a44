#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "sizer/spark_memory.hpp"

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

struct UsableHeapCase {
  std::int64_t xmx_mib;
  std::int64_t g1, parallel, serial;
};

class UsableHeap : public testing::TestWithParam<UsableHeapCase> {};

// Runtime.maxMemory of OpenJDK 17.0.15, measured.
TEST_P(UsableHeap, IsWhatTheJvmReports) {
  const UsableHeapCase& c = GetParam();
  EXPECT_EQ(usable_heap(c.xmx_mib << 20, Collector::g1), c.g1);
  EXPECT_EQ(usable_heap(c.xmx_mib << 20, Collector::parallel), c.parallel);
  EXPECT_EQ(usable_heap(c.xmx_mib << 20, Collector::serial), c.serial);
}

INSTANTIATE_TEST_SUITE_P(Measured, UsableHeap,
                         testing::Values(UsableHeapCase{451, 473956352, 421527552, 458162176},
                                         UsableHeapCase{777, 815792128, 725614592, 788660224},
                                         UsableHeapCase{1001, 1050673152, 934281216, 1015676928},
                                         UsableHeapCase{1024, 1073741824, 954728448, 1037959168},
                                         UsableHeapCase{1500, 1572864000, 1398276096, 1520435200},
                                         UsableHeapCase{2048, 2147483648, 1908932608, 2075918336},
                                         UsableHeapCase{2049, 2149580800, 1911029760, 2077949952},
                                         UsableHeapCase{2999, 3145728000, 2796552192, 3040870400},
                                         UsableHeapCase{4096, 4294967296, 3817865216, 4151836672},
                                         UsableHeapCase{4097, 4299161600, 3819962368, 4153868288},
                                         UsableHeapCase{5001, 5247074304, 4662493184, 5070192640},
                                         UsableHeapCase{6145, 6446645248, 5728894976, 6229786624},
                                         UsableHeapCase{7168, 7516192768, 6681526272, 7265714176},
                                         UsableHeapCase{9001, 9445572608, 8390705152, 9124642816},
                                         UsableHeapCase{16384, 17179869184, 15271460864, 16607215616},
                                         UsableHeapCase{18432, 19327352832, 17179869184, 18683133952},
                                         UsableHeapCase{33001, 34628173824, 30760501248, 33451606016},
                                         UsableHeapCase{66001, 69222793216, 61518381056, 66901180416},
                                         UsableHeapCase{131077, 137472507904, 122173784064, 132863754240}));

TEST(UsableHeapOfG1, IsRoundedUpToRegions) {
  // 4097 MiB / 2048 = 2.0005 MiB: regions of 4 MiB, so 4100; up to 4096 MiB they have 2.
  EXPECT_EQ(usable_heap(4097 * kMebibyte), 4100 * kMebibyte);
  EXPECT_EQ(usable_heap(4095 * kMebibyte), 4096 * kMebibyte);
}

TEST(UsableHeapOfTheOtherCollectors, IsTheWholeHeapInTheirOwnSteps) {
  // Measured: Z steps by 2 MiB; Shenandoah by its region, 256 KiB at 451 MiB and 4 MiB at 9001.
  EXPECT_EQ(usable_heap(451 * kMebibyte, Collector::z), 473956352);
  EXPECT_EQ(usable_heap(9001 * kMebibyte, Collector::z), 9439281152);
  EXPECT_EQ(usable_heap(33001 * kMebibyte, Collector::z), 34605105152);
  EXPECT_EQ(usable_heap(451 * kMebibyte, Collector::shenandoah), 472907776);
  EXPECT_EQ(usable_heap(4097 * kMebibyte, Collector::shenandoah), 4297064448);
  EXPECT_EQ(usable_heap(9001 * kMebibyte, Collector::shenandoah), 9441378304);
  EXPECT_EQ(usable_heap(66001 * kMebibyte, Collector::shenandoah), 69222793216);
}

TEST(UsableHeapOfTheParallelCollector, GivesTheFiguresInTheLogsThatSparkShips) {
  // "Maximum Memory" of executors of 1, 2, 4 and 7 GiB.
  const auto registered = [](std::int64_t gib) {
    return memory_regions(usable_heap(gib * kGibibyte, Collector::parallel)).unified;
  };
  EXPECT_EQ(registered(1), 384093388);
  EXPECT_EQ(registered(2), 956615884);
  EXPECT_EQ(registered(4), 2101975449);
  EXPECT_EQ(registered(7), 3820172083);
}

struct PageCase {
  std::int64_t xmx_mib;
  Collector collector;
  std::int64_t at_1, at_4, at_8, at_16;
};

class PageSize : public testing::TestWithParam<PageCase> {};

// 16g G1 at 16 cores: 5059588915 / 16 = 316224307; / 16 = 19764019; next power of two 33554432; − 16 = 33554416.
TEST_P(PageSize, IsASixteenthOfATasksShareRoundedUpToAPowerOfTwo) {
  const PageCase& c = GetParam();
  const bool header = page_lies_beside_header(c.collector);
  const std::int64_t execution = memory_regions(usable_heap(c.xmx_mib << 20, c.collector)).execution;
  EXPECT_EQ(page_size(execution, 1, header), c.at_1);
  EXPECT_EQ(page_size(execution, 4, header), c.at_4);
  EXPECT_EQ(page_size(execution, 8, header), c.at_8);
  EXPECT_EQ(page_size(execution, 16, header), c.at_16);
}

TEST(PageSizeOfZ, LeavesRoomForAHeaderSinceSpark41) {
  EXPECT_FALSE(page_lies_beside_header(Collector::z, Version::v4_0));
  EXPECT_TRUE(page_lies_beside_header(Collector::z, Version::v4_1));
  EXPECT_TRUE(page_lies_beside_header(Collector::shenandoah, Version::v4_3));
  EXPECT_FALSE(page_lies_beside_header(Collector::parallel, Version::v4_3));
}

INSTANTIATE_TEST_SUITE_P(Heaps, PageSize,
                         testing::Values(PageCase{1024, Collector::g1, 16777200, 4194288, 2097136, 1048560},
                                         PageCase{1024, Collector::parallel, 16777216, 4194304, 2097152, 1048576},
                                         PageCase{2048, Collector::parallel, 33554432, 8388608, 4194304, 2097152},
                                         PageCase{4096, Collector::parallel, 67108864, 16777216, 8388608, 4194304},
                                         PageCase{4096, Collector::g1, 67108848, 33554416, 16777200, 8388592},
                                         PageCase{16384, Collector::g1, 67108848, 67108848, 67108848, 33554416},
                                         PageCase{16384, Collector::parallel, 67108864, 67108864, 67108864, 33554432},
                                         PageCase{16384, Collector::serial, 67108864, 67108864, 67108864, 33554432},
                                         PageCase{18432, Collector::g1, 67108848, 67108848, 67108848, 33554416},
                                         PageCase{450, Collector::g1, 4194288, 1048560, 1048560, 1048560}));

TEST(TaskShare, IsAnEqualPartOfWhatStorageLeaves) {
  const MemoryRegions regions = memory_regions(16 * kGibibyte);
  // Nothing cached, four tasks: 10119177830 / 4; waits below 5059588915 / 8 at first, 10119177830 / 8 once grown.
  const TaskShare four = task_share(regions, 0, 4);
  EXPECT_EQ(four.most, 2529794457);
  EXPECT_EQ(four.least_at_first, 632448614);
  EXPECT_EQ(four.least_when_grown, 1264897228);
  EXPECT_EQ(task_share(regions, 0, 1).most, 10119177830);
  // The cache keeps its region and no more, however much it holds: (10119177830 − 5059588915) / 4.
  EXPECT_EQ(task_share(regions, regions.storage, 4).most, 1264897228);
  EXPECT_EQ(task_share(regions, regions.unified, 4).most, 1264897228);
  EXPECT_EQ(task_share(regions, regions.unified, 4).least_at_first, 0);
  EXPECT_EQ(task_share(regions, 1'000'000'000, 4).most, (10119177830 - 1'000'000'000) / 4);
}

TEST(OffHeapMemory, IsDividedWithoutReserve) {
  EXPECT_EQ(off_heap_regions(4 * kGibibyte).unified, 4 * kGibibyte);
  EXPECT_EQ(off_heap_regions(4 * kGibibyte).storage, 2 * kGibibyte);
  EXPECT_EQ(off_heap_regions(1001, 0.3).storage, 300);  // ⌊300.3⌋
  EXPECT_EQ(off_heap_regions(1001, 0.3).execution, 701);
}

TEST(UnsafeRow, HoldsNullBitsFieldsAndWhatVariesInLength) {
  EXPECT_EQ(unsafe_row_bytes(10), 8 + 80);
  EXPECT_EQ(unsafe_row_bytes(64), 8 + 512);
  EXPECT_EQ(unsafe_row_bytes(65), 16 + 520);
  EXPECT_EQ(unsafe_row_bytes(3, std::vector<std::int64_t>{5, 16, 0}), 8 + 24 + 8 + 16);
}

TEST(SortPointers, TakeTwiceTheirSizeWithRadixSortAndHalfAsMuchMoreWithTimSort) {
  EXPECT_EQ(sort_pointer_bytes(PointerArray::sql_sort), 32);
  EXPECT_EQ(sort_pointer_bytes(PointerArray::sql_sort, false), 24);
  EXPECT_EQ(sort_pointer_bytes(PointerArray::shuffle), 16);
  EXPECT_EQ(sort_pointer_bytes(PointerArray::shuffle, false), 12);
}

TEST(HeapForUnifiedMemory, IsTheWayBack) {
  EXPECT_EQ(heap_for_unified_memory(10119177830), 16 * kGibibyte);
  EXPECT_EQ(heap_for_unified_memory(10119177831), 16 * kGibibyte + kMebibyte);
  EXPECT_EQ(heap_for_unified_memory(1), kLeastHeap);
  EXPECT_EQ(xmx_for_usable_heap(15271460864, Collector::parallel), 16383 * kMebibyte);  // 16383 is rounded up to 16384
  EXPECT_EQ(xmx_for_usable_heap(15271460865, Collector::parallel), 16385 * kMebibyte);
}

TEST(SparkMemory, IsDefinedForEveryInput) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(usable_heap(-1), 0);
  EXPECT_GT(usable_heap(kMost), kMost - (64LL << 20));
  EXPECT_EQ(memory_regions(-1).unified, 0);
  EXPECT_EQ(memory_regions(kGibibyte, nan, nan).unified, 0);
  EXPECT_EQ(memory_regions(kGibibyte, 7, -1).unified, kGibibyte - 300 * kMebibyte);
  EXPECT_GT(memory_regions(kMost).execution, 0);
  EXPECT_EQ(task_share(memory_regions(kGibibyte), -5, 0).most, 0);
  EXPECT_EQ(task_share(memory_regions(kGibibyte), -5, 1).most, memory_regions(kGibibyte).unified);
  EXPECT_EQ(page_size(-1, 0), kMebibyte - 16);
  EXPECT_EQ(page_size(kMost, 0), 64 * kMebibyte - 16);
  EXPECT_EQ(unsafe_row_bytes(-1, std::vector<std::int64_t>{-8}), 0);
  EXPECT_EQ(unsafe_row_bytes(kMost), kMost);
  const std::int64_t largest = kMost / kMebibyte * kMebibyte;
  EXPECT_EQ(heap_for_task_memory(kMost, 0), largest);
  EXPECT_EQ(heap_for_task_memory(1, 1, 0), largest);
  EXPECT_EQ(heap_for_task_memory(-1, -1), kLeastHeap);
}

}  // namespace
}  // namespace sizer::spark
