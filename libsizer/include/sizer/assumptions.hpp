#pragma once

#include <array>
#include <cstddef>
#include <string_view>

/// Every constant of the model that could be wrong, in one table.
///
/// A row gives a key, a unit, a range and a source. The typical value is the default; low and high are read as
/// the 5th and 95th percentile and worlds are drawn between them (worlds.hpp). `[assume]` in a scenario
/// replaces a row, `sizer assumptions` prints the table, and every explanation ends in its rows. Rows
/// with low = high are fixed: their doubt is carried by another row, which the meaning names.
///
/// CPU costs have a basis, which is part of a constant's identity: `loaded` was measured with every thread of the
/// machine busy and is used as it is; `idle` was measured on an idle machine and is divided by `cpu.busy_thread`,
/// what a busy hardware thread does of an idle one's work.
namespace sizer {

enum class Basis { none, idle, loaded };

struct AssumptionRange {
  double low = 0, typical = 0, high = 0;
};

struct Assumption {
  std::string_view key, unit;
  double low, typical, high;
  Basis basis;
  std::string_view meaning, source;
};

inline constexpr Assumption kAssumptions[] = {
#include "sizer/assumption_table.inc"
};
inline constexpr std::size_t kAssumptionCount = std::size(kAssumptions);

/// A row by its key; a key that is not in the table does not compile.
struct AssumptionKey {
  std::size_t index;
  consteval AssumptionKey(const char* key) : index(index_of(key)) {}  // NOLINT: world["task.launch"]
  explicit constexpr AssumptionKey(std::size_t row) : index(row) {}

 private:
  static consteval std::size_t index_of(std::string_view key) {
    for (std::size_t i = 0; i < kAssumptionCount; ++i) {
      if (kAssumptions[i].key == key) return i;
    }
    throw "no such assumption";
  }
};

/// A row by a key known at run time; null when there is none.
const Assumption* find_assumption(std::string_view key);

}  // namespace sizer
