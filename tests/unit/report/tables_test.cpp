#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "answers.hpp"

namespace sizer {
namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Instance bare_node() {
  Instance node;
  node.provider = Provider::onprem;
  node.type = "old-rack";
  node.cpu_model = "a CPU nobody measured";
  node.vcpu = 32;
  node.memory = 128 * GiB;
  node.local_disks_known = false;
  return node;
}

TEST(TheInstanceTable, ShowsBurstInBracketsAndPricePerVcpu) {
  const std::string text = instances_to_text({&answers::r6i()});
  EXPECT_TRUE(has(text, "128 GiB")) << text;
  EXPECT_TRUE(has(text, "6.25 (12.5)")) << text;
  EXPECT_TRUE(has(text, " 1.008 ")) << text;
  EXPECT_TRUE(has(text, "0.063")) << text;  // $1.008 ÷ 16
}

TEST(TheInstanceTable, ShowsADashForWhatIsNotKnown) {
  const Instance node = bare_node();
  const std::string text = instances_to_text({&node});
  const std::string row = text.substr(text.find('\n') + 1);
  std::size_t dashes = 0;
  for (std::size_t at = row.find("–"); at != std::string::npos; at = row.find("–", at + 1)) ++dashes;
  EXPECT_EQ(dashes, 6u) << row;  // local disk, NIC, price, spot, price per vCPU, core speed
}

TEST(TheInstanceTableInJson, HasNullForWhatIsNotKnown) {
  const Instance node = bare_node();
  const auto list = nlohmann::json::parse(instances_to_json({&answers::r6i(), &node}));
  EXPECT_EQ(list[0]["instance_type"], "r6i.4xlarge");
  EXPECT_EQ(list[0]["memory_gib"], 128);
  EXPECT_EQ(list[0]["price_usd_per_hour"], 1.008);
  EXPECT_EQ(list[0]["network_burst_gbps"], 12.5);
  EXPECT_EQ(list[0]["local_disks"], 0);
  for (const char* key : {"price_usd_per_hour", "spot_usd_per_hour", "network_gbps", "local_disks",
                          "local_disk_gb_each", "core_speed", "price_date"}) {
    ASSERT_TRUE(list[1].contains(key)) << key;
    EXPECT_TRUE(list[1][key].is_null()) << key;
  }
}

TEST(TheAssumptionTable, ShowsRangeUnitBasisMeaningAndSource) {
  const Assumption row{"cpu.x", "core-s/GB", 0.005, 17072, 2e6, Basis::idle, "what it is", "who measured it"};
  const std::string text = assumptions_to_text({&row});
  EXPECT_TRUE(has(text, "cpu.x  0.005    17072  2e+06  core-s/GB\n")) << text;
  EXPECT_TRUE(has(text, "    what it is (measured on an idle machine). Source: who measured it\n")) << text;
}

TEST(TheAssumptionTableInJson, HasEveryColumn) {
  const Assumption row{"cpu.x", "s", 1, 2, 3, Basis::loaded, "what it is", "who measured it"};
  const auto list = nlohmann::json::parse(assumptions_to_json({&row}));
  EXPECT_EQ(list, nlohmann::json::parse(R"([{"key": "cpu.x", "unit": "s", "low": 1, "typical": 2, "high": 3,
      "basis": "loaded", "meaning": "what it is", "source": "who measured it"}])"));
}

}  // namespace
}  // namespace sizer
