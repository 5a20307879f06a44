#include <gtest/gtest.h>

#include "spark/check/checked.hpp"

namespace sizer {
namespace {

const std::string kDynamic = "spark.dynamicAllocation.enabled true\n";

TEST(SettingsCheck, WantsCoresThatANodeHas) {
  EXPECT_EQ(codes_in("spark.executor.cores 9"), Codes{"cores-exceed-node 1"});
  EXPECT_EQ(codes_in("spark.executor.cores 8"), Codes{});
  // The kubelet and the daemon sets take a started core of the eight.
  EXPECT_EQ(codes_in("spark.executor.cores 8", ten_nodes_on(Platform::kubernetes)), Codes{"cores-exceed-node 1"});
}

TEST(SettingsCheck, WantsTasksThatFillAnExecutor) {
  EXPECT_EQ(codes_in("spark.executor.cores 4\nspark.task.cpus 5"), Codes{"task-cpus-exceed-executor 2"});
  EXPECT_EQ(codes_in("spark.executor.cores 5\nspark.task.cpus 2"), Codes{"task-cpus-leave-cores-idle 2"});
  EXPECT_EQ(codes_in("spark.executor.cores 4\nspark.task.cpus 2"), Codes{});
}

TEST(SettingsCheck, WantsTheBoundsOfDynamicAllocationInOrder) {
  const std::string least = "spark.dynamicAllocation.minExecutors ", most = "spark.dynamicAllocation.maxExecutors ",
                    initial = "spark.dynamicAllocation.initialExecutors ";
  EXPECT_EQ(codes_in(kDynamic + least + "10\n" + most + "5"), Codes{"executor-bounds 2"});
  EXPECT_EQ(codes_in(kDynamic + least + "2\n" + most + "5\n" + initial + "6"), Codes{"executor-bounds 4"});
  EXPECT_EQ(codes_in(kDynamic + least + "2\n" + most + "5\n" + initial + "1"), Codes{"executor-bounds 4"});
  EXPECT_EQ(codes_in(kDynamic + least + "2\n" + most + "5\n" + initial + "2"), Codes{});
  EXPECT_EQ(codes_in(kDynamic + least + "10\n" + most + "5\n" + initial + "7"), Codes{"executor-bounds 2"});
}

TEST(SettingsCheck, WantsAFixedOrADynamicNumberOfExecutors) {
  EXPECT_EQ(codes_in(kDynamic + "spark.executor.instances 5"), Codes{"instances-with-dynamic-allocation 2"});
  EXPECT_EQ(codes_in("spark.executor.instances 5\nspark.dynamicAllocation.enabled false"), Codes{});
}

TEST(SettingsCheck, WantsShuffleFilesThatOutliveTheirExecutors) {
  const std::string off = "spark.dynamicAllocation.shuffleTracking.enabled false\n";
  const auto yarn = ten_nodes_on(Platform::yarn);
  EXPECT_EQ(codes_in(kDynamic, yarn), Codes{});  // tracking is on by default since 3.4
  EXPECT_EQ(codes_in(kDynamic + off, yarn), Codes{"shuffle-files-not-kept 1"});
  EXPECT_EQ(codes_in(kDynamic + off + "spark.shuffle.service.enabled true", yarn), Codes{});
  EXPECT_EQ(codes_in(kDynamic + off +
                         "spark.decommission.enabled true\nspark.storage.decommission.enabled true\n"
                         "spark.storage.decommission.shuffleBlocks.enabled true",
                     yarn),
            Codes{});
  SettingsContext older = yarn;
  older.version = spark::Version::v3_3;
  EXPECT_EQ(codes_in(kDynamic, older), Codes{"shuffle-files-not-kept 1"});
}

TEST(SettingsCheck, WantsNoMoreExecutorsThanTheClusterHolds) {
  // 8,192 + 1,536 = 9,728 MiB each: two of the 24,576 MiB of a node, twenty of ten nodes.
  const std::string size = "spark.executor.cores 4\nspark.executor.memory 8g\n";
  EXPECT_EQ(codes_in(size + "spark.executor.instances 20"), Codes{});
  EXPECT_EQ(codes_in(size + "spark.executor.instances 21"), Codes{"executors-exceed-cluster 3"});
}

}  // namespace
}  // namespace sizer
