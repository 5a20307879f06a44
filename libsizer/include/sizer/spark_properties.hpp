#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sizer/spark_values.hpp"
#include "sizer/spark_version.hpp"

/// Every property that Spark itself knows, release by release, and whether it accepts a value.
///
///     find_property("spark.executor.memory", v)->kind            bytes; a bare number is MiB
///     default_of("spark.speculation.multiplier", Version::v3_5)  "1.5", and "3.0" from 4.0 on
///     find_property("spark.yarn.executor.memoryOverhead", v)->instead    "spark.executor.memoryOverhead"
///     check_value(*find_property("spark.executor.memory", v), "1.5g")    refused: "write 1536m"
///
/// Registered properties, their kinds, units, limits and defaults were read from the newest patch of each minor
/// release; those that Spark reads by name, and families like spark.hadoop.*, were listed by hand
/// (libsizer/data/SOURCES.md). A look-up takes no memory. All text outlives the program.
namespace sizer::spark {

enum class ValueKind { boolean, whole, long_whole, number, bytes, time, choice, list, text };

struct Property {
  std::string_view key;  ///< ends with a point for a family: "spark.hadoop."
  ValueKind kind = ValueKind::text;
  std::string_view unit;     ///< what a bare number counts: "MiB", "ms"; empty for other kinds
  bool case_counts = false;  ///< of a choice
  /// Words of a choice, or limits of a number in the unit: ">=1 <=8", "-1 >=2" (−1 too). Empty: any.
  std::string_view allowed;
  std::string_view default_value;  ///< as Spark words it; "<undefined>", "<computed>", "<value of spark.x>"
  std::string_view since;          ///< "2.3.0"; empty where Spark does not tell
  std::string_view deprecated;     ///< the release that deprecated it, no later than this one; or empty
  std::string_view instead;        ///< the property to use in its place, or empty

  bool is_family() const { return key.ends_with('.'); }
};

/// The property in that release, or the family it belongs to; null when Spark does not read it.
const Property* find_property(std::string_view key, Version version);

bool is_known(std::string_view key, Version version);

/// The default in that release, another property's where Spark falls back to it; none when unset, unknown, or found out
/// on the machine.
std::optional<std::string_view> default_of(std::string_view key, Version version);

/// For a property of another release: which one brought it and which one took it away, empty for none known.
struct PropertyHistory {
  std::string_view since, removed, instead;
};
std::optional<PropertyHistory> history_of(std::string_view key);

/// The properties of that release that a person may have meant, nearest first, at most three.
std::vector<std::string> near_properties(std::string_view key, Version version);

/// Why Spark refuses a value, and what to write instead.
struct Refusal {
  std::string message, hint;
};
/// None when Spark accepts the text. A text with "${" is replaced before it is read, and so is not judged; neither are
/// families, lists and free text.
std::optional<Refusal> check_value(const Property& property, std::string_view text, Version version = kDefaultVersion);

/// The unit of a bare number; the property must hold bytes, or a time.
ByteUnit byte_unit(const Property& property);
TimeUnit time_unit(const Property& property);

}  // namespace sizer::spark
