#include "io/node.hpp"

#include <algorithm>
#include <utility>

namespace sizer::io {

const Node* Node::find(std::string_view name) const {
  if (!is(Kind::table)) return nullptr;
  const auto found = std::ranges::find(children, name, &Node::key);
  return found == children.end() ? nullptr : &*found;
}

Node* Node::find(std::string_view name) { return const_cast<Node*>(std::as_const(*this).find(name)); }

Node& Node::put(Node entry) {
  if (Node* old = find(entry.key)) return *old = std::move(entry);
  children.push_back(std::move(entry));
  return children.back();
}

void Node::erase(std::string_view name) {
  std::erase_if(children, [&](const Node& child) { return child.key == name; });
}

const Node* find_path(const Node& root, const Path& path) {
  const Node* at = &root;
  for (const auto& key : path) {
    if (at) at = at->find(key);
  }
  return at;
}

}  // namespace sizer::io
