#include "spark/property_table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <mutex>
#include <stdexcept>

#include "instances/csv.hpp"
#include "instances/embedded.hpp"

namespace sizer::spark {
namespace {

// What is registered comes first: a release that registered a property no longer reads it by name alone.
constexpr std::string_view kTables[] = {"spark_properties", "spark_properties_by_name"};

/// 305 of "3.5" and "3.5.1": releases in an order that compares.
int minor_release(std::string_view text) {
  int major = 0, minor = 0;
  const char* end = text.data() + text.size();
  const auto point = std::from_chars(text.data(), end, major).ptr;
  if (point != end) std::from_chars(point + 1, end, minor);
  return 100 * major + minor;
}

ValueKind kind_named(std::string_view name) {
  constexpr std::pair<std::string_view, ValueKind> kKinds[] = {
      {"boolean", ValueKind::boolean}, {"int", ValueKind::whole},           {"long", ValueKind::long_whole},
      {"double", ValueKind::number},   {"bytes", ValueKind::bytes},         {"time", ValueKind::time},
      {"choice", ValueKind::choice},   {"exact choice", ValueKind::choice}, {"list", ValueKind::list},
      {"text", ValueKind::text}};
  const auto found = std::ranges::find(kKinds, name, &std::pair<std::string_view, ValueKind>::first);
  if (found == std::end(kKinds)) throw std::logic_error("no kind of value " + std::string(name));
  return found->second;
}

struct Columns {
  const CsvReader& csv;
  int key = csv.column("key");
  int kind = csv.column("kind");
  int unit = csv.column("unit");
  int allowed = csv.column("allowed");
  int since = csv.column("since");
  int deprecated = csv.column("deprecated");
  int removed = csv.column("removed");
  int instead = csv.column("instead");
  int default_value = csv.column("default");
};

bool is_alive(const Columns& c, Version version) {
  const std::string_view since = c.csv.text(c.since), removed = c.csv.text(c.removed);
  const int release = minor_release(to_string(version));
  return (since.empty() || minor_release(since) <= release) && (removed.empty() || release < minor_release(removed));
}

Property read_property(const Columns& c, Version version) {
  const auto cell = [&](int column) { return cell_at(c.csv.text(column), version); };
  Property property;
  property.key = c.csv.text(c.key);
  property.kind = kind_named(cell(c.kind));
  property.unit = cell(c.unit);
  property.case_counts = cell(c.kind) == "exact choice";
  property.allowed = cell(c.allowed);
  property.default_value = cell(c.default_value);
  property.since = c.csv.text(c.since);
  property.deprecated = cell(c.deprecated);
  property.instead = cell(c.instead);
  return property;
}

void add(const Property& property, PropertyTable& table) {
  if (property.is_family()) {
    table.families.push_back(property);
  } else if (table.by_key.emplace(property.key, property).second && property.deprecated.empty() &&
             property.instead.empty()) {
    table.current.emplace_back(property.key);
  }
}

PropertyTable read_table(Version version) {
  PropertyTable table;
  for (const std::string_view name : kTables) {
    CsvReader csv(name, embedded_table(name));
    const Columns columns{csv};
    while (csv.next())
      if (is_alive(columns, version)) add(read_property(columns, version), table);
  }
  return table;
}

std::unordered_map<std::string_view, PropertyHistory> read_histories() {
  std::unordered_map<std::string_view, PropertyHistory> histories;
  for (const std::string_view name : kTables) {
    CsvReader csv(name, embedded_table(name));
    const Columns c{csv};
    while (csv.next())
      histories.try_emplace(csv.text(c.key), PropertyHistory{csv.text(c.since), csv.text(c.removed),
                                                             cell_at(csv.text(c.instead), versions().back())});
  }
  return histories;
}

}  // namespace

const PropertyTable& property_table(Version version) {
  static std::array<PropertyTable, 7> tables;
  static std::array<std::once_flag, 7> read;
  const auto release = static_cast<std::size_t>(version);
  std::call_once(read.at(release), [&] { tables.at(release) = read_table(version); });
  return tables.at(release);
}

const std::unordered_map<std::string_view, PropertyHistory>& property_histories() {
  static const auto histories = read_histories();
  return histories;
}

std::string_view cell_at(std::string_view cell, Version version) {
  std::size_t begin = 0, end = cell.size();
  if (cell.find('|') == cell.npos) return cell;
  for (const Version release : versions()) {
    const std::string change = std::string("|").append(to_string(release)).append(":");
    const std::size_t at = cell.find(change);
    if (at == cell.npos) continue;
    if (release > version) {
      end = at;
      break;
    }
    begin = at + change.size();
  }
  return cell.substr(begin, end - begin);
}

}  // namespace sizer::spark
