#include <algorithm>
#include <array>
#include <set>

#include "io/card_reader.hpp"

namespace sizer::io {
namespace {

using practice::Card;
using practice::Expression;
using practice::ExpressionError;
using practice::Step;
using practice::Value;
using practice::Values;

/// The entries of a list of tables; the one table in its place.
std::vector<const Node*> entries_of(const Node& table, std::string_view key) {
  std::vector<const Node*> entries;
  const Node* node = table.find(key);
  if (!node) return entries;
  if (!node->is(Node::Kind::list)) return {node};
  for (const Node& child : node->children) entries.push_back(&child);
  return entries;
}

class CardCheck {
 public:
  CardCheck(const Card& card, const Node& table, Reading& reading) : card_(card), table_(table), reading_(reading) {}

  void run() {
    check_names();
    check_placeholders();
    for (const double uniform : {0.0, 0.5, 0.999}) {
      if (!reading_.problems.empty()) return;
      check_values(uniform);
    }
  }

 private:
  void check_names() {
    std::set<std::string, std::less<>> names;
    const auto once = [&](const std::string& name, const Node& node) {
      if (!names.insert(name).second)
        reading_.add(node, "two values are called '" + name + "'", "names are there once");
      try {
        if (practice::evaluate(practice::parse_expression(name), {{name, {}}}).dimension == Dimension{}) return;
      } catch (const ExpressionError&) {
      }
      reading_.add(node, "'" + name + "' is the name of a unit", "choose another name");
    };
    const Node* parameters = table_.find("parameters");
    for (const auto& parameter : card_.parameters) once(parameter.name, *parameters->find(parameter.name));
    const auto steps = entries_of(table_, "step");
    for (std::size_t i = 0; i < card_.steps.size(); ++i) once(card_.steps[i].name, *steps[i]->find("name"));
    known_ = std::move(names);
  }

  /// {name} in a text names a parameter; where the answer is known, also a step.
  void check_placeholders() {
    check_text(table_.find("situation"), false);
    check_text(table_.find("experienced"), true);
    for (const Node* step : entries_of(table_, "step")) {
      check_text(step->find("ask"), false);
      check_text(step->find("hint"), false);
      check_text(step->find("why"), true);
    }
    for (const Node* point : entries_of(table_, "point")) check_text(point->find("why"), true);
    for (const Node* what_if : entries_of(table_, "what_if")) check_what_if(*what_if);
  }

  void check_text(const Node* node, bool steps_allowed) {
    if (!node || !node->is(Node::Kind::text)) return;
    const std::string_view text = node->text;
    for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
      const auto close = text.find('}', open);
      const std::string name(text.substr(open + 1, close == std::string_view::npos ? close : close - open - 1));
      const bool is_parameter =
          std::ranges::find(card_.parameters, name, &practice::Parameter::name) != card_.parameters.end();
      if (is_parameter || (steps_allowed && known_.contains(name))) continue;
      const std::vector<std::string> names(known_.begin(), known_.end());
      reading_.add(
          *node,
          "{" + shown(name) + "} names no " + (steps_allowed ? "value" : "parameter") + did_you_mean(name, names),
          steps_allowed ? "parameters and steps may stand in braces"
                        : "what is asked for is not given away: only parameters may stand in braces");
    }
  }

  void check_what_if(const Node& node) {
    const Node* step = node.find("step");
    if (std::ranges::find(card_.steps, step->text, &Step::name) == card_.steps.end()) {
      reading_.add(*step, "the card has no step '" + shown(step->text) + "'");
    }
    check_changed_names(*node.find("with"));
  }

  void check_changed_names(const Node& with) {
    for (const Node& entry : with.children) {
      const std::vector<std::string> names(known_.begin(), known_.end());
      if (!known_.contains(entry.key))
        reading_.add(entry, "nothing here is called '" + shown(entry.key) + "'" + did_you_mean(entry.key, names));
    }
  }

  /// The value of an expression, or a problem at its place.
  std::optional<Value> value(const Expression& expression, const Values& values, const Node& node) {
    try {
      return practice::evaluate(expression, values);
    } catch (const ExpressionError& error) {
      reading_.add(node, error.message, error.hint, error.offset, error.length);
      return std::nullopt;
    }
  }

  void check_values(double uniform) {
    Values values;
    for (const auto& parameter : card_.parameters) {
      if (!check_parameter(parameter, uniform, values)) return;
    }
    const Values parameters = values;
    const auto nodes = entries_of(table_, "step");
    for (std::size_t i = 0; i < card_.steps.size(); ++i) {
      check_step(card_.steps[i], *nodes[i], values);
      if (!reading_.problems.empty()) return;
    }
    const auto what_ifs = entries_of(table_, "what_if");
    for (std::size_t i = 0; i < card_.what_ifs.size(); ++i) {
      check_changes(card_.what_ifs[i].changes, *what_ifs[i]->find("with"), parameters);
    }
  }

  bool check_parameter(const practice::Parameter& parameter, double uniform, Values& values) {
    const Node& node = *table_.find("parameters")->find(parameter.name);
    if (parameter.fact) {
      const Node& is = *node.find("is");
      const auto found = value(*parameter.fact, values, is);
      if (!found) return false;
      if (!found->is_word() && found->dimension != parameter.unit.dimension) {
        reading_.add(is,
                     "the fact is " + format_quantity(found->number, found->dimension) + ", which is not in '" +
                         parameter.unit.name + "'",
                     R"(give its unit: unit = "$/h")");
        return false;
      }
    }
    values[parameter.name] = practice::value_at(parameter, uniform, values);
    return true;
  }

  std::optional<Values> check_changes(const std::vector<std::pair<std::string, Expression>>& changes, const Node& with,
                                      const Values& values) {
    Values changed = values;
    for (const auto& [name, expression] : changes) {
      const Node& node = *with.find(name);
      const auto found = values.find(name);
      const auto after = value(expression, values, node);
      if (!after) return std::nullopt;
      if (found == values.end() || found->second.dimension != after->dimension ||
          found->second.is_word() != after->is_word()) {
        reading_.add(node, "'" + name + "' cannot become this: it is of another kind, or comes later");
        return std::nullopt;
      }
      changed[name] = *after;
    }
    return changed;
  }

  void check_step(const Step& step, const Node& node, Values& values) {
    if (step.is_decision()) {
      check_options(step, node, values);
      values[step.name] = {.word = step.options.front().name};
      return;
    }
    const Node& is = *node.find("is");
    const auto found = value(step.is, values, is);
    if (!found) return;
    check_unit(step, *found, is, node);
    check_mistakes(step, node, values);
    values[step.name] = *found;
  }

  void check_unit(const Step& step, const Value& found, const Node& is, const Node& node) {
    if (found.is_word()) return reading_.add(is, "a word is no number");
    if (found.dimension == step.unit.dimension) return;
    const Node* unit = node.find("unit");
    reading_.add(unit ? *unit : is,
                 "the step comes to " + format_quantity(found.number, found.dimension) + ", which is not in '" +
                     step.unit.name + "'",
                 "its unit must be of the same kind");
  }

  void check_options(const Step& step, const Node& node, const Values& values) {
    const auto options = entries_of(node, "options");
    for (std::size_t i = 0; i < options.size(); ++i) {
      const auto& option = step.options[i];
      if (option.when) value(*option.when, values, *options[i]->find("when"));
      const bool last = i + 1 == options.size();
      if (!option.when && !last)
        reading_.add(*options[i], "only the last option may do without a condition", R"(when = "a < b")");
    }
  }

  void check_mistakes(const Step& step, const Node& node, const Values& values) {
    const auto mistakes = entries_of(node, "mistakes");
    for (std::size_t i = 0; i < step.mistakes.size(); ++i) {
      const auto& mistake = step.mistakes[i];
      const Node* with = mistakes[i]->find("with");
      if (with) check_changed_names(*with);
      const auto changed = with ? check_changes(mistake.changes, *with, values) : std::optional(values);
      const Node& is = *(mistake.is ? mistakes[i]->find("is") : node.find("is"));
      const auto found = changed ? value(mistake.is ? *mistake.is : step.is, *changed, is) : std::nullopt;
      if (found && found->dimension != step.unit.dimension)
        reading_.add(is, "the mistake is of another kind than its step");
    }
  }

  const Card& card_;
  const Node& table_;
  Reading& reading_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace

void check_card(const Card& card, const Node& table, Reading& reading) { CardCheck(card, table, reading).run(); }

}  // namespace sizer::io
