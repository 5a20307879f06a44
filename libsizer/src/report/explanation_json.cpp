#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "computation.hpp"
#include "formula.hpp"
#include "json_values.hpp"
#include "sizer/report.hpp"

namespace sizer {
namespace report {
namespace {

std::string_view operation_name(Operation operation) {
  switch (operation) {
    case Operation::input:
      return "input";
    case Operation::add:
      return "add";
    case Operation::subtract:
      return "subtract";
    case Operation::multiply:
      return "multiply";
    case Operation::divide:
      return "divide";
    case Operation::maximum:
      return "max";
    case Operation::minimum:
      return "min";
    case Operation::ceiling:
      return "ceil";
    case Operation::square_root:
      return "sqrt";
    case Operation::power:
      return "power";
    case Operation::choose:
      return "if_less";
    case Operation::soft_maximum:
      return "soft_maximum";
    case Operation::function:
      return "function";
    case Operation::alias:
      return "same_as";
  }
  return "";
}

/// "B/s", "core*s", "1" for a plain number.
std::string unit_name(const Dimension& dimension) {
  std::vector<std::string> above, below;
  const auto place = [&](int exponent, std::string_view unit) {
    const int times = exponent < 0 ? -exponent : exponent;
    const std::string power = times == 1 ? std::string(unit) : fmt::format("{}^{}", unit, times);
    if (exponent != 0) (exponent > 0 ? above : below).push_back(power);
  };
  place(dimension.usd, "USD");
  place(dimension.byte, "B");
  place(dimension.core, "core");
  place(dimension.second, "s");
  const std::string top = above.empty() ? "1" : fmt::format("{}", fmt::join(above, "*"));
  return below.empty() ? top : fmt::format("{}/{}", top, fmt::join(below, "/"));
}

Json step_json(const Computation& computation, StepId id) {
  const ListedStep& listed = computation.steps[id];
  const bool has_formula = !listed.is_leaf() && !listed.is_inline();
  return {{"id", id},
          {"name", text_or_null(listed.name)},
          {"operation", operation_name(listed.step->operation)},
          {"formula", has_formula ? Json(formula(computation, id, Reading::names)) : Json(nullptr)},
          {"value", number(listed.step->value)},
          {"unit", unit_name(listed.step->dimension)},
          {"source", text_or_null(listed.step->source)},
          {"inputs", listed.inputs}};
}

std::set<StepId> reachable_from(const Computation& computation, const std::vector<StepId>& shown) {
  std::vector<StepId> waiting = shown;
  std::set<StepId> reached;
  while (!waiting.empty()) {
    const StepId id = waiting.back();
    waiting.pop_back();
    if (!reached.insert(id).second) continue;
    const std::vector<StepId>& inputs = computation.steps[id].inputs;
    waiting.insert(waiting.end(), inputs.begin(), inputs.end());
  }
  return reached;
}

}  // namespace
}  // namespace report

std::string explanation_to_json(const Explanation& explanation, const std::string& term) {
  using namespace report;
  const Computation computation(explanation);
  const std::vector<StepId> shown = term.empty() ? computation.roots : computation.matching(term);
  if (shown.empty()) return "";
  Json json = {{"schema", kSchema}, {"term", text_or_null(term)}, {"shown", shown}};
  json["nodes"] = Json::array();
  for (const StepId id : reachable_from(computation, shown)) json["nodes"].push_back(step_json(computation, id));
  return written(json);
}

}  // namespace sizer
