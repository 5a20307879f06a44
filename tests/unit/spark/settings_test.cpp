#include "sizer/settings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace sizer {
namespace {

Instance node() {
  Instance instance;
  instance.type = "r6i.4xlarge";
  instance.vcpu = 16;
  instance.memory = 128 * GiB;
  return instance;
}

/// Ten nodes with three executors of five cores each; the driver takes the place of one.
SettingsRequest request_on(Platform platform) {
  static const Instance instance = node();
  SettingsRequest request;
  request.cluster.instance = &instance;
  request.cluster.platform = platform;
  request.cluster.nodes = 10;
  request.cluster.layout = {.executors_per_node = 3,
                            .executor_cores = 5,
                            .executor_memory_mib = 31 * 1024,
                            .executor_overhead_mib = 5952,
                            .container_mib = 37696,
                            .driver_memory_mib = 4096,
                            .driver_overhead_mib = 409,
                            .executors_displaced = 1};
  request.shuffle_partitions = 1740;
  return request;
}

std::string value_of(const Settings& settings, const char* key) {
  const Setting* found = settings.find(key);
  return found ? found->value : "not set";
}

std::set<std::string> keys_of(const Settings& settings) {
  std::set<std::string> keys;
  for (const Setting& setting : settings.list) keys.insert(setting.key);
  return keys;
}

TEST(Settings, SayWhatThePlanSays) {
  const Settings settings = settings_for(request_on(Platform::emr));
  EXPECT_EQ(value_of(settings, "spark.executor.cores"), "5");
  EXPECT_EQ(value_of(settings, "spark.executor.memory"), "31g");
  EXPECT_EQ(value_of(settings, "spark.executor.memoryOverhead"), "5952m");
  EXPECT_EQ(value_of(settings, "spark.executor.instances"), "29");  // 10 × 3 − 1
  EXPECT_EQ(value_of(settings, "spark.driver.memory"), "4g");
  EXPECT_EQ(value_of(settings, "spark.driver.memoryOverhead"), "409m");
  EXPECT_EQ(value_of(settings, "spark.dynamicAllocation.enabled"), "false");
  EXPECT_EQ(value_of(settings, "spark.sql.shuffle.partitions"), "1740");
}

TEST(Settings, LeaveOutWhatDefaultsSay) {
  EXPECT_EQ(keys_of(settings_for(request_on(Platform::yarn))),
            (std::set<std::string>{"spark.driver.cores", "spark.driver.memory", "spark.driver.memoryOverhead",
                                   "spark.dynamicAllocation.enabled", "spark.executor.cores",
                                   "spark.executor.instances", "spark.executor.memory", "spark.executor.memoryOverhead",
                                   "spark.sql.shuffle.partitions"}));
}

TEST(Settings, AreSortedAndEachHasAReason) {
  for (const Platform platform : {Platform::emr, Platform::databricks, Platform::dataproc, Platform::kubernetes,
                                  Platform::yarn, Platform::standalone}) {
    const Settings settings = settings_for(request_on(platform));
    EXPECT_TRUE(std::ranges::is_sorted(settings.list, {}, &Setting::key));
    for (const Setting& setting : settings.list) EXPECT_FALSE(setting.reason.empty()) << setting.key;
  }
}

TEST(SettingsOnDatabricks, LeaveExecutorsToTheNodes) {
  SettingsRequest request = request_on(Platform::databricks);
  request.cluster.layout.executors_per_node = 1;
  request.cluster.layout.executor_cores = 16;
  EXPECT_EQ(keys_of(settings_for(request)),
            (std::set<std::string>{"spark.driver.memory", "spark.executor.memory", "spark.sql.shuffle.partitions"}));
  request.cluster.layout.executor_cores = 8;  // fewer than the node has: Databricks would take them all
  EXPECT_EQ(value_of(settings_for(request), "spark.executor.cores"), "8");
}

TEST(SettingsOnStandalone, BoundTheCoresAndAskForNoOverhead) {
  const Settings settings = settings_for(request_on(Platform::standalone));
  EXPECT_EQ(value_of(settings, "spark.cores.max"), "145");  // 29 × 5
  EXPECT_EQ(value_of(settings, "spark.executor.instances"), "not set");
  EXPECT_EQ(value_of(settings, "spark.executor.memoryOverhead"), "not set");
}

TEST(SettingsOnDataproc, LeaveOutWhatADriverInClientModeDoesNotAskFor) {
  const Settings settings = settings_for(request_on(Platform::dataproc));
  EXPECT_EQ(value_of(settings, "spark.driver.memory"), "4g");
  EXPECT_EQ(value_of(settings, "spark.driver.cores"), "not set");
  EXPECT_EQ(value_of(settings, "spark.driver.memoryOverhead"), "not set");
}

TEST(SettingsOnKubernetes, RaisePodAllocationWhereTheVersionIsSlow) {
  SettingsRequest request = request_on(Platform::kubernetes);  // 29 executors
  const char* key = "spark.kubernetes.allocation.batch.size";
  request.version = spark::Version::v3_5;  // 5 a second
  EXPECT_EQ(value_of(settings_for(request), key), "20");
  request.version = spark::Version::v4_1;  // 10 a second
  EXPECT_EQ(value_of(settings_for(request), key), "20");
  request.version = spark::Version::v4_2;  // 20 a second, the default
  EXPECT_EQ(value_of(settings_for(request), key), "not set");
  request.version = spark::Version::v3_5;
  request.cluster.nodes = 2;  // 5 executors: one batch in any version
  EXPECT_EQ(value_of(settings_for(request), key), "not set");
}

TEST(SettingsOfAPythonJob, SayThatItsWorkersLiveInTheOverhead) {
  SettingsRequest request = request_on(Platform::yarn);
  request.python = true;
  const Settings settings = settings_for(request);
  EXPECT_NE(settings.find("spark.executor.memoryOverhead")->reason.find("Python"), std::string::npos);
  EXPECT_EQ(value_of(settings, "spark.executor.pyspark.memory"), "not set");
}

TEST(SettingsOfRddShuffles, CutThemAsTheOthers) {
  SettingsRequest request = request_on(Platform::yarn);
  request.rdd_shuffles = true;
  EXPECT_EQ(value_of(settings_for(request), "spark.default.parallelism"), "1740");
}

TEST(SettingsOfInput, FixTheCutWhereItFollowsTheSlots) {
  SettingsRequest request = request_on(Platform::yarn);
  request.scan_parallelism = 145;
  request.max_partition_bytes = 512 * MiB;
  EXPECT_EQ(value_of(settings_for(request), "spark.sql.files.minPartitionNum"), "145");
  EXPECT_EQ(value_of(settings_for(request), "spark.sql.files.maxPartitionBytes"), "512m");
}

TEST(SettingsOfABroadcast, LetItThroughWithHalfItsSizeToSpare) {
  SettingsRequest request = request_on(Platform::yarn);
  request.cluster.layout.driver_memory_mib = 48 * 1024;
  const char* threshold = "spark.sql.autoBroadcastJoinThreshold";
  request.broadcast = 6 * MiB;  // 9 MiB, under Spark's 10
  EXPECT_EQ(value_of(settings_for(request), threshold), "not set");
  request.broadcast = 100 * MiB;
  EXPECT_EQ(value_of(settings_for(request), threshold), "150m");
  EXPECT_EQ(value_of(settings_for(request), "spark.driver.maxResultSize"), "not set");
  request.broadcast = 2 * GiB;  // over the 1 GiB that a driver may collect
  EXPECT_EQ(value_of(settings_for(request), threshold), "3g");
  EXPECT_EQ(value_of(settings_for(request), "spark.driver.maxResultSize"), "3g");
  request.broadcast = 6 * GiB;  // 9 GiB would be more than Spark ever broadcasts
  EXPECT_EQ(value_of(settings_for(request), threshold), "8191m");
  request.broadcast = 8 * GiB;  // refused by Spark whatever is set
  EXPECT_EQ(value_of(settings_for(request), threshold), "not set");
}

TEST(SettingsOfABroadcast, AreNoneWhereItCannotBeHeld) {
  SettingsRequest request = request_on(Platform::yarn);
  const char* threshold = "spark.sql.autoBroadcastJoinThreshold";
  request.broadcast = 1500 * MiB;  // the driver's heap: (4096 − 300) ÷ 2 = 1898 MiB, less than 1.5 × 1500
  EXPECT_EQ(value_of(settings_for(request), threshold), "1898m");
  request.broadcast = 2 * GiB;
  EXPECT_EQ(value_of(settings_for(request), threshold), "not set");
  request.cluster.layout.driver_memory_mib = 48 * 1024;
  request.cluster.layout.executor_memory_mib = 2348;  // unified (2348 − 300) × 0.6 = 1228.8 MiB
  EXPECT_EQ(value_of(settings_for(request), threshold), "not set");
  request.broadcast = 1000 * MiB;
  EXPECT_EQ(value_of(settings_for(request), threshold), "1228m");
}

TEST(Settings, OfAClusterWithoutExecutorsAreNone) {
  SettingsRequest request = request_on(Platform::yarn);
  request.cluster.nodes = 1;
  request.cluster.layout.executors_displaced = 3;
  EXPECT_TRUE(settings_for(request).list.empty());
}

}  // namespace
}  // namespace sizer
