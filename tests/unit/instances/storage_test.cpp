#include <gtest/gtest.h>

#include "sizer/instance.hpp"

namespace sizer {
namespace {

TEST(ObjectStore, HasALimitPerConnectionAndPerPrefix) {
  const StorageTier* s3 = find_storage("S3_Standard");
  ASSERT_NE(s3, nullptr);
  EXPECT_EQ(s3->provider, Provider::aws);
  EXPECT_EQ(s3->kind, "object");
  EXPECT_DOUBLE_EQ(s3->per_connection->in(MB / second), 87);
  EXPECT_DOUBLE_EQ(s3->read_requests_per_second.value(), 5500);
  EXPECT_DOUBLE_EQ(s3->write_requests_per_second.value(), 3500);
  EXPECT_DOUBLE_EQ(s3->first_byte_low->in(millisecond), 100);
  EXPECT_DOUBLE_EQ(s3->per_gb_month->in(usd), 0.023);
  EXPECT_FALSE(s3->baseline.has_value());  // no bandwidth is promised for a bucket
}

TEST(VolumeTier, OfGp3StartsAt125MebibytesASecond) {
  // 125 MiB/s × 1.048576 = 131 MB/s; 2,000 MiB/s = 2,097 MB/s
  const StorageTier* gp3 = find_storage("ebs_gp3");
  ASSERT_NE(gp3, nullptr);
  EXPECT_DOUBLE_EQ(gp3->baseline->in(MB / second), 131);
  EXPECT_DOUBLE_EQ(gp3->maximum->in(MB / second), 2097);
  EXPECT_FALSE(gp3->per_connection.has_value());
}

TEST(StorageTier, OfAnUnknownNameIsNone) { EXPECT_EQ(find_storage("floppy"), nullptr); }

TEST(StorageTier, SaysHowSureItsFiguresAre) {
  for (const StorageTier& tier : storage_tiers()) EXPECT_GT(tier.origin.size(), std::string("storage.csv, ").size());
  EXPECT_EQ(find_storage("hdfs_nvme_gen4")->origin, "storage.csv, engineering_estimate");
}

}  // namespace
}  // namespace sizer
