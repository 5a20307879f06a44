#include <algorithm>
#include <cmath>

#include "io/cluster_name.hpp"
#include "io/node.hpp"
#include "io/values.hpp"
#include "sizer/io.hpp"
#include "units/characters.hpp"

namespace sizer {
namespace io {
namespace {

constexpr const char* kHint = R"(a cluster reads like "10 x m5.2xlarge")";

struct Part {
  std::string text;
  int offset = 0;
};

/// Words, where "×" and "*" count as an "x" that stands alone.
std::vector<Part> parts_of(std::string_view text) {
  std::vector<Part> parts;
  bool in_word = false;
  int offset = 0;
  for (std::size_t at = 0; at < text.size(); ++offset) {
    const Character next = first_character(text.substr(at));
    const bool times = next.code == U'×' || next.code == U'*';
    const bool space = next.code == U' ' || next.code == U'\t';
    if (!space && (!in_word || times)) parts.push_back({"", offset});
    if (!space) parts.back().text += times ? "x" : text.substr(at, next.bytes);
    in_word = !space && !times;
    at += next.bytes;
  }
  return parts;
}

bool is_filler(const std::string& word) {
  return word == "x" || word == "X" || word == "of" || word == "node" || word == "nodes";
}

bool looks_like_count(std::string_view word) {
  return word.find_first_not_of("+-0123456789.,_eE") == std::string_view::npos;
}

/// "10x" and "x10" are counts; "10xm5.large" is a count and a type.
std::vector<Part> split_at_x(const Part& part) {
  const std::string_view word = part.text;
  const auto letter = word.find_first_of("xX");
  if (letter == std::string_view::npos || word.size() == 1) return {part};
  const auto before = word.substr(0, letter), after = word.substr(letter + 1);
  if (before.empty())
    return looks_like_count(after) ? std::vector<Part>{{std::string(after), part.offset + 1}} : std::vector{part};
  if (!looks_like_count(before)) return {part};
  std::vector<Part> both{{std::string(before), part.offset}};
  if (!after.empty()) both.push_back({std::string(after), part.offset + static_cast<int>(letter) + 1});
  return both;
}

Parsed<ClusterName> wrong_part(const Part& part, std::string message) {
  return {.value = {},
          .message = std::move(message),
          .hint = kHint,
          .offset = part.offset,
          .length = std::max(1, static_cast<int>(count_characters(part.text)))};
}

}  // namespace

Parsed<ClusterName> split_cluster(std::string_view text) {
  constexpr std::size_t kLongest = 200;
  if (text.size() > kLongest) return wrong<ClusterName>("longer than 200 characters", kHint);
  std::vector<Part> counts, types;
  for (const auto& word : parts_of(text)) {
    if (is_filler(word.text)) continue;
    for (auto& part : split_at_x(word)) (looks_like_count(part.text) ? counts : types).push_back(std::move(part));
  }
  if (counts.size() > 1) return wrong_part(counts[1], "a second number of nodes");
  if (types.size() > 1) return wrong_part(types[1], "a second node type: '" + types[1].text + "'");
  if (types.empty()) return wrong<ClusterName>("no node type is given", kHint);
  if (counts.empty()) return wrong<ClusterName>("the number of nodes is missing", kHint);
  const auto count = parse_count(counts[0].text);
  if (!count || *count.value < 1 || *count.value > kMostNodes || std::floor(*count.value) != *count.value) {
    return wrong_part(counts[0], "'" + counts[0].text + "' is not a number of nodes from 1 to 100,000");
  }
  return right(ClusterName{static_cast<int>(*count.value), types[0].text, types[0].offset});
}

namespace {

std::string unknown_type(const std::string& type, const InstanceTable& table) {
  return "unknown instance type '" + type + "'" + suggestion(table.near(type));
}

std::string describe_it(const std::string& type) {
  return "describe it in a file of your own: [[instance]] with type = \"" + type +
         R"(", vcpu = 8, memory = "32 GiB", price = "$0.40/h")";
}

Diagnostic wrong_name(const Given<std::string>& name, const InstanceTable& table) {
  const Place place{.file = name.source, .line_text = {}};
  const InstanceTable everywhere = InstanceTable::built_in();
  const Instance* elsewhere = everywhere.find(name.value);
  if (!elsewhere) return {place, unknown_type(name.value, table), describe_it(name.value)};
  const std::string provider(to_string(elsewhere->provider));
  return {place, elsewhere->type + " is a node of " + provider + ", which is not among the providers",
          "set cluster.provider = \"" + provider + "\", or leave it out"};
}

}  // namespace
}  // namespace io

void check_instance_names(const Scenario& scenario, const InstanceTable& table) {
  std::vector<Diagnostic> found;
  for (const auto& name : scenario.cluster.instances) {
    const bool is_pattern = name.value.find_first_of("*?") != std::string::npos;
    if (!is_pattern && !table.find(name.value)) found.push_back(io::wrong_name(name, table));
  }
  for (const MeasuredRun& run : scenario.measured) {
    const std::string& type = run.instance_type;
    if (!table.find(type)) found.push_back({run.place, io::unknown_type(type, table), io::describe_it(type)});
  }
  if (!found.empty()) throw InputError(std::move(found));
}

ClusterRequest parse_cluster(std::string_view text, const InstanceTable& table) {
  const io::Source source{"--on", std::string(text), "--on", 0};
  io::check_text(source);
  const auto name = io::split_cluster(text);
  if (!name) {
    const int whole = static_cast<int>(count_characters(text));
    io::refuse(source, {1, 1 + name.offset, name.length > 0 ? name.length : whole}, name.message, name.hint);
  }
  const auto& [nodes, type, offset] = *name.value;
  if (const Instance* instance = table.find(type)) return {nodes, *instance};
  io::refuse(source, {1, 1 + offset, static_cast<int>(count_characters(type))}, io::unknown_type(type, table),
             io::describe_it(type));
}

}  // namespace sizer
