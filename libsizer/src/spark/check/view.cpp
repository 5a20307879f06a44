#include "spark/check/view.hpp"

#include <cmath>

#include "sizer/spark_properties.hpp"
#include "sizer/spark_values.hpp"

namespace sizer::spark_check {
namespace {

using spark::ByteUnit;
using spark::TimeUnit;

std::optional<std::int64_t> read_whole(std::string_view text, Reading reading, spark::Version version) {
  switch (reading) {
    case Reading::mib:
      return spark::parse_bytes(text, ByteUnit::MiB, version).value;
    case Reading::kib:
      return spark::parse_bytes(text, ByteUnit::KiB, version).value;
    case Reading::bytes:
      return spark::parse_bytes(text, ByteUnit::B, version).value;
    case Reading::seconds:
      return spark::parse_time(text, TimeUnit::s).value;
    case Reading::milliseconds:
      return spark::parse_time(text, TimeUnit::ms).value;
    case Reading::whole:
      return spark::parse_int(text).value;
    case Reading::flag:
      return spark::parse_boolean(text).value;
    case Reading::real:
    case Reading::text:
      break;
  }
  return 0;
}

/// The key a property states, by its own name or by an old one.
std::optional<Key> key_stated(const StatedProperty& property, spark::Version version) {
  if (const auto key = key_named(property.key)) return key;
  const spark::Property* known = spark::find_property(property.key, version);
  return known && !known->instead.empty() ? key_named(known->instead) : std::nullopt;
}

}  // namespace

bool View::read(std::string_view text, Reading reading, spark::Version version, Entry& entry) {
  const auto whole = read_whole(text, reading, version);
  const auto real = reading == Reading::real ? spark::parse_double(text).value : 0.0;
  if (!whole || !real || !std::isfinite(*real)) return false;
  entry.whole = *whole;
  entry.real = *real;
  entry.has_value = true;
  return true;
}

View::Entries View::defaults_of(spark::Version version) {
  Entries entries;
  for (std::size_t i = 0; i < kKeys; ++i) {
    const Key key = static_cast<Key>(i);
    const auto text = spark::default_of(name_of(key), version);
    if (text) read(*text, reading_of(key), version, entries[i]);
  }
  return entries;
}

View::View(const std::vector<StatedProperty>& stated, const SettingsContext& where) : all_(stated), where_(where) {
  static const auto defaults = [] {
    std::vector<Entries> of_each;
    for (const auto version : spark::versions()) of_each.push_back(defaults_of(version));
    return of_each;
  }();
  entries_ = defaults[static_cast<std::size_t>(where.version)];
  for (const StatedProperty& property : stated) {
    const auto key = key_stated(property, where.version);
    if (!key) continue;
    Entry& entry = entries_[static_cast<std::size_t>(*key)];
    const bool by_old_name = property.key != name_of(*key);
    if (entry.stated && by_old_name) continue;
    entry.stated = &property;
    stated_keys_.add(*key);
    if (!read(property.value, reading_of(*key), where.version, entry)) unreadable_.add(*key);
  }
}

std::string_view View::text(Key key) const {
  const StatedProperty* property = stated(key);
  return property ? std::string_view(property->value) : std::string_view();
}

}  // namespace sizer::spark_check
