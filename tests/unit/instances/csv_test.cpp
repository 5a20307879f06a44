#include "instances/csv.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace sizer {
namespace {

TEST(BuiltInTable, CellsAreFoundByColumnNameWhateverTheOrder) {
  CsvReader csv("t", "vcpu,instance_type\n8,m5.2xlarge\n16,m5.4xlarge\n");
  const int type = csv.column("instance_type"), vcpu = csv.column("vcpu");
  ASSERT_TRUE(csv.next());
  EXPECT_EQ(csv.text(type), "m5.2xlarge");
  EXPECT_EQ(csv.known_integer(vcpu), 8);
  ASSERT_TRUE(csv.next());
  EXPECT_EQ(csv.known_integer(vcpu), 16);
  EXPECT_FALSE(csv.next());
}

TEST(BuiltInTable, AnEmptyCellIsUnknownAndNotZero) {
  CsvReader csv("t", "a,b,c\n,0,\n");
  ASSERT_TRUE(csv.next());
  EXPECT_EQ(csv.number(0), std::nullopt);
  EXPECT_EQ(csv.number(1), 0.0);
  EXPECT_EQ(csv.number(2), std::nullopt);
  EXPECT_THROW(csv.known_number(0), std::logic_error);
}

TEST(BuiltInTable, TheLastLineMayLackItsEnd) {
  CsvReader csv("t", "a,b\n1,2.5");
  ASSERT_TRUE(csv.next());
  EXPECT_EQ(csv.number(1), 2.5);
  EXPECT_FALSE(csv.next());
}

TEST(BuiltInTable, AQuotedCellMayHoldCommas) {
  CsvReader csv("t", "a,b,c\n\"lz4,zstd\",,\"\"\n");
  ASSERT_TRUE(csv.next());
  EXPECT_EQ(csv.text(0), "lz4,zstd");
  EXPECT_EQ(csv.text(1), "");
  EXPECT_EQ(csv.text(2), "");
}

std::string what_is_wrong(std::string_view text) {
  try {
    CsvReader csv("prices", text);
    const int a = csv.column("a");
    while (csv.next()) csv.known_integer(a);
  } catch (const std::logic_error& error) {
    return error.what();
  }
  return "";
}

TEST(BuiltInTable, AMistakeInATableNamesTheTableAndTheLine) {
  EXPECT_EQ(what_is_wrong("a,b\n1,2\n3\n"), "prices.csv line 3: 1 cells under 2 columns");
  EXPECT_EQ(what_is_wrong("b\n1\n"), "prices.csv line 1: no column 'a'");
  EXPECT_EQ(what_is_wrong("a\n1 GB\n"), "prices.csv line 2: '1 GB' is not a number");
  EXPECT_EQ(what_is_wrong("a\n1.5\n"), "prices.csv line 2: '1.5' is not a whole number");
  EXPECT_EQ(what_is_wrong("a,b\n,2\n"), "prices.csv line 2: no a");
  EXPECT_EQ(what_is_wrong("a,b\n1,\"2,3\n"), "prices.csv line 2: a quote that does not end");
  EXPECT_EQ(what_is_wrong("a,b\n1,2\"\"3\n"), "prices.csv line 2: a quote within a cell");
  EXPECT_EQ(what_is_wrong("a,b\n1,\"2\"3\n"), "prices.csv line 2: a quote within a cell");
  EXPECT_EQ(what_is_wrong("a,b\n1,2\n"), "");
}

}  // namespace
}  // namespace sizer
