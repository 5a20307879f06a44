#pragma once

#include <map>
#include <string>
#include <vector>

#include "io/node.hpp"
#include "io/values.hpp"
#include "sizer/scenario.hpp"

namespace sizer::io {

/// What reading a whole tree has in common: the problems, and the keys that were asked for.
class Reading {
 public:
  Problems problems;

  /// The value, or a problem at its place.
  template <class T>
  std::optional<T> accept(const Node& node, const Parsed<T>& parsed) {
    if (!parsed) add(node, parsed.message, parsed.hint, parsed.offset, parsed.length);
    return parsed.value;
  }
  void add(const Node& node, const std::string& message, const std::string& hint = "", int offset = 0, int length = 0);

  void ask(const std::string& table, std::string_view key);
  /// Entries nobody asked for, told once every legal key is known.
  void keep_unknown(const std::string& table, const Node& entry) { unknown_.push_back({table, &entry}); }
  void report_unknown_keys();
  /// The tables that have such a key, "" for the top level; known once a tree was read.
  std::vector<std::string> tables_with(std::string_view key) const;

 private:
  struct Unknown {
    std::string table;
    const Node* entry;
  };
  std::string hint_for(const Unknown& unknown) const;

  std::map<std::string, std::vector<std::string>> asked_;
  std::vector<Unknown> unknown_;
};

/// Reads the entries of one table by name. A key that was asked for is a legal key; `finish` keeps the others.
/// The table may be missing: then nothing is found, and its keys are legal all the same.
class TableReader {
 public:
  /// `name` is what messages call it: "goal", or "" for the top level.
  TableReader(const Node* table, std::string name, Reading& reading);

  const Node* take(const std::string& key);

  template <class T, class Convert>
  void read(const std::string& key, Convert convert, Given<T>& into) {
    if (const Node* node = take(key)) {
      if (auto value = reading_.accept(*node, convert(*node))) into = {std::move(*value), node->origin()};
    }
  }
  template <class T, class Convert>
  void read(const std::string& key, Convert convert, std::optional<Given<T>>& into) {
    Given<T> given;
    read(key, convert, given);
    if (!given.is_default()) into = std::move(given);
  }
  /// One value or a list of them.
  template <class T, class Convert>
  void read_list(const std::string& key, Convert convert, std::vector<Given<T>>& into) {
    for (const Node* node : entries(key)) {
      if (auto value = reading_.accept(*node, convert(*node))) into.push_back({std::move(*value), node->origin()});
    }
  }

  /// The entries of a list, or the one value in its place.
  std::vector<const Node*> entries(const std::string& key, std::size_t most = 100);
  /// A table within this one: [goal].
  TableReader table(const std::string& key);
  /// An array of tables: [[stage]].
  std::vector<TableReader> tables(const std::string& key, std::size_t most);
  void finish();

  const Node* node() const { return table_; }
  Reading& reading() { return reading_; }

 private:
  bool is_table(const Node& node, const std::string& written_as);

  const Node* table_;
  std::string name_;
  Reading& reading_;
  std::vector<std::string> asked_;
};

/// true, false, or the size of the cache if all of it fits: then it is kept, too.
template <class Flag>
void read_cached(TableReader& table, const std::string& key, Flag& kept, std::optional<Given<Bytes<>>>& size) {
  const Node* node = table.take(key);
  if (!node || !node->is(Node::Kind::text)) return table.read(key, to_flag, kept);
  table.read(key, to_positive_bytes, size);
  kept = Given<bool>{true, node->origin()};
}

}  // namespace sizer::io
