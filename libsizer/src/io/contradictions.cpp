#include <algorithm>

#include "io/scenario_reader.hpp"

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

}  // namespace

void check_contradictions(const Node& root, const Scenario& scenario, Reading& reading) {
  const Check check{root, scenario, reading};
  check_platform(check);
  check_spot(check);
  check_columns(check);
  check_storage(check);
}

}  // namespace sizer::io
