#include "instances/csv.hpp"
#include "instances/embedded.hpp"
#include "sizer/instance.hpp"

namespace sizer {
namespace {

PlatformFee platform_fee(const CsvReader& csv) {
  PlatformFee fee;
  fee.provider = provider_named(csv.text(csv.column("provider"))).value();
  fee.service = csv.text(csv.column("service"));
  fee.component = csv.text(csv.column("component"));
  fee.unit = csv.text(csv.column("unit"));
  fee.usd_per_unit = csv.known_number(csv.column("usd_per_unit"));
  fee.price_date = csv.text(csv.column("price_date"));
  fee.confidence = csv.text(csv.column("confidence"));
  fee.origin = "services.csv " + fee.price_date;
  return fee;
}

std::vector<PlatformFee> read_platform_fees() {
  CsvReader csv("services", embedded_table("services"));
  std::vector<PlatformFee> fees;
  while (csv.next()) fees.push_back(platform_fee(csv));
  return fees;
}

}  // namespace

const std::vector<PlatformFee>& platform_fees() {
  static const std::vector<PlatformFee> fees = read_platform_fees();
  return fees;
}

}  // namespace sizer
