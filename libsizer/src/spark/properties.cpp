#include <algorithm>

#include "sizer/spark_properties.hpp"
#include "spark/property_table.hpp"

namespace sizer::spark {
namespace {

constexpr std::string_view kFallback = "<value of ";
constexpr std::size_t kShown = 3;

/// What stands after the fallback's words: "<value of spark.x>" names spark.x.
std::string_view fallback_of(std::string_view default_value) {
  if (!default_value.starts_with(kFallback)) return {};
  return default_value.substr(kFallback.size(), default_value.size() - kFallback.size() - 1);
}

/// Properties that end as the text does: people leave out "spark." or a part in the middle.
std::vector<std::string> same_endings(std::string_view key, const std::vector<std::string>& known) {
  if (key.starts_with("spark.")) key.remove_prefix(6);
  const std::string ending = "." + std::string(key);
  std::vector<std::string> found;
  for (const std::string& candidate : known)
    if (found.size() < kShown && candidate.ends_with(ending)) found.push_back(candidate);
  return found;
}

}  // namespace

const Property* find_property(std::string_view key, Version version) {
  const PropertyTable& table = property_table(version);
  if (const auto found = table.by_key.find(key); found != table.by_key.end()) return &found->second;
  const auto family = std::ranges::find_if(
      table.families, [&](const Property& f) { return key.size() > f.key.size() && key.starts_with(f.key); });
  return family == table.families.end() ? nullptr : &*family;
}

bool is_known(std::string_view key, Version version) { return find_property(key, version) != nullptr; }

std::optional<std::string_view> default_of(std::string_view key, Version version) {
  const Property* property = find_property(key, version);
  while (property != nullptr && !property->is_family()) {
    const std::string_view fallback = fallback_of(property->default_value);
    if (fallback.empty()) break;
    property = find_property(fallback, version);
  }
  if (property == nullptr || property->default_value == "<undefined>" || property->default_value == "<computed>")
    return std::nullopt;
  return property->default_value;
}

std::optional<PropertyHistory> history_of(std::string_view key) {
  const auto found = property_histories().find(key);
  if (found == property_histories().end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> near_properties(std::string_view key, Version version) {
  const std::vector<std::string>& known = property_table(version).current;
  const std::vector<std::string> near = near_matches(key, known);
  return near.empty() ? same_endings(key, known) : near;
}

}  // namespace sizer::spark
