#include <gtest/gtest.h>

#include <limits>

#include "sizer/units.hpp"

namespace sizer {
namespace {

TEST(Format, SizesTakeTheLargestUnitOfWhichThereIsOne) {
  EXPECT_EQ(format(500 * GB), "500 GB");
  EXPECT_EQ(format(1250 * GB), "1.25 TB");
  EXPECT_EQ(format(640'000 * byte), "640 kB");
  EXPECT_EQ(format(0 * byte), "0 B");
  EXPECT_EQ(format(2000 * EB), "2,000 EB");
  EXPECT_EQ(format(-500 * GB), "-500 GB");
}

TEST(Format, AUnitIsChosenAfterRounding) {
  // To three digits 999.9 GB is 1,000 GB, which is 1 TB; 999.4 GB is 999 GB.
  EXPECT_EQ(format(999.9 * GB), "1 TB");
  EXPECT_EQ(format(999.4 * GB), "999 GB");
}

TEST(Format, MemoryIsShownInBinaryUnits) {
  EXPECT_EQ(format_binary(36 * GiB), "36 GiB");
  EXPECT_EQ(format_binary(900 * MiB), "900 MiB");
  // 4505 MiB ÷ 1024 = 4.399 GiB
  EXPECT_EQ(format_binary(4505 * MiB), "4.4 GiB");
}

TEST(Format, DurationsReadAsPeopleSayThem) {
  EXPECT_EQ(format(20 * millisecond), "20 ms");
  EXPECT_EQ(format(8.3 * second), "8.3 s");
  EXPECT_EQ(format(95.4 * second), "95.4 s");
  EXPECT_EQ(format(151 * second), "2 min 31 s");
  EXPECT_EQ(format(41.3 * minute), "41 min");
  EXPECT_EQ(format(112 * minute), "1 h 52 min");
  EXPECT_EQ(format(2 * hour), "2 h");
  EXPECT_EQ(format(24 * hour), "1 day");
  EXPECT_EQ(format(60 * hour), "2.5 days");
  EXPECT_EQ(format(0 * second), "0 s");
  EXPECT_EQ(format(-5 * minute), "-5 min");
}

TEST(Format, ADurationJustBelowALargerUnitIsRoundedIntoIt) {
  EXPECT_EQ(format(59.6 * minute), "1 h");
  EXPECT_EQ(format(59.4 * minute), "59 min");
  EXPECT_EQ(format(23.995 * hour), "1 day");
  // 599.7 s rounds to 600 s
  EXPECT_EQ(format(599.7 * second), "10 min");
}

TEST(Format, MoneyWithDecimalsHasTwoOfThemAtLeast) {
  EXPECT_EQ(format(8.27 * usd), "$8.27");
  EXPECT_EQ(format(8.2 * usd), "$8.20");
  EXPECT_EQ(format(40 * usd), "$40");
  EXPECT_EQ(format(1240 * usd), "$1,240");
  EXPECT_EQ(format(0.0031 * usd), "$0.0031");
  EXPECT_EQ(format(-3.5 * usd), "-$3.50");
}

TEST(Format, RatesArePerSecondAndPricesPerHour) {
  EXPECT_EQ(format(10 * Gbit / second), "1.25 GB/s");
  EXPECT_EQ(format(0.504 * usd / hour), "$0.504/h");
}

TEST(Format, WorkAndCores) {
  EXPECT_EQ(format(6.4 * hour * core), "6.4 core-h");
  EXPECT_EQ(format(95 * second * core), "95 core-s");
  EXPECT_EQ(format(192 * core), "192 cores");
  EXPECT_EQ(format(1 * core), "1 core");
}

TEST(Format, NumbersHaveThreeSignificantDigits) {
  EXPECT_EQ(format_number(1604), "1,600");
  EXPECT_EQ(format_number(1'234'567), "1,230,000");
  EXPECT_EQ(format_number(0.035), "0.035");
  EXPECT_EQ(format_number(2.7), "2.7");
  EXPECT_EQ(format_number(9.999), "10");
  EXPECT_EQ(format_number(-2.5), "-2.5");
  EXPECT_EQ(format_number(0), "0");
  EXPECT_EQ(format_number(1.5e18), "1.5e+18");
  EXPECT_EQ(format_number(3.6e-8), "3.6e-08");
}

TEST(Format, SharesArePercent) {
  EXPECT_EQ(format_share(0.95), "95 %");
  EXPECT_EQ(format_share(0.002), "0.2 %");
  EXPECT_EQ(format_share(1), "100 %");
}

TEST(Format, WhatIsNotAFiniteNumberIsSaidSo) {
  EXPECT_EQ(format_number(std::numeric_limits<double>::infinity()), "∞");
  EXPECT_EQ(format_number(std::numeric_limits<double>::quiet_NaN()), "not a number");
  EXPECT_EQ(format(Seconds<>(std::numeric_limits<double>::infinity())), "∞ days");
}

TEST(FormatQuantity, FollowsTheDimension) {
  EXPECT_EQ(format_quantity(5e11, kBytes), "500 GB");
  EXPECT_EQ(format_quantity(6720, kSeconds), "1 h 52 min");
  EXPECT_EQ(format_quantity(16, kCores), "16 cores");
  EXPECT_EQ(format_quantity(8.27, kUsd), "$8.27");
  EXPECT_EQ(format_quantity(1.25e9, kBytes - kSeconds), "1.25 GB/s");
  EXPECT_EQ(format_quantity(95, kCores + kSeconds), "95 core-s");
  EXPECT_EQ(format_quantity(50'000, Dimension{} - kSeconds), "50,000/s");
  EXPECT_EQ(format_quantity(2.7, Dimension{}), "2.7");
  // $0.36 ÷ 3600 s
  EXPECT_EQ(format_quantity(1e-4, kUsd - kSeconds), "$0.36/h");
  // 44 core-s ÷ 10⁹ bytes
  EXPECT_EQ(format_quantity(44e-9, kCores + kSeconds - kBytes), "44 core-s/GB");
  EXPECT_EQ(format_quantity(2.3e-11, kUsd - kBytes), "$0.023/GB");
}

TEST(FormatQuantity, UnusualDimensionsAreShownInBaseUnits) {
  EXPECT_EQ(format_quantity(80e6, kBytes - kCores - kSeconds), "80 MB·core⁻¹·s⁻¹");
  EXPECT_EQ(format_quantity(1200, {.second = -2}), "1,200 s⁻²");
  EXPECT_EQ(format_quantity(3, {.byte = 2, .usd = 1}), "3 $·B²");
}

}  // namespace
}  // namespace sizer
