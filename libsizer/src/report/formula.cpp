#include "formula.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "sizer/units.hpp"
#include "wording.hpp"

namespace sizer::report {
namespace {

/// How strongly a piece of formula holds together; a weaker one inside a stronger one needs parentheses.
enum class Strength { sum, product, power, phrase, whole };

struct Piece {
  std::string text;
  Strength strength = Strength::whole;
};

Piece word_or_phrase(std::string text) {
  const Strength strength = text.find(' ') == std::string::npos ? Strength::whole : Strength::phrase;
  return {std::move(text), strength};
}

/// "join: " of "join: cpu time"; empty for a name without an owner.
std::string_view owner_in(std::string_view name) {
  const std::size_t colon = name.find(": ");
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon + 2);
}

class Writer {
 public:
  Writer(const Computation& computation, std::string_view owner, Reading reading)
      : steps_(computation.steps), owner_(owner), reading_(reading) {}

  Piece expression(StepId id) const {
    const std::vector<StepId>& in = steps_[id].inputs;
    switch (steps_[id].step->operation) {
      case Operation::input:
        return {value_of(steps_[id])};
      case Operation::add:
        return {operands(id, Strength::sum, " + "), Strength::sum};
      case Operation::multiply:
        return {operands(id, Strength::product, " × "), Strength::product};
      case Operation::subtract:
        return {within(in[0], Strength::sum) + " − " + within(in[1], Strength::product), Strength::sum};
      case Operation::divide:
        return {within(in[0], Strength::product) + " ÷ " + within(in[1], Strength::power), Strength::product};
      case Operation::power:
        return {within(in[0], Strength::whole) + " ^ " + within(in[1], Strength::whole), Strength::power};
      case Operation::maximum:
        return {"max(" + operands(id, Strength::sum, ", ") + ")"};
      case Operation::minimum:
        return {"min(" + operands(id, Strength::sum, ", ") + ")"};
      case Operation::ceiling:
        return {"ceil(" + operand(in[0]).text + ")"};
      case Operation::square_root:
        return {"sqrt(" + operand(in[0]).text + ")"};
      case Operation::choose:
        return {fmt::format("if({} < {}, {}, {})", operand(in[0]).text, operand(in[1]).text, operand(in[2]).text,
                            operand(in[3]).text)};
      case Operation::soft_maximum:
        return {soft_maximum(in), Strength::power};
      case Operation::function:
        return {steps_[id].step->source + "(" + operands(id, Strength::sum, ", ") + ")"};
      case Operation::alias:
        return operand(in[0]);
    }
    return {};
  }

 private:
  /// (a⁴ + b⁴ + …)^¼, with q for 4 where names are shown.
  std::string soft_maximum(const std::vector<StepId>& in) const {
    const std::string q = operand(in[0]).text;
    std::vector<std::string> powers;
    for (std::size_t i = 1; i < in.size(); ++i) powers.push_back("(" + operand(in[i]).text + ")^" + q);
    return fmt::format("({})^(1/{})", fmt::join(powers, " + "), q);
  }

  /// Without the owner that all of a stage's names begin with.
  std::string short_name(const ListedStep& listed) const {
    const bool same_owner = !owner_.empty() && owner_in(listed.name) == owner_;
    return listed.name.substr(same_owner ? owner_.size() : 0);
  }

  Piece operand(StepId id) const {
    const ListedStep& listed = steps_[id];
    if (listed.is_inline() && !listed.is_leaf()) return expression(id);
    if (!listed.is_inline() && reading_ == Reading::names) return word_or_phrase(short_name(listed));
    const std::string value = value_of(listed);
    return listed.step->value < 0 ? Piece{"(" + value + ")"} : word_or_phrase(value);
  }

  std::string within(StepId id, Strength needed) const {
    Piece piece = operand(id);
    return piece.strength < needed ? "(" + piece.text + ")" : piece.text;
  }

  /// The operands of a run of one operation, a + (b + c) as a + b + c.
  std::string operands(StepId id, Strength needed, const char* separator) const {
    std::vector<std::string> written;
    for (const StepId each : run_of(id)) written.push_back(within(each, needed));
    return fmt::format("{}", fmt::join(written, separator));
  }

  std::vector<StepId> run_of(StepId id) const {
    const Operation operation = steps_[id].step->operation;
    std::vector<StepId> run, waiting(steps_[id].inputs.rbegin(), steps_[id].inputs.rend());
    while (!waiting.empty()) {
      const StepId next = waiting.back();
      waiting.pop_back();
      const ListedStep& listed = steps_[next];
      if (listed.is_inline() && listed.step->operation == operation) {
        waiting.insert(waiting.end(), listed.inputs.rbegin(), listed.inputs.rend());
      } else {
        run.push_back(next);
      }
    }
    return run;
  }

  const std::vector<ListedStep>& steps_;
  std::string_view owner_;
  Reading reading_;
};

}  // namespace

std::string formula(const Computation& computation, StepId id, Reading reading) {
  return Writer(computation, owner_in(computation.steps[id].name), reading).expression(id).text;
}

std::string value_of(const ListedStep& listed) {
  const Step& step = *listed.step;
  const bool is_count =
      step.dimension == Dimension{} && std::abs(step.value) < 1e9 && std::trunc(step.value) == step.value;
  return is_count ? exact(static_cast<long long>(step.value)) : format_quantity(step.value, step.dimension);
}

}  // namespace sizer::report
