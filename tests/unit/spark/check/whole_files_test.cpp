#include <gtest/gtest.h>

#include <algorithm>

#include "spark/check/checked.hpp"

/// Whole files: sensible ones, in which nothing is found, and ones with planted mistakes, in which just those are.
namespace sizer {
namespace {

Codes sorted(Codes codes) {
  std::ranges::sort(codes);
  return codes;
}

TEST(SettingsCheck, FindsNothingInASensibleFileForEmr) {
  EXPECT_EQ(codes_in("spark.executor.cores 4\n"
                     "spark.executor.memory 9g\n"
                     "spark.executor.memoryOverhead 2g\n"
                     "spark.executor.instances 19\n"
                     "spark.dynamicAllocation.enabled false\n"
                     "spark.driver.memory 8g\n"
                     "spark.driver.maxResultSize 2g\n"
                     "spark.sql.shuffle.partitions 320\n"
                     "spark.sql.adaptive.enabled true\n"
                     "spark.sql.adaptive.coalescePartitions.enabled true\n"
                     "spark.sql.adaptive.skewJoin.enabled true\n"
                     "spark.sql.autoBroadcastJoinThreshold 64m\n"
                     "spark.sql.files.maxPartitionBytes 134217728\n"
                     "spark.serializer org.apache.spark.serializer.KryoSerializer\n"
                     "spark.kryoserializer.buffer.max 512m\n"
                     "spark.network.timeout 600s\n"
                     "spark.executor.heartbeatInterval 30s\n"
                     "spark.speculation true\n"
                     "spark.speculation.quantile 0.9\n"
                     "spark.eventLog.enabled true\n"
                     "spark.eventLog.dir s3://logs/spark\n"
                     "spark.executor.extraJavaOptions -XX:+UseG1GC -XX:InitiatingHeapOccupancyPercent=35\n"
                     "spark.hadoop.fs.s3a.connection.maximum 200\n"
                     "spark.yarn.queue nightly"),
            Codes{});
}

TEST(SettingsCheck, FindsNothingInASensibleFileForKubernetes) {
  SettingsContext where = ten_nodes_on(Platform::kubernetes);
  where.python = true;
  where.version = spark::Version::v4_0;
  EXPECT_EQ(codes_in("spark.master k8s://https://kubernetes.default.svc\n"
                     "spark.submit.deployMode cluster\n"
                     "spark.kubernetes.namespace jobs\n"
                     "spark.kubernetes.container.image registry.example.com/spark:4.0.0\n"
                     "spark.kubernetes.driver.label.team data\n"
                     "spark.executor.cores 3\n"
                     "spark.executor.memory 8g\n"
                     "spark.executor.pyspark.memory 2g\n"
                     "spark.dynamicAllocation.enabled true\n"
                     "spark.dynamicAllocation.shuffleTracking.enabled true\n"
                     "spark.dynamicAllocation.minExecutors 2\n"
                     "spark.dynamicAllocation.initialExecutors 4\n"
                     "spark.dynamicAllocation.maxExecutors 40\n"
                     "spark.sql.shuffle.partitions 400\n"
                     "spark.decommission.enabled true\n"
                     "spark.storage.decommission.enabled true",
                     where),
            Codes{});
}

TEST(SettingsCheck, FindsNothingInASensibleFileForDatabricks) {
  EXPECT_EQ(codes_in("spark.sql.shuffle.partitions auto\n"
                     "spark.databricks.adaptive.autoOptimizeShuffle.enabled true\n"
                     "spark.sql.extensions io.delta.sql.DeltaSparkSessionExtension\n"
                     "spark.sql.autoBroadcastJoinThreshold 52428800",
                     ten_nodes_on(Platform::databricks)),
            Codes{});
}

TEST(SettingsCheck, ReportsTwelvePlantedMistakesAndNothingElse) {
  EXPECT_EQ(sorted(codes_in("spark.executor.memory 64g\n"                 // 1: no node has it
                            "spark.executor.cores 16\n"                   // 2: nor that many cores
                            "spark.dynamicAllocation.enabled true\n"      //
                            "spark.dynamicAllocation.minExecutors 20\n"   // 3: more than the most
                            "spark.dynamicAllocation.maxExecutors 10\n"   //
                            "spark.driver.memory 4g\n"                    //
                            "spark.driver.maxResultSize 6g\n"             // 4: more than the driver has
                            "spark.sql.autoBroadcastJoinThreshold 20g\n"  // 5: over Spark's limit
                            "spark.executor.memoryOverhead 256m\n"        // 6: under the least
                            "spark.sql.shuffle.partition 400\n"           // 7: misspelt
                            "spark.yarn.driver.memoryOverhead 1g\n"       // 8: an old name
                            "spark.network.timeout 5 minutes\n"           // 9: no unit of Spark's
                            "spark.memory.fraction 1.5\n"                 // 10: not a fraction
                            "spark.sql.files.maxPartitionBytes 128\n"     // 11: bytes
                            "spark.executor.extraJavaOptions -Xmx60g")),  // 12: Spark refuses it
            sorted({"container-does-not-fit 1", "cores-exceed-node 2", "executor-bounds 4", "results-exceed-driver 7",
                    "broadcast-over-limit 8", "overhead-too-small 9", "unknown-property 10", "property-renamed 11",
                    "value-refused 12", "fraction-out-of-range 13", "unit-missing 14", "heap-in-java-options 15"}));
}

TEST(SettingsCheck, ReportsTwelveOtherMistakesAndNothingElse) {
  SettingsContext where = ten_nodes_on(Platform::kubernetes);
  where.instance = &node("r5.4xlarge");  // 16 vCPUs, 128 GiB
  where.python = true;
  EXPECT_EQ(sorted(codes_in("spark.executor.memory 40g\n"             // 1: in the hole
                            "spark.executor.memoryOverhead 4g\n"      // 2: nothing for Python
                            "spark.executor.cores 5\n"                //
                            "spark.task.cpus 2\n"                     // 3: a core stays idle
                            "spark.dynamicAllocation.enabled true\n"  // 4: nothing keeps shuffle files
                            "spark.dynamicAllocation.shuffleTracking.enabled false\n"
                            "spark.executor.instances 10\n"         // 5: and a fixed number
                            "spark.sql.shuffle.partitions 16\n"     // 6: 40 slots
                            "spark.driver.memory 4\n"               // 7: MiB
                            "spark.driver.maxResultSize 0\n"        // 8: no limit
                            "spark.memory.offHeap.enabled true\n"   // 9: without a size
                            "spark.kryoserializer.buffer.max 2g\n"  // 10: Spark refuses it
                            "spark.yarn.queue nightly\n"            // 11: not here
                            "spark.speculation.quantile 75",        // 12: percent
                            where)),
            sorted({"heap-in-pointer-hole 1", "python-memory-missing", "task-cpus-leave-cores-idle 4",
                    "shuffle-files-not-kept 5", "instances-with-dynamic-allocation 7", "partitions-below-slots 8",
                    "unit-missing 9", "results-unlimited 10", "off-heap-without-size 11", "kryo-buffer-too-large 12",
                    "other-platform 13", "fraction-out-of-range 14"}));
}

TEST(SettingsCheck, NeverSaysTwoThingsAboutOneMistake) {
  for (const char* mistake :
       {"spark.executor.memory 4", "spark.executor.memory 100g", "spark.executor.cores 100", "spark.driver.memory 3",
        "spark.sql.autoBroadcastJoinThreshold 20g", "spark.sql.shuffle.partitions 1",
        "spark.dynamicAllocation.minExecutors 100\nspark.dynamicAllocation.maxExecutors 1", "spark.task.cpus 100"}) {
    const std::string sensible =
        "spark.executor.memoryOverhead 2g\nspark.driver.maxResultSize 512m\nspark.executor.cores 4\n";
    EXPECT_LE(codes_in(sensible + mistake).size(), 1U) << mistake;
  }
}

TEST(SettingsCheck, KeepsTheOrderOfTheFile) {
  EXPECT_EQ(codes_in("spark.sql.shuffle.partitions 1\nspark.memory.fraction 2\nspark.executor.memory x"),
            (Codes{"partitions-below-slots 1", "fraction-out-of-range 2", "value-refused 3"}));
}

}  // namespace
}  // namespace sizer
