#include <algorithm>
#include <charconv>
#include <iterator>

#include "instances/built_in.hpp"
#include "instances/text.hpp"
#include "sizer/instance.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr Provider kAllProviders[] = {Provider::aws, Provider::gcp, Provider::azure, Provider::onprem};
constexpr std::size_t kBuiltInRows = 1600;
constexpr std::size_t kSuggestions = 3;
constexpr std::size_t kShortestPart = 2;

/// An instance type with its size number taken out: "m5.3xlarge" is "m5.xlarge" of size 3,
/// "n2-standard-16" is "n2-standard-" of size 16, "Standard_E8ds_v5" is "standard_eds_v5" of size 8.
struct SizedName {
  std::string stem;
  int size = 1;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t size_position(std::string_view type) {
  if (const auto dot = type.find('.'); dot != type.npos) return dot + 1;
  if (const auto underscore = type.find('_'); underscore != type.npos)
    return type.find_first_of("0123456789", underscore);
  for (std::size_t i = 1; i < type.size(); ++i)
    if (type[i - 1] == '-' && is_digit(type[i])) return i;
  return type.npos;
}

SizedName sized_name(std::string_view type) {
  SizedName name;
  std::transform(type.begin(), type.end(), std::back_inserter(name.stem), lower);
  const std::size_t begin = size_position(type);
  if (begin == type.npos) return name;
  const auto [end, error] = std::from_chars(type.data() + begin, type.data() + type.size(), name.size);
  name.stem.erase(begin, static_cast<std::size_t>(end - (type.data() + begin)));
  return name;
}

/// The next smaller and the next larger size of the same family.
std::vector<std::string> next_sizes(std::string_view type, const std::vector<Instance>& rows) {
  const SizedName typed = sized_name(type);
  const Instance *smaller = nullptr, *larger = nullptr;
  int smaller_size = 0, larger_size = 0;
  for (const Instance& row : rows) {
    const SizedName name = sized_name(row.type);
    if (name.stem != typed.stem) continue;
    if (name.size < typed.size && name.size > smaller_size) smaller = &row, smaller_size = name.size;
    if (name.size > typed.size && (!larger || name.size < larger_size)) larger = &row, larger_size = name.size;
  }
  std::vector<std::string> result;
  if (smaller) result.push_back(smaller->type);
  if (larger) result.push_back(larger->type);
  return result;
}

void add_unless_there(std::vector<std::string>& names, const std::string& name) {
  if (names.size() < kSuggestions && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace

InstanceTable InstanceTable::built_in(const std::vector<Provider>& providers) {
  InstanceTable table;
  table.rows_.reserve(kBuiltInRows);
  for (const Provider provider : kAllProviders)
    if (providers.empty() || std::find(providers.begin(), providers.end(), provider) != providers.end())
      append_built_in(provider, table.rows_);
  return table;
}

const Instance* InstanceTable::find(std::string_view type) const {
  const auto found =
      std::find_if(rows_.begin(), rows_.end(), [type](const Instance& row) { return same_text(row.type, type); });
  return found == rows_.end() ? nullptr : &*found;
}

std::vector<const Instance*> InstanceTable::match(std::string_view pattern) const {
  std::vector<const Instance*> matches;
  for (const Instance& row : rows_)
    if (glob_match(pattern, row.type)) matches.push_back(&row);
  return matches;
}

std::vector<std::string> InstanceTable::near(std::string_view type) const {
  std::vector<std::string> names = next_sizes(type, rows_), all;
  for (const Instance& row : rows_) all.push_back(row.type);
  for (const std::string& name : near_matches(type, all)) add_unless_there(names, name);
  if (type.size() < kShortestPart) return names;
  for (const std::string& name : all)
    if (contains_text(name, type)) add_unless_there(names, name);
  return names;
}

void InstanceTable::put(Instance instance) {
  const auto same = std::find_if(rows_.begin(), rows_.end(), [&](const Instance& row) {
    return row.provider == instance.provider && same_text(row.type, instance.type);
  });
  if (same == rows_.end())
    rows_.push_back(std::move(instance));
  else
    *same = std::move(instance);
}

}  // namespace sizer
