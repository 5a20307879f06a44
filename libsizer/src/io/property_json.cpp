#include <algorithm>

#include "io/property_text.hpp"

namespace sizer::io {
namespace {

class Collector {
 public:
  explicit Collector(const Source& source) : source_(source) {}

  void look_into(const Node& node) {
    const bool of_emr = is_classification(node);
    for (const Node& child : node.children) {
      const bool holds_them = child.is(Node::Kind::table) && names_properties(child.key, of_emr);
      holds_them ? take_all(child) : look_into(child);
    }
  }

  void take_all(const Node& table) {
    found_any_ = true;
    for (const Node& entry : table.children) {
      const bool is_value = entry.is(Node::Kind::text) || entry.is(Node::Kind::number) || entry.is(Node::Kind::flag);
      if (is_value) {
        properties_.push_back({entry.key, entry.text, entry.key_span});
      } else {
        problems_.add(source_, entry.key_span, "'" + shown(entry.key) + "' has no value that Spark could read",
                      R"(a value is text, as in "spark.executor.memory": "4g")");
      }
    }
  }

  bool found_any() const { return found_any_; }
  std::vector<WrittenProperty> finish() {
    problems_.throw_if_any();
    return std::move(properties_);
  }

 private:
  static bool is_classification(const Node& node) {
    const Node* name = node.find("Classification");
    return name && name->text == "spark-defaults";
  }

  static bool names_properties(const std::string& key, bool of_emr) {
    return key == "spark_conf" || key == "sparkConf" || key == "conf" || (of_emr && key == "Properties");
  }

  const Source& source_;
  std::vector<WrittenProperty> properties_;
  Problems problems_;
  bool found_any_ = false;
};

bool is_plain_object(const Node& root) {
  if (!root.is(Node::Kind::table)) return false;
  const auto is_property = [](const Node& child) { return child.key.starts_with("spark."); };
  return root.children.empty() || std::any_of(root.children.begin(), root.children.end(), is_property);
}

}  // namespace

std::vector<WrittenProperty> properties_of_json(const SourcePtr& source) {
  const Node root = parse_json(source);
  Collector collector(*source);
  is_plain_object(root) ? collector.take_all(root) : collector.look_into(root);
  if (!collector.found_any()) {
    refuse(*source, {1, 1, 1}, "no Spark properties in this JSON",
           R"(an object of them {"spark.executor.memory": "4g"}, or within it a classification "spark-defaults", )"
           R"("spark_conf" or "conf")");
  }
  return collector.finish();
}

}  // namespace sizer::io
