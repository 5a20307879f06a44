#pragma once

#include <span>
#include <string>
#include <vector>

#include "spark/check/view.hpp"

/// Rules: each one thing that can be wrong with settings.
namespace sizer::spark_check {

/// What was found. A property that something was found about is not judged again: one mistake, one finding.
class Found {
 public:
  explicit Found(const View& view) : view_(view) {}

  /// About the first of `keys` that is stated, or the first of all.
  void add(std::initializer_list<Key> keys, Severity severity, const char* code, std::string message, std::string fix);
  /// About a property that no rule reads.
  void add(const StatedProperty& property, Finding finding, bool bad_input = false);

  Keys blamed() const { return blamed_; }
  bool is_blamed(const StatedProperty& property) const;
  std::vector<SettingsFinding> in_order_of_statement() &&;

 private:
  struct Entry {
    const StatedProperty* about;  ///< null where nothing is stated
    SettingsFinding finding;
  };
  const View& view_;
  std::vector<Entry> list_;
  Keys blamed_;
};

/// A rule looks at settings only where one of the keys it reads is stated, none of them is unreadable, and nothing
/// was found about those whose values it relies on.
struct Rule {
  Keys reads, relies_on;
  void (*judge)(const View&, Found&);
};

// In the order of the judgement.
std::span<const Rule> value_rules();
std::span<const Rule> container_rules();
std::span<const Rule> executor_rules();
std::span<const Rule> partition_rules();
std::span<const Rule> driver_rules();
std::span<const Rule> heap_rules();

/// Names and values that are not Spark's: unknown, outdated, refused. Marks what cannot be read.
void judge_names_and_values(View& view, Found& found);
/// Properties without effect: of another platform, or of something that is switched off.
void judge_effect(const View& view, Found& found);

}  // namespace sizer::spark_check
