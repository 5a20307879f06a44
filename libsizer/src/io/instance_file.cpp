#include <algorithm>

#include "instances/text.hpp"
#include "io/table_reader.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace io {
namespace {

constexpr int kMostThreads = 4096;

Parsed<DiskKind> to_disk_kind(const Node& node) {
  const auto named = [](std::string_view name) -> std::optional<DiskKind> {
    for (const DiskKind kind : {DiskKind::none, DiskKind::hdd, DiskKind::ssd, DiskKind::nvme}) {
      if (same_text(to_string(kind), name)) return kind;
    }
    return std::nullopt;
  };
  return to_choice<DiskKind>(node, "a kind of disk", named, DiskKind::nvme);
}

Parsed<std::string> to_arch(const Node& node) {
  const auto text = to_text(node);
  if (!text || *text.value == "x86_64" || *text.value == "arm64") return text;
  return wrong<std::string>("'" + shown(*text.value) + "' is not an architecture", "arch is x86_64 or arm64");
}

Parsed<double> to_positive(const Node& node) {
  const auto number = to_number(node);
  return number && *number.value <= 0 ? wrong<double>("must be more than 0") : number;
}

Parsed<double> to_not_negative(const Node& node) {
  const auto number = to_number(node);
  return number && *number.value < 0 ? wrong<double>("must not be negative") : number;
}

/// Replaces a field if the file gives it.
template <class T, class Convert, class Field>
bool replace(TableReader& table, const std::string& key, Convert convert, Field& field) {
  std::optional<Given<T>> given;
  table.read(key, convert, given);
  if (given) field = given->value;
  return given.has_value();
}

std::string family_of(const std::string& type) { return type.substr(0, type.find_first_of(".-")); }

/// The row the file changes, or a new one.
Instance row_to_change(const std::string& type, std::optional<Provider> provider, const InstanceTable& table,
                       bool& is_new) {
  for (const auto& row : table.all()) {
    if (same_text(row.type, type) && (!provider || row.provider == *provider)) {
      is_new = false;
      return row;
    }
  }
  is_new = true;
  Instance instance;
  instance.provider = provider.value_or(Provider::aws);
  instance.type = type;
  instance.family = family_of(type);
  instance.arch = "x86_64";
  return instance;
}

void read_machine(TableReader& table, Instance& instance) {
  const auto to_threads = [](const Node& n) { return to_int(n, 1, kMostThreads); };
  const auto to_threads_per_core = [](const Node& n) { return to_int(n, 1, 2); };
  const auto to_cores = [](const Node& n) { return to_int(n, 0, kMostThreads); };
  replace<std::string>(table, "region", to_text, instance.region);
  replace<int>(table, "vcpu", to_threads, instance.vcpu);
  replace<Bytes<>>(table, "memory", to_positive_bytes, instance.memory);
  replace<int>(table, "threads_per_core", to_threads_per_core, instance.threads_per_core);
  replace<std::string>(table, "arch", to_arch, instance.arch);
  replace<std::string>(table, "cpu_model", to_text, instance.cpu_model);
  if (replace<double>(table, "coremark", to_positive, instance.coremark)) {
    instance.coremark_basis = "given by the user";
  }
  replace<Bytes<>>(table, "reserved_memory", to_bytes, instance.reserved_memory);
  replace<int>(table, "reserved_cores", to_cores, instance.reserved_cores);
}

void read_local_disks(TableReader& table, Instance& instance) {
  const auto to_disks = [](const Node& n) { return to_int(n, 0, 1000); };
  const bool count_given = replace<int>(table, "local_disks", to_disks, instance.local_disks);
  const bool size_given = replace<Bytes<>>(table, "local_disk_each", to_positive_bytes, instance.local_disk_each);
  const bool kind_given = replace<DiskKind>(table, "local_disk_kind", to_disk_kind, instance.local_disk_kind);
  const bool read_given = replace<Bandwidth<>>(table, "local_read", to_bandwidth, instance.local_read);
  const bool write_given = replace<Bandwidth<>>(table, "local_write", to_bandwidth, instance.local_write);
  if (count_given) instance.local_disks_known = true;
  if (count_given && instance.local_disks == 0) {
    instance.local_disk_each = {};
    instance.local_disk_kind = DiskKind::none;
    instance.local_read.reset();
    instance.local_write.reset();
  }
  if (read_given || write_given) instance.local_disk_basis = "given by the user";
  if (instance.local_disks > 0 && instance.local_disk_each == Bytes<>()) {
    table.reading().add(*table.node(), "local disks of unknown size", "give local_disk_each = \"1.9 TB\"");
  }
  if (instance.local_disks > 0 && !kind_given && instance.local_disk_kind == DiskKind::none) {
    instance.local_disk_kind = DiskKind::ssd;
  }
  if (instance.local_disks == 0 && (size_given || read_given || write_given)) {
    table.reading().add(*table.node(), "figures of local disks, but no local disks", "give local_disks = 1");
  }
}

void read_network_and_prices(TableReader& table, Instance& instance) {
  replace<Bandwidth<>>(table, "network", to_bandwidth, instance.network);
  replace<Bandwidth<>>(table, "network_burst", to_bandwidth, instance.network_burst);
  replace<Bandwidth<>>(table, "volume", to_bandwidth, instance.volume);
  if (replace<UsdPerTime<>>(table, "price", to_price, instance.on_demand)) instance.price_date.clear();
  if (replace<UsdPerTime<>>(table, "spot", to_price, instance.spot)) instance.spot_date.clear();
  replace<UsdPerTime<>>(table, "emr_fee", to_price, instance.emr_fee);
  replace<double>(table, "databricks_units", to_not_negative, instance.databricks_units);
}

void read_instance(TableReader& table, InstanceTable& instances) {
  std::optional<Given<std::string>> type;
  std::optional<Given<Provider>> provider;
  table.read("type", to_text, type);
  table.read("provider", to_provider, provider);
  if (!table.take("type")) table.reading().add(*table.node(), "an instance needs a type", "type = \"m6i.4xlarge\"");
  bool is_new = false;
  Instance instance = row_to_change(type ? type->value : "", provider ? std::optional(provider->value) : std::nullopt,
                                    instances, is_new);
  read_machine(table, instance);
  read_local_disks(table, instance);
  read_network_and_prices(table, instance);
  table.finish();
  if (!type) return;
  for (const char* key : {"vcpu", "memory"}) {
    if (is_new && !table.take(key)) {
      table.reading().add(*table.node(), "'" + shown(type->value) + "' is a new type and needs '" + key + "'",
                          "the least a new type needs is vcpu = 16 and memory = \"64 GiB\"");
    }
  }
  instance.origin = table.node()->origin();
  instances.put(std::move(instance));
}

/// What `[[price]]` does to the rows it names.
struct PriceChange {
  std::optional<Given<UsdPerTime<>>> price, spot;
  std::optional<Given<double>> discount;
  std::string origin;
};

/// A row and where its price was changed.
struct PricedRow {
  Instance instance;
  std::string price_origin;
};

/// False where there is no price to discount.
bool apply_price(const PriceChange& change, PricedRow& row) {
  Instance& instance = row.instance;
  if (change.discount && !instance.on_demand) return false;
  if (change.discount) instance.on_demand = (1 - change.discount->value) * *instance.on_demand;
  if (change.price) instance.on_demand = change.price->value;
  if (change.spot) instance.spot = change.spot->value;
  if (change.price || change.discount) instance.price_date.clear();
  if (change.spot) instance.spot_date.clear();
  row.price_origin = change.origin;
  return true;
}

void refuse_pattern(const Node& pattern, const InstanceTable& instances, Reading& reading) {
  const auto near = reading.problems.full() ? std::vector<std::string>() : instances.near(pattern.text);
  reading.add(pattern, "no instance type matches '" + shown(pattern.text) + "'" + suggestion(near),
              "patterns read like \"m6i.*\"");
}

void price_matching(const Node& pattern, const PriceChange& change, const InstanceTable& instances,
                    std::vector<PricedRow>& rows, Reading& reading) {
  int matching = 0, changed = 0;
  for (auto& row : rows) {
    if (!glob_match(pattern.text, row.instance.type)) continue;
    ++matching;
    if (apply_price(change, row)) ++changed;
  }
  if (matching == 0) {
    refuse_pattern(pattern, instances, reading);
  } else if (changed == 0) {
    reading.add(pattern, "a discount, but none of these types has a price", "give price instead");
  }
}

void read_price(TableReader& table, const InstanceTable& instances, std::vector<PricedRow>& rows) {
  PriceChange change;
  change.origin = table.node()->origin();
  table.read("price", to_price, change.price);
  table.read("discount", to_discount, change.discount);
  table.read("spot", to_price, change.spot);
  Reading& reading = table.reading();
  if (change.price && change.discount) {
    reading.add(*table.node(), "a price and a discount at once", "keep one of the two");
  } else if (!table.take("price") && !table.take("discount") && !table.take("spot")) {
    reading.add(*table.node(), "no price", "give price = \"$0.30/h\", discount = \"20 %\" or spot = \"$0.10/h\"");
  }
  if (!table.take("instances")) {
    reading.add(*table.node(), "a price needs the types it is for", "instances = \"m6i.*\"");
  }
  for (const Node* pattern : table.entries("instances")) {
    if (reading.accept(*pattern, to_text(*pattern))) price_matching(*pattern, change, instances, rows, reading);
  }
  table.finish();
}

void read_prices(std::vector<TableReader> tables, InstanceTable& instances) {
  std::vector<PricedRow> rows;
  for (const auto& instance : instances.all()) rows.push_back({instance, ""});
  for (auto& table : tables) read_price(table, instances, rows);
  for (auto& [instance, origin] : rows) {
    if (origin.empty()) continue;
    instance.origin += ", price " + origin;
    instances.put(std::move(instance));
  }
}

}  // namespace
}  // namespace io

void apply_instance_file(std::string_view toml, const std::string& file_name, InstanceTable& table) {
  const auto source = std::make_shared<io::Source>(io::Source{file_name, std::string(toml), "", 0});
  const io::Node root = io::parse_toml(source);
  io::Reading reading;
  io::TableReader top(&root, "", reading);
  InstanceTable changed = table;
  if (root.children.empty()) {
    reading.problems.add(*source, {}, "the file is empty", "it may hold [[instance]] and [[price]] tables");
  }
  for (auto& instance : top.tables("instance", 1000)) io::read_instance(instance, changed);
  io::read_prices(top.tables("price", 200), changed);
  top.finish();
  reading.report_unknown_keys();
  reading.problems.throw_if_any();
  table = std::move(changed);
}

}  // namespace sizer
