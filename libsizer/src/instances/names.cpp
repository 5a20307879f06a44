#include "instances/text.hpp"
#include "sizer/instance.hpp"

namespace sizer {
namespace {

template <class Kind>
struct Name {
  Kind kind;
  std::string_view name;
};

constexpr Name<Provider> kProviders[] = {{Provider::aws, "aws"},
                                         {Provider::gcp, "gcp"},
                                         {Provider::azure, "azure"},
                                         {Provider::onprem, "onprem"},
                                         {Provider::onprem, "on-premises"}};
constexpr Name<DiskKind> kDiskKinds[] = {
    {DiskKind::none, "none"}, {DiskKind::hdd, "hdd"}, {DiskKind::ssd, "ssd"}, {DiskKind::nvme, "nvme"}};
constexpr Name<Purchase> kPurchases[] = {
    {Purchase::on_demand, "on-demand"}, {Purchase::spot, "spot"}, {Purchase::mixed, "mixed"}};
constexpr Name<Platform> kPlatforms[] = {{Platform::emr, "emr"},           {Platform::databricks, "databricks"},
                                         {Platform::dataproc, "dataproc"}, {Platform::kubernetes, "kubernetes"},
                                         {Platform::yarn, "yarn"},         {Platform::standalone, "standalone"}};

template <class Kind, std::size_t size>
std::string_view name_of(Kind kind, const Name<Kind> (&names)[size]) {
  for (const auto& entry : names)
    if (entry.kind == kind) return entry.name;
  return {};
}

template <class Kind, std::size_t size>
std::optional<Kind> kind_named(std::string_view name, const Name<Kind> (&names)[size]) {
  for (const auto& entry : names)
    if (same_text(entry.name, name)) return entry.kind;
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Provider provider) { return name_of(provider, kProviders); }
std::string_view to_string(DiskKind kind) { return name_of(kind, kDiskKinds); }
std::string_view to_string(Purchase purchase) { return name_of(purchase, kPurchases); }
std::string_view to_string(Platform platform) { return name_of(platform, kPlatforms); }

std::optional<Provider> provider_named(std::string_view name) { return kind_named(name, kProviders); }
std::optional<DiskKind> disk_kind_named(std::string_view name) { return kind_named(name, kDiskKinds); }
std::optional<Purchase> purchase_named(std::string_view name) { return kind_named(name, kPurchases); }
std::optional<Platform> platform_named(std::string_view name) { return kind_named(name, kPlatforms); }

}  // namespace sizer
