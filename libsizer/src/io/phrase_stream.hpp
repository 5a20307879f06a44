#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "io/phrase_text.hpp"
#include "io/phrase_words.hpp"

/// What phrases say of streams: "50k events/s, spikes to 200k for 10 min, down 2 hours".
namespace sizer::io {

/// A word that makes a phrase one about a stream.
bool names_a_stream(std::string_view word);

/// The key that a duration sets, and how many words behind it belong to it.
struct DurationMeaning {
  std::string_view key;
  std::size_t words_behind = 0;
};

/// By the thing behind it ("2h outage"), else by the nearest word before it that says ("down for 2h"); none when
/// nothing does. A comma parts.
std::optional<DurationMeaning> stream_duration(std::span<const Word> words, std::size_t at, std::size_t count);

/// True where the words before a number speak of a spike: "spikes to", "peak of".
bool speaks_of_a_peak(std::span<const Word> before);

/// The key that so many of a thing set in a stream: "partitions", "keys".
std::optional<std::string_view> stream_counted_key(std::string_view thing);

/// A word that sets a key of [stream] or only connects others.
std::optional<Meaning> stream_meaning_of(std::string_view words);

}  // namespace sizer::io
