#include <algorithm>
#include <cmath>

#include "practice/vocabulary.hpp"
#include "sizer/assumptions.hpp"

/// Rounding, the larger of two, a choice; and the rows of the assumption table.
namespace sizer::practice {
namespace {

using Arguments = std::span<const Value>;

double largest(Arguments a) { return std::ranges::max_element(a, {}, &Value::number)->number; }
double smallest(Arguments a) { return std::ranges::min_element(a, {}, &Value::number)->number; }

const Assumption& row_of(const std::string& key) {
  if (const Assumption* row = find_assumption(key)) return *row;
  std::vector<std::string> keys;
  for (const Assumption& row : kAssumptions) keys.emplace_back(row.key);
  throw ExpressionError{"no assumption is called '" + key + "'" + did_you_mean(key, keys),
                        "sizer assumptions lists them"};
}

double in_base_units(const Value& key, Dimension wanted, double Assumption::*which) {
  const Assumption& row = row_of(key.word);
  const AssumptionUnit unit = unit_named(row.unit);
  if (unit.dimension != wanted) {
    throw ExpressionError{
        "'" + key.word + "' is " + name_of(unit.dimension) + ", in " + std::string(row.unit),
        "assumed() is for plain numbers; assumed_time, assumed_size and assumed_work_per_byte for others"};
  }
  return row.*which * unit.factor;
}

constexpr Dimension kWorkPerByte = kCores + kSeconds - kBytes;
constexpr std::string_view kArithmetic = "arithmetic", kTable = "sizer/assumptions.hpp";

}  // namespace

const std::vector<Computation>& number_computations() {
  static const std::vector<Computation> list = {
      {"min", {any("a"), any("b")}, any(""), "the smallest of its values", kArithmetic, smallest, true},
      {"max", {any("a"), any("b")}, any(""), "the largest of its values", kArithmetic, largest, true},
      {"round_up",
       {{"number"}},
       {},
       "the next whole number",
       kArithmetic,
       [](Arguments a) { return std::ceil(a[0].number - 1e-9); }},
      {"round_down",
       {{"number"}},
       {},
       "the whole number below",
       kArithmetic,
       [](Arguments a) { return std::floor(a[0].number + 1e-9); }},
      {"square_root", {{"number"}}, {}, "√ number", kArithmetic, [](Arguments a) { return std::sqrt(a[0].number); }},
      {"power",
       {{"base"}, {"exponent"}},
       {},
       "base to the exponent",
       kArithmetic,
       [](Arguments a) { return std::pow(a[0].number, a[1].number); }},
      {"when",
       {{"condition"}, any("so"), any("else")},
       any(""),
       "the second where the first holds, else the third",
       kArithmetic,
       [](Arguments a) { return a[0].number != 0 ? a[1].number : a[2].number; }},
      {"assumed",
       {word("key")},
       {},
       "the typical value of a row of the assumption table: a plain number or a share",
       kTable,
       [](Arguments a) { return in_base_units(a[0], {}, &Assumption::typical); }},
      {"assumed_high",
       {word("key")},
       {},
       "the high value of such a row",
       kTable,
       [](Arguments a) { return in_base_units(a[0], {}, &Assumption::high); }},
      {"assumed_low",
       {word("key")},
       {},
       "the low value of such a row",
       kTable,
       [](Arguments a) { return in_base_units(a[0], {}, &Assumption::low); }},
      {"assumed_time",
       {word("key")},
       {"", kSeconds},
       "the typical value of a row that is a time",
       kTable,
       [](Arguments a) { return in_base_units(a[0], kSeconds, &Assumption::typical); }},
      {"assumed_size",
       {word("key")},
       {"", kBytes},
       "the typical value of a row that is a size",
       kTable,
       [](Arguments a) { return in_base_units(a[0], kBytes, &Assumption::typical); }},
      {"assumed_bandwidth",
       {word("key")},
       {"", kBytes - kSeconds},
       "the typical value of a row that is a bandwidth",
       kTable,
       [](Arguments a) { return in_base_units(a[0], kBytes - kSeconds, &Assumption::typical); }},
      {"assumed_work_per_byte",
       {word("key")},
       {"", kWorkPerByte},
       "the typical value of a row in core-s/GB",
       kTable,
       [](Arguments a) { return in_base_units(a[0], kWorkPerByte, &Assumption::typical); }},
      {"assumed_work",
       {word("key")},
       {"", kCores + kSeconds},
       "the typical value of a row in core-s or core-s/Mrow",
       kTable,
       [](Arguments a) { return in_base_units(a[0], kCores + kSeconds, &Assumption::typical); }},
  };
  return list;
}

}  // namespace sizer::practice
