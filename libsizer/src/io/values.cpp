#include "io/values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "units/characters.hpp"

namespace sizer::io {
namespace {

constexpr std::size_t kLongestName = 200;

std::string kind_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::table:
      return "a table";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::text:
      return "text";
    case Node::Kind::number:
      return "a number";
    case Node::Kind::flag:
      return "true or false";
    case Node::Kind::date:
      return "a date or a time of day";
  }
  return "";
}

template <class T>
Parsed<T> wrong_kind(const Node& node, const std::string& what, const std::string& example) {
  return wrong<T>("expected " + what + ", found " + kind_of(node), "it reads like " + example);
}

template <class T>
Parsed<T> more_than_zero(Parsed<T> parsed) {
  if (parsed && *parsed.value <= T()) return wrong<T>("must be more than 0");
  return parsed;
}

/// A quantity in quotes; a bare number lacks its unit.
template <class T>
Parsed<T> to_quantity(const Node& node, Parsed<T> (*parse)(std::string_view), const std::string& what,
                      const std::string& example) {
  if (node.is(Node::Kind::text)) return parse(node.text);
  if (node.is(Node::Kind::number)) {
    const std::string problem = std::isfinite(node.number) ? "the unit is missing: " + what + " is not a bare number"
                                                           : "neither nan nor inf is " + what;
    return wrong<T>(problem, "it reads like " + example);
  }
  return wrong_kind<T>(node, what, example);
}

Parsed<double> in_range(Parsed<double> parsed, bool good, const std::string& message, const std::string& hint = "") {
  return parsed && !good ? wrong<double>(message, hint) : parsed;
}

Parsed<double> finite(double number) {
  return std::isfinite(number) ? right(number) : wrong<double>("not a finite number");
}

Parsed<double> number_or(const Node& node, Parsed<double> (*parse)(std::string_view), const std::string& what,
                         const std::string& example) {
  if (node.is(Node::Kind::number)) return finite(node.number);
  if (node.is(Node::Kind::text)) return parse(node.text);
  return wrong_kind<double>(node, what, example);
}

Parsed<double> to_any_share(const Node& node) { return number_or(node, parse_share, "a share", "0.2 or \"20 %\""); }

bool is_printable(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// "4,096": a limit with all its digits.
std::string number_text(double number) {
  std::string digits = std::to_string(static_cast<long long>(number));
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

/// One end of a range of nodes.
std::optional<int> node_count(std::string_view text) {
  const auto count = parse_count(trimmed(text));
  if (!count || *count.value < 1 || *count.value > kMostNodes || std::floor(*count.value) != *count.value) {
    return std::nullopt;
  }
  return static_cast<int>(*count.value);
}

constexpr const char* kNodesHint = R"(nodes read like 8, "2..100", "2.." or "..100", from 1 to 100,000)";

Parsed<NodeRange> range_of(std::string_view text) {
  constexpr int kManyNodes = 1000;
  const auto dots = text.find("..");
  const auto between = dots != std::string_view::npos ? dots : text.find('-', 1);  // "2-100" is as clear
  const bool is_range = between != std::string_view::npos;
  const auto first = trimmed(text.substr(0, between));
  const auto last = is_range ? trimmed(text.substr(between + (between == dots ? 2 : 1))) : first;
  if (first.empty() && last.empty()) return wrong<NodeRange>("no number of nodes", kNodesHint);
  const auto least = first.empty() ? 1 : node_count(first);
  const auto most = last.empty() ? std::max(least.value_or(1), kManyNodes) : node_count(last);
  if (!least || !most) return wrong<NodeRange>("'" + shown(text) + "' is not a number of nodes", kNodesHint);
  if (*least > *most) return wrong<NodeRange>("the least number of nodes is above the most", kNodesHint);
  return right(NodeRange{*least, *most});
}

}  // namespace

Parsed<Bytes<>> to_bytes(const Node& node) {
  return to_quantity(node, parse_bytes, "a size", R"("500 GB" (10⁹ bytes each) or "500 GiB" (2³⁰ each))");
}
Parsed<Bytes<>> to_positive_bytes(const Node& node) { return more_than_zero(to_bytes(node)); }

Parsed<Seconds<>> to_duration(const Node& node) {
  return more_than_zero(to_quantity(node, parse_duration, "a duration", R"("2h" or "90 min")"));
}

Parsed<CoreSeconds<>> to_work(const Node& node) {
  return to_quantity(node, parse_work, "CPU work", R"("20 core-hours" or "300 core-s")");
}

Parsed<Bandwidth<>> to_bandwidth(const Node& node) {
  return more_than_zero(to_quantity(node, parse_bandwidth, "a bandwidth", R"("10 Gbit/s" or "250 MB/s")"));
}

Parsed<Usd<>> to_budget(const Node& node) {
  if (node.is(Node::Kind::number)) {
    const auto number = finite(node.number);
    if (!number) return wrong<Usd<>>(number.message);
    return more_than_zero(right(Usd<>(*number.value)));
  }
  return more_than_zero(to_quantity(node, parse_money, "an amount of money", R"("$40")"));
}

Parsed<UsdPerTime<>> to_price(const Node& node) { return to_quantity(node, parse_price, "a price", R"("$0.50/h")"); }

Parsed<double> to_number(const Node& node) {
  if (node.is(Node::Kind::text) && node.text.ends_with('%')) return parse_share(node.text);
  return number_or(node, parse_count, "a number", "3.5");
}

Parsed<double> to_share(const Node& node) {
  const auto share = to_any_share(node);
  return in_range(share, share && *share.value > 0 && *share.value <= 1, "a share is more than 0 and at most 1",
                  "0.2 or \"20 %\"");
}

Parsed<double> to_confidence(const Node& node) {
  const auto share = to_any_share(node);
  return in_range(share, share && *share.value > 0 && *share.value < 1, "a confidence lies between 0 and 1",
                  "0.95 or \"95 %\"; nothing is certain");
}

Parsed<double> to_discount(const Node& node) {
  const auto share = to_any_share(node);
  return in_range(share, share && *share.value >= 0 && *share.value < 1, "a discount is at least 0 and below 1",
                  "0.2 or \"20 %\"");
}

Parsed<double> to_growth(const Node& node) {
  constexpr double kMostGrowth = 10;
  Node share = node;
  for (const std::string_view ending : {"/month", "a month", "per month"}) {
    if (in_lower_case(share.text).ends_with(ending)) {
      share.text = trimmed(std::string_view(share.text).substr(0, share.text.size() - ending.size()));
    }
  }
  const auto growth = to_any_share(share);
  if (!growth) return wrong<double>(growth.message, "growth reads like 0.03 or \"3 %/month\"");
  return in_range(growth, *growth.value >= 0 && *growth.value <= kMostGrowth, "growth is from 0 to 1,000 % a month");
}

Parsed<double> to_factor(const Node& node) {
  const auto factor = to_number(node);
  return in_range(factor, factor && *factor.value > 0 && *factor.value <= 1000, "must be more than 0, at most 1,000");
}

Parsed<double> to_whole(const Node& node, double least, double most) {
  const auto count = number_or(node, parse_count, "a whole number", "4000 or \"4k\"");
  const bool good = count && *count.value >= least && *count.value <= most && std::floor(*count.value) == *count.value;
  return in_range(count, good, "must be a whole number from " + number_text(least) + " to " + number_text(most));
}

Parsed<double> to_count(const Node& node) { return to_whole(node, 1, 1e15); }

Parsed<int> to_int(const Node& node, int least, int most) {
  const auto whole = to_whole(node, least, most);
  if (whole) return right(static_cast<int>(*whole.value));
  return {.value = {}, .message = whole.message, .hint = whole.hint, .offset = whole.offset, .length = whole.length};
}

Parsed<bool> to_flag(const Node& node) {
  if (node.is(Node::Kind::flag)) return right(node.flag);
  return wrong_kind<bool>(node, "true or false", "true, without quotes");
}

Parsed<std::string> to_text(const Node& node) {
  if (!node.is(Node::Kind::text)) return wrong_kind<std::string>(node, "text", "\"text in quotes\"");
  if (node.text.empty()) return wrong<std::string>("the text is empty");
  if (node.text.size() > kLongestName) return wrong<std::string>("longer than 200 characters");
  if (!is_printable(node.text)) return wrong<std::string>("contains characters that cannot be printed");
  return right(node.text);
}

Parsed<NodeRange> to_node_range(const Node& node) {
  if (node.is(Node::Kind::text)) return range_of(node.text);
  if (!node.is(Node::Kind::number)) return wrong_kind<NodeRange>(node, "a number of nodes", "8 or \"2..100\"");
  const auto count = to_int(node, 1, kMostNodes);
  if (!count) return wrong<NodeRange>(count.message, kNodesHint);
  return right(NodeRange{*count.value, *count.value});
}

Parsed<Profile> to_profile(const Node& node) {
  return to_choice(node, "a profile", profile_named, Profile::heavy_user_code);
}

Parsed<Provider> to_provider(const Node& node) {
  return to_choice(node, "a provider", provider_named, Provider::onprem);
}

std::string join(const std::vector<std::string>& words, std::string_view separator) {
  std::string text;
  for (const auto& word : words) {
    if (!text.empty()) text += separator;
    text += word;
  }
  return text;
}

std::string suggestion(const std::vector<std::string>& near) {
  if (near.empty()) return "";
  const std::vector<std::string> first(near.begin(), near.end() - 1);
  return ", did you mean '" + join(first, "', '") + (first.empty() ? "" : "' or '") + near.back() + "'?";
}

Parsed<Bytes<>> to_executor_memory(const Node& node) {
  const auto memory = to_positive_bytes(node);
  if (memory && *memory.value < 450 * MiB) return wrong<Bytes<>>("Spark refuses executors with less than 450 MiB");
  return memory;
}

}  // namespace sizer::io
