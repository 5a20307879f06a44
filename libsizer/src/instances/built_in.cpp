#include "instances/built_in.hpp"

#include <string>
#include <unordered_map>

#include "instances/csv.hpp"
#include "instances/embedded.hpp"

namespace sizer {
namespace {

using DatabricksUnits = std::unordered_map<std::string_view, double>;

/// The columns that the tables of all three clouds share.
struct CloudColumns {
  const CsvReader& csv;
  int region = csv.column("region");
  int type = csv.column("instance_type");
  int family = csv.column("family");
  int arch = csv.column("arch");
  int cpu_model = csv.column("cpu_model");
  int vcpu = csv.column("vcpu");
  int threads_per_core = csv.column("threads_per_core");
  int memory = csv.column("memory_gib");
  int disks = csv.column("local_disk_count");
  int disk_each = csv.column("local_disk_gb_each");
  int disk_kind = csv.column("local_disk_kind");
  int disk_read = csv.column("local_read_mbps");
  int disk_write = csv.column("local_write_mbps");
  int disk_basis = csv.column("local_disk_basis");
  int network = csv.column("network_baseline_gbps");
  int network_burst = csv.column("network_burst_gbps");
  int volume = csv.column("volume_baseline_mbps");
  int volume_burst = csv.column("volume_burst_mbps");
  int limits_basis = csv.column("limits_basis");
  int on_demand = csv.column("on_demand_usd_per_hour");
  int price_basis = csv.column("price_basis");
  int price_date = csv.column("price_date");
  int spot = csv.column("spot_usd_per_hour");
  int spot_basis = csv.column("spot_basis");
  int spot_date = csv.column("spot_date");
  int spot_interruptions = csv.column("spot_interruptions");
  int emr_fee = csv.column("emr_uplift_usd_per_hour");
  int coremark = csv.column("coremark_per_vcpu");
  int coremark_basis = csv.column("coremark_basis");
};

template <class Unit>
std::optional<Unit> times(std::optional<double> number, const Unit& unit) {
  if (!number) return std::nullopt;
  return *number * unit;
}

constexpr auto kGbitPerSecond = Gbit / second;
constexpr auto kMegabytePerSecond = MB / second;
constexpr auto kUsdPerHour = usd / hour;

void read_machine(const CloudColumns& c, Instance& row) {
  row.region = c.csv.text(c.region);
  row.type = c.csv.text(c.type);
  row.family = c.csv.text(c.family);
  row.arch = c.csv.text(c.arch);
  row.cpu_model = c.csv.text(c.cpu_model);
  row.vcpu = c.csv.known_integer(c.vcpu);
  row.threads_per_core = c.csv.known_integer(c.threads_per_core);
  row.memory = c.csv.known_number(c.memory) * GiB;
  row.coremark = c.csv.number(c.coremark);
  row.coremark_basis = c.csv.text(c.coremark_basis);
}

void read_local_disks(const CloudColumns& c, Instance& row) {
  row.local_disks_known = !c.csv.text(c.disks).empty();
  if (!row.local_disks_known) return;
  row.local_disks = c.csv.known_integer(c.disks);
  if (!row.has_local_disk()) return;
  row.local_disk_each = c.csv.known_number(c.disk_each) * GB;
  row.local_disk_kind = disk_kind_named(c.csv.text(c.disk_kind)).value();
  row.local_read = times(c.csv.number(c.disk_read), kMegabytePerSecond);
  row.local_write = times(c.csv.number(c.disk_write), kMegabytePerSecond);
  row.local_disk_basis = c.csv.text(c.disk_basis);
}

void read_limits(const CloudColumns& c, Instance& row) {
  row.network = times(c.csv.number(c.network), kGbitPerSecond);
  row.network_burst = times(c.csv.number(c.network_burst), kGbitPerSecond);
  row.volume = times(c.csv.number(c.volume), kMegabytePerSecond);
  row.volume_burst = times(c.csv.number(c.volume_burst), kMegabytePerSecond);
  row.limits_basis = c.csv.text(c.limits_basis);
}

void read_prices(const CloudColumns& c, Instance& row) {
  row.on_demand = times(c.csv.number(c.on_demand), kUsdPerHour);
  row.price_basis = c.csv.text(c.price_basis);
  row.price_date = c.csv.text(c.price_date);
  row.spot = times(c.csv.number(c.spot), kUsdPerHour);
  row.spot_basis = c.csv.text(c.spot_basis);
  row.spot_date = c.csv.text(c.spot_date);
  row.spot_interruptions = c.csv.text(c.spot_interruptions);
  row.emr_fee = times(c.csv.number(c.emr_fee), kUsdPerHour);
}

DatabricksUnits databricks_units(Provider provider) {
  CsvReader csv("databricks_dbu", embedded_table("databricks_dbu"));
  const int provider_column = csv.column("provider"), type = csv.column("instance_type"),
            units = csv.column("dbu_per_hour");
  DatabricksUnits result;
  while (csv.next())
    if (csv.text(provider_column) == to_string(provider)) result.emplace(csv.text(type), csv.known_number(units));
  return result;
}

void append_cloud(Provider provider, std::string_view table, std::vector<Instance>& rows) {
  const DatabricksUnits units = databricks_units(provider);
  CsvReader csv(table, embedded_table(table));
  const CloudColumns columns{csv};
  while (csv.next()) {
    Instance& row = rows.emplace_back();
    row.provider = provider;
    read_machine(columns, row);
    read_local_disks(columns, row);
    read_limits(columns, row);
    read_prices(columns, row);
    if (const auto found = units.find(csv.text(columns.type)); found != units.end())
      row.databricks_units = found->second;
    row.origin.append(table).append(".csv ").append(row.price_date);
  }
}

/// Which disks of an on-premises node Spark shuffles to: those set apart for it, else all.
struct ShuffleDisks {
  const CsvReader& csv;
  bool apart = csv.known_integer(csv.column("shuffle_disk_count")) > 0;
  std::string prefix = apart ? "shuffle_" : "local_";
  int count = csv.known_integer(csv.column(prefix + "disk_count"));
  double gb_each = csv.known_number(csv.column(prefix + "disk_gb_each"));
  std::string_view kind = csv.text(csv.column(prefix + "disk_kind"));
  double read_each = csv.known_number(csv.column(prefix + "read_mbps_each"));
  double write_each = csv.known_number(csv.column(prefix + "write_mbps_each"));
};

void read_onprem_disks(const ShuffleDisks& disks, std::string_view basis, Instance& row) {
  row.local_disks = disks.count;
  row.local_disk_each = disks.gb_each * GB;
  row.local_disk_kind = disk_kind_named(disks.kind).value();
  row.local_read = disks.count * disks.read_each * kMegabytePerSecond;
  row.local_write = disks.count * disks.write_each * kMegabytePerSecond;
  row.local_disk_basis = basis;
}

Instance onprem_profile(const CsvReader& csv) {
  Instance row;
  row.provider = Provider::onprem;
  row.type = csv.text(csv.column("profile"));
  row.family = "onprem";
  row.arch = csv.text(csv.column("arch"));
  row.cpu_model = csv.text(csv.column("cpu_model"));
  row.vcpu = csv.known_integer(csv.column("vcpu"));
  row.threads_per_core = csv.known_integer(csv.column("threads_per_core"));
  row.memory = csv.known_number(csv.column("memory_gib")) * GiB;
  row.network = csv.known_number(csv.column("network_gbps_total")) * kGbitPerSecond;
  row.network_burst = row.network;
  row.reserved_memory = csv.known_number(csv.column("reserved_memory_gib")) * GiB;
  row.reserved_cores = csv.known_integer(csv.column("reserved_cores"));
  row.limits_basis = csv.text(csv.column("basis"));
  read_onprem_disks(ShuffleDisks{csv}, row.limits_basis, row);
  row.origin = "onprem.csv, an estimate";
  return row;
}

void append_onprem(std::vector<Instance>& rows) {
  CsvReader csv("onprem", embedded_table("onprem"));
  while (csv.next()) rows.push_back(onprem_profile(csv));
}

}  // namespace

void append_built_in(Provider provider, std::vector<Instance>& rows) {
  if (provider == Provider::onprem) return append_onprem(rows);
  append_cloud(provider, to_string(provider), rows);
  if (provider == Provider::aws) append_cloud(provider, "aws-previous-generation", rows);
}

}  // namespace sizer
