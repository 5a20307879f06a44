#include <gtest/gtest.h>

#include <limits>

#include "sizer/spark_scan.hpp"

namespace sizer::spark {
namespace {

constexpr std::int64_t kKibibyte = 1LL << 10;
constexpr std::int64_t kMebibyte = 1LL << 20;
constexpr std::int64_t kGibibyte = 1LL << 30;

struct ScanCase {
  std::int64_t files, file_size;
  bool splittable;
  std::int64_t parallelism, max_split, partitions;
};

class ScanOfEqualFiles : public testing::TestWithParam<ScanCase> {};

TEST_P(ScanOfEqualFiles, HasSparksSplitSizeAndPartitions) {
  const ScanCase& c = GetParam();
  const ScanSettings settings{.parallelism = c.parallelism};
  const std::vector<std::int64_t> sizes(static_cast<std::size_t>(c.files), c.file_size);
  EXPECT_EQ(max_split_bytes(c.files * (c.file_size + settings.open_cost), settings), c.max_split);
  EXPECT_EQ(scan_partitions(sizes, c.splittable, settings), c.partitions);
  EXPECT_EQ(scan_partitions_of_equal_files(c.files, c.file_size, c.splittable, settings), c.partitions);
}

INSTANTIATE_TEST_SUITE_P(
    Golden, ScanOfEqualFiles,
    testing::Values(
        // 4000 × (134217728 + 4194304) / 100 = 5536481280 a core: the setting's 128 MiB hold. A file is one split.
        ScanCase{4000, 128 * kMebibyte, true, 100, 134217728, 4000},
        ScanCase{4000, 125'000'000, true, 100, 134217728, 4000},
        // 100 splits of 128 MiB alone; 1 MiB rests 26 together (26 × 5 − 4 = 126 ≤ 128 < 131): 100 + ⌈100/26⌉
        ScanCase{100, 129 * kMebibyte, true, 10, 134217728, 104},
        // 20 whole splits; rests of 44 MiB two together (44 + 48 = 92 ≤ 128 < 140): 20 + 5
        ScanCase{10, 300 * kMebibyte, true, 8, 134217728, 25},
        // 1077936128 / 100 = 10779361 a core, under 128 MiB: ⌈1073741824 / 10779361⌉
        ScanCase{1, kGibibyte, true, 100, 10779361, 100},
        ScanCase{1, kGibibyte, false, 100, 10779361, 1},  // gzip: never cut
        // 26 together again: ⌈1000/26⌉
        ScanCase{1000, kMebibyte, true, 16, 134217728, 39},
        // ⌊(128 MiB − 100 KiB) / (4 MiB + 100 KiB)⌋ + 1 = 32 together: 100000 / 32
        ScanCase{100'000, 100 * kKibibyte, true, 100, 134217728, 3125},
        // 10779361280 / 100 = 107793612: nine whole splits a file and a rest of 103599316, which sits alone
        ScanCase{10, kGibibyte, true, 100, 107793612, 100}));

struct PackingCase {
  std::vector<std::int64_t> sizes;
  std::int64_t max_partition_bytes, partitions;
};

class PackingOfSparksOwnTests : public testing::TestWithParam<PackingCase> {};

// FileSourceStrategySuite, with one core and an opening cost of 1.
TEST_P(PackingOfSparksOwnTests, IsReproduced) {
  const ScanSettings settings{GetParam().max_partition_bytes, 1, 1};
  EXPECT_EQ(scan_partitions(GetParam().sizes, true, settings), GetParam().partitions);
}

INSTANTIATE_TEST_SUITE_P(Golden, PackingOfSparksOwnTests,
                         testing::Values(PackingCase{{5, 5, 5}, 11, 2},            // [5, 5], [5]
                                         PackingCase{{15, 3}, 10, 2},              // [10], [5, 3]
                                         PackingCase{{2, 2, 1, 1, 1, 1}, 4, 4}));  // [2], [2, 1], [1, 1], [1]

TEST(ScanPartitions, LeaveOutEmptyFiles) {
  EXPECT_EQ(scan_partitions({}, true, {}), 0);
  EXPECT_EQ(scan_partitions({0, 0}, true, {}), 0);
  // An empty file does not even count its opening cost: 8 MiB / 1 core, not 12.
  const ScanSettings settings{128 * kMebibyte, 4 * kMebibyte, 1};
  EXPECT_EQ(scan_partitions({4 * kMebibyte, 0}, true, settings), 1);
  EXPECT_EQ(scan_partitions_of_equal_files(0, kGibibyte, true, {}), 0);
  EXPECT_EQ(scan_partitions_of_equal_files(5, 0, true, {}), 0);
}

TEST(ScanPartitions, DoNotDependOnTheOrderOfFiles) {
  EXPECT_EQ(scan_partitions({3, 15}, true, {10, 1, 1}), scan_partitions({15, 3}, true, {10, 1, 1}));
}

TEST(ScanPartitions, AreOneForEachUnsplittableFileLongerThanASplit) {
  // 300 MiB > 128 MiB each: alone, though not cut; the two of 10 MiB share one (10 + 4 + 10 ≤ 128).
  const std::int64_t large = 300 * kMebibyte, small = 10 * kMebibyte;
  EXPECT_EQ(scan_partitions({large, small, large, small}, false, {}), 3);
}

TEST(ScanPartitions, OfTenMillionFilesOfTenGigabytesDoNotOverflow) {
  // 10^17 bytes; 10^10 = 74 × 134217728 + 67888128, and two rests of that size do not fit one split:
  // 67888128 + 4194304 + 67888128 = 139970560 > 134217728. So 75 partitions a file.
  EXPECT_EQ(scan_partitions_of_equal_files(10'000'000, 10'000'000'000, true, {}), 750'000'000);
}

TEST(ScanPartitions, ArePackedAgainWhenThereAreTooMany) {
  // 90 pieces of 107793612 and 10 rests: 100. ⌈(10737418240 + 100 × 4194304) / 40⌉ = 278921216 takes two each: 50.
  const ScanSettings settings{.parallelism = 100, .max_partition_num = 40};
  EXPECT_EQ(scan_partitions_of_equal_files(10, kGibibyte, true, settings), 50);
  EXPECT_EQ(scan_partitions(std::vector<std::int64_t>(10, kGibibyte), true, settings), 50);
  const ScanSettings enough{.parallelism = 100, .max_partition_num = 100};
  EXPECT_EQ(scan_partitions_of_equal_files(10, kGibibyte, true, enough), 100);
}

TEST(DefaultParallelism, IsTheCoresRegisteredAndAtLeastTwoOnACluster) {
  EXPECT_EQ(default_parallelism(40), 40);
  EXPECT_EQ(default_parallelism(1), 2);
  EXPECT_EQ(default_parallelism(0), 2);
  EXPECT_EQ(default_parallelism(1, true), 1);
  EXPECT_EQ(default_parallelism(40, false, 7), 7);
}

TEST(ScanParallelism, IsTheFirstOfThreeThatIsSet) {
  EXPECT_EQ(scan_parallelism(40), 40);
  EXPECT_EQ(scan_parallelism(40, std::nullopt, 30), 30);
  EXPECT_EQ(scan_parallelism(40, 20, 30), 20);
}

TEST(BucketedScan, IsATaskABucket) {
  EXPECT_EQ(bucketed_scan_partitions(64), 64);
  EXPECT_EQ(bucketed_scan_partitions(64, 16), 16);
}

TEST(HadoopPartitions, LetTheLastSplitBeATenthTooLong) {
  const auto of = [](std::int64_t files, std::int64_t mib) {
    return hadoop_partitions(std::vector<std::int64_t>(static_cast<std::size_t>(files), mib * kMebibyte), true);
  };
  EXPECT_EQ(of(1, 1024), 8);
  EXPECT_EQ(of(10, 130), 10);  // 130 / 128 ≤ 1.1
  EXPECT_EQ(of(1, 140), 2);    // the goal is 140 / 2 = 70 MiB
  EXPECT_EQ(of(10, 141), 20);  // 141 / 128 > 1.1: 128 + 13
}

TEST(HadoopPartitions, AreWholeFilesWhereNothingCanBeCut) {
  EXPECT_EQ(hadoop_partitions({kGibibyte, 5, 0}, false), 2);
  EXPECT_EQ(hadoop_partitions({kGibibyte, 5, 0}, false, {.ignore_empty = false}), 3);
  EXPECT_EQ(hadoop_partitions({kGibibyte}, true, {.min_size = 300 * kMebibyte}), 4);  // 300 + 300 + 300 + 124
}

TEST(JdbcRanges, AreEqualStridesFromTheLowerBound) {
  // 0 … 100 in 3: stride ⌊33.3⌋ = 33, lost 0.33 × 3 / 2 rounds to 0: below 33, to 66, from 66.
  const JdbcRanges thirds = jdbc_ranges(0, 100, 3);
  EXPECT_EQ(thirds.partitions, 3);
  EXPECT_EQ(thirds.stride, 33);
  EXPECT_EQ(thirds.first_bound, 33);
}

TEST(JdbcRanges, ShareTheDaysThatTruncationLoses) {
  // 1930-01-01 is day −14610, 2020-12-31 day 18627: 33237 days in 1000, stride 33, 237 lost. Half of them, 118.5
  // rounded to 119, go before the first bound: −14610 + 119 + 33 = −14458, 1930-06-02. The last of 999 bounds is
  // −14458 + 998 × 33 = 18476, 2020-08-02.
  const JdbcRanges days = jdbc_ranges(-14610, 18627, 1000);
  EXPECT_EQ(days.stride, 33);
  EXPECT_EQ(days.first_bound, -14458);
  EXPECT_EQ(days.first_bound + 998 * days.stride, 18476);
}

TEST(JdbcRanges, AreNoMoreThanTheValues) {
  EXPECT_EQ(jdbc_ranges(1, 5, 10).partitions, 4);
  EXPECT_EQ(jdbc_ranges(1, 5, 10).stride, 1);
  EXPECT_EQ(jdbc_ranges(7, 7, 10).partitions, 1);
  EXPECT_EQ(jdbc_ranges(7, 6, 10).partitions, 0);
  EXPECT_EQ(jdbc_ranges(1, 100, 0).partitions, 0);
}

TEST(ScanPartitions, AreDefinedForEveryInput) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  const ScanSettings hostile{.max_partition_bytes = -1, .open_cost = -1, .parallelism = 0, .max_partition_num = 0};
  EXPECT_EQ(scan_partitions({10, -10}, true, hostile), 1);  // 10 pieces of a byte, packed again into ⌈10 / 1⌉ bytes
  EXPECT_EQ(scan_partitions({kMost, kMost}, false, {.open_cost = kMost, .parallelism = kLeast}), 2);
  EXPECT_EQ(scan_partitions_of_equal_files(kMost, kMost, true, {}), kMost);
  EXPECT_EQ(scan_partitions_of_equal_files(kMost, kMost, false, {.open_cost = kMost}), kMost);
  EXPECT_EQ(max_split_bytes(kMost, {.max_partition_bytes = 0, .open_cost = 0, .parallelism = 0}), 1);
  EXPECT_EQ(hadoop_partitions({kMost, kMost}, true, {.min_partitions = 0, .block_size = kMost}), 2);
  EXPECT_EQ(hadoop_partitions({100}, true, {.min_partitions = kMost, .block_size = -1, .min_size = -1}), 100);
  EXPECT_EQ(jdbc_ranges(kLeast, kMost, kMost).partitions, kMost);
  EXPECT_EQ(jdbc_ranges(kLeast, kMost, 2).first_bound, 0);  // −2^63 + ⌊0.5 + 0.5⌋ + 2^63 − 1
}

}  // namespace
}  // namespace sizer::spark
