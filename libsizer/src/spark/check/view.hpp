#pragma once

#include <array>
#include <vector>

#include "sizer/settings_check.hpp"
#include "spark/check/keys.hpp"

namespace sizer::spark_check {

/// The settings as rules see them: what is stated, else the default of the Spark version.
class View {
 public:
  View(const std::vector<StatedProperty>& stated, const SettingsContext& where);

  const SettingsContext& where() const { return where_; }
  const std::vector<StatedProperty>& all() const { return all_; }

  /// Where a key is stated; null when it is not.
  const StatedProperty* stated(Key key) const { return entry(key).stated; }
  Keys stated_keys() const { return stated_keys_; }
  /// Keys whose stated values say nothing: Spark refuses them, or they are not what was meant.
  Keys unreadable_keys() const { return unreadable_; }
  void set_unreadable(Key key) { unreadable_.add(key); }

  /// Stated, or given a default by Spark.
  bool has(Key key) const { return entry(key).has_value; }
  std::int64_t whole(Key key) const { return entry(key).whole; }  ///< in the unit of its reading
  double real(Key key) const { return entry(key).real; }
  bool flag(Key key) const { return entry(key).whole != 0; }
  /// A text as it is stated; empty when it is not.
  std::string_view text(Key key) const;

 private:
  struct Entry {
    const StatedProperty* stated = nullptr;
    std::int64_t whole = 0;
    double real = 0;
    bool has_value = false;
  };
  using Entries = std::array<Entry, kKeys>;

  static Entries defaults_of(spark::Version version);
  static bool read(std::string_view text, Reading reading, spark::Version version, Entry& entry);
  const Entry& entry(Key key) const { return entries_[static_cast<std::size_t>(key)]; }

  const std::vector<StatedProperty>& all_;
  const SettingsContext& where_;
  Entries entries_;
  Keys stated_keys_, unreadable_;
};

}  // namespace sizer::spark_check
