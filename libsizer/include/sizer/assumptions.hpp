#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "sizer/quantity.hpp"

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
  std::string source = "stated under [assume]";  ///< of a range that replaces the table's
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

/// A row's unit as a factor to base units and a dimension. A unit that is not listed does not compile.
struct AssumptionUnit {
  double factor = 1;
  Dimension dimension;
};

constexpr AssumptionUnit unit_named(std::string_view name) {
  constexpr Dimension kWork = kCores + kSeconds, kPerSecond = Dimension{} - kSeconds;
  if (name.empty() || name == "x" || name == "share") return {};
  if (name == "core-s") return {1, kWork};
  if (name == "core-s/GB") return {1e-9, kWork - kBytes};
  if (name == "core-s/Mrow" || name == "us/row") return {1e-6, kWork};
  if (name == "B") return {1, kBytes};
  if (name == "MB") return {1e6, kBytes};
  if (name == "s") return {1, kSeconds};
  if (name == "MB/s" || name == "MB/s per vCPU") return {1e6, kBytes - kSeconds};
  if (name == "Gbit/s per vCPU") return {1.25e8, kBytes - kSeconds};
  if (name == "tasks/s") return {1, kPerSecond};
  if (name == "share/month") return {1 / month.base(), kPerSecond};
  throw "no such unit";
}

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

/// A key as a template argument: `world.get<"cpu.spill">()`.
template <std::size_t N>
struct KeyText {
  char text[N];
  consteval KeyText(const char (&key)[N]) {  // NOLINT
    for (std::size_t i = 0; i < N; ++i) text[i] = key[i];
  }
};

/// A row by a key known at run time; null when there is none.
const Assumption* find_assumption(std::string_view key);

}  // namespace sizer
