#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

/// Integer arithmetic that is defined for every input: sums and products stop at the ends of the range.
namespace sizer::spark {

inline constexpr std::int64_t kKibibyte = 1LL << 10;
inline constexpr std::int64_t kMebibyte = 1LL << 20;
inline constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

/// Both at least 0.
inline std::int64_t add(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? kMost : sum;
}

/// Both at least 0.
inline std::int64_t multiply(std::int64_t a, std::int64_t b) {
  std::int64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? kMost : product;
}

/// ⌈a / b⌉ for a ≥ 0, b > 0.
inline std::int64_t divide_up(std::int64_t a, std::int64_t b) { return a / b + (a % b != 0 ? 1 : 0); }

/// `value` rounded up to a multiple of `step`; the largest multiple where that would overflow.
inline std::int64_t align_up(std::int64_t value, std::int64_t step) {
  return std::min(divide_up(value, step), kMost / step) * step;
}

inline std::int64_t align_down(std::int64_t value, std::int64_t step) { return value / step * step; }

/// What Scala's toLong makes of a double: truncated toward zero, 0 for no number, the nearer end outside the range.
inline std::int64_t to_long(double number) {
  constexpr double kBeyond = 9223372036854775808.0;  // 2^63
  if (!(number > -kBeyond)) return std::isnan(number) ? 0 : std::numeric_limits<std::int64_t>::min();
  return number < kBeyond ? static_cast<std::int64_t>(number) : kMost;
}

inline std::int64_t at_least_zero(std::int64_t value) { return std::max<std::int64_t>(0, value); }
inline std::int64_t at_least_one(std::int64_t value) { return std::max<std::int64_t>(1, value); }

/// The middle one, or the mean of the middle two rounded down; at least 1 (Utils.median).
inline std::int64_t median(std::span<const std::int64_t> sorted) {
  if (sorted.empty()) return 1;
  const std::size_t middle = sorted.size() / 2;
  const bool even = sorted.size() % 2 == 0;
  return at_least_one(even ? add(sorted[middle], sorted[middle - 1]) / 2 : sorted[middle]);
}

}  // namespace sizer::spark
