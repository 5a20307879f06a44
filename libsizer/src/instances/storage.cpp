#include <algorithm>

#include "instances/csv.hpp"
#include "instances/embedded.hpp"
#include "instances/text.hpp"
#include "sizer/instance.hpp"

namespace sizer {
namespace {

template <class Unit>
std::optional<Unit> cell(const CsvReader& csv, std::string_view column, const Unit& unit) {
  const std::optional<double> number = csv.number(csv.column(column));
  if (!number) return std::nullopt;
  return *number * unit;
}

StorageTier storage_tier(const CsvReader& csv) {
  StorageTier tier;
  tier.provider = provider_named(csv.text(csv.column("provider"))).value();
  tier.tier = csv.text(csv.column("tier"));
  tier.kind = csv.text(csv.column("kind"));
  tier.baseline = cell(csv, "baseline_mbps", MB / second);
  tier.maximum = cell(csv, "max_mbps", MB / second);
  tier.read_requests_per_second = csv.number(csv.column("read_requests_per_s"));
  tier.write_requests_per_second = csv.number(csv.column("write_requests_per_s"));
  tier.per_connection = cell(csv, "connection_mbps", MB / second);
  tier.first_byte_low = cell(csv, "first_byte_ms_low", millisecond);
  tier.first_byte_high = cell(csv, "first_byte_ms_high", millisecond);
  tier.per_gb_month = cell(csv, "usd_per_gb_month", usd);
  tier.write_per_thousand = cell(csv, "write_usd_per_1000", usd);
  tier.read_per_thousand = cell(csv, "read_usd_per_1000", usd);
  tier.origin = "storage.csv, " + std::string(csv.text(csv.column("performance_confidence")));
  return tier;
}

std::vector<StorageTier> read_storage_tiers() {
  CsvReader csv("storage", embedded_table("storage"));
  std::vector<StorageTier> tiers;
  while (csv.next()) tiers.push_back(storage_tier(csv));
  return tiers;
}

}  // namespace

const std::vector<StorageTier>& storage_tiers() {
  static const std::vector<StorageTier> tiers = read_storage_tiers();
  return tiers;
}

const StorageTier* find_storage(std::string_view tier) {
  for (const StorageTier& known : storage_tiers())
    if (same_text(known.tier, tier)) return &known;
  return nullptr;
}

}  // namespace sizer
