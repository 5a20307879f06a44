#include <gtest/gtest.h>

#include "spark/check/checked.hpp"

namespace sizer {
namespace {

TEST(SettingsCheck, RefusesAHeapUnder450Mib) {
  EXPECT_EQ(codes_in("spark.executor.memory 449m"), Codes{"heap-too-small 1"});
  EXPECT_EQ(codes_in("spark.executor.memory 450m"), Codes{});
  EXPECT_EQ(codes_in("spark.driver.memory 256m"), Codes{"heap-too-small 1"});
}

TEST(SettingsCheck, SeesThatAHeapWasMeantInGibibytes) {
  EXPECT_EQ(codes_in("spark.driver.memory 4"), Codes{"unit-missing 1"});  // 4 MiB
  EXPECT_EQ(codes_in("spark.executor.memory 4096"), Codes{});
}

TEST(SettingsCheck, KeepsFractionsBetweenZeroAndOne) {
  EXPECT_EQ(codes_in("spark.memory.fraction 1.2"), Codes{"fraction-out-of-range 1"});
  EXPECT_EQ(codes_in("spark.memory.storageFraction -0.1"), Codes{"value-refused 1"});
  EXPECT_EQ(codes_in("spark.memory.fraction 0.95"), Codes{"memory-fraction-extreme 1"});
  EXPECT_EQ(codes_in("spark.memory.fraction 0.05"), Codes{"memory-fraction-extreme 1"});
  EXPECT_EQ(codes_in("spark.memory.fraction 0.8\nspark.memory.storageFraction 0"), Codes{});
}

TEST(SettingsCheck, WantsOffHeapMemoryWithASizeAndEnabled) {
  EXPECT_EQ(codes_in("spark.memory.offHeap.enabled true"), Codes{"off-heap-without-size 1"});
  EXPECT_EQ(codes_in("spark.memory.offHeap.size 2g"), Codes{"off-heap-disabled 1"});
  EXPECT_EQ(codes_in("spark.memory.offHeap.enabled true\nspark.memory.offHeap.size 2g"), Codes{});
}

TEST(SettingsCheck, RefusesAHeapAmongTheJavaOptions) {
  EXPECT_EQ(codes_in("spark.executor.extraJavaOptions -XX:+UseG1GC -Xmx4g"), Codes{"heap-in-java-options 1"});
  EXPECT_EQ(codes_in("spark.driver.extraJavaOptions -Xmx4g"), Codes{"heap-in-java-options 1"});
  EXPECT_EQ(codes_in("spark.executor.extraJavaOptions -Dspark.speculation=true"),
            Codes{"spark-property-in-java-options 1"});
  EXPECT_EQ(codes_in("spark.executor.extraJavaOptions -XX:+UseG1GC -Dlog.level=info"), Codes{});
}

TEST(SettingsCheck, KeepsKryoBuffersUnder2Gib) {
  EXPECT_EQ(codes_in("spark.kryoserializer.buffer.max 2g"), Codes{"kryo-buffer-too-large 1"});
  EXPECT_EQ(codes_in("spark.kryoserializer.buffer.max 2047m"), Codes{});
}

TEST(SettingsCheck, WantsHeartbeatsWithinTheTimeout) {
  EXPECT_EQ(codes_in("spark.executor.heartbeatInterval 120s"),
            Codes{"heartbeat-after-timeout 1"});  // 120 s is too late
  EXPECT_EQ(codes_in("spark.network.timeout 10s"), Codes{"heartbeat-after-timeout 1"});
  EXPECT_EQ(codes_in("spark.network.timeout 600s\nspark.executor.heartbeatInterval 60s"), Codes{});
}

TEST(SettingsCheck, WantsAShareOfTheTasksBeforeSpeculation) {
  EXPECT_EQ(codes_in("spark.speculation true\nspark.speculation.quantile 1.5"), Codes{"fraction-out-of-range 2"});
  EXPECT_EQ(codes_in("spark.speculation true\nspark.speculation.multiplier 0.5"), Codes{"speculation-too-eager 2"});
  EXPECT_EQ(codes_in("spark.speculation true\nspark.speculation.quantile 0.9"), Codes{});
}

}  // namespace
}  // namespace sizer
