#include <gtest/gtest.h>

#include "spark/check/checked.hpp"

namespace sizer {
namespace {

TEST(SettingsCheck, KnowsNamesThatSparkDoesNot) {
  EXPECT_EQ(codes_in("spark.executor.memroy 4g"), Codes{"unknown-property 1"});
  EXPECT_NE(found_in("spark.executor.memroy 4g")[0].finding.message.find("'spark.executor.memory'"), std::string::npos);
  EXPECT_EQ(codes_in("executor.memory 4g"), Codes{"unknown-property 1"});
  EXPECT_NE(found_in("executor.memory 4g")[0].finding.fix.find("spark.executor.memory"), std::string::npos);
  EXPECT_TRUE(found_in("spark.nothing.like.it 1")[0].bad_input);
}

TEST(SettingsCheck, LeavesFamiliesOfNamesOpen) {
  EXPECT_EQ(codes_in("spark.hadoop.fs.s3a.connection.maximum 200\nspark.executorEnv.TZ UTC\n"
                     "spark.sql.catalog.lake org.apache.iceberg.spark.SparkCatalog\n"
                     "spark.databricks.delta.optimizeWrite.enabled true"),
            Codes{});
}

TEST(SettingsCheck, KnowsNamesOfOtherReleases) {
  const std::string later = "spark.sql.files.maxPartitionNum 4000";  // since 3.5
  EXPECT_EQ(codes_in(later), Codes{});
  SettingsContext older = ten_nodes();
  older.version = spark::Version::v3_3;
  EXPECT_EQ(codes_in(later, older), Codes{"property-of-later-version 1"});
  EXPECT_EQ(codes_in("spark.yarn.executor.memoryOverhead 2g"), Codes{"property-renamed 1"});
}

TEST(SettingsCheck, KnowsValuesThatSparkRefuses) {
  for (const char* value :
       {"4 gigs", "1.5g", "", "four", "99999999999999999999g", "99999999999g", "-4g", "\"4g\"", "4g # large"}) {
    EXPECT_EQ(codes_in("spark.executor.memory " + std::string(value)), Codes{"value-refused 1"}) << value;
  }
  EXPECT_EQ(codes_in("spark.memory.fraction NaN"), Codes{"value-refused 1"});
  EXPECT_EQ(codes_in("spark.memory.fraction ${FRACTION}"), Codes{});
  EXPECT_EQ(codes_in("spark.speculation yes"), Codes{"value-refused 1"});
  EXPECT_EQ(codes_in("spark.executor.cores 0"), Codes{"value-refused 1"});
  EXPECT_EQ(codes_in("spark.executor.instances -5"), Codes{"value-refused 1"});
  EXPECT_EQ(codes_in("spark.sql.shuffle.partitions 99999999999"), Codes{"value-refused 1"});
  EXPECT_TRUE(found_in("spark.executor.memory 4 gigs")[0].bad_input);
}

TEST(SettingsCheck, KnowsWordsThatSparkLooksUp) {
  EXPECT_EQ(codes_in("spark.io.compression.codec gzip"), Codes{"value-refused 1"});
  EXPECT_EQ(codes_in("spark.io.compression.codec ZSTD"), Codes{});
  EXPECT_EQ(codes_in("spark.io.compression.codec org.example.Codec"), Codes{});
  EXPECT_EQ(codes_in("spark.submit.deployMode custer"), Codes{"value-refused 1"});
}

TEST(SettingsCheck, ReadsSizesInGibibytesAsTheReleaseDoes) {
  SettingsContext newer = ten_nodes();
  newer.version = spark::Version::v4_2;
  EXPECT_EQ(codes_in("spark.sql.files.maxPartitionBytes 256MiB"), Codes{"value-refused 1"});
  EXPECT_EQ(codes_in("spark.sql.files.maxPartitionBytes 256MiB", newer), Codes{});
}

TEST(SettingsCheck, DoesNotJudgeFurtherByAValueThatCannotBeRead) {
  EXPECT_EQ(codes_in("spark.executor.memory 400 gigs\nspark.executor.memoryOverhead 1g\n"
                     "spark.sql.autoBroadcastJoinThreshold 100m"),
            Codes{"value-refused 1"});
  EXPECT_EQ(codes_in("spark.executor.cores four\nspark.task.cpus 3"), Codes{"value-refused 1"});
}

TEST(SettingsCheck, SuspectsABareNumberFarFromTheDefault) {
  EXPECT_EQ(codes_in("spark.sql.files.maxPartitionBytes 128"), Codes{"unit-missing 1"});
  EXPECT_EQ(codes_in("spark.sql.files.maxPartitionBytes 134217728"), Codes{});
  EXPECT_EQ(codes_in("spark.executor.heartbeatInterval 10"), Codes{"unit-missing 1"});  // 10 ms
  EXPECT_EQ(codes_in("spark.executor.heartbeatInterval 20000"), Codes{});
  EXPECT_EQ(codes_in("spark.network.timeout 600000"), Codes{"unit-missing 1"});  // seconds: a week
  EXPECT_EQ(codes_in("spark.network.timeout 600"), Codes{});
  EXPECT_EQ(codes_in("spark.locality.wait 0"), Codes{});
  EXPECT_EQ(codes_in("spark.sql.autoBroadcastJoinThreshold 100"), Codes{"unit-missing 1"});
}

TEST(SettingsCheck, KnowsWhatIsSwitchedOff) {
  const std::string adaptive = "spark.sql.adaptive.enabled false\n";
  EXPECT_EQ(codes_in(adaptive), Codes{});
  EXPECT_EQ(codes_in(adaptive + "spark.sql.adaptive.skewJoin.enabled true"), Codes{"no-effect 1"});
  EXPECT_EQ(codes_in(adaptive + "spark.sql.adaptive.skewJoin.enabled false"), Codes{});
  const auto yarn = ten_nodes_on(Platform::yarn);
  EXPECT_EQ(codes_in("spark.dynamicAllocation.maxExecutors 10", yarn), Codes{"no-effect 1"});
  EXPECT_EQ(codes_in("spark.dynamicAllocation.maxExecutors 10"), Codes{});  // on by default on EMR
  EXPECT_EQ(codes_in("spark.speculation.multiplier 2"), Codes{"no-effect 1"});
}

TEST(SettingsCheck, KnowsWhichPlatformAPropertyIsOf) {
  const std::string pods = "spark.kubernetes.allocation.batch.size 10", queue = "spark.yarn.queue nightly";
  EXPECT_EQ(codes_in(pods), Codes{"other-platform 1"});
  EXPECT_EQ(codes_in(pods, ten_nodes_on(Platform::kubernetes)), Codes{});
  EXPECT_EQ(codes_in(queue), Codes{});
  EXPECT_EQ(codes_in(queue, ten_nodes_on(Platform::kubernetes)), Codes{"other-platform 1"});
  EXPECT_EQ(codes_in("spark.executor.instances 4", ten_nodes_on(Platform::databricks)), Codes{"platform-managed 1"});
}

TEST(SettingsCheck, KnowsValuesThatFailWhereSparkUsesThem) {
  for (const char* line :
       {"spark.serializer org.apache.spark.serializer.KyroSerializer", "spark.serializer KryoSerializer",
        "spark.sql.session.timeZone Amsterdam", "spark.sql.session.timeZone Eurpoe/Berlin",
        "spark.sql.session.timeZone +25:00", "spark.task.maxFailures 0", "spark.rpc.message.maxSize 4096",
        "spark.rpc.message.maxSize 0", "spark.driver.cores 0", "spark.stage.maxConsecutiveAttempts 0"}) {
    EXPECT_EQ(codes_in(line), Codes{"value-refused 1"}) << line;
  }
  for (const char* line :
       {"spark.serializer org.apache.spark.serializer.KryoSerializer", "spark.serializer com.shop.OwnSerializer",
        "spark.sql.session.timeZone Europe/Berlin", "spark.sql.session.timeZone UTC",
        "spark.sql.session.timeZone GMT+2", "spark.sql.session.timeZone -03:30", "spark.sql.session.timeZone Z",
        "spark.task.maxFailures 8", "spark.rpc.message.maxSize 512"}) {
    EXPECT_EQ(codes_in(line), Codes{}) << line;
  }
}

TEST(SettingsCheck, DoesNotCarryAValueToANewerNameOfAnotherKind) {
  const auto found = found_in("spark.sql.adaptive.coalescePartitions.minPartitionNum 10");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].finding.code, std::string("property-deprecated"));
  EXPECT_EQ(found[0].finding.fix.find("use "), std::string::npos);
}

}  // namespace
}  // namespace sizer
