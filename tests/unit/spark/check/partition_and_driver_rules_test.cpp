#include <gtest/gtest.h>

#include "spark/check/checked.hpp"

namespace sizer {
namespace {

const std::string kFourCores = "spark.executor.cores 4\nspark.executor.memory 8g\n";  // two a node, 80 slots

TEST(SettingsCheck, WantsAShufflePartitionForEachSlot) {
  EXPECT_EQ(codes_in(kFourCores + "spark.sql.shuffle.partitions 79"), Codes{"partitions-below-slots 3"});
  EXPECT_EQ(codes_in(kFourCores + "spark.sql.shuffle.partitions 80"), Codes{});
  EXPECT_EQ(codes_in("spark.sql.shuffle.partitions 79"), Codes{"partitions-below-slots 1"});  // 10 × 8 vCPUs
}

TEST(SettingsCheck, CountsOnlySlotsThatAreAskedFor) {
  // 5 executors of 4 cores: 20 slots.
  const std::string fixed = kFourCores + "spark.dynamicAllocation.enabled false\nspark.executor.instances 5\n";
  EXPECT_EQ(codes_in(fixed + "spark.sql.shuffle.partitions 20"), Codes{});
  EXPECT_EQ(codes_in(fixed + "spark.sql.shuffle.partitions 19"), Codes{"partitions-below-slots 5"});
  EXPECT_EQ(codes_in(fixed + "spark.sql.shuffle.partitions 10\nspark.task.cpus 2"), Codes{});
}

TEST(SettingsCheck, CountsOnlyTheCoresThatAStandaloneClusterMayGive) {
  // 10 nodes of 8 vCPUs hold 20 executors of 4 cores; 40 of the 80 cores may be taken.
  const std::string half = kFourCores + "spark.cores.max 40\n";
  EXPECT_EQ(codes_in(half + "spark.sql.shuffle.partitions 40", ten_nodes_on(Platform::standalone)), Codes{});
  EXPECT_EQ(codes_in(half + "spark.sql.shuffle.partitions 39", ten_nodes_on(Platform::standalone)),
            Codes{"partitions-below-slots 4"});
}

TEST(SettingsCheck, TakesTheDefaultOf200PartitionsForAnswer) {
  SettingsContext where = ten_nodes();
  where.nodes = 30;  // 240 slots
  EXPECT_EQ(codes_in(kFourCores, where), Codes{"partitions-below-slots"});
  EXPECT_EQ(codes_in(kFourCores + "spark.sql.adaptive.coalescePartitions.initialPartitionNum 480", where), Codes{});
}

TEST(SettingsCheck, WantsATaskForEachSlotOfRddsToo) {
  EXPECT_EQ(codes_in(kFourCores + "spark.default.parallelism 8"), Codes{"partitions-below-slots 3"});
  EXPECT_EQ(codes_in(kFourCores + "spark.default.parallelism 160"), Codes{});
}

TEST(SettingsCheck, WantsPartitionsUnder2Gib) {
  EXPECT_EQ(codes_in("spark.sql.files.maxPartitionBytes 2g"), Codes{"partitions-over-2-gib 1"});
  EXPECT_EQ(codes_in("spark.sql.adaptive.advisoryPartitionSizeInBytes 4g"), Codes{"partitions-over-2-gib 1"});
  EXPECT_EQ(codes_in("spark.sql.files.maxPartitionBytes 1g"), Codes{});
}

TEST(SettingsCheck, WantsBroadcastsThatDriverAndExecutorsCanHold) {
  const std::string threshold = "spark.sql.autoBroadcastJoinThreshold ";
  const std::string large_driver = "spark.driver.memory 16g\nspark.driver.maxResultSize 12g\n";
  EXPECT_EQ(codes_in(threshold + "100m"), Codes{});
  EXPECT_EQ(codes_in(threshold + "-1"), Codes{});
  EXPECT_EQ(codes_in(threshold + "-2"), Codes{"broadcast-threshold-negative 1"});
  EXPECT_EQ(codes_in(large_driver + threshold + "8g"), Codes{"broadcast-over-limit 3"});
  // The driver's 1 GiB less 300 MiB is 724 MiB; twice 400 is more.
  EXPECT_EQ(codes_in(threshold + "400m", ten_nodes_on(Platform::yarn)), Codes{"broadcast-exceeds-driver 1"});
  EXPECT_EQ(codes_in(threshold + "400m"), Codes{});  // EMR sizes the driver itself
  // (2,048 − 300) × 0.6 = 1,048 MiB; 2 GiB is more.
  EXPECT_EQ(codes_in(large_driver + "spark.executor.memory 2g\n" + threshold + "2g"),
            Codes{"broadcast-exceeds-executor 4"});
  EXPECT_EQ(codes_in(large_driver + "spark.executor.memory 8g\n" + threshold + "2g"), Codes{});
}

TEST(SettingsCheck, WantsResultsThatFitTheDriverAndLetBroadcastsThrough) {
  EXPECT_EQ(codes_in("spark.driver.maxResultSize 0"), Codes{"results-unlimited 1"});
  EXPECT_EQ(codes_in("spark.driver.maxResultSize 8m"), Codes{"results-below-broadcast 1"});  // 10 MiB by default
  EXPECT_EQ(codes_in("spark.driver.maxResultSize 32m"), Codes{"results-too-small 1"});
  EXPECT_EQ(codes_in("spark.driver.memory 2g\nspark.driver.maxResultSize 4g"), Codes{"results-exceed-driver 2"});
  EXPECT_EQ(codes_in("spark.driver.memory 8g\nspark.driver.maxResultSize 4g"), Codes{});
  EXPECT_EQ(codes_in("spark.driver.memory 8g\nspark.sql.autoBroadcastJoinThreshold 2g\nspark.executor.memory 8g"),
            Codes{"results-below-broadcast 2"});  // 1 GiB by default
}

TEST(SettingsCheck, KnowsNumbersOfPartitionsThatNoDriverKeeps) {
  EXPECT_EQ(codes_in("spark.sql.shuffle.partitions 1000000"), Codes{"partitions-too-many 1"});
  EXPECT_EQ(codes_in("spark.sql.shuffle.partitions 20000"), Codes{});
}

}  // namespace
}  // namespace sizer
