#include "io/phrase_stream.hpp"

#include <algorithm>

namespace sizer::io {
namespace {

constexpr Meaning kMeanings[] = {
    {"kafka", "stream.source", "kafka"},
    {"kinesis", "stream.source", "kinesis"},
    {"rocksdb", "stream.state_store", "rocksdb"},
    {"in-memory", "stream.state_store", "memory"},
    {"exactly-once", "stream.delivery", "exactly-once"},
    {"at-least-once", "stream.delivery", "at-least-once"},
    {"asap", "stream.trigger", "as-soon-as-possible"},
    {"as-soon-as-possible", "stream.trigger", "as-soon-as-possible"},
    {"continuous", "stream.trigger", "continuous"},
    {"real-time", "stream.trigger", "real-time"},
    {"realtime", "stream.trigger", "real-time"},
    {"aggregate", "stream.state.kind", "window"},
    {"aggregation", "stream.state.kind", "window"},
    {"windowed", "stream.state.kind", "window"},
    {"window", "stream.state.kind", "window"},
    {"windows", "stream.state.kind", "window"},
    {"tumbling", "stream.state.kind", "window"},
    {"dedup", "stream.state.kind", "deduplicate"},
    {"deduplicate", "stream.state.kind", "deduplicate"},
    {"deduplicated", "stream.state.kind", "deduplicate"},
    {"deduplication", "stream.state.kind", "deduplicate"},
    {"join", "stream.state.kind", "join"},
    {"stream-stream-join", "stream.state.kind", "join"},
};

struct Context {
  std::string_view word, key;
};

/// What a duration is, by the words around it.
constexpr Context kDurations[] = {
    {"down", "stream.outage"},
    {"outage", "stream.outage"},
    {"outages", "stream.outage"},
    {"downtime", "stream.outage"},
    {"offline", "stream.outage"},
    {"recover", "stream.recover_within"},
    {"recovery", "stream.recover_within"},
    {"recovers", "stream.recover_within"},
    {"back", "stream.recover_within"},
    {"caught", "stream.recover_within"},
    {"catch", "stream.recover_within"},
    {"catch-up", "stream.recover_within"},
    {"latency", "stream.latency"},
    {"p99", "stream.latency"},
    {"lag", "stream.allowed_lag"},
    {"watermark", "stream.watermark"},
    {"window", "stream.state.window"},
    {"windows", "stream.state.window"},
    {"windowed", "stream.state.window"},
    {"tumbling", "stream.state.window"},
    {"slide", "stream.state.slide"},
    {"sliding", "stream.state.slide"},
    {"every", "stream.trigger"},
    {"trigger", "stream.trigger"},
    {"triggers", "stream.trigger"},
    {"batches", "stream.trigger"},
    {"micro-batch", "stream.trigger"},
    {"micro-batches", "stream.trigger"},
    {"retention", "stream.retention"},
    {"retained", "stream.retention"},
    {"kept", "stream.retention"},
    {"spike", "stream.peak_length"},
    {"spikes", "stream.peak_length"},
    {"peak", "stream.peak_length"},
    {"peaks", "stream.peak_length"},
    {"burst", "stream.peak_length"},
    {"bursts", "stream.peak_length"},
    {"bursting", "stream.peak_length"},
    {"spiking", "stream.peak_length"},
    {"peaking", "stream.peak_length"},
};

constexpr Context kCounted[] = {
    {"partition", "stream.partitions"}, {"partitions", "stream.partitions"}, {"shards", "stream.partitions"},
    {"shard", "stream.partitions"},     {"keys", "stream.state.keys"},       {"users", "stream.state.keys"},
};

constexpr std::string_view kConnecting[] = {
    "stream",  "streaming", "events",  "event",     "messages", "spikes",    "spike",     "peak",      "peaks",
    "bursts",  "burst",     "down",    "outage",    "outages",  "recover",   "recovery",  "back",      "latency",
    "lag",     "p99",       "allowed", "watermark", "after",    "retention", "trigger",   "batches",   "state",
    "lasting", "for",       "is",      "was",       "we",       "it",        "are",       "when",      "caught",
    "catch",   "keep",      "sliding", "slide",     "topic",    "from",      "into",      "sometimes", "each",
    "to",      "up",        "of",      "a",         "the",      "restart",   "structured"};

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

std::optional<std::string_view> key_in(std::span<const Context> rows, std::string_view word) {
  const auto found = std::ranges::find(rows, word, &Context::word);
  return found == rows.end() ? std::nullopt : std::optional(found->key);
}

/// More than a blank between them.
bool is_parted(const Word& a, const Word& b) { return b.column > a.column + a.length + 1; }

}  // namespace

bool names_a_stream(std::string_view word) {
  constexpr std::string_view kNames[] = {"streaming", "stream", "kafka", "kinesis"};
  return is_one_of(kNames, word);
}

std::optional<DurationMeaning> stream_duration(std::span<const Word> words, std::size_t at, std::size_t count) {
  constexpr std::size_t kNear = 6;
  const std::size_t behind = at + count;
  if (behind < words.size() && !is_parted(words[behind - 1], words[behind])) {
    if (const auto key = key_in(kDurations, words[behind].lower)) return DurationMeaning{*key, 1};
  }
  for (std::size_t back = 1; back <= std::min(kNear, at); ++back) {
    if (const auto key = key_in(kDurations, words[at - back].lower)) return DurationMeaning{*key};
  }
  return std::nullopt;
}

bool speaks_of_a_peak(std::span<const Word> before) {
  constexpr std::size_t kNear = 4;
  for (std::size_t back = 1; back <= std::min(kNear, before.size()); ++back) {
    const std::string_view word = before[before.size() - back].lower;
    if (key_in(kDurations, word) == std::optional<std::string_view>("stream.peak_length")) return true;
    if (number_length(word) > 0) return false;
  }
  return false;
}

std::optional<std::string_view> stream_counted_key(std::string_view thing) { return key_in(kCounted, thing); }

std::optional<Meaning> stream_meaning_of(std::string_view words) {
  const auto found = std::ranges::find(kMeanings, words, &Meaning::word);
  if (found != std::end(kMeanings)) return *found;
  if (is_one_of(kConnecting, words)) return Meaning{words, "", ""};
  return std::nullopt;
}

}  // namespace sizer::io
