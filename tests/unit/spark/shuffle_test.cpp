#include <gtest/gtest.h>

#include <limits>

#include "sizer/spark_shuffle.hpp"

namespace sizer::spark {
namespace {

constexpr std::int64_t kMebibyte = 1LL << 20;
constexpr std::int64_t kGibibyte = 1LL << 30;
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

TEST(ShuffleWriter, BypassesUpToTheThresholdAndIsSerializedAbove) {
  EXPECT_EQ(shuffle_writer(200), ShuffleWriter::bypass_merge);
  EXPECT_EQ(shuffle_writer(201), ShuffleWriter::serialized);
  EXPECT_EQ(shuffle_writer(16'777'216), ShuffleWriter::serialized);
  EXPECT_EQ(shuffle_writer(16'777'217), ShuffleWriter::sorted);
  EXPECT_EQ(shuffle_writer(400, {}, 400), ShuffleWriter::bypass_merge);
}

TEST(ShuffleWriter, SortsWhatIsCombinedOrCannotBeRelocated) {
  EXPECT_EQ(shuffle_writer(10, {.combines_on_map_side = true}), ShuffleWriter::sorted);
  EXPECT_EQ(shuffle_writer(201, {.relocatable_serializer = false}), ShuffleWriter::sorted);
  EXPECT_EQ(shuffle_writer(10, {.relocatable_serializer = false}), ShuffleWriter::bypass_merge);
}

TEST(ShuffleWriter, OpensAFileForEachPartitionToBypass) {
  EXPECT_EQ(shuffle_write_buffers(ShuffleWriter::bypass_merge, 200), 6'553'600);  // 200 × 32 KiB = 6.25 MiB
  EXPECT_EQ(shuffle_write_buffers(ShuffleWriter::serialized, 201), 32'768);
}

TEST(ShuffleFiles, AreThreeForEachMapTask) {
  // M = 10,000 and R = 2,000: 8 × 2001 × 10,000 bytes of indexes, 8 × 2000 × 10,000 of checksums.
  const ShuffleFiles files = shuffle_files(10'000, 2'000);
  EXPECT_EQ(files.files, 30'000);
  EXPECT_EQ(files.index_bytes, 160'080'000);
  EXPECT_EQ(files.checksum_bytes, 160'000'000);
  EXPECT_EQ(files.block_reads, 20'000'000);
  EXPECT_EQ(shuffle_files(10'000, 2'000, false).files, 20'000);
  EXPECT_EQ(shuffle_files(10'000, 2'000, false).checksum_bytes, 0);
}

TEST(FetchRequest, AimsAtAFifthOfWhatMayBeInFlight) { EXPECT_EQ(fetch_request_bytes(), 10'066'329); }

TEST(SizeCode, RoundsUpToAPowerOfElevenTenths) {
  EXPECT_EQ(size_code(kMebibyte), 146);
  EXPECT_EQ(reported_size(kMebibyte), 1'104'923);
  EXPECT_EQ(size_code(64 * kMebibyte), 190);
  EXPECT_EQ(reported_size(64 * kMebibyte), 73'216'704);
  EXPECT_EQ(size_code(kGibibyte), 219);
  EXPECT_EQ(reported_size(kGibibyte), 1'161'443'397);
  EXPECT_EQ(size_code(10 * kGibibyte), 243);
  EXPECT_EQ(reported_size(10 * kGibibyte), 11'439'906'988);
}

TEST(SizeCode, IsExactForEmptyBlocksAndOneByte) {
  EXPECT_EQ(reported_size(0), 0);
  EXPECT_EQ(reported_size(1), 1);
  EXPECT_EQ(reported_size(2), 2);  // ⌈ln 2 / ln 1.1⌉ = 8; 1.1^8 = 2.14
}

TEST(SizeCode, EndsAtThirtySixGigabytes) {
  EXPECT_EQ(reported_size(35'903'328'718), 35'903'328'718);
  EXPECT_EQ(reported_size(100 * kGibibyte), 35'903'328'718);
  EXPECT_EQ(reported_size(kMost), 35'903'328'718);
}

TEST(ReportedSizes, AreOneCodeABlockUpToTwoThousand) {
  std::vector<std::int64_t> blocks(2000, kMebibyte);
  blocks[7] = 0;
  blocks[8] = kGibibyte;
  const std::vector<std::int64_t> reported = reported_sizes(blocks);
  EXPECT_EQ(reported[6], 1'104'923);
  EXPECT_EQ(reported[7], 0);
  EXPECT_EQ(reported[8], 1'161'443'397);
}

TEST(ReportedSizes, AreTheAverageOfSmallBlocksAboveTwoThousand) {
  std::vector<std::int64_t> blocks(2001, 0);
  blocks[0] = 10;
  blocks[1] = 25;
  blocks[2] = 100 * kMebibyte - 1;
  blocks[3] = 100 * kMebibyte;
  const std::vector<std::int64_t> reported = reported_sizes(blocks);
  // (10 + 25 + 104857599) / 3 = 34952544.67: the skew of block 2 is gone.
  EXPECT_EQ(reported[0], 34'952'544);
  EXPECT_EQ(reported[1], 34'952'544);
  EXPECT_EQ(reported[2], 34'952'544);
  EXPECT_EQ(reported[3], reported_size(100 * kMebibyte));
  EXPECT_EQ(reported[4], 0);
}

TEST(ReportedSizes, KeepSkewedBlocksWhereAFactorIsSet) {
  // Median 1000, factor 5: blocks of 5000 and more are kept; the 100th largest is only 1000.
  std::vector<std::int64_t> blocks(2001, 1000);
  blocks[0] = 4999;
  blocks[1] = 5000;
  const std::vector<std::int64_t> reported = reported_sizes(blocks, {.accurate_block_skewed_factor = 5});
  EXPECT_EQ(reported[1], reported_size(5000));
  EXPECT_EQ(reported[0], 1001);  // (1999 × 1000 + 4999) / 2000 = 1001.9995
  EXPECT_EQ(reported[2], 1001);
}

TEST(ReportedPartitionSizes, AreSumsOverMapTasks) {
  const std::vector<std::int64_t> sizes = reported_partition_sizes({{kMebibyte, 0}, {kMebibyte, 1, 2}});
  EXPECT_EQ(sizes, (std::vector<std::int64_t>{2 * 1'104'923, 1, 2}));
}

TEST(MapStatus, IsAByteABlockThenABit) {
  EXPECT_EQ(map_status_bytes(10'000, 2'000), 20'000'000);
  EXPECT_EQ(map_status_bytes(10'000, 2'001, 3), 10'000 * 251 + 15);  // ⌈2001 / 8⌉ = 251
}

TEST(Shuffle, IsDefinedForEveryInput) {
  EXPECT_EQ(shuffle_writer(-1), ShuffleWriter::bypass_merge);
  EXPECT_EQ(shuffle_write_buffers(ShuffleWriter::bypass_merge, -5), 0);
  EXPECT_EQ(shuffle_write_buffers(ShuffleWriter::bypass_merge, kMost), kMost);
  EXPECT_EQ(shuffle_files(-1, -1).files, 0);
  EXPECT_EQ(shuffle_files(kMost, kMost).index_bytes, kMost);
  EXPECT_EQ(fetch_request_bytes(-48), 1);
  EXPECT_EQ(reported_size(-1), 0);
  EXPECT_TRUE(reported_sizes({}).empty());
  EXPECT_EQ(reported_sizes(std::vector<std::int64_t>{-3, kMost}, {.partitions_kept_each = 0}).front(), 0);
  EXPECT_EQ(reported_sizes(std::vector<std::int64_t>{5, 5},
                           {.partitions_kept_each = 0, .accurate_block_skewed_factor = 1, .most_skewed_blocks = -1}),
            (std::vector<std::int64_t>{5, 5}));
  EXPECT_EQ(map_status_bytes(kMost, kMost, kMost), kMost);
}

}  // namespace
}  // namespace sizer::spark
