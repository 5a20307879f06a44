#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/source.hpp"

/// What was written, before anyone asks what it means: a tree of tables, lists and values, each with its place.
namespace sizer::io {

struct Node {
  enum class Kind { table, list, text, number, flag, date };

  Kind kind = Kind::table;
  std::string key;  ///< in the table that holds it
  Span key_span;
  std::string text;  ///< of a text
  double number = 0;
  bool flag = false;
  std::vector<Node> children;  ///< of a table or a list
  SourcePtr source;
  Span span;  ///< of a text: without its quotes

  bool is(Kind k) const { return kind == k; }
  std::string origin() const { return source->origin(span); }
  /// The entry of a table; null when there is none.
  const Node* find(std::string_view name) const;
  Node* find(std::string_view name);
  /// Adds or replaces an entry of a table.
  Node& put(Node entry);
  void erase(std::string_view name);
};

using Path = std::vector<std::string>;

/// The node at "input.format"; null when there is none.
const Node* find_path(const Node& root, const Path& path);

/// A tree from TOML text. Throws InputError on what is no TOML, too deep, too large or not UTF-8.
Node parse_toml(const SourcePtr& source);

/// A key as typed and its value, both written in `source`: the key at its beginning, the value at `column`.
struct Override {
  SourcePtr source;
  std::string key, value;
  int column = 1;
};
/// Replaces what the key names, and adds it when it is new. What cannot be placed is a problem.
void apply_override(Node& root, const Override& change, Problems& problems);
/// Where a key leads: {"assume", "shuffle.compression"}.
Path override_path(const std::string& key);
/// Replaces what "key=value" names, and adds it when it is new. What cannot be placed is a problem.
void apply_overrides(Node& root, const std::vector<std::string>& overrides, Problems& problems);

}  // namespace sizer::io
