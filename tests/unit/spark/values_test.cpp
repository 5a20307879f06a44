#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "sizer/spark_values.hpp"

namespace sizer::spark {
namespace {

constexpr std::int64_t kLongest = std::numeric_limits<std::int64_t>::max();

// What a real Spark answers to the same texts is compared by the tests labelled `spark`.

TEST(SparkSizes, CountInTheUnitOfTheProperty) {
  EXPECT_EQ(parse_bytes("4g", ByteUnit::MiB).value, 4096);
  EXPECT_EQ(parse_bytes("512", ByteUnit::MiB).value, 512);  // a bare number is in the unit of the property
  EXPECT_EQ(parse_bytes("512", ByteUnit::B).value, 512);
  EXPECT_EQ(parse_bytes("1500k", ByteUnit::MiB).value, 1);  // 1500 / 1024, cut
  EXPECT_EQ(parse_bytes("1024b", ByteUnit::KiB).value, 1);
}

TEST(SparkSizes, StepBy1024WithOrWithoutTheB) {
  EXPECT_EQ(parse_bytes("1k", ByteUnit::B).value, 1024);
  EXPECT_EQ(parse_bytes("1KB", ByteUnit::B).value, 1024);
  EXPECT_EQ(parse_bytes("10MB", ByteUnit::B).value, 10 << 20);
  EXPECT_EQ(parse_bytes(" 2T ", ByteUnit::B).value, 2LL << 40);
  EXPECT_EQ(parse_bytes("1pb", ByteUnit::B).value, 1LL << 50);
}

TEST(SparkSizes, MayBeNegativeWhenTheSignComesFirst) {
  EXPECT_EQ(parse_bytes("-1", ByteUnit::B).value, -1);
  EXPECT_EQ(parse_bytes("- 1", ByteUnit::B).value, -1);
  EXPECT_FALSE(parse_bytes(" -1", ByteUnit::B));
  EXPECT_FALSE(parse_bytes("--1", ByteUnit::B));
}

TEST(SparkSizes, ThatSparkRefusesAreRefused) {
  for (const char* text :
       {"", " ", "k", "4 gigs", "4 g", "1kib", "1e", "+1", ".5g", "1.g", "1.5", "1.5g", "0x10", "１"})
    EXPECT_FALSE(parse_bytes(text, ByteUnit::B)) << text;
}

TEST(SparkSizes, EndAtTheLargestLong) {
  EXPECT_EQ(parse_bytes("9223372036854775807", ByteUnit::B).value, kLongest);
  EXPECT_FALSE(parse_bytes("9223372036854775808", ByteUnit::B));
  EXPECT_EQ(parse_bytes("8191p", ByteUnit::B).value, 8191LL << 50);
  EXPECT_FALSE(parse_bytes("8192p", ByteUnit::B));  // 2^13 x 2^50 = 2^63
  EXPECT_EQ(parse_bytes("8192p", ByteUnit::KiB).value, 8192LL << 40);
}

TEST(SparkSizes, RefusedOnesAreShownHowToBeWritten) {
  EXPECT_EQ(parse_bytes("1.5g", ByteUnit::MiB).message, "'1.5g' is a fraction, which Spark refuses");
  EXPECT_EQ(parse_bytes("1.5g", ByteUnit::MiB).hint, "write 1536m");  // 1.5 x 1024
  EXPECT_EQ(parse_bytes("4 gigs", ByteUnit::MiB).hint, "write 4g");
  EXPECT_EQ(parse_bytes("4GiB", ByteUnit::MiB).hint, "write 4g");
  EXPECT_EQ(parse_bytes("4GiB", ByteUnit::MiB, Version::v4_2).value, 4096);
  EXPECT_EQ(parse_bytes("4gi", ByteUnit::MiB, Version::v4_3).value, 4096);
  EXPECT_EQ(parse_bytes("lots", ByteUnit::MiB).hint, "sizes read like 512m or 4g, without a space or a fraction");
  EXPECT_EQ(parse_bytes("1.5", ByteUnit::MiB).hint, "sizes read like 512m or 4g, without a space or a fraction");
}

TEST(SparkTimes, CountInTheUnitOfTheProperty) {
  EXPECT_EQ(parse_time("3s", TimeUnit::ms).value, 3000);
  EXPECT_EQ(parse_time("300", TimeUnit::s).value, 300);
  EXPECT_EQ(parse_time("1500us", TimeUnit::ms).value, 1);
  EXPECT_EQ(parse_time("-1500us", TimeUnit::ms).value, -1);
}

TEST(SparkTimes, ReadAnMAsMinutes) {
  EXPECT_EQ(parse_time("1m", TimeUnit::s).value, 60);
  EXPECT_EQ(parse_time("1min", TimeUnit::s).value, 60);
  EXPECT_EQ(parse_time("2H", TimeUnit::s).value, 7200);
  EXPECT_EQ(parse_time("1d", TimeUnit::h).value, 24);
}

TEST(SparkTimes, StopAtTheLongestInsteadOfOverflowing) {
  EXPECT_EQ(parse_time("9223372036854775807d", TimeUnit::ms).value, kLongest);
  EXPECT_FALSE(parse_time("9223372036854775808", TimeUnit::ms));
}

TEST(SparkTimes, ThatSparkRefusesAreRefused) {
  for (const char* text : {"", "s", "- 1", "1sec", "1hr", "1ns", "1.5s", "1 s", "ten"})
    EXPECT_FALSE(parse_time(text, TimeUnit::ms)) << text;
  EXPECT_EQ(parse_time("1.5h", TimeUnit::s).hint, "write 90min");
  EXPECT_EQ(parse_time("10 minutes", TimeUnit::s).hint, "write 10min");
  EXPECT_EQ(parse_time("30sec", TimeUnit::s).hint, "write 30s");
}

TEST(SparkNumbers, AreWholeWhereSparkWantsThemWhole) {
  EXPECT_EQ(parse_int(" +7 ").value, 7);
  EXPECT_EQ(parse_int("-2147483648").value, std::numeric_limits<std::int32_t>::min());
  EXPECT_EQ(parse_long("2147483648").value, 2147483648);
  for (const char* text : {"2147483648", "1.0", "1k", "", "+-1", "1_000", "1,000"})
    EXPECT_FALSE(parse_int(text)) << text;
}

TEST(SparkNumbers, MayBeFractionsElsewhere) {
  EXPECT_EQ(parse_double("0.6").value, 0.6);
  EXPECT_EQ(parse_double("-1").value, -1);
  EXPECT_EQ(parse_double("1e-3").value, 1e-3);
  EXPECT_EQ(parse_double(".5d").value, 0.5);
  EXPECT_TRUE(std::isinf(*parse_double("1e400").value));
  EXPECT_TRUE(std::isnan(*parse_double("NaN").value));
  for (const char* text : {"", "-", "nan", "inf", "60%", "0,6", "1.5g", "--1"})
    EXPECT_FALSE(parse_double(text)) << text;
}

TEST(SparkSwitches, AreTrueOrFalseAndNothingElse) {
  EXPECT_EQ(parse_boolean(" TRUE").value, true);
  EXPECT_EQ(parse_boolean("false").value, false);
  for (const char* text : {"", "yes", "1", "on", "t"}) EXPECT_FALSE(parse_boolean(text)) << text;
}

}  // namespace
}  // namespace sizer::spark
