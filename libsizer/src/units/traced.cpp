#include <cmath>
#include <utility>

#include "sizer/number.hpp"

namespace sizer {
namespace {

Traced step(Operation operation, double value, std::vector<std::shared_ptr<const Step>> inputs) {
  auto made = std::make_shared<Step>();
  made->operation = operation;
  made->value = value;
  made->inputs = std::move(inputs);
  return Traced(std::move(made));
}

/// A number nobody named or gave: 0 and 1 of this kind say nothing in an explanation.
bool is_plain(const Traced& number, double value) {
  const Step& step = number.step();
  return step.operation == Operation::input && step.name.empty() && step.source.empty() && step.value == value;
}

}  // namespace

Traced::Traced(double value) {
  auto leaf = std::make_shared<Step>();
  leaf->value = value;
  step_ = std::move(leaf);
}

Traced operator+(const Traced& a, const Traced& b) {
  if (is_plain(a, 0)) return b;
  if (is_plain(b, 0)) return a;
  return step(Operation::add, a.value() + b.value(), {a.shared(), b.shared()});
}
Traced operator-(const Traced& a, const Traced& b) {
  return step(Operation::subtract, a.value() - b.value(), {a.shared(), b.shared()});
}
Traced operator*(const Traced& a, const Traced& b) {
  if (is_plain(a, 1) || is_plain(b, 0)) return b;
  if (is_plain(b, 1) || is_plain(a, 0)) return a;
  return step(Operation::multiply, a.value() * b.value(), {a.shared(), b.shared()});
}
Traced operator/(const Traced& a, const Traced& b) {
  if (is_plain(a, 0) || is_plain(b, 1)) return a;
  return step(Operation::divide, a.value() / b.value(), {a.shared(), b.shared()});
}

namespace number {

Traced max(const Traced& a, const Traced& b) {
  return step(Operation::maximum, std::max(a.value(), b.value()), {a.shared(), b.shared()});
}
Traced min(const Traced& a, const Traced& b) {
  return step(Operation::minimum, std::min(a.value(), b.value()), {a.shared(), b.shared()});
}
Traced ceil(const Traced& a) { return step(Operation::ceiling, std::ceil(a.value()), {a.shared()}); }
Traced sqrt(const Traced& a) { return step(Operation::square_root, std::sqrt(a.value()), {a.shared()}); }
Traced pow(const Traced& a, const Traced& b) {
  return step(Operation::power, std::pow(a.value(), b.value()), {a.shared(), b.shared()});
}
Traced choose_less(const Traced& a, const Traced& b, const Traced& x, const Traced& y) {
  return step(Operation::choose, a.value() < b.value() ? x.value() : y.value(),
              {a.shared(), b.shared(), x.shared(), y.shared()});
}

Traced soft_maximum(double value, const Traced& exponent, const std::vector<Traced>& terms) {
  std::vector<std::shared_ptr<const Step>> inputs{exponent.shared()};
  for (const Traced& term : terms) inputs.push_back(term.shared());
  auto made = std::make_shared<Step>();
  made->operation = Operation::soft_maximum;
  made->dimension = terms.front().step().dimension;
  made->value = value;
  made->inputs = std::move(inputs);
  return Traced(std::move(made));
}

Traced function(double value, std::string_view form, const std::vector<Traced>& inputs) {
  auto made = std::make_shared<Step>();
  made->operation = Operation::function;
  made->source = form;
  made->value = value;
  for (const Traced& input : inputs) made->inputs.push_back(input.shared());
  return Traced(std::move(made));
}

template <>
Traced leaf<Traced>(double value, std::string_view name, std::string_view source) {
  auto made = std::make_shared<Step>();
  made->value = value;
  made->name = name;
  made->source = source;
  return Traced(std::move(made));
}

void annotate(Traced& number, Dimension dimension) {
  if (number.step().dimension == dimension) return;
  auto copy = std::make_shared<Step>(number.step());
  copy->dimension = dimension;
  number = Traced(std::move(copy));
}

Traced named(std::string_view name, const Traced& value) {
  auto made = std::make_shared<Step>();
  if (value.step().name.empty()) {
    *made = value.step();
  } else {
    made->operation = Operation::alias;
    made->dimension = value.step().dimension;
    made->value = value.value();
    made->inputs = {value.shared()};
  }
  made->name = name;
  return Traced(std::move(made));
}

}  // namespace number
}  // namespace sizer
