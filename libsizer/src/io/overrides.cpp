#include <algorithm>
#include <charconv>

#include "io/node.hpp"
#include "units/characters.hpp"

namespace sizer::io {
namespace {

/// A value that is TOML is read as such; anything else is text.
Node value_of(const SourcePtr& source, const std::string& text, int column) {
  Node value;
  value.kind = Node::Kind::text;
  value.text = text;
  if (text.find('\n') == std::string::npos) {
    try {
      const Node parsed = parse_toml(std::make_shared<Source>(Source{"", "value = " + text, "", 0}));
      if (const Node* found = parsed.find("value")) value = *found;
    } catch (const InputError&) {
      // Not TOML: "500 GB" without quotes.
    }
  }
  if (value.is(Node::Kind::date)) value.kind = Node::Kind::text, value.text = text;
  const auto place = [&](auto&& self, Node& node) -> void {
    node.source = source;
    node.span = node.key_span = {1, column, std::max(1, static_cast<int>(count_characters(text)))};
    for (auto& child : node.children) self(self, child);
  };
  place(place, value);
  return value;
}

/// It begins as TOML does and is none: read as text it would say what nobody meant.
bool is_broken(const Node& value, const std::string& written) {
  const bool begins = written.starts_with('[') || written.starts_with('{') || written.starts_with('"');
  return begins && value.is(Node::Kind::text) && value.text == written;
}

/// The parts between dots; a part in quotes keeps its own.
Path path_of(const std::string& key) {
  Path path(1);
  bool quoted = false;
  for (const char c : key) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == '.' && !quoted) {
      path.emplace_back();
    } else {
      path.back() += c;
    }
  }
  return path;
}

/// Assumptions have dots in their names: assume."shuffle.compression", perhaps with an end of the range.
Path with_assumption_joined(Path path) {
  if (path.front() != "assume" || path.size() < 3) return path;
  const bool has_end = path.back() == "low" || path.back() == "typical" || path.back() == "high";
  Path joined{path[0], path[1]};
  const std::size_t name_end = path.size() - (has_end ? 1 : 0);
  for (std::size_t i = 2; i < name_end; ++i) joined[1] += "." + path[i];
  if (has_end) joined.push_back(path.back());
  return joined;
}

/// The entry of a list by its number from 0, or by its name.
Node* list_entry(Node& list, const std::string& which) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(which.data(), which.data() + which.size(), index);
  const bool is_index = error == std::errc() && end == which.data() + which.size();
  if (is_index && index < list.children.size()) return &list.children[index];
  const auto named = std::ranges::find_if(list.children, [&](const Node& child) {
    const Node* name = child.find("name");
    return name && name->text == which;
  });
  return named == list.children.end() ? nullptr : &*named;
}

Node* step(Node& at, const std::string& key, const Node& value) {
  if (at.is(Node::Kind::list)) return list_entry(at, key);
  if (!at.is(Node::Kind::table)) return nullptr;
  if (Node* found = at.find(key)) return found;
  Node table;
  table.key = key;
  table.source = value.source;
  table.span = table.key_span = {1, 1, value.span.column - 2};
  return &at.put(std::move(table));
}

/// The same assumption, written as nested tables in the file.
void erase_nested(Node& root, const std::string& assumption) {
  Node* at = root.find("assume");
  const Path path = path_of(assumption);
  for (std::size_t i = 0; at && i + 1 < path.size(); ++i) at = at->find(path[i]);
  if (at && at->is(Node::Kind::table)) at->erase(path.back());
}

/// What the new value replaces although it is written elsewhere.
void erase_synonyms(Node& root, const Path& path) {
  if (path == Path{"deadline"}) {
    if (Node* goal = root.find("goal")) goal->erase("deadline");
  }
  if (path == Path{"goal", "deadline"}) root.erase("deadline");
  if (path.size() == 2 && path.front() == "assume") erase_nested(root, path.back());
}

/// The table that a path leads to; null, with a problem, where there is none.
Node* table_at(Node& root, const Path& path, const Node& value, Problems& problems) {
  Node* at = &root;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    Node* next = step(*at, path[i], value);
    if (!next) {
      problems.add(*value.source, value.key_span, "there is no '" + shown(path[i]) + "' to change",
                   "entries of a list go by their number from 0 or their name: stage.0.skew");
      return nullptr;
    }
    at = next;
  }
  if (at->is(Node::Kind::table)) return at;
  problems.add(*value.source, value.key_span, "'" + shown(at->key) + "' has no entries to change");
  return nullptr;
}

void apply(Node& root, const SourcePtr& source, Problems& problems) {
  constexpr std::size_t kLongest = 4096;
  const std::string& text = source->text;
  const auto equals = text.find('=');
  const int key_length = static_cast<int>(count_characters(text.substr(0, equals)));
  if (text.size() > kLongest || equals == std::string::npos || equals == 0) {
    problems.add(*source, {1, 1, std::max(1, key_length)}, "an override is key=value",
                 "for example goal.confidence=0.9");
    return;
  }
  apply_override(root, {source, text.substr(0, equals), text.substr(equals + 1), key_length + 2}, problems);
}

}  // namespace

Path override_path(const std::string& key) { return with_assumption_joined(path_of(key)); }

void apply_override(Node& root, const Override& change, Problems& problems) {
  const Path path = override_path(change.key);
  const std::string& text = change.source->text;
  const int key_length = static_cast<int>(count_characters(text.substr(0, text.find('='))));
  Node value = value_of(change.source, change.value, change.column);
  value.key_span = {1, 1, key_length};
  value.key = path.back();
  if (is_broken(value, change.value)) {
    problems.add(*change.source, value.span, "a list, table or text that does not end",
                 "a list reads like [\"r6id.*\", \"m6id.*\"]");
    return;
  }
  if ((path.front() == "stage" || path.front() == "measured") && !root.find(path.front())) {
    problems.add(*change.source, value.key_span, "there is no [[" + path.front() + "]] to change",
                 "write it in a file");
    return;
  }
  erase_synonyms(root, path);
  if (Node* table = table_at(root, path, value, problems)) table->put(std::move(value));
}

void apply_overrides(Node& root, const std::vector<std::string>& overrides, Problems& problems) {
  int rank = 0;
  for (const auto& text : overrides) {
    const auto source = std::make_shared<Source>(Source{"--set", text, "--set", ++rank});
    check_text(*source);
    apply(root, source, problems);
  }
}

}  // namespace sizer::io
