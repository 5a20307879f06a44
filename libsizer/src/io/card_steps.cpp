#include <algorithm>

#include "io/card_reader.hpp"

namespace sizer::io {
namespace {

using practice::KnownMistake;
using practice::Mistake;
using practice::Option;
using practice::Step;

Parsed<practice::Skill> to_skill(const Node& node) {
  return to_choice<practice::Skill>(node, "a skill", practice::skill_named, practice::Skill::trade_off);
}

/// 1.5 to 100: how many times too much or too little is still the right order.
Parsed<double> to_order(const Node& node) {
  const auto factor = to_factor(node);
  if (factor && (*factor.value < 1.2 || *factor.value > 100)) return wrong<double>("must be from 1.2 to 100");
  return factor;
}

Option read_option(TableReader& table) {
  Given<std::string> name;
  std::optional<Given<practice::Expression>> when;
  table.read("option", to_text, name);
  table.read("when", to_expression, when);
  if (name.value.empty() && !table.take("option"))
    table.reading().add(*table.node(), "an option has a name", R"({ option = "spot", when = "a < b" })");
  table.finish();
  return {name.value, when ? std::optional(when->value) : std::nullopt};
}

std::string says_of(const std::string& name, const std::vector<KnownMistake>& known) {
  const auto found = std::ranges::find(known, name, &KnownMistake::name);
  return found == known.end() ? "" : found->says;
}

Mistake read_mistake(TableReader& table, const std::vector<KnownMistake>& known) {
  Given<std::string> name, says;
  std::optional<Given<practice::Expression>> is;
  table.read("name", to_text, name);
  table.read("says", to_paragraph, says);
  table.read("is", to_expression, is);
  Mistake mistake{.name = name.value, .says = says.value};
  if (is) mistake.is = is->value;
  mistake.changes = read_changes(table.take("with"), table.reading());
  table.finish();
  Reading& reading = table.reading();
  if (mistake.says.empty()) mistake.says = says_of(mistake.name, known);
  if (!table.take("is") && !table.take("with")) {
    reading.add(*table.node(), "a mistake changes something", R"(with = { network = "8 * network" }, or is = "data")");
  }
  if (mistake.says.empty() && !mistake.name.empty()) {
    std::vector<std::string> names;
    for (const KnownMistake& entry : known) names.push_back(entry.name);
    reading.add(*table.take("name"), "no mistake that cards share" + did_you_mean(mistake.name, names),
                R"(say what went wrong: says = "…")");
  } else if (mistake.name.empty() && !table.take("name")) {
    reading.add(*table.node(), "a mistake has a name", R"(name = "bits for bytes")");
  }
  return mistake;
}

void read_bands(TableReader& table, Step& step) {
  Given<double> right_share{step.right}, order{step.order};
  table.read("right", to_share, right_share);
  table.read("order", to_order, order);
  step.right = right_share.value;
  step.order = order.value;
}

void read_computation(TableReader& table, Step& step, const std::vector<KnownMistake>& known) {
  std::optional<Given<practice::Expression>> is;
  std::optional<Given<practice::Unit>> unit;
  table.read("is", to_expression, is);
  table.read("unit", to_unit, unit);
  if (is) step.is = is->value;
  if (unit) step.unit = unit->value;
  for (TableReader& option : table.tables("options", 8)) step.options.push_back(read_option(option));
  for (TableReader& mistake : table.tables("mistakes", 12)) step.mistakes.push_back(read_mistake(mistake, known));
  Reading& reading = table.reading();
  const bool has_is = table.take("is") != nullptr, decides = table.take("options") != nullptr;
  if (has_is == decides) {
    reading.add(*table.node(), has_is ? "a step is a number or a decision, not both" : "the step has no computation",
                R"(is = "data / nodes", or options = [{ option = "spot", when = "a < b" }, …])");
  }
  if (decides && step.options.size() == 1) reading.add(*table.take("options"), "one option is no decision");
  if (decides && table.take("mistakes")) {
    reading.add(*table.take("mistakes"), "mistakes are for steps with a number", "put them on the numbers compared");
  }
}

}  // namespace

Step read_step(TableReader& table, const std::vector<KnownMistake>& known) {
  Step step;
  Given<std::string> name, ask, hint, why;
  std::optional<Given<practice::Skill>> skill;
  table.read("name", to_identifier, name);
  table.read("ask", to_paragraph, ask);
  table.read("hint", to_paragraph, hint);
  table.read("why", to_paragraph, why);
  table.read("skill", to_skill, skill);
  read_bands(table, step);
  read_computation(table, step, known);
  for (const char* key : {"name", "ask", "hint", "why"}) {
    if (!table.take(key))
      table.reading().add(*table.node(), std::string("a step needs '") + key + "'",
                          "name, ask, hint and why, each a text");
  }
  table.finish();
  step.name = name.value;
  step.ask = ask.value;
  step.hint = hint.value;
  step.why = why.value;
  step.skill = skill ? skill->value : step.is_decision() ? practice::Skill::trade_off : practice::Skill::estimation;
  return step;
}

}  // namespace sizer::io
