#include <algorithm>
#include <cctype>
#include <cmath>

#include "io/card_reader.hpp"

namespace sizer::io {
namespace {

using practice::Parameter;
using practice::Unit;
using practice::Value;

constexpr std::size_t kLongestParagraph = 4000;

bool is_name(std::string_view text) {
  const auto letter = [](unsigned char c) { return std::islower(c) != 0 || c == '_'; };
  return !text.empty() && text.size() <= 40 && letter(static_cast<unsigned char>(text.front())) &&
         std::ranges::all_of(text, [&](unsigned char c) { return letter(c) || std::isdigit(c) != 0; });
}

/// "$0.50/h" is 0.50 and "$/h"; "10 Gbit/s" is 10 and "Gbit/s".
struct Split {
  std::string number, unit;
};
Split split(std::string_view text) {
  const bool is_money = text.starts_with('$');
  if (is_money) text.remove_prefix(1);
  const auto end = std::min(text.find_first_not_of("0123456789.,_"), text.size());
  std::string_view rest = text.substr(end);
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  return {std::string(text.substr(0, end)), (is_money ? "$" : "") + std::string(rest)};
}

struct Measured {
  double number = 0;
  Unit unit;
};

std::optional<Measured> measured(const Node& node) {
  if (node.is(Node::Kind::number))
    return std::isfinite(node.number) ? std::optional(Measured{node.number, {}}) : std::nullopt;
  const Split parts = split(node.text);
  const auto number = parse_count(parts.number);
  if (parts.number.empty() || !number) return std::nullopt;
  if (parts.unit.empty()) return Measured{*number.value, {}};
  const auto unit = practice::unit_of(parts.unit);
  return unit ? std::optional(Measured{*number.value, *unit}) : std::nullopt;
}

Parsed<Measured> to_measured(const Node& node) {
  const std::string example = "\"500 GB\", \"10 Gbit/s\", \"2 h\", \"$40\", \"8 %\" or 12";
  if (!node.is(Node::Kind::text) && !node.is(Node::Kind::number)) {
    return wrong<Measured>("expected a quantity", "it reads like " + example);
  }
  const auto found = measured(node);
  if (!found) return wrong<Measured>("'" + shown(node.text) + "' is no quantity", "it reads like " + example);
  if (found->number < 0) return wrong<Measured>("must not be negative");
  return right(*found);
}

void read_range(TableReader& table, Parameter& parameter) {
  std::optional<Given<Measured>> from, to;
  table.read("from", to_measured, from);
  table.read("to", to_measured, to);
  table.finish();
  if (!from || !to) {
    if (!table.take("from") || !table.take("to")) {
      table.reading().add(
          *table.node(), "a range has two ends",
          R"-(data = { from = "300 GB", to = "2 TB" }; or a fact: price = { is = "price(node)", unit = "$/h" })-");
    }
    return;
  }
  parameter.unit = from->value.unit;
  parameter.low = from->value.number;
  parameter.high = to->value.number * to->value.unit.factor / from->value.unit.factor;
  if (from->value.unit.dimension != to->value.unit.dimension) {
    table.reading().add(*table.node(), "the two ends are not of one kind", "both sizes, or both times");
  } else if (parameter.high <= parameter.low) {
    table.reading().add(*table.node(), "the range ends before it begins", "the smaller end is 'from'");
  }
}

void read_fact(TableReader& table, Parameter& parameter) {
  std::optional<Given<practice::Expression>> is;
  std::optional<Given<Unit>> unit;
  table.read("is", to_expression, is);
  table.read("unit", to_unit, unit);
  table.finish();
  if (is) parameter.fact = is->value;
  if (unit) parameter.unit = unit->value;
}

void read_choices(const Node& list, Parameter& parameter, Reading& reading) {
  if (list.children.empty()) reading.add(list, "the list is empty");
  for (const Node& entry : list.children) {
    if (auto value = reading.accept(entry, to_value(entry))) parameter.choices.push_back(std::move(*value));
  }
  for (const Value& value : parameter.choices) {
    const Value& first = parameter.choices.front();
    if (value.is_word() == first.is_word() && value.dimension == first.dimension) continue;
    reading.add(list, "the choices are not of one kind", "all words, or all sizes");
    return;
  }
}

/// In the order of the file: a fact follows what it is of.
std::vector<const Node*> as_written(const std::vector<Node>& entries) {
  std::vector<const Node*> nodes;
  for (const Node& entry : entries) nodes.push_back(&entry);
  std::ranges::stable_sort(nodes, {}, [](const Node* n) { return std::pair(n->key_span.line, n->key_span.column); });
  return nodes;
}

Parameter read_parameter(const Node& node, Reading& reading) {
  Parameter parameter;
  parameter.name = node.key;
  if (node.is(Node::Kind::list)) {
    read_choices(node, parameter, reading);
  } else if (node.is(Node::Kind::table)) {
    TableReader table(&node, "parameter", reading);
    node.find("is") ? read_fact(table, parameter) : read_range(table, parameter);
  } else if (auto value = reading.accept(node, to_value(node))) {
    parameter.choices.push_back(std::move(*value));
  }
  return parameter;
}

}  // namespace

Parsed<std::string> to_paragraph(const Node& node) {
  if (!node.is(Node::Kind::text)) return to_text(node);
  std::string text;
  for (const char c : node.text) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (static_cast<unsigned char>(c) < 0x20 && !space)
      return wrong<std::string>("contains characters that cannot be printed");
    if (!space) text += c;
    if (space && !text.empty() && text.back() != ' ') text += ' ';
  }
  while (text.ends_with(' ')) text.pop_back();
  if (text.empty()) return wrong<std::string>("the text is empty");
  if (text.size() > kLongestParagraph) return wrong<std::string>("longer than 4,000 characters");
  return right(std::move(text));
}

Parsed<std::string> to_identifier(const Node& node) {
  const auto text = to_text(node);
  if (!text || is_name(*text.value)) return text;
  return wrong<std::string>("'" + shown(*text.value) + "' is no name", "names read like shuffle_bytes");
}

Parsed<Unit> to_unit(const Node& node) {
  const auto text = to_text(node);
  if (!text) return {.value = {}, .message = text.message, .hint = text.hint, .offset = 0, .length = 0};
  if (const auto unit = practice::unit_of(*text.value)) return right(*unit);
  return wrong<Unit>("'" + shown(*text.value) + "' is no unit",
                     "GB, GiB, min, h, $, $/h, $/month, cores, %, MB/s, or what is counted: nodes");
}

Parsed<practice::Expression> to_expression(const Node& node) {
  if (!node.is(Node::Kind::text))
    return wrong<practice::Expression>("expected an expression in quotes", R"(is = "data / nodes")");
  try {
    return right(practice::parse_expression(node.text));
  } catch (const practice::ExpressionError& error) {
    return {.value = {}, .message = error.message, .hint = error.hint, .offset = error.offset, .length = error.length};
  }
}

Parsed<Value> to_value(const Node& node) {
  const auto quantity = to_measured(node);
  if (quantity) {
    const auto& [number, unit] = *quantity.value;
    Value value{.number = number * unit.factor, .dimension = unit.dimension};
    value.shown = practice::shown_in(value.number, unit);
    return right(std::move(value));
  }
  const bool may_be_word = node.is(Node::Kind::text) && !node.text.empty() && measured(node) == std::nullopt;
  const auto text = to_text(node);
  if (!may_be_word || !text) {
    return {.value = {}, .message = quantity.message, .hint = quantity.hint, .offset = 0, .length = 0};
  }
  return right(Value{.word = *text.value});
}

std::vector<Parameter> read_parameters(const Node* table, Reading& reading) {
  std::vector<Parameter> parameters;
  if (!table) return parameters;
  if (!table->is(Node::Kind::table)) {
    reading.add(*table, "expected a table", "parameters follow a line [card.parameters]");
    return parameters;
  }
  for (const Node* entry : as_written(table->children)) {
    if (!is_name(entry->key)) reading.add(*entry, "no name for a parameter", "names read like executor_memory");
    parameters.push_back(read_parameter(*entry, reading));
  }
  return parameters;
}

std::vector<std::pair<std::string, practice::Expression>> read_changes(const Node* table, Reading& reading) {
  std::vector<std::pair<std::string, practice::Expression>> changes;
  if (!table) return changes;
  if (!table->is(Node::Kind::table) || table->children.empty()) {
    reading.add(*table, "expected what changes", R"(with = { data = "2 * data" })");
    return changes;
  }
  for (const Node& entry : table->children) {
    if (auto expression = reading.accept(entry, to_expression(entry))) changes.emplace_back(entry.key, *expression);
  }
  return changes;
}

}  // namespace sizer::io
