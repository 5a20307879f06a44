#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// The three numbers a formula can be read with.
///
/// A formula of the model is written once, over a number type `Num`:
///
///     double   the value, in one world
///     Lanes    sixteen possible worlds at once: the spread
///     Traced   the value and how it came about: the explanation
///
/// so the explanation is the computation and cannot drift from it. Formulas use only the
/// operators and functions below; they never branch on a number, because `Lanes` is sixteen of them.
namespace sizer {

inline constexpr int kLaneCount = 16;

/// One lane is one possible world. A fixed size, so that a formula runs in registers, if all that it calls is inlined:
/// src/model/inline.hpp asks for that where a search spends its time.
using Lanes = Eigen::Array<double, kLaneCount, 1>;

/// Exponents of the base units: byte, second, core, US dollar.
struct Dimension {
  int byte = 0, second = 0, core = 0, usd = 0;
  friend constexpr bool operator==(const Dimension&, const Dimension&) = default;
};

enum class Operation {
  input,  ///< a leaf: a given value, an assumption, a table entry, a default
  add,
  subtract,
  multiply,
  divide,
  maximum,
  minimum,
  ceiling,
  square_root,
  power,
  choose,        ///< choose(a < b, x, y)
  soft_maximum,  ///< (x^q + y^q + …)^(1/q); the first input is q
  function,      ///< a closed form of its own: `source` says which, `inputs` what it depends on
  alias          ///< a second name for a step that has one
};

/// One step of an explanation. `source` says where a leaf came from; `name` is set where an
/// engineer would name the step.
struct Step {
  Operation operation = Operation::input;
  std::string name;
  std::string source;
  Dimension dimension;
  double value = 0;
  std::vector<std::shared_ptr<const Step>> inputs;
};

/// A number that remembers its formula.
class Traced {
 public:
  Traced() : Traced(0.0) {}
  Traced(double value);  // NOLINT: a literal in a formula is a leaf without a name
  explicit Traced(std::shared_ptr<const Step> step) : step_(std::move(step)) {}

  double value() const { return step_->value; }
  const Step& step() const { return *step_; }
  const std::shared_ptr<const Step>& shared() const { return step_; }

 private:
  std::shared_ptr<const Step> step_;
};

Traced operator+(const Traced& a, const Traced& b);
Traced operator-(const Traced& a, const Traced& b);
Traced operator*(const Traced& a, const Traced& b);
Traced operator/(const Traced& a, const Traced& b);

namespace number {

// Functions every reading has. `choose_less(a, b, x, y)` is x where a < b, else y.

inline double max(double a, double b) { return std::max(a, b); }
inline double min(double a, double b) { return std::min(a, b); }
inline double ceil(double a) { return std::ceil(a); }
inline double sqrt(double a) { return std::sqrt(a); }
inline double pow(double a, double b) { return std::pow(a, b); }
inline double choose_less(double a, double b, double x, double y) { return a < b ? x : y; }

inline Lanes max(const Lanes& a, const Lanes& b) { return a.max(b); }
inline Lanes min(const Lanes& a, const Lanes& b) { return a.min(b); }
inline Lanes ceil(const Lanes& a) { return a.ceil(); }
inline Lanes sqrt(const Lanes& a) { return a.sqrt(); }
inline Lanes pow(const Lanes& a, const Lanes& b) { return (a.log() * b).exp(); }
inline Lanes choose_less(const Lanes& a, const Lanes& b, const Lanes& x, const Lanes& y) {
  return (a < b).select(x, y);
}

Traced max(const Traced& a, const Traced& b);
Traced min(const Traced& a, const Traced& b);
Traced ceil(const Traced& a);
Traced sqrt(const Traced& a);
Traced pow(const Traced& a, const Traced& b);
Traced choose_less(const Traced& a, const Traced& b, const Traced& x, const Traced& y);
/// `value` = (Σ terms^exponent)^(1/exponent), as one step.
Traced soft_maximum(double value, const Traced& exponent, const std::vector<Traced>& terms);

/// `value`, found from `inputs` by a closed form that `form` names.
Traced function(double value, std::string_view form, const std::vector<Traced>& inputs);

/// A leaf: `value`, called `name`, which came from `source`. Only `Traced` keeps the words.
template <class Num>
Num leaf(double value, std::string_view name, std::string_view source);
template <>
inline double leaf<double>(double value, std::string_view, std::string_view) {
  return value;
}
template <>
inline Lanes leaf<Lanes>(double value, std::string_view, std::string_view) {
  return Lanes::Constant(value);
}
template <>
Traced leaf<Traced>(double value, std::string_view name, std::string_view source);

/// A number as another reading: a double becomes sixteen equal lanes, or a leaf without a name.
template <class Num>
Num broadcast(double value) {
  return leaf<Num>(value, {}, {});
}

constexpr void annotate(double&, Dimension) {}
inline void annotate(Lanes&, Dimension) {}
void annotate(Traced& number, Dimension dimension);

inline double named(std::string_view, double value) { return value; }
inline const Lanes& named(std::string_view, const Lanes& value) { return value; }
Traced named(std::string_view name, const Traced& value);

}  // namespace number
}  // namespace sizer
