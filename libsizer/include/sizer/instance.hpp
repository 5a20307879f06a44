#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sizer/quantity.hpp"

/// Hardware that can be rented or owned: what a node has and what it costs.
///
/// The built-in tables are dated and sourced (docs/reference/instances.md). An empty cell of a table
/// is *unknown*: an empty optional here, never zero. Throughputs are sustained: a NIC sold as "up to 25
/// Gbit/s" has that as its burst and a far lower baseline, and a long stage runs at the baseline.
namespace sizer {

enum class Provider { aws, gcp, azure, onprem };
enum class DiskKind { none, hdd, ssd, nvme };
enum class Purchase { on_demand, spot, mixed };
enum class Platform { emr, databricks, dataproc, kubernetes, yarn, standalone };

std::string_view to_string(Provider provider);
std::string_view to_string(DiskKind kind);
std::string_view to_string(Purchase purchase);
std::string_view to_string(Platform platform);
/// By name, any case; "on-premises" is a name of `onprem` too.
std::optional<Provider> provider_named(std::string_view name);
std::optional<DiskKind> disk_kind_named(std::string_view name);
std::optional<Purchase> purchase_named(std::string_view name);
std::optional<Platform> platform_named(std::string_view name);

struct Instance {
  Provider provider = Provider::aws;
  std::string region;
  std::string type;  ///< "r6id.4xlarge", "n2-highmem-16", "Standard_E16ds_v5", or an on-premises profile
  std::string family;
  std::string arch;  ///< "x86_64" or "arm64"
  std::string cpu_model;
  int vcpu = 0;
  int threads_per_core = 2;  ///< 2: a vCPU is a hardware thread; 1: a vCPU is a core
  Bytes<> memory;

  int local_disks = 0;
  Bytes<> local_disk_each;
  DiskKind local_disk_kind = DiskKind::none;
  bool local_disks_known = true;                       ///< false where the table does not say whether there are any
  std::optional<Bandwidth<>> local_read, local_write;  ///< all local disks together
  std::string local_disk_basis;                        ///< how the throughput was obtained

  std::optional<Bandwidth<>> network;        ///< sustained
  std::optional<Bandwidth<>> network_burst;  ///< "up to"
  std::optional<Bandwidth<>> volume;         ///< sustained limit to network volumes
  std::optional<Bandwidth<>> volume_burst;
  std::string limits_basis;  ///< where the network and volume limits come from: "vendor", "sibling:Edsv5"

  std::optional<double> coremark;  ///< per vCPU, all vCPUs busy
  std::string coremark_basis;

  std::optional<UsdPerTime<>> on_demand, spot;
  std::optional<UsdPerTime<>> emr_fee;     ///< EMR on EC2, per instance
  std::optional<double> databricks_units;  ///< DBU an hour
  std::string spot_interruptions;          ///< reclaim rate a month, as the vendor buckets it: "5-10%"
  std::string price_basis, spot_basis;     ///< "list", "list_x_discount", "flat_11_percent" …
  std::string price_date, spot_date;

  // On-premises nodes reserve for their daemons themselves.
  std::optional<Bytes<>> reserved_memory;
  std::optional<int> reserved_cores;

  std::string origin;  ///< where this row came from: "aws.csv 2026-07-20", "mine.toml:3"

  bool has_local_disk() const { return local_disks > 0; }
  Bytes<> local_capacity() const { return local_disks * local_disk_each; }
};

/// Object stores, block volumes and distributed file systems.
struct StorageTier {
  Provider provider = Provider::aws;
  std::string tier;  ///< "s3_standard", "ebs_gp3" …
  std::string kind;  ///< "object", "block", "local", "hdfs"
  std::optional<Bandwidth<>> baseline, maximum;
  std::optional<double> read_requests_per_second, write_requests_per_second;
  std::optional<Bandwidth<>> per_connection;
  std::optional<Seconds<>> first_byte_low, first_byte_high;
  std::optional<Usd<>> per_gb_month, write_per_thousand, read_per_thousand;
  std::string origin;
};

/// What a managed platform charges beside the machines.
struct PlatformFee {
  Provider provider = Provider::aws;
  std::string service;    ///< "emr_on_ec2", "dataproc_on_gce", "databricks_jobs_compute" …
  std::string component;  ///< "uplift", "dbu_premium" …
  std::string unit;       ///< "fraction_of_ec2_on_demand", "vcpu_hour", "dbu_hour" …
  double usd_per_unit = 0;
  std::string price_date, confidence, origin;
};

/// The instances a plan may choose from.
class InstanceTable {
 public:
  /// Those built in, of these providers; all four when empty. Previous generations are kept for
  /// measured runs of the past and are marked by `is_previous_generation`.
  static InstanceTable built_in(const std::vector<Provider>& providers = {});

  const std::vector<Instance>& all() const { return rows_; }
  const Instance* find(std::string_view type) const;  ///< exact name, any case; null when unknown
  /// Rows whose type matches a pattern: `*` and `?` as in a shell, any case.
  std::vector<const Instance*> match(std::string_view pattern) const;
  /// Names a person may have meant.
  std::vector<std::string> near(std::string_view type) const;
  /// Adds a row, or replaces the row of the same type and provider.
  void put(Instance instance);

 private:
  std::vector<Instance> rows_;
};

bool is_previous_generation(const Instance& instance);
bool glob_match(std::string_view pattern, std::string_view text);  ///< any case

const std::vector<StorageTier>& storage_tiers();
const StorageTier* find_storage(std::string_view tier);
const std::vector<PlatformFee>& platform_fees();

/// Speed of a busy vCPU relative to one of the reference machine (an Ice Lake hardware thread with all
/// threads busy, CoreMark 17,072). Empty when neither the row nor a machine with the same CPU model was measured.
struct CoreSpeed {
  double ratio = 1.0;
  std::string basis;
};
std::optional<CoreSpeed> core_speed(const Instance& instance);

}  // namespace sizer
