#include <algorithm>
#include <array>
#include <cmath>

#include "io/scenario_reader.hpp"
#include "sizer/assumptions.hpp"

namespace sizer::io {
namespace {

constexpr std::array kEnds = {"low", "typical", "high"};

constexpr std::size_t kMostEntries = 1000;

bool is_range(const Node& node) {
  return node.is(Node::Kind::table) && std::ranges::any_of(kEnds, [&](const char* end) { return node.find(end); });
}

/// An assumption by its full key, however its table was nested.
struct Entry {
  std::string key;
  const Node* node;
};

void flatten(const Node& table, const std::string& prefix, std::vector<Entry>& entries) {
  for (const auto& child : table.children) {
    const std::string key = prefix + child.key;
    if (child.is(Node::Kind::table) && !is_range(child)) {
      flatten(child, key + ".", entries);
    } else {
      entries.push_back({key, &child});
    }
  }
}

std::vector<std::string> assumption_keys() {
  std::vector<std::string> keys;
  for (const auto& row : kAssumptions) keys.emplace_back(row.key);
  return keys;
}

/// Where the low and the high end mirror each other around the typical value, two of the three give the third.
AssumptionOverride completed(std::optional<double> low, std::optional<double> typical, std::optional<double> high) {
  if (!typical && low && high) typical = std::sqrt(*low * *high);
  if (!typical) typical = low ? low : high;
  if (!low) low = high ? *typical * *typical / *high : *typical;
  if (!high) high = *typical * *typical / *low;
  return {*low, *typical, *high, ""};
}

std::optional<double> read_value(const Node& node, const Assumption& row, Reading& reading) {
  const auto number = reading.accept(node, to_number(node));
  if (!number) return std::nullopt;
  constexpr double kFarthest = 1e6;
  if (*number <= 0) {
    reading.add(node, "must be more than 0");
  } else if (row.unit == "share" && row.high <= 1 && *number > 1) {
    reading.add(node, std::string(row.key) + " is a share, at most 1");
  } else if (*number > row.high * kFarthest || *number < row.low / kFarthest) {
    reading.add(node, "more than a million times off what is known",
                "the table has " + format_number(row.typical) + (row.unit == "x" ? "" : " " + std::string(row.unit)));
  } else if (row.key == "combine.exponent" && *number != 2 && *number != 4 && *number != 8) {
    reading.add(node, "combine.exponent must be 2, 4 or 8");
  } else {
    return number;
  }
  return std::nullopt;
}

std::optional<AssumptionOverride> read_range(const Node& node, const Assumption& row, Reading& reading) {
  TableReader table(&node, "assume." + std::string(row.key), reading);
  std::array<std::optional<double>, 3> ends;
  bool good = true;
  for (std::size_t i = 0; i < kEnds.size(); ++i) {
    if (const Node* end = table.take(kEnds[i])) {
      ends[i] = read_value(*end, row, reading);
      good = good && ends[i].has_value();
    }
  }
  table.finish();
  if (!good) return std::nullopt;
  const auto range = completed(ends[0], ends[1], ends[2]);
  if (range.low <= range.typical && range.typical <= range.high) return range;
  reading.add(node, "low, typical and high must not fall");
  return std::nullopt;
}

std::optional<AssumptionOverride> read_entry(const Node& node, const Assumption& row, Reading& reading) {
  if (!node.is(Node::Kind::table)) {
    const auto value = read_value(node, row, reading);
    return value ? std::optional(completed(*value, *value, *value)) : std::nullopt;
  }
  auto range = read_range(node, row, reading);
  if (range && row.key == "combine.exponent" && range->low != range->high) {
    reading.add(node, "combine.exponent is one number: 2, 4 or 8");
  }
  return range;
}

}  // namespace

void read_assumptions(TableReader& root, Scenario& scenario) {
  const TableReader assume = root.table("assume");
  if (!assume.node()) return;
  Reading& reading = root.reading();
  std::vector<Entry> entries;
  flatten(*assume.node(), "", entries);
  if (entries.size() > kMostEntries) {
    reading.add(*assume.node(), "more than 1,000 entries");
    return;
  }
  for (const auto& [key, node] : entries) {
    const Assumption* row = find_assumption(key);
    if (!row) {
      reading.problems.add(*node->source, node->key_span,
                           "unknown assumption '" + shown(key) + "'" + did_you_mean(key, assumption_keys()),
                           "\"sizer assumptions\" lists them");
    } else if (scenario.assume.contains(key)) {
      reading.problems.add(*node->source, node->key_span, "given twice: '" + key + "'", "keep one of the two");
    } else if (auto range = read_entry(*node, *row, reading)) {
      range->source = node->origin();
      scenario.assume[key] = *range;
    }
  }
}

}  // namespace sizer::io
