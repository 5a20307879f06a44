#include <gtest/gtest.h>

#include "sizer/spark_properties.hpp"
#include "spark/property_table.hpp"

namespace sizer::spark {
namespace {

using Texts = std::vector<std::string>;

// Whether the whole table agrees with real releases is checked by the tests labelled `spark`.

TEST(SparkProperties, ABareNumberCountsTheUnitOfTheProperty) {
  const auto unit = [](std::string_view key) { return find_property(key, Version::v3_5)->unit; };
  EXPECT_EQ(unit("spark.executor.memory"), "MiB");
  EXPECT_EQ(unit("spark.executor.memoryOverhead"), "MiB");
  EXPECT_EQ(unit("spark.memory.offHeap.size"), "B");
  EXPECT_EQ(unit("spark.shuffle.file.buffer"), "KiB");
  EXPECT_EQ(unit("spark.locality.wait"), "ms");
  EXPECT_EQ(unit("spark.sql.broadcastTimeout"), "s");
}

TEST(SparkProperties, DefaultsChangeWithTheRelease) {
  EXPECT_EQ(default_of("spark.speculation.multiplier", Version::v3_5), "1.5");
  EXPECT_EQ(default_of("spark.speculation.multiplier", Version::v4_0), "3.0");
  EXPECT_EQ(default_of("spark.speculation.quantile", Version::v4_3), "0.9");
  EXPECT_EQ(default_of("spark.sql.orc.compression.codec", Version::v3_3), "snappy");
  EXPECT_EQ(default_of("spark.sql.orc.compression.codec", Version::v4_1), "zstd");
}

TEST(SparkProperties, ADefaultMayBeThatOfAnotherProperty) {
  EXPECT_EQ(default_of("spark.dynamicAllocation.initialExecutors", Version::v3_5), "0");
  EXPECT_EQ(default_of("spark.sql.adaptive.advisoryPartitionSizeInBytes", Version::v3_5), "64MB");
  EXPECT_EQ(default_of("spark.executor.instances", Version::v3_5), std::nullopt);
  EXPECT_EQ(default_of("spark.sql.warehouse.dir", Version::v3_5), std::nullopt);  // depends on the machine
}

TEST(SparkProperties, AreKnownFromTheReleaseThatBroughtThem) {
  EXPECT_FALSE(is_known("spark.executor.minMemoryOverhead", Version::v3_5));
  EXPECT_TRUE(is_known("spark.executor.minMemoryOverhead", Version::v4_0));
  EXPECT_EQ(history_of("spark.executor.minMemoryOverhead")->since, "4.0.0");
  EXPECT_TRUE(is_known("spark.mesos.role", Version::v3_5));
  EXPECT_FALSE(is_known("spark.mesos.role", Version::v4_0));
  EXPECT_EQ(history_of("spark.mesos.role")->removed, "4.0");
}

TEST(SparkProperties, RenamedOnesNameTheirSuccessor) {
  const Property* overhead = find_property("spark.yarn.executor.memoryOverhead", Version::v3_5);
  ASSERT_NE(overhead, nullptr);
  EXPECT_EQ(overhead->instead, "spark.executor.memoryOverhead");
  EXPECT_EQ(overhead->deprecated, "2.3");
  EXPECT_EQ(overhead->unit, "MiB");
  // Deprecated by 4.0, so not in 3.5.
  EXPECT_EQ(find_property("spark.shuffle.unsafe.file.output.buffer", Version::v3_5)->deprecated, "");
  EXPECT_EQ(find_property("spark.shuffle.unsafe.file.output.buffer", Version::v4_0)->instead,
            "spark.shuffle.localDisk.file.output.buffer");
}

TEST(SparkProperties, MayBeReadByNameAlone) {
  EXPECT_EQ(default_of("spark.shuffle.io.maxRetries", Version::v3_5), "3");
  EXPECT_EQ(default_of("spark.shuffle.io.connectionTimeout", Version::v4_0), "120s");  // spark.network.timeout
  EXPECT_TRUE(is_known("spark.default.parallelism", Version::v3_3));                   // registered only since 4.0
  EXPECT_TRUE(is_known("spark.app.name", Version::v4_3));
}

TEST(SparkProperties, MayBelongToAFamily) {
  const Property* property = find_property("spark.hadoop.fs.s3a.connection.maximum", Version::v3_5);
  ASSERT_NE(property, nullptr);
  EXPECT_TRUE(property->is_family());
  EXPECT_TRUE(is_known("spark.executorEnv.PYTHONHASHSEED", Version::v3_5));
  EXPECT_TRUE(is_known("spark.kubernetes.driver.label.team", Version::v3_5));
  EXPECT_FALSE(is_known("spark.hadoop.", Version::v3_5));
}

TEST(SparkProperties, MisspeltOnesHaveNearOnes) {
  const auto near = [](std::string_view key) { return near_properties(key, Version::v3_5); };
  EXPECT_EQ(near("spark.executor.memmory").front(), "spark.executor.memory");
  EXPECT_EQ(near("spark.executor.memoryoverhead").front(), "spark.executor.memoryOverhead");
  EXPECT_EQ(near("spark.dynamicallocation.enabled").front(), "spark.dynamicAllocation.enabled");
  EXPECT_EQ(near("spark.shuffle.partitions"), Texts{"spark.sql.shuffle.partitions"});
  EXPECT_EQ(near("executor.cores"), Texts{"spark.executor.cores"});
  EXPECT_EQ(near("spark.nothing.like.it.exists"), Texts{});
}

TEST(SparkProperties, AreReadForEveryRelease) {
  std::size_t before = 1000;  // each release has more than the one before
  for (const Version version : versions()) {
    EXPECT_GT(property_table(version).current.size(), before) << to_string(version);
    before = property_table(version).current.size();
  }
}

TEST(SparkProperties, HaveDefaultsThatSparkItselfAccepts) {
  for (const Version version : versions())
    for (const auto& [key, property] : property_table(version).by_key) {
      const auto text = default_of(key, version);
      if (!text) continue;
      const auto refusal = check_value(property, *text);
      EXPECT_FALSE(refusal) << key << " of " << to_string(version) << ": " << refusal->message;
    }
}

TEST(TableCell, HoldsTheChangesOfAValue) {
  EXPECT_EQ(cell_at("1.5|4.0:3", Version::v3_5), "1.5");
  EXPECT_EQ(cell_at("1.5|4.0:3", Version::v4_0), "3");
  EXPECT_EQ(cell_at("1.5|4.0:3|4.2:", Version::v4_3), "");
  EXPECT_EQ(cell_at("1.5|4.0:3|4.2:4", Version::v4_1), "3");
  EXPECT_EQ(cell_at("secret|password|4.0:secret|key", Version::v3_4), "secret|password");
  EXPECT_EQ(cell_at("secret|password|4.0:secret|key", Version::v4_0), "secret|key");
}

}  // namespace
}  // namespace sizer::spark
