#include <algorithm>
#include <ostream>
#include <tuple>

#include "commands.hpp"
#include "output.hpp"
#include "question.hpp"
#include "sizer/units.hpp"

namespace sizer::cli {
namespace {

using Rows = std::vector<const Instance*>;
using Found = std::vector<Diagnostic>;

/// The filter options, read.
struct Filter {
  std::optional<Bytes<>> min_memory, max_memory;
  std::optional<double> min_vcpu, max_vcpu;
  std::optional<Bandwidth<>> min_network;
  std::optional<UsdPerTime<>> max_price;
  std::string arch;
  std::vector<Provider> providers;
};

template <class T>
std::optional<T> read(std::string_view flag, const std::optional<std::string>& text,
                      Parsed<T> (*parse)(std::string_view), Found& found) {
  if (!text) return std::nullopt;
  Parsed<T> parsed = parse(*text);
  if (!parsed) {
    found.push_back({.where = {.file = "--" + std::string(flag), .line_text = {}},
                     .message = std::move(parsed.message),
                     .hint = std::move(parsed.hint)});
  }
  return parsed.value;
}

/// "$0.50/h"; "$0.50" and "0.50" are meant by the hour.
Parsed<UsdPerTime<>> parse_hourly(std::string_view text) {
  const auto as_written = parse_price(text);
  if (as_written) return as_written;
  if (const auto by_the_hour = parse_price(std::string(text) + "/h")) return by_the_hour;
  const auto dollars_by_the_hour = parse_price("$" + std::string(text) + "/h");
  return dollars_by_the_hour ? dollars_by_the_hour : as_written;
}

std::string read_arch(const Options& options, Found& found) {
  const std::string name = options.arch.value_or("");
  if (name.empty() || name == "arm64" || name == "x86_64") return name;
  if (name == "aarch64" || name == "arm") return "arm64";
  if (name == "amd64" || name == "x86" || name == "x86-64") return "x86_64";
  found.push_back({.where = {.file = "--arch", .line_text = {}},
                   .message = "unknown architecture '" + name + "'",
                   .hint = "one of arm64, x86_64"});
  return name;
}

Filter read_filter(const Options& options, Found& found) {
  Filter filter;
  filter.min_memory = read("min-memory", options.min_memory, parse_bytes, found);
  filter.max_memory = read("max-memory", options.max_memory, parse_bytes, found);
  filter.min_vcpu = read("min-vcpu", options.min_vcpu, parse_count, found);
  filter.max_vcpu = read("max-vcpu", options.max_vcpu, parse_count, found);
  filter.min_network = read("min-network", options.min_network, parse_bandwidth, found);
  filter.max_price = read("max-price", options.max_price, parse_hourly, found);
  filter.arch = read_arch(options, found);
  filter.providers = read_providers(options, found);
  return filter;
}

bool is_ssd(DiskKind kind) { return kind == DiskKind::ssd || kind == DiskKind::nvme; }

bool disks_pass(const Instance& row, const Options& options) {
  if (options.local_ssd && !(row.has_local_disk() && is_ssd(row.local_disk_kind))) return false;
  return !options.no_local_disk || (row.local_disks_known && !row.has_local_disk());
}

/// A figure that is not known passes no limit.
bool passes(const Instance& row, const Filter& filter) {
  if (filter.min_memory && row.memory < *filter.min_memory) return false;
  if (filter.max_memory && row.memory > *filter.max_memory) return false;
  if (filter.min_vcpu && row.vcpu < *filter.min_vcpu) return false;
  if (filter.max_vcpu && row.vcpu > *filter.max_vcpu) return false;
  if (filter.min_network && !(row.network && *row.network >= *filter.min_network)) return false;
  if (filter.max_price && !(row.on_demand && *row.on_demand <= *filter.max_price)) return false;
  if (!filter.arch.empty() && row.arch != filter.arch) return false;
  return filter.providers.empty() || std::ranges::count(filter.providers, row.provider) > 0;
}

bool same_family(const Instance& row, const std::string& family) { return glob_match(family, row.family); }

Rows of_family(const std::string& family, const InstanceTable& table) {
  Rows rows;
  for (const Instance& row : table.all()) {
    if (same_family(row, family)) rows.push_back(&row);
  }
  return rows;
}

/// What a word names: types by a shell pattern; else a family; else the types of a line ("n2-standard"); else a type
/// without Azure's beginning ("E16ds_v5").
Rows named_by(const std::string& word, const InstanceTable& table) {
  Rows rows = table.match(word);
  if (rows.empty()) rows = of_family(word, table);
  if (rows.empty()) rows = table.match(word + "-*");
  return rows.empty() ? table.match("Standard_" + word) : rows;
}

bool is_pattern(const std::string& word) { return word.find_first_of("*?") != std::string::npos; }

std::vector<std::string> families(const InstanceTable& table) {
  std::vector<std::string> names;
  for (const Instance& row : table.all()) {
    if (names.empty() || names.back() != row.family) names.push_back(row.family);
  }
  return names;
}

Diagnostic unknown_type(const std::string& word, const InstanceTable& table) {
  std::vector<std::string> names = table.near(word);
  if (names.empty()) names = near_matches(word, families(table));
  std::string near;
  for (const std::string& name : names) near += (near.empty() ? "; near it: " : ", ") + name;
  return {.where = {.file = "sizer", .line_text = {}},
          .message = "unknown instance type '" + word + "'" + near,
          .hint = "describe one of your own in a file for --instances: [[instance]] type = \"" + word +
                  R"(", vcpu = 8, memory = "32 GiB", price = "$0.40/h")"};
}

/// A pattern that matches nothing, with the families near it.
std::string no_match(const std::string& pattern, const InstanceTable& table) {
  std::string letters = pattern;
  std::erase_if(letters, [](char c) { return c == '*' || c == '?'; });
  while (letters.ends_with('.') || letters.ends_with('-')) letters.pop_back();
  return "no node type matches '" + pattern + "'" + did_you_mean(letters, families(table));
}

/// A name that names nothing is wrong input; a pattern may match nothing, and the reader is told.
Rows named_by_any(const std::vector<std::string>& patterns, const InstanceTable& table, Found& found,
                  std::vector<std::string>& notes) {
  Rows rows;
  for (const std::string& pattern : patterns) {
    const Rows named = named_by(pattern, table);
    if (named.empty() && is_pattern(pattern)) notes.push_back(no_match(pattern, table));
    if (named.empty() && !is_pattern(pattern)) found.push_back(unknown_type(pattern, table));
    for (const Instance* row : named) {
      if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
    }
  }
  return rows;
}

Rows all_rows(const InstanceTable& table) {
  Rows rows;
  for (const Instance& row : table.all()) rows.push_back(&row);
  return rows;
}

Rows select(const InstanceTable& table, const Filter& filter, const Options& options, Found& found,
            std::vector<std::string>& notes) {
  Rows rows = options.words.empty() ? all_rows(table) : named_by_any(options.words, table, found, notes);
  std::erase_if(rows, [&](const Instance* row) {
    const bool of_family =
        options.families.empty() || std::any_of(options.families.begin(), options.families.end(),
                                                [&](const std::string& family) { return same_family(*row, family); });
    return !of_family || !passes(*row, filter) || !disks_pass(*row, options);
  });
  return rows;
}

/// Previous generations are shown on request, and where there is nothing else.
Rows without_previous(const Rows& rows, const Options& options) {
  Rows current;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(current),
               [](const Instance* row) { return !is_previous_generation(*row); });
  return options.previous_generation || current.empty() ? rows : current;
}

// --- Order

using Figure = std::optional<double>;

Figure price(const Instance& row) { return row.on_demand ? Figure(row.on_demand->base()) : std::nullopt; }
Figure disk(const Instance& row) { return row.local_disks_known ? Figure(row.local_capacity().base()) : std::nullopt; }

struct SortKey {
  std::string_view name;
  Figure (*figure)(const Instance&);
};

constexpr SortKey kSortKeys[] = {
    {"price", price},
    {"memory", [](const Instance& row) { return Figure(row.memory.base()); }},
    {"vcpu", [](const Instance& row) { return Figure(row.vcpu); }},
    {"network", [](const Instance& row) { return row.network ? Figure(row.network->base()) : std::nullopt; }},
    {"disk", disk},
    {"price-per-vcpu",
     [](const Instance& row) { return row.on_demand ? Figure(*price(row) / row.vcpu) : std::nullopt; }},
    {"price-per-gib",
     [](const Instance& row) { return row.on_demand ? Figure(*price(row) / row.memory.base()) : std::nullopt; }},
};

struct Order {
  std::string key;
  bool descending = false;
};

/// "price", "price:desc", "price desc", "-price".
Order read_order(const std::string& text) {
  Order order;
  const std::size_t begin = text.starts_with('-') ? 1 : 0;
  const std::size_t end = std::min(text.find_first_of(": ,"), text.size());
  order.key = text.substr(begin, end - begin);
  const std::string direction = end < text.size() ? text.substr(end + 1) : "";
  order.descending = begin == 1 || direction == "desc" || direction == "descending";
  if (!direction.empty() && !order.descending && direction != "asc" && direction != "ascending") order.key = text;
  return order;
}

auto by_name(const Instance* row) { return std::tie(row->family, row->vcpu, row->type); }

void sort_rows(Rows& rows, const std::string& text, Found& found) {
  const Order order = read_order(text);
  if (order.key == "name") {
    std::stable_sort(rows.begin(), rows.end(), [&](const Instance* a, const Instance* b) {
      return order.descending ? by_name(b) < by_name(a) : by_name(a) < by_name(b);
    });
    return;
  }
  const auto* key = std::find_if(std::begin(kSortKeys), std::end(kSortKeys),
                                 [&](const SortKey& known) { return known.name == order.key; });
  if (key == std::end(kSortKeys)) {
    std::vector<std::string> names{"name"};
    for (const SortKey& known : kSortKeys) names.emplace_back(known.name);
    found.push_back(
        {.where = {.file = "--sort", .line_text = {}},
         .message = "unknown order '" + order.key + "'" + did_you_mean(order.key, names),
         .hint = "name, price, memory, vcpu, network, disk, price-per-vcpu or price-per-gib; :desc turns it"});
    return;
  }
  std::stable_sort(rows.begin(), rows.end(), [&](const Instance* a, const Instance* b) {
    const Figure x = key->figure(*a), y = key->figure(*b);
    if (!x || !y) return x.has_value() && !y;  // unknown figures come last, whichever way
    return order.descending ? *y < *x : *x < *y;
  });
}

}  // namespace

int run_instances(const Options& options, std::ostream& out, std::ostream& err) {
  Found found;
  const Filter filter = read_filter(options, found);
  const InstanceTable table = load_instances(filter.providers, options);
  std::vector<std::string> notes;
  Rows rows = without_previous(select(table, filter, options, found, notes), options);
  if (options.sort) sort_rows(rows, *options.sort, found);
  if (!found.empty()) throw InputError(std::move(found));

  note(options, err, std::to_string(rows.size()) + " of " + std::to_string(table.all().size()) + " node types");
  if (rows.empty() && notes.empty()) notes.push_back("no node type passes all of these filters");
  if (!options.quiet) {
    for (const std::string& line : notes) err << "sizer: " << line << '\n';
  }
  if (rows.empty() && !options.json && !options.output) return 1;
  deliver({.text = [&](const TextStyle& style) { return instances_to_text(rows, style); },
           .json = [&] { return instances_to_json(rows); }},
          options, out, err);
  if (!rows.empty()) suggest(options, err, "sizer check \"500 GB, 2h SLA\" --on \"10 x " + rows.front()->type + "\"");
  return rows.empty() ? 1 : 0;
}

}  // namespace sizer::cli
