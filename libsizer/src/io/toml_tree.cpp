// toml++ asserts that a table header begins with a key, and then reports politely that it does not: "[+]" would
// end a debug build, or be taken for impossible by an optimiser. Without its assertions the report is what is left.
#undef NDEBUG
#define TOML_ASSERT(...) static_assert(true)
#include <toml++/toml.h>

#include "io/nesting.hpp"
#include "io/node.hpp"

namespace sizer::io {
namespace {

Span span_of(const toml::source_region& region) {
  Span span{static_cast<int>(region.begin.line), static_cast<int>(region.begin.column), 1};
  if (region.end.line == region.begin.line && region.end.column > region.begin.column) {
    span.length = static_cast<int>(region.end.column - region.begin.column);
  }
  return span;
}

Span without_quotes(Span span) {
  ++span.column;
  span.length = std::max(1, span.length - 2);
  return span;
}

Node node_of(const toml::node& from, const SourcePtr& source);

void fill_table(Node& node, const toml::table& table) {
  for (const auto& [key, value] : table) {
    Node child = node_of(value, node.source);
    child.key = std::string(key.str());
    child.key_span = span_of(key.source());
    node.children.push_back(std::move(child));
  }
}

void fill_list(Node& node, const toml::array& list) {
  for (const auto& value : list) node.children.push_back(node_of(value, node.source));
}

Node node_of(const toml::node& from, const SourcePtr& source) {
  Node node;
  node.source = source;
  node.span = span_of(from.source());
  if (const auto* table = from.as_table()) {
    fill_table(node, *table);
  } else if (const auto* list = from.as_array()) {
    node.kind = Node::Kind::list;
    fill_list(node, *list);
  } else if (const auto text = from.value_exact<std::string>()) {
    node.kind = Node::Kind::text;
    node.text = *text;
    node.span = without_quotes(node.span);
  } else if (const auto flag = from.value_exact<bool>()) {
    node.kind = Node::Kind::flag;
    node.flag = *flag;
  } else if (from.is_number()) {
    node.kind = Node::Kind::number;
    node.number = from.value_or(0.0);
  } else {
    node.kind = Node::Kind::date;
  }
  return node;
}

/// "Error while parsing key-value pair: cannot redefine existing integer 'data'" in our words.
std::string message_of(std::string_view description) {
  if (description.find("cannot redefine existing") != std::string_view::npos) {
    const auto name = description.find('\'');
    const auto end = description.find('\'', name + 1);
    return "given twice: " + std::string(description.substr(name, end + 1 - name));
  }
  if (const auto colon = description.find(": "); description.starts_with("Error while")) {
    description.remove_prefix(colon + 2);
  }
  return "not valid TOML: " + shown(description);
}

std::string hint_for(const std::string& line) {
  const auto value = line.find_first_not_of(" \t", line.find('=') + 1);
  if (line.find('=') == std::string::npos) return "a line is: key = value, or [table]";
  if (value == std::string::npos) return "give the key a value";
  if (line[value] == '"' || line[value] == '\'') return "is a closing quote missing?";
  if (line[value] == '[' || line[value] == '{') return "is a closing bracket or a comma missing?";
  return R"(words and quantities stand in quotes: data = "500 GB")";
}

[[noreturn]] void refuse_syntax(const Source& source, const toml::parse_error& error) {
  const Span span = span_of(error.source());
  const std::string message = message_of(error.description());
  const std::string hint =
      message.starts_with("given twice") ? "keep one of the two" : hint_for(source.place(span).line_text);
  refuse(source, span, message, hint);
}

}  // namespace

Node parse_toml(const SourcePtr& source) {
  check_text(*source);
  check_plain_toml(*source);
  try {
    const toml::table table = toml::parse(std::string_view(source->text), source->file);
    return node_of(table, source);
  } catch (const toml::parse_error& error) {
    refuse_syntax(*source, error);
  }
}

}  // namespace sizer::io
