#include "practice/engine.hpp"

#include <cmath>

namespace sizer::practice {
namespace {

std::string list_of(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

[[noreturn]] void unknown(const std::string& what, const std::string& name, const std::vector<std::string>& names,
                          const std::string& hint) {
  throw ExpressionError{"unknown " + what + " '" + name + "'" + did_you_mean(name, names), hint};
}

}  // namespace

const InstanceTable& table_of_nodes() {
  static const InstanceTable table = InstanceTable::built_in();
  return table;
}

const Instance& node_named(const std::string& name) {
  const Instance* node = table_of_nodes().find(name);
  if (!node) unknown("node type", name, table_of_nodes().near(name), "sizer instances lists them");
  return *node;
}

Platform platform_of(const std::string& name) {
  const auto platform = platform_named(name);
  const std::vector<std::string> names = {"emr", "databricks", "dataproc", "kubernetes", "yarn", "standalone"};
  if (!platform) unknown("platform", name, names, list_of(names));
  return *platform;
}

Profile profile_of(const std::string& name) {
  const auto profile = profile_named(name);
  if (!profile) unknown("profile", name, profile_names(), list_of(profile_names()));
  return *profile;
}

StorageTier storage_of(const std::string& name) {
  if (const StorageTier* tier = find_storage(name)) return *tier;
  std::vector<std::string> names;
  for (const StorageTier& tier : storage_tiers()) names.push_back(tier.tier);
  unknown("storage tier", name, names, list_of(names));
}

double known(const Instance& node, const std::optional<double>& figure, std::string_view what) {
  if (figure) return *figure;
  throw ExpressionError{"the " + std::string(what) + " of " + node.type + " is not known", "choose another node type"};
}

Layout layout_of(const Instance& node, Platform platform, int executor_cores) {
  const auto layouts = legal_layouts(node, platform, {.executor_cores = executor_cores});
  if (!layouts.empty()) return layouts.front();
  throw ExpressionError{"no executor of " + std::to_string(executor_cores) + " cores fits on " + node.type, ""};
}

std::int64_t whole(const Value& value, std::string_view what) {
  constexpr double kMost = 1e9;
  if (value.number >= 0 && value.number <= kMost) return std::llround(value.number);
  throw ExpressionError{"the " + std::string(what) + " is " + format_number(value.number),
                        "it lies between 0 and a billion"};
}

std::int64_t whole_mib(const Value& size) {
  if (size.number >= 0 && size.number <= 1e18) return static_cast<std::int64_t>(size.number / MiB.base() + 1e-6);
  throw ExpressionError{"a size of " + format_number(size.number) + " bytes", "it lies between 0 and 1 EB"};
}

}  // namespace sizer::practice
