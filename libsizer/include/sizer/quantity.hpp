#pragma once

#include <concepts>
#include <string_view>
#include <type_traits>

#include "sizer/number.hpp"

/// Numbers with a dimension that the compiler checks.
///
///     const Bytes<> data = 500 * GB;
///     const Seconds<> time = data / (1.25 * GB / second);
///     time.in(minute);                        // 6.67
///     data + time;                            // does not compile
///
/// Units appear only where numbers enter (`500 * GB`) and leave (`.in(minute)`); in between a
/// quantity has a dimension and no unit. The number type is a parameter (see number.hpp); a quantity
/// of `double` mixes with one of any reading. GB is 10⁹ bytes and GiB 2³⁰; a NIC's Gbit is 10⁹ bits.
namespace sizer {

constexpr Dimension operator+(Dimension a, Dimension b) {
  return {a.byte + b.byte, a.second + b.second, a.core + b.core, a.usd + b.usd};
}
constexpr Dimension operator-(Dimension a, Dimension b) {
  return {a.byte - b.byte, a.second - b.second, a.core - b.core, a.usd - b.usd};
}

template <Dimension D, class Num = double>
class Quantity {
 public:
  static constexpr Dimension dimension = D;
  using Number = Num;

  constexpr Quantity() : base_(Num(number_zero())) {}
  explicit constexpr Quantity(Num base) : base_(std::move(base)) {}

  /// A plain number is a quantity without a dimension.
  template <class T>
  requires(D == Dimension{} && std::is_arithmetic_v<T>) constexpr Quantity(T value)
      : Quantity(Quantity<D, double>::of_base(static_cast<double>(value))) {}

  /// One known value as any reading.
  template <class T>
  requires(std::same_as<T, double> && !std::same_as<Num, double>) constexpr Quantity(const Quantity<D, T>& known)
      : base_(number::broadcast<Num>(known.base())) {
    number::annotate(base_, D);
  }

  static constexpr Quantity of_base(Num base) { return Quantity(std::move(base)); }

  /// The number in base units: bytes, seconds, cores, US dollars.
  constexpr const Num& base() const { return base_; }

  /// The number in a unit: `t.in(minute)`.
  constexpr Num in(const Quantity<D, double>& unit) const { return Num(base_ / Num(number_of(unit.base()))); }

  constexpr Quantity& operator+=(const Quantity& b) { return *this = *this + b; }

 private:
  static constexpr auto number_of(double value) {
    if constexpr (std::same_as<Num, double>) {
      return value;
    } else {
      return number::broadcast<Num>(value);
    }
  }
  static constexpr auto number_zero() { return number_of(0.0); }

  Num base_;
};

template <class A, class B>
using WiderNumber = std::conditional_t<std::same_as<A, double>, B, A>;

template <class A, class B>
concept Mixable = std::same_as<A, B> || std::same_as<A, double> || std::same_as<B, double>;

namespace detail {
template <Dimension D, class Num>
constexpr Quantity<D, Num> annotated(Num number) {
  number::annotate(number, D);
  return Quantity<D, Num>(std::move(number));
}
template <class Num, Dimension D>
constexpr const Num& read_as(const Quantity<D, Num>& q) {
  return q.base();
}
template <class Num, Dimension D>
requires(!std::same_as<Num, double>) Num read_as(const Quantity<D, double>& q) { return Quantity<D, Num>(q).base(); }
}  // namespace detail

#define SIZER_SAME_DIMENSION(op)                                                               \
  template <Dimension D, class A, class B>                                                     \
  requires Mixable<A, B>                                                                       \
  constexpr auto operator op(const Quantity<D, A>& a, const Quantity<D, B>& b) {               \
    using Num = WiderNumber<A, B>;                                                             \
    return detail::annotated<D, Num>(Num(detail::read_as<Num>(a) op detail::read_as<Num>(b))); \
  }
SIZER_SAME_DIMENSION(+)
SIZER_SAME_DIMENSION(-)
#undef SIZER_SAME_DIMENSION

template <Dimension D, Dimension E, class A, class B>
requires Mixable<A, B>
constexpr auto operator*(const Quantity<D, A>& a, const Quantity<E, B>& b) {
  using Num = WiderNumber<A, B>;
  return detail::annotated<D + E, Num>(Num(detail::read_as<Num>(a) * detail::read_as<Num>(b)));
}
template <Dimension D, Dimension E, class A, class B>
requires Mixable<A, B>
constexpr auto operator/(const Quantity<D, A>& a, const Quantity<E, B>& b) {
  using Num = WiderNumber<A, B>;
  return detail::annotated<D - E, Num>(Num(detail::read_as<Num>(a) / detail::read_as<Num>(b)));
}

// Plain numbers scale a quantity.
template <class T>
concept Plain = std::is_arithmetic_v<T>;

template <Plain T, Dimension D, class A>
constexpr auto operator*(T a, const Quantity<D, A>& b) {
  return Quantity<Dimension{}>(static_cast<double>(a)) * b;
}
template <Plain T, Dimension D, class A>
constexpr auto operator*(const Quantity<D, A>& a, T b) {
  return a * Quantity<Dimension{}>(static_cast<double>(b));
}
template <Plain T, Dimension D, class A>
constexpr auto operator/(const Quantity<D, A>& a, T b) {
  return a / Quantity<Dimension{}>(static_cast<double>(b));
}
template <Plain T, Dimension D, class A>
constexpr auto operator/(T a, const Quantity<D, A>& b) {
  return Quantity<Dimension{}>(static_cast<double>(a)) / b;
}
template <Plain T, class A>
constexpr auto operator+(const Quantity<Dimension{}, A>& a, T b) {
  return a + Quantity<Dimension{}>(static_cast<double>(b));
}
template <Plain T, class A>
constexpr auto operator+(T a, const Quantity<Dimension{}, A>& b) {
  return Quantity<Dimension{}>(static_cast<double>(a)) + b;
}
template <Plain T, class A>
constexpr auto operator-(const Quantity<Dimension{}, A>& a, T b) {
  return a - Quantity<Dimension{}>(static_cast<double>(b));
}
template <Plain T, class A>
constexpr auto operator-(T a, const Quantity<Dimension{}, A>& b) {
  return Quantity<Dimension{}>(static_cast<double>(a)) - b;
}

/// Known values can be compared; a spread or an explanation cannot (a formula never branches on them).
template <Dimension D>
constexpr auto operator<=>(const Quantity<D, double>& a, const Quantity<D, double>& b) {
  return a.base() <=> b.base();
}
template <Dimension D>
constexpr bool operator==(const Quantity<D, double>& a, const Quantity<D, double>& b) {
  return a.base() == b.base();
}

template <Dimension D, class A, class B>
requires Mixable<A, B>
auto max(const Quantity<D, A>& a, const Quantity<D, B>& b) {
  using Num = WiderNumber<A, B>;
  return detail::annotated<D, Num>(number::max(detail::read_as<Num>(a), detail::read_as<Num>(b)));
}
template <Dimension D, class A, class B>
requires Mixable<A, B>
auto min(const Quantity<D, A>& a, const Quantity<D, B>& b) {
  using Num = WiderNumber<A, B>;
  return detail::annotated<D, Num>(number::min(detail::read_as<Num>(a), detail::read_as<Num>(b)));
}
template <class A, Plain T>
auto max(const Quantity<Dimension{}, A>& a, T b) {
  return max(a, Quantity<Dimension{}>(static_cast<double>(b)));
}
template <class A, Plain T>
auto min(const Quantity<Dimension{}, A>& a, T b) {
  return min(a, Quantity<Dimension{}>(static_cast<double>(b)));
}
template <class Num>
auto ceil(const Quantity<Dimension{}, Num>& a) {
  return detail::annotated<Dimension{}, Num>(number::ceil(a.base()));
}
template <class Num>
auto sqrt(const Quantity<Dimension{}, Num>& a) {
  return detail::annotated<Dimension{}, Num>(number::sqrt(a.base()));
}
template <class A, class B>
requires Mixable<A, B>
auto pow(const Quantity<Dimension{}, A>& a, const Quantity<Dimension{}, B>& b) {
  using Num = WiderNumber<A, B>;
  return detail::annotated<Dimension{}, Num>(number::pow(detail::read_as<Num>(a), detail::read_as<Num>(b)));
}
/// x where a < b, else y.
template <Dimension D, Dimension E, class Num>
auto choose_less(const Quantity<D, Num>& a, const Quantity<D, Num>& b, const Quantity<E, Num>& x,
                 const Quantity<E, Num>& y) {
  return detail::annotated<E, Num>(number::choose_less(a.base(), b.base(), x.base(), y.base()));
}

/// Gives a step the name an engineer would give it; the explanation shows it.
template <Dimension D, class Num>
Quantity<D, Num> named(std::string_view name, const Quantity<D, Num>& q) {
  return Quantity<D, Num>(Num(number::named(name, q.base())));
}

/// A leaf of a formula: a known value, what it is called, and where it came from.
template <class Num, Dimension D>
Quantity<D, Num> input(std::string_view name, const Quantity<D, double>& value, std::string_view source) {
  return detail::annotated<D, Num>(number::leaf<Num>(value.base(), name, source));
}

inline constexpr Dimension kBytes{.byte = 1}, kSeconds{.second = 1}, kCores{.core = 1}, kUsd{.usd = 1};

template <class Num = double>
using Scalar = Quantity<Dimension{}, Num>;
template <class Num = double>
using Bytes = Quantity<kBytes, Num>;
template <class Num = double>
using Seconds = Quantity<kSeconds, Num>;
template <class Num = double>
using Cores = Quantity<kCores, Num>;
template <class Num = double>
using Usd = Quantity<kUsd, Num>;
template <class Num = double>
using CoreSeconds = Quantity<kCores + kSeconds, Num>;
template <class Num = double>
using Bandwidth = Quantity<kBytes - kSeconds, Num>;
template <class Num = double>
using Frequency = Quantity<Dimension{} - kSeconds, Num>;
template <class Num = double>
using UsdPerTime = Quantity<kUsd - kSeconds, Num>;
template <class Num = double>
using UsdPerByte = Quantity<kUsd - kBytes, Num>;
/// CPU work to move one byte through an operator.
template <class Num = double>
using WorkPerByte = Quantity<kCores + kSeconds - kBytes, Num>;

inline constexpr Bytes<> byte{1.0};
inline constexpr Bytes<> kB{1e3}, MB{1e6}, GB{1e9}, TB{1e12}, PB{1e15}, EB{1e18};
inline constexpr Bytes<> KiB{1024.0}, MiB{1048576.0}, GiB{1073741824.0}, TiB{1099511627776.0}, PiB{1125899906842624.0};
inline constexpr Bytes<> bit{0.125}, Mbit{1.25e5}, Gbit{1.25e8};
inline constexpr Seconds<> second{1.0}, millisecond{1e-3}, nanosecond{1e-9}, minute{60.0}, hour{3600.0}, day{86400.0};
/// A month is 730 hours, as clouds bill it.
inline constexpr Seconds<> month{730.0 * 3600.0};
inline constexpr Cores<> core{1.0};
inline constexpr Usd<> usd{1.0};

}  // namespace sizer
