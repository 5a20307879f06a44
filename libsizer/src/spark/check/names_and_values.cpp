#include <algorithm>

#include "sizer/spark_properties.hpp"
#include "sizer/units.hpp"
#include "spark/check/container.hpp"
#include "spark/check/rules.hpp"
#include "spark/check/values_in_use.hpp"
#include "spark/check/words.hpp"

/// One property at a time: whether Spark knows its name and accepts its value.
namespace sizer::spark_check {
namespace {

using spark::Property;
using spark::ValueKind;

// --- Names

std::string fix_for_unknown(const StatedProperty& property, bool has_near, spark::Version version) {
  const std::string with_prefix = "spark." + property.key;
  if (property.key == "--conf") return "a line is a key and its value, without --conf";
  if (property.key == "spark" && property.value.starts_with("spark.")) return "leave out the first spark:";
  if (spark::is_known(with_prefix, version)) return "write " + with_prefix;
  return has_near ? "correct the name" : "leave it out; what the application alone reads belongs among its arguments";
}

void judge_unknown_name(const StatedProperty& property, spark::Version version, Found& found) {
  const bool is_sparks = property.key.starts_with("spark.");
  const bool has_parts = property.key.find('.') != property.key.npos;
  const auto near =
      has_parts ? did_you_mean(property.key, spark::near_properties(property.key, version)) : std::string();
  const std::string why = is_sparks ? "Spark " + std::string(spark::to_string(version)) + " has no property "
                                    : "only names that begin with spark. are Spark's, unlike ";
  found.add(property,
            {Severity::error, "unknown-property", why + property.key + near,
             fix_for_unknown(property, !near.empty(), version)},
            true);
}

void judge_name_of_other_release(const StatedProperty& property, const spark::PropertyHistory& history,
                                 spark::Version version, Found& found) {
  if (!history.removed.empty()) {
    const std::string instead(history.instead);
    found.add(property, {Severity::warning, "property-removed",
                         property.key + " is gone since Spark " + std::string(history.removed),
                         instead.empty() ? "leave it out" : "use " + instead});
  } else {
    found.add(property, {Severity::warning, "property-of-later-version",
                         property.key + " has no effect in Spark " + std::string(spark::to_string(version)) +
                             ": it came with " + std::string(history.since),
                         "leave it out, or name the release: --set cluster.spark=…"});
  }
}

void judge_old_name(const StatedProperty& property, const Property& known, spark::Version version, Found& found) {
  // One that counts partitions and one that counts bytes are no names of the same thing: the value cannot be carried.
  const Property* newer = known.instead.empty() ? nullptr : spark::find_property(known.instead, version);
  const bool is_other_thing = newer && newer->kind != known.kind && known.kind != ValueKind::text;
  if (is_other_thing) {
    found.add(property, {Severity::warning, "property-deprecated",
                         property.key + " is deprecated; " + std::string(known.instead) +
                             " has taken its place and counts something else",
                         "leave it out, or see what " + std::string(known.instead) + " should be"});
  } else if (!known.instead.empty()) {
    found.add(property,
              {Severity::warning, "property-renamed", property.key + " is an old name of " + std::string(known.instead),
               "use " + std::string(known.instead)});
  } else if (!known.deprecated.empty()) {
    found.add(property, {Severity::warning, "property-deprecated",
                         property.key + " is deprecated since Spark " + std::string(known.deprecated), "leave it out"});
  }
}

// --- Values

std::string fix_for_refused(const std::string& value, const std::string& hint) {
  if (value.find('#') != value.npos) return "a comment takes a line of its own";
  if (value.find_first_of("\"'") != value.npos) return "without the quotes";
  return hint;
}

/// The least that makes sense, of the properties that rules read.
std::optional<std::int64_t> least_of(Key key, const View& view) {
  switch (key) {
    case Key::broadcast_threshold:
    case Key::adaptive_broadcast_threshold:
      return std::nullopt;
    case Key::executor_instances:
      return is_dynamic(view) ? 0 : 1;
    case Key::driver_cores:
    case Key::executor_cores:
    case Key::task_cpus:
    case Key::max_executors:
    case Key::shuffle_partitions:
    case Key::default_parallelism:
      return 1;
    default:
      return 0;
  }
}

bool is_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == text.npos; }

/// A bare size that is far from the default: "128" for 128 MiB where bytes are counted.
bool is_suspicious_size(std::int64_t value, std::optional<std::int64_t> usual, std::string_view unit) {
  constexpr std::int64_t kMostInMib = std::int64_t{1} << 24;  // 16 TiB
  if (value == 0) return false;
  if (unit != "B" && value >= kMostInMib) return true;
  if (usual && *usual > 0) return value < *usual / 1000;
  return value < (unit == "B" ? 1024 : 64);
}

/// A bare time that is far from the default: "10" for ten seconds where milliseconds are counted, and the other way.
bool is_suspicious_time(std::int64_t value, std::optional<std::int64_t> usual) {
  constexpr std::int64_t kForever = 1'000'000'000;
  if (value == 0 || !usual || *usual <= 0 || *usual >= kForever) return false;
  return value <= *usual / 100 || value / 1000 >= *usual;
}

bool lacks_unit(const StatedProperty& property, const Property& known, spark::Version version) {
  const bool is_time = known.kind == ValueKind::time;
  if ((!is_time && known.kind != ValueKind::bytes) || !is_digits(property.value)) return false;
  const auto read = [&](std::string_view text) {
    return is_time ? spark::parse_time(text, spark::time_unit(known)).value
                   : spark::parse_bytes(text, spark::byte_unit(known)).value;
  };
  const auto value = read(property.value);
  const auto text = spark::default_of(property.key, version);
  const auto usual = text ? read(*text) : std::nullopt;
  if (!value) return false;
  return is_time ? is_suspicious_time(*value, usual) : is_suspicious_size(*value, usual, known.unit);
}

std::string unit_in_words(const Property& known) {
  return known.unit == "B"    ? "bytes"
         : known.unit == "ms" ? "milliseconds"
         : known.unit == "s"  ? "seconds"
                              : std::string(known.unit);
}

/// A negative size or time; -1 often means none, and below that a broadcast threshold has a rule of its own.
bool is_negative(const StatedProperty& property, const Property& known) {
  const auto key = key_named(property.key);
  const bool may_be = key == Key::broadcast_threshold || key == Key::adaptive_broadcast_threshold;
  const bool has_unit = known.kind == ValueKind::time || known.kind == ValueKind::bytes;
  return has_unit && !may_be && property.value.starts_with('-') && property.value != "-1";
}

/// Spark multiplies sizes out in 32-bit numbers of MiB, and the JVM in bytes.
bool is_beyond_counting(const StatedProperty& property, const Property& known, spark::Version version) {
  constexpr std::int64_t kMostBytes = std::int64_t{1} << 51;  // 2 PiB
  if (known.kind != ValueKind::bytes || known.unit == "B") return false;
  const auto unit = spark::byte_unit(known);
  const auto value = spark::parse_bytes(property.value, unit, version).value;
  return value && *value >= kMostBytes / static_cast<std::int64_t>(unit);
}

bool is_below_least(const View& view, std::optional<Key> key) {
  if (!key || view.unreadable_keys().has(*key)) return false;
  const Reading reading = reading_of(*key);
  if (reading == Reading::real || reading == Reading::flag || reading == Reading::text) return false;
  const auto least = least_of(*key, view);
  return least && view.whole(*key) < *least;
}

/// Why a value that Spark's reader accepts cannot be meant; empty when it can.
std::string out_of_range(const StatedProperty& property, const Property& known, const View& view) {
  if (is_negative(property, known)) return "a negative amount";
  if (is_beyond_counting(property, known, view.where().version)) return "more than 2 PiB";
  const auto key = key_named(property.key);
  const bool is_substituted = property.value.find("${") != property.value.npos;
  if (key && reading_of(*key) == Reading::real && view.unreadable_keys().has(*key) && !is_substituted)
    return "no number to reckon with";
  return is_below_least(view, key) ? "too few to start with" : "";
}

/// True when rules may go by the value.
bool judge_value(const StatedProperty& property, const Property& known, const View& view, Found& found) {
  const std::string& value = property.value;
  if (const auto refusal = spark::check_value(known, value, view.where().version)) {
    found.add(property,
              {Severity::error, "value-refused", property.key + ": " + refusal->message,
               fix_for_refused(value, refusal->hint)},
              true);
    return false;
  }
  if (const auto failure = fails_in_use(property)) {
    found.add(property,
              {Severity::error, "value-refused", property.key + " = " + value + " " + failure->why, failure->hint},
              true);
    return false;
  }
  if (const std::string why = out_of_range(property, known, view); !why.empty()) {
    found.add(property,
              {Severity::error, "value-refused", property.key + " = " + value + " is " + why,
               "an amount that a cluster can have"},
              true);
    return false;
  }
  if (lacks_unit(property, known, view.where().version)) {
    found.add(property, {Severity::warning, "unit-missing",
                         property.key + " = " + value + " counts " + unit_in_words(known) + ", far from what is usual",
                         "write the unit, as in " + value + (known.kind == ValueKind::time ? "s" : "m")});
    return false;
  }
  return true;
}

/// Databricks lets some be chosen by itself.
bool is_automatic(const StatedProperty& property, const View& view) {
  return view.where().platform == Platform::databricks && property.value == "auto";
}

}  // namespace

void judge_names_and_values(View& view, Found& found) {
  const spark::Version version = view.where().version;
  for (const StatedProperty& property : view.all()) {
    const Property* known = spark::find_property(property.key, version);
    if (!known) {
      const auto history = spark::history_of(property.key);
      history ? judge_name_of_other_release(property, *history, version, found)
              : judge_unknown_name(property, version, found);
      continue;
    }
    judge_old_name(property, *known, version, found);
    if (is_automatic(property, view) || judge_value(property, *known, view, found)) continue;
    if (const auto key = key_named(property.key)) view.set_unreadable(*key);
  }
}

}  // namespace sizer::spark_check
