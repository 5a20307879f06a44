#include "json_values.hpp"
#include "sizer/report.hpp"

namespace sizer {
namespace report {
namespace {

Json optional_number(const std::optional<double>& value) { return value ? number(*value) : Json(nullptr); }

void add_local_disks(Json& json, const Instance& instance) {
  const bool has_disks = instance.local_disks_known && instance.has_local_disk();
  json["local_disks"] = instance.local_disks_known ? Json(instance.local_disks) : Json(nullptr);
  json["local_disk_gb_each"] = has_disks ? number(instance.local_disk_each.in(GB)) : Json(nullptr);
  json["local_disk_kind"] = has_disks ? Json(to_string(instance.local_disk_kind)) : Json(nullptr);
  json["local_read_mbps"] = in_unit(instance.local_read, MB / second);
  json["local_write_mbps"] = in_unit(instance.local_write, MB / second);
  json["local_disk_basis"] = text_or_null(instance.local_disk_basis);
}

void add_network(Json& json, const Instance& instance) {
  json["network_gbps"] = in_unit(instance.network, Gbit / second);
  json["network_burst_gbps"] = in_unit(instance.network_burst, Gbit / second);
  json["volume_mbps"] = in_unit(instance.volume, MB / second);
  json["volume_burst_mbps"] = in_unit(instance.volume_burst, MB / second);
  json["limits_basis"] = text_or_null(instance.limits_basis);
}

void add_prices(Json& json, const Instance& instance) {
  json["price_usd_per_hour"] = in_unit(instance.on_demand, usd / hour);
  json["spot_usd_per_hour"] = in_unit(instance.spot, usd / hour);
  json["emr_fee_usd_per_hour"] = in_unit(instance.emr_fee, usd / hour);
  json["databricks_units_per_hour"] = optional_number(instance.databricks_units);
  json["spot_interruptions"] = text_or_null(instance.spot_interruptions);
  json["price_basis"] = text_or_null(instance.price_basis);
  json["spot_basis"] = text_or_null(instance.spot_basis);
  json["price_date"] = text_or_null(instance.price_date);
  json["spot_date"] = text_or_null(instance.spot_date);
}

void add_speed(Json& json, const Instance& instance) {
  const std::optional<CoreSpeed> speed = core_speed(instance);
  json["coremark_per_vcpu"] = optional_number(instance.coremark);
  json["coremark_basis"] = text_or_null(instance.coremark_basis);
  json["core_speed"] = speed ? number(speed->ratio) : Json(nullptr);
  json["core_speed_basis"] = speed ? text_or_null(speed->basis) : Json(nullptr);
}

Json instance_json(const Instance& instance) {
  Json json = {{"instance_type", instance.type},
               {"provider", to_string(instance.provider)},
               {"region", text_or_null(instance.region)},
               {"family", text_or_null(instance.family)},
               {"arch", text_or_null(instance.arch)},
               {"cpu_model", text_or_null(instance.cpu_model)},
               {"vcpu", instance.vcpu},
               {"threads_per_core", instance.threads_per_core},
               {"memory_gib", number(instance.memory.in(GiB))}};
  add_prices(json, instance);
  add_local_disks(json, instance);
  add_network(json, instance);
  add_speed(json, instance);
  json["previous_generation"] = is_previous_generation(instance);
  json["origin"] = text_or_null(instance.origin);
  return json;
}

Json basis_json(Basis basis) {
  switch (basis) {
    case Basis::idle:
      return "idle";
    case Basis::loaded:
      return "loaded";
    case Basis::none:
      break;
  }
  return nullptr;
}

Json assumption_json(const Assumption& row) {
  return {{"key", row.key},           {"unit", row.unit},
          {"low", number(row.low)},   {"typical", number(row.typical)},
          {"high", number(row.high)}, {"basis", basis_json(row.basis)},
          {"meaning", row.meaning},   {"source", row.source}};
}

}  // namespace
}  // namespace report

std::string instances_to_json(const std::vector<const Instance*>& instances) {
  report::Json list = report::Json::array();
  for (const Instance* instance : instances) list.push_back(report::instance_json(*instance));
  return report::written(list);
}

std::string assumptions_to_json(const std::vector<const Assumption*>& rows) {
  report::Json list = report::Json::array();
  for (const Assumption* row : rows) list.push_back(report::assumption_json(*row));
  return report::written(list);
}

}  // namespace sizer
