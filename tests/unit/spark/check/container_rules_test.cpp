#include <gtest/gtest.h>

#include "spark/check/checked.hpp"

namespace sizer {
namespace {

TEST(SettingsCheck, WantsContainersThatFitANode) {
  // EMR offers 24,576 of 32,768 MiB. 20g: 20,480 + 0.1875 × 20,480 = 24,320, a multiple of 32.
  EXPECT_EQ(codes_in("spark.executor.memory 20g"), Codes{});
  // 21g: 21,504 + 4,032 = 25,536.
  EXPECT_EQ(codes_in("spark.executor.memory 21g"), Codes{"container-does-not-fit 1"});
  EXPECT_EQ(codes_in("spark.executor.memory 21g\nspark.executor.memoryOverhead 3g"), Codes{});
}

TEST(SettingsCheck, BlamesTheOverheadWhereTheHeapAloneWouldFit) {
  EXPECT_EQ(codes_in("spark.executor.memory 16g\nspark.executor.memoryOverhead 9g"), Codes{"container-does-not-fit 2"});
}

TEST(SettingsCheck, CountsOffHeapMemoryInTheContainer) {
  const std::string off_heap = "spark.memory.offHeap.enabled true\nspark.memory.offHeap.size 10g\n";
  EXPECT_EQ(codes_in(off_heap + "spark.executor.memory 16g"), Codes{"container-does-not-fit 2"});
  EXPECT_EQ(codes_in(off_heap + "spark.executor.memory 10g"), Codes{});
}

TEST(SettingsCheck, CountsPythonMemoryForPythonOnly) {
  SettingsContext where = ten_nodes();
  const std::string conf = "spark.executor.memory 16g\nspark.executor.pyspark.memory 8g";
  EXPECT_EQ(codes_in(conf, where), Codes{});
  where.python = true;
  EXPECT_EQ(codes_in(conf, where), Codes{"container-does-not-fit 2"});
}

TEST(SettingsCheck, SaysNothingOfNodesItDoesNotKnow) {
  EXPECT_EQ(codes_in("spark.executor.memory 200g\nspark.executor.cores 64", {}), Codes{});
}

TEST(SettingsCheck, WantsADriverThatFitsANode) {
  EXPECT_EQ(codes_in("spark.driver.memory 30g"), Codes{"driver-does-not-fit 1"});  // 30,720 + 3,072 > 24,576
  EXPECT_EQ(codes_in("spark.driver.memory 16g"), Codes{});
  EXPECT_EQ(codes_in("spark.driver.memory 30g\nspark.submit.deployMode client"), Codes{});
}

TEST(SettingsCheck, WantsRoomBesideTheHeap) {
  EXPECT_EQ(codes_in("spark.executor.memory 2g\nspark.executor.memoryOverhead 256m"), Codes{"overhead-too-small 2"});
  EXPECT_EQ(codes_in("spark.executor.memory 16g\nspark.executor.memoryOverhead 512m"), Codes{"overhead-too-small 2"});
  EXPECT_EQ(codes_in("spark.executor.memory 16g\nspark.executor.memoryOverhead 2g"), Codes{});
  EXPECT_EQ(codes_in("spark.driver.memory 8g\nspark.driver.memoryOverhead 100m"), Codes{"overhead-too-small 2"});
}

TEST(SettingsCheck, WantsMemoryForPythonWorkers) {
  SettingsContext where = ten_nodes();
  where.python = true;
  const std::string heap = "spark.executor.memory 8g\nspark.executor.cores 4\n";
  EXPECT_EQ(codes_in(heap, where), Codes{"python-memory-missing"});
  EXPECT_EQ(codes_in(heap + "spark.executor.pyspark.memory 2g", where), Codes{});
  // 2,048 − 819 of the JVM leave 1,229 MiB for 4 workers; 1,024 − 819 leave 205.
  EXPECT_EQ(codes_in(heap + "spark.executor.memoryOverhead 2g", where), Codes{});
  EXPECT_EQ(codes_in(heap + "spark.executor.memoryOverhead 1g", where), Codes{"python-memory-missing"});
  where.platform = Platform::kubernetes;  // takes 40 % for Python by itself
  EXPECT_EQ(codes_in(heap, where), Codes{});
  where.platform = Platform::standalone;  // has no containers: Python takes what the node has beside the heaps
  EXPECT_EQ(codes_in(heap, where), Codes{});
  EXPECT_EQ(codes_in(heap), Codes{});  // no Python
}

TEST(SettingsCheck, WarnsOfHeapsBetween32And48Gib) {
  SettingsContext where = ten_nodes();
  where.instance = &node("r5.8xlarge");  // 256 GiB
  EXPECT_EQ(codes_in("spark.executor.memory 31g", where), Codes{});
  EXPECT_EQ(codes_in("spark.executor.memory 32g", where), Codes{"heap-in-pointer-hole 1"});
  EXPECT_EQ(codes_in("spark.executor.memory 47g", where), Codes{"heap-in-pointer-hole 1"});
  EXPECT_EQ(codes_in("spark.executor.memory 48g", where), Codes{});
  EXPECT_EQ(codes_in("spark.driver.memory 40g", where), Codes{"heap-in-pointer-hole 1"});
}

TEST(SettingsCheck, SaysOneThingAboutAHeapThatDoesNotFit) {
  EXPECT_EQ(codes_in("spark.executor.memory 40g\nspark.executor.memoryOverhead 2g"), Codes{"container-does-not-fit 1"});
}

TEST(SettingsCheck, WantsADriverWhoseCoresANodeHas) {
  EXPECT_EQ(codes_in("spark.driver.cores 64"), Codes{"driver-does-not-fit 1"});
  EXPECT_EQ(codes_in("spark.driver.cores 64\nspark.submit.deployMode client"), Codes{});
  EXPECT_EQ(codes_in("spark.driver.cores 4"), Codes{});
}

}  // namespace
}  // namespace sizer
