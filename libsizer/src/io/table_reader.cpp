#include "io/table_reader.hpp"

#include <algorithm>

#include "units/characters.hpp"

namespace sizer::io {
namespace {

std::string in_brackets(const std::string& table) { return table.empty() ? "the top level" : "[" + table + "]"; }

}  // namespace

void Reading::add(const Node& node, const std::string& message, const std::string& hint, int offset, int length) {
  Span span = node.span;
  if (length > 0) {
    span.column += offset;
    span.length = length;
  }
  const std::string key = node.key.empty() ? "" : shown(node.key) + ": ";
  problems.add(*node.source, span, key + message, hint);
}

void Reading::ask(const std::string& table, std::string_view key) {
  auto& keys = asked_[table];
  if (std::ranges::find(keys, key) == keys.end()) keys.emplace_back(key);
}

std::vector<std::string> Reading::tables_with(std::string_view key) const {
  std::vector<std::string> tables;
  for (const auto& [table, keys] : asked_) {
    if (std::ranges::find(keys, key) != keys.end()) tables.push_back(table);
  }
  return tables;
}

/// Where the key belongs, if another table has it or one near it; else the keys there are.
std::string Reading::hint_for(const Unknown& unknown) const {
  for (const auto& [table, keys] : asked_) {
    if (table != unknown.table && std::ranges::find(keys, unknown.entry->key) != keys.end()) {
      return "'" + unknown.entry->key + "' belongs to " + in_brackets(table);
    }
  }
  if (did_you_mean(unknown.entry->key, asked_.at(unknown.table)).empty()) {
    for (const auto& [table, keys] : asked_) {
      const auto near = near_matches(unknown.entry->key, keys);
      if (!near.empty()) return "perhaps '" + near.front() + "', which belongs to " + in_brackets(table);
    }
  }
  return in_brackets(unknown.table) + " has " + join(asked_.at(unknown.table));
}

void Reading::report_unknown_keys() {
  for (const auto& unknown : unknown_) {
    const Node& entry = *unknown.entry;
    if (problems.full()) {
      problems.add(*entry.source, entry.key_span, "unknown key");
      continue;
    }
    const std::string where = unknown.table.empty() ? "" : " in " + in_brackets(unknown.table);
    problems.add(*entry.source, entry.key_span,
                 "unknown key '" + shown(entry.key) + "'" + where + did_you_mean(entry.key, asked_.at(unknown.table)),
                 hint_for(unknown));
  }
}

TableReader::TableReader(const Node* table, std::string name, Reading& reading)
    : table_(table), name_(std::move(name)), reading_(reading) {}

const Node* TableReader::take(const std::string& key) {
  reading_.ask(name_, key);
  asked_.push_back(key);
  return table_ ? table_->find(key) : nullptr;
}

std::vector<const Node*> TableReader::entries(const std::string& key, std::size_t most) {
  const Node* node = take(key);
  if (!node) return {};
  if (!node->is(Node::Kind::list)) return {node};
  if (node->children.empty()) reading_.add(*node, "the list is empty");
  if (node->children.size() > most) {
    reading_.add(*node, "more than " + std::to_string(most) + " entries");
    return {};
  }
  std::vector<const Node*> found;
  for (const auto& child : node->children) found.push_back(&child);
  return found;
}

bool TableReader::is_table(const Node& node, const std::string& written_as) {
  if (node.is(Node::Kind::table)) return true;
  reading_.add(node, "expected a table", "a table begins with a line " + written_as);
  return false;
}

TableReader TableReader::table(const std::string& key) {
  const Node* node = take(key);
  return {node && is_table(*node, "[" + key + "]") ? node : nullptr, key, reading_};
}

std::vector<TableReader> TableReader::tables(const std::string& key, std::size_t most) {
  std::vector<TableReader> found;
  for (const Node* node : entries(key, most)) {
    if (is_table(*node, "[[" + key + "]]")) found.emplace_back(node, key, reading_);
  }
  return found;
}

void TableReader::finish() {
  if (!table_) return;
  for (const auto& entry : table_->children) {
    if (std::ranges::find(asked_, entry.key) == asked_.end()) reading_.keep_unknown(name_, entry);
  }
}

}  // namespace sizer::io
