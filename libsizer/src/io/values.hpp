#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/node.hpp"
#include "sizer/quantity.hpp"
#include "sizer/scenario.hpp"
#include "sizer/units.hpp"

/// What a value that somebody wrote means: "500 GB" as bytes, 0.95 or "95 %" as a share. A `length` of 0 in
/// what comes back means that the whole value is wrong.
namespace sizer::io {

template <class T>
Parsed<T> wrong(std::string message, std::string hint = "") {
  return {.value = std::nullopt, .message = std::move(message), .hint = std::move(hint), .offset = 0, .length = 0};
}

template <class T>
Parsed<T> right(T value) {
  Parsed<T> parsed;
  parsed.value = std::move(value);
  return parsed;
}

Parsed<Bytes<>> to_bytes(const Node& node);           ///< 0 is allowed
Parsed<Bytes<>> to_positive_bytes(const Node& node);  ///< 0 is not
Parsed<Seconds<>> to_duration(const Node& node);      ///< more than 0
Parsed<CoreSeconds<>> to_work(const Node& node);
Parsed<Bytes<>> to_executor_memory(const Node& node);  ///< a heap that Spark accepts
Parsed<Bandwidth<>> to_bandwidth(const Node& node);    ///< more than 0
Parsed<Usd<>> to_budget(const Node& node);             ///< more than 0; a bare number is dollars
Parsed<UsdPerTime<>> to_price(const Node& node);       ///< 0 is allowed

Parsed<double> to_number(const Node& node);      ///< finite; text may be a share or a count
Parsed<double> to_share(const Node& node);       ///< 0 < x ≤ 1
Parsed<double> to_confidence(const Node& node);  ///< 0 < x < 1
Parsed<double> to_discount(const Node& node);    ///< 0 ≤ x < 1
Parsed<double> to_growth(const Node& node);      ///< "3 %/month"
Parsed<double> to_factor(const Node& node);      ///< 0 < x ≤ 1,000
Parsed<double> to_whole(const Node& node, double least, double most);
Parsed<double> to_count(const Node& node);  ///< whole, 1 or more
Parsed<int> to_int(const Node& node, int least, int most);

Parsed<bool> to_flag(const Node& node);
Parsed<std::string> to_text(const Node& node);  ///< printable, not empty, not longer than a name

struct NodeRange {
  int least = 1, most = 1;
};
inline constexpr int kMostNodes = 100'000;
Parsed<NodeRange> to_node_range(const Node& node);  ///< 8, "8", "2..100", "2..", "..100"

std::string join(const std::vector<std::string>& words, std::string_view separator = ", ");

/// ", did you mean 'm5.xlarge', 'm5.2xlarge' or 'm5.large'?", or "" when there is nothing near.
std::string suggestion(const std::vector<std::string>& near);

/// The names of an enumeration whose last member is `last`.
template <class Kind>
std::vector<std::string> names_up_to(Kind last) {
  std::vector<std::string> names;
  for (int i = 0; i <= static_cast<int>(last); ++i) names.emplace_back(to_string(static_cast<Kind>(i)));
  return names;
}

Parsed<Profile> to_profile(const Node& node);
Parsed<Provider> to_provider(const Node& node);

/// One of an enumeration's names; `what` is "a format".
template <class Kind>
Parsed<Kind> to_choice(const Node& node, const std::string& what, std::optional<Kind> (*named)(std::string_view),
                       Kind last) {
  const auto names = names_up_to(last);
  const std::string hint = what + " is one of " + join(names);
  const auto text = to_text(node);
  if (!text) return {.value = {}, .message = text.message, .hint = hint, .offset = text.offset, .length = text.length};
  if (const auto kind = named(*text.value)) return right(*kind);
  return wrong<Kind>("'" + shown(*text.value) + "' is not " + what + did_you_mean(*text.value, names), hint);
}

}  // namespace sizer::io
