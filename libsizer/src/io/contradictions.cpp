#include <algorithm>

#include "io/scenario_reader.hpp"
#include "sizer/units.hpp"

namespace sizer::io {
namespace {

struct Check {
  const Node& root;
  const Scenario& scenario;
  Reading& reading;
};

bool runs_on(Platform platform, Provider provider) {
  switch (platform) {
    case Platform::emr:
      return provider == Provider::aws;
    case Platform::dataproc:
      return provider == Provider::gcp;
    case Platform::databricks:
      return provider != Provider::onprem;
    default:
      return true;
  }
}

void check_platform(const Check& c) {
  const auto& platform = c.scenario.cluster.platform;
  const Node* node = find_path(c.root, {"cluster", "platform"});
  if (!platform || !node) return;
  std::vector<std::string> without;
  for (const auto& provider : c.scenario.cluster.providers) {
    if (!runs_on(platform->value, provider.value)) without.emplace_back(to_string(provider.value));
  }
  if (without.empty()) return;
  c.reading.add(*node, std::string(to_string(platform->value)) + " does not run on " + join(without, " or "),
                "leave the platform out for each provider's own, or choose another provider");
}

void check_spot(const Check& c) {
  const Node* node = find_path(c.root, {"cluster", "purchase"});
  if (!node || c.scenario.cluster.purchase.value == Purchase::on_demand) return;
  const auto& providers = c.scenario.cluster.providers;
  if (std::ranges::find(providers, Provider::onprem, &Given<Provider>::value) == providers.end()) return;
  c.reading.add(*node, "nodes on premises are not sold as spot", "leave purchase out, or choose a cloud");
}

void check_columns(const Check& c) {
  const Node* node = find_path(c.root, {"input", "columns_used"});
  const Format format = c.scenario.input.format.value;
  if (!node || c.scenario.input.columns_used.value >= 1 || format == Format::parquet || format == Format::orc) return;
  c.reading.add(*node, "every row of " + std::string(to_string(format)) + " is parsed whole, whatever columns are used",
                "leave columns_used out, or store the data as Parquet or ORC");
}

/// A tier's provider must be one that may be chosen.
void check_storage(const Check& c) {
  const Node* node = find_path(c.root, {"input", "storage"});
  if (!node || !c.scenario.input.storage) return;
  const StorageTier* tier = find_storage(c.scenario.input.storage->value);
  const auto& providers = c.scenario.cluster.providers;
  if (std::ranges::find(providers, tier->provider, &Given<Provider>::value) != providers.end()) return;
  c.reading.add(
      *node,
      tier->tier + " is storage of " + std::string(to_string(tier->provider)) + ", which is not among the providers",
      "set cluster.provider, or choose storage of the same provider");
}

constexpr double kRounding = 1.01;
constexpr const char* kDataHint =
    "data is what one run reads in all; leave it out and it follows from what the stages scan";

/// False when one stage alone reads more than there is.
bool check_each_scan(const Check& c, Bytes<> data) {
  const Node& tables = *c.root.find("stage");
  const bool is_list = tables.is(Node::Kind::list);
  bool good = true;
  for (std::size_t i = 0; i < c.scenario.stages.size(); ++i) {
    const StageInput& stage = c.scenario.stages[i];
    if (!stage.scan || stage.scan->value <= kRounding * data) continue;
    good = false;
    c.reading.add(*(is_list ? tables.children[i] : tables).find("scan"),
                  "stage '" + shown(stage.name.value) + "' scans more than the data of " + format(data), kDataHint);
  }
  return good;
}

/// Stages can neither read more than there is, nor leave most of it, nor leave nothing to another reader.
void check_all_scans(const Check& c, const Node& node, Bytes<> data) {
  constexpr double kLittle = 0.5;
  Bytes<> scanned;
  for (const auto& stage : c.scenario.stages) scanned += stage.scan ? stage.scan->value : Bytes<>();
  const bool all_say = every_reader_scans(c.scenario);
  const std::string together = "the stages scan " + format(scanned) + " together, ";
  if (scanned > kRounding * data) {
    c.reading.add(node, together + "more than this", kDataHint);
  } else if (all_say && scanned < kLittle * data) {
    c.reading.add(node, together + "and none reads the rest of this", kDataHint);
  } else if (!all_say && scanned >= data) {
    c.reading.add(node, together + "which leaves nothing for the stages that do not say what they scan", kDataHint);
  }
}

void check_scans(const Check& c) {
  const Node* data = c.root.find("data");
  const Node* tables = c.root.find("stage");
  const Bytes<> size = c.scenario.data.value;
  const bool some_say = std::ranges::any_of(c.scenario.stages, [](const StageInput& s) { return s.scan.has_value(); });
  if (!data || !tables || !some_say || size <= Bytes<>()) return;
  const std::size_t written = tables->is(Node::Kind::list) ? tables->children.size() : 1;
  if (written != c.scenario.stages.size()) return;  // one of them is no table, which is said elsewhere
  if (check_each_scan(c, size)) check_all_scans(c, *data, size);
}

}  // namespace

void check_contradictions(const Node& root, const Scenario& scenario, Reading& reading) {
  const Check check{root, scenario, reading};
  check_platform(check);
  check_spot(check);
  check_columns(check);
  check_storage(check);
  check_scans(check);
  check_measured_runs(root, scenario, reading);
}

}  // namespace sizer::io
