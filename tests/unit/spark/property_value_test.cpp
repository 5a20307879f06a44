#include <gtest/gtest.h>

#include "sizer/spark_properties.hpp"

namespace sizer::spark {
namespace {

std::optional<Refusal> check(std::string_view key, std::string_view text, Version version = Version::v3_5) {
  return check_value(*find_property(key, version), text);
}

std::string hint(std::string_view key, std::string_view text, Version version = Version::v3_5) {
  const auto refusal = check(key, text, version);
  return refusal ? refusal->hint : "accepted";
}

TEST(PropertyValue, IsReadAsItsKindIs) {
  EXPECT_FALSE(check("spark.executor.memory", "4g"));
  EXPECT_FALSE(check("spark.executor.cores", "5"));
  EXPECT_FALSE(check("spark.memory.fraction", "0.6"));
  EXPECT_FALSE(check("spark.speculation", "TRUE"));
  EXPECT_FALSE(check("spark.network.timeout", "120s"));
  EXPECT_FALSE(check("spark.jars.packages", "whatever it is"));
  EXPECT_EQ(hint("spark.executor.memory", "4 gigs"), "write 4g");
  EXPECT_EQ(hint("spark.executor.memory", "1.5g"), "write 1536m");
  EXPECT_EQ(hint("spark.executor.cores", "5.0"), "digits only, without a unit or a fraction");
  EXPECT_EQ(hint("spark.speculation", "yes"), "write true or false");
  EXPECT_EQ(hint("spark.network.timeout", "2 minutes"), "write 2min");
}

TEST(PropertyValue, StaysWithinTheLimitsOfTheProperty) {
  EXPECT_EQ(hint("spark.sql.shuffle.partitions", "0"), "write at least 1");
  EXPECT_EQ(hint("spark.shuffle.file.buffer", "0"), "write at least 1 KiB and at most 2097151 KiB");
  EXPECT_FALSE(check("spark.shuffle.file.buffer", "1m"));
  EXPECT_FALSE(check("spark.shuffle.file.buffer", "2097151k"));
  EXPECT_TRUE(check("spark.shuffle.file.buffer", "2g"));  // 2 x 1024 x 1024 KiB, one too many
}

TEST(PropertyValue, MayBeOneNumberOrWithinLimits) {
  EXPECT_FALSE(check("spark.unsafe.sorter.spill.merge.factor", "-1", Version::v4_3));
  EXPECT_FALSE(check("spark.unsafe.sorter.spill.merge.factor", "2", Version::v4_3));
  EXPECT_EQ(hint("spark.unsafe.sorter.spill.merge.factor", "1", Version::v4_3), "write -1 or at least 2");
  EXPECT_EQ(hint("spark.io.encryption.keySizeBits", "129"), "write 128, 192 or 256");
}

TEST(PropertyValue, FollowsTheRelease) {
  EXPECT_TRUE(check("spark.task.cpus", "0.5", Version::v4_2));
  EXPECT_FALSE(check("spark.task.cpus", "0.5", Version::v4_3));
  EXPECT_EQ(hint("spark.task.cpus", "0", Version::v4_3), "write more than 0 and at most 2147483647");
}

TEST(PropertyValue, IsAWordOfTheChoice) {
  EXPECT_FALSE(check("spark.sql.parquet.compression.codec", "ZSTD"));  // case does not count here
  EXPECT_EQ(hint("spark.sql.mapKeyDedupPolicy", "FIRST_WIN"), "write EXCEPTION or LAST_WIN");
  EXPECT_FALSE(check("spark.sql.catalogImplementation", "hive"));
  EXPECT_TRUE(check("spark.sql.catalogImplementation", "Hive"));  // and here it does
}

TEST(PropertyValue, IsNotJudgedBeforeItIsReplaced) {
  EXPECT_FALSE(check("spark.executor.cores", "${spark.driver.cores}"));
}

}  // namespace
}  // namespace sizer::spark
