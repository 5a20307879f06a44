#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The vocabulary of phrases: "500 GB parquet join on gcp, 2h".
namespace sizer::io {

/// A word (or words joined by "-") and the scenario key it sets. Words without a key only connect others.
struct Meaning {
  std::string_view word, key, value;
};

std::optional<Meaning> meaning_of(std::string_view words);

/// The key that so many of a thing set: "files" is input.files.
std::optional<std::string_view> counted_key(std::string_view thing);

/// The key that a share of a thing sets: "sure" is goal.confidence.
std::optional<std::string_view> share_key(std::string_view thing);

/// "two" is "2"; "a" and "an" are "1", "half" is "0.5".
std::optional<std::string_view> number_named(std::string_view word);

/// Every word there is, for suggestions.
const std::vector<std::string>& vocabulary();

inline constexpr const char* kUnderstood =
    "a phrase takes a size, a deadline, money, a profile (etl, join, sql, ml …), a format and codec, a cloud, a "
    "platform, spot, instance types, and counts of files, rows or nodes";

}  // namespace sizer::io
