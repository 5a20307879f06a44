#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "sizer/instance.hpp"

namespace sizer {
namespace {

using Names = std::vector<std::string>;

const InstanceTable& everything() {
  static const InstanceTable table = InstanceTable::built_in();
  return table;
}

bool suggests(std::string_view typed, const std::string& name) {
  const Names names = everything().near(typed);
  return std::find(names.begin(), names.end(), name) != names.end();
}

TEST(InstanceType, IsFoundInAnyCaseAndOnlyWhole) {
  ASSERT_NE(everything().find("STANDARD_E16DS_V5"), nullptr);
  EXPECT_EQ(everything().find("STANDARD_E16DS_V5")->type, "Standard_E16ds_v5");
  EXPECT_EQ(everything().find("m5.2xlarg"), nullptr);
  EXPECT_EQ(everything().find(""), nullptr);
}

TEST(InstanceType, MatchesAPattern) {
  const auto rows = everything().match("R6ID.*");
  // large, xlarge, 2, 4, 8, 12, 16, 24 and 32xlarge
  EXPECT_EQ(rows.size(), 9u);
  for (const Instance* row : rows) EXPECT_EQ(row->family, "r6id");
  EXPECT_TRUE(everything().match("quantum.*").empty());
}

TEST(AnUnknownSize, SuggestsTheNextSmallerAndLargerOfItsFamily) {
  for (const auto& [typed, smaller, larger] :
       {std::tuple("m5.3xlarge", "m5.2xlarge", "m5.4xlarge"),
        std::tuple("n2-standard-12", "n2-standard-8", "n2-standard-16"),
        std::tuple("standard_e12ds_v5", "Standard_E8ds_v5", "Standard_E16ds_v5")}) {
    const Names names = everything().near(typed);
    ASSERT_GE(names.size(), 2u) << typed;
    EXPECT_EQ(names[0], smaller);
    EXPECT_EQ(names[1], larger);
  }
}

TEST(AnUnknownSize, BelowOrAboveAllOthersSuggestsTheEnd) {
  EXPECT_TRUE(suggests("m5.99xlarge", "m5.24xlarge"));
  EXPECT_TRUE(suggests("n2-standard-1", "n2-standard-2"));
}

TEST(AMistypedInstance, SuggestsTheNearestNames) {
  EXPECT_TRUE(suggests("m5.2xlagre", "m5.2xlarge"));
  EXPECT_TRUE(suggests("E16ds_v5", "Standard_E16ds_v5"));
  EXPECT_TRUE(suggests("m5", "m5.large"));
}

TEST(AMistypedInstance, GetsThreeDifferentSuggestionsAtMostAndNoneWhenNothingIsNear) {
  for (const char* typed : {"m5.3xlarge", "r6id", "r6id.larg", "n2"}) {
    Names names = everything().near(typed);
    EXPECT_LE(names.size(), 3u);
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end()) << typed;
  }
  for (const char* typed : {"", ".", "_", "a warehouse-sized computer", "zz.99999999999999999999xlarge"})
    EXPECT_TRUE(everything().near(typed).empty()) << typed;
}

TEST(AUsersOwnInstance, ReplacesTheRowOfTheSameProviderAndType) {
  InstanceTable table = InstanceTable::built_in({Provider::aws});
  const std::size_t rows = table.all().size();
  Instance negotiated = *table.find("m5.2xlarge");
  negotiated.type = "M5.2xlarge";
  negotiated.on_demand = 0.25 * usd / hour;
  table.put(negotiated);
  EXPECT_EQ(table.all().size(), rows);
  EXPECT_DOUBLE_EQ(table.find("m5.2xlarge")->on_demand->in(usd / hour), 0.25);
}

TEST(AUsersOwnInstance, IsAddedWhenTheTypeOrTheProviderIsNew) {
  InstanceTable table;
  Instance ours;
  ours.type = "ours.large";
  ours.provider = Provider::aws;
  table.put(ours);
  ours.provider = Provider::onprem;
  table.put(ours);
  EXPECT_EQ(table.all().size(), 2u);
}

}  // namespace
}  // namespace sizer
