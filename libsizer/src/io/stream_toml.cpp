#include "io/stream_toml.hpp"

#include <filesystem>

#include "io/values.hpp"

namespace sizer::io {
namespace {

constexpr double kMostEvents = 1e12;  // a second

}  // namespace

Parsed<Frequency<>> to_event_rate(const Node& node) {
  constexpr const char* kHint = R"(rates read like 50_000 or "50k events/s")";
  if (!node.is(Node::Kind::text) && !node.is(Node::Kind::number)) {
    return wrong<Frequency<>>("expected events a second", kHint);
  }
  Frequency<> rate(node.number);
  if (node.is(Node::Kind::text)) {
    const auto count = parse_count(node.text);
    const auto parsed = count ? right(Frequency<>(*count.value)) : parse_rate(node.text);
    if (!parsed) return parsed;
    rate = *parsed.value;
  }
  if (!(rate.base() > 0)) return wrong<Frequency<>>("a rate is more than 0 events a second", kHint);
  if (rate.base() > kMostEvents) return wrong<Frequency<>>("more than 10¹² events a second", kHint);
  return right(rate);
}

namespace {

/// 500 or "500 B".
Parsed<Bytes<>> to_event_size(const Node& node) {
  constexpr Bytes<> kMost = GB;
  const auto size = node.is(Node::Kind::number) ? right(Bytes<>(node.number)) : to_positive_bytes(node);
  if (!size) return size;
  if (!(*size.value > Bytes<>()) || *size.value > kMost) {
    return wrong<Bytes<>>("an event has more than 0 bytes and at most 1 GB", R"(sizes read like 500 or "500 B")");
  }
  return size;
}

/// "40 us" of one core, or "300 core-s" …
Parsed<CoreSeconds<>> to_work_an_event(const Node& node) {
  const auto time = to_duration(node);
  if (time) return right(*time.value * core);
  const auto work = to_work(node);
  return work ? work : wrong<CoreSeconds<>>(time.message, R"(CPU time of one event reads like "40 us")");
}

Parsed<std::string> to_tier(const Node& node) {
  const auto text = to_text(node);
  if (!text || find_storage(*text.value)) return text;
  std::vector<std::string> tiers;
  for (const auto& tier : storage_tiers()) tiers.push_back(tier.tier);
  return wrong<std::string>("'" + shown(*text.value) + "' is not a storage tier" + did_you_mean(*text.value, tiers),
                            "the tiers are " + join(tiers));
}

/// "10 s", or the name of a trigger.
void read_trigger(TableReader& table, Stream& stream) {
  const Node* node = table.take("trigger");
  const Node* every = table.take("every");
  if (node) {
    const std::string word = in_lower_case(node->text);
    const auto named = word == "none" || word == "asap" ? std::optional(StreamTrigger::as_soon_as_possible)
                       : word == "realtime"             ? std::optional(StreamTrigger::real_time)
                                                        : stream_trigger_named(word);
    if (named && *named != StreamTrigger::interval) {
      stream.trigger = {*named, node->origin()};
    } else if (const auto time = to_duration(*node)) {
      stream.interval = {{*time.value, node->origin()}};
    } else {
      table.reading().add(*node, "'" + shown(node->text) + "' is no trigger",
                          "a trigger is an interval such as \"10 s\", or one of as-soon-as-possible, available-now, "
                          "continuous, real-time");
    }
  }
  if (!every) return;
  if (stream.trigger.value == StreamTrigger::available_now) {
    table.read("every", to_duration, stream.interval);
  } else {
    table.reading().add(*every, "only a job with trigger = \"available-now\" is started every so often",
                        "the interval of batches is trigger = \"10 s\"");
  }
}

template <class Kind>
auto choice(const char* what, std::optional<Kind> (*named)(std::string_view), Kind last) {
  return [=](const Node& node) { return to_choice(node, what, named, last); };
}

StateInput read_state(TableReader table) {
  StateInput state;
  table.read("kind", choice("a kind of state", state_kind_named, StateKind::join), state.kind);
  table.read("keys", to_count, state.keys);
  table.read("window", to_duration, state.window);
  table.read("slide", to_duration, state.slide);
  table.read("entry", to_event_size, state.entry);
  table.read("skew", to_share, state.skew);
  table.finish();
  return state;
}

void read_states(TableReader& table, Stream& stream) {
  for (const Node* node : table.entries("state")) {
    if (node->is(Node::Kind::table)) {
      stream.states.push_back(read_state({node, "stream.state", table.reading()}));
    } else {
      table.reading().add(*node, "expected a table", "a table begins with a line [stream.state] or [[stream.state]]");
    }
  }
}

/// Equal parts of a day.
std::optional<RateCurve> rates_of_list(const Node& list, Reading& reading) {
  constexpr std::size_t kMost = 24 * 60;
  if (list.children.empty() || list.children.size() > kMost) {
    reading.add(list, "a day has from 1 to 1,440 rates, each for an equal part of it", "24 of them are hours");
    return std::nullopt;
  }
  RateCurve curve{{}, day, list.origin()};
  for (const Node& child : list.children) {
    const auto part = static_cast<double>(curve.points.size()) / static_cast<double>(list.children.size());
    const bool none = child.is(Node::Kind::number) && child.number == 0;
    const auto rate = none ? std::optional(Frequency<>()) : reading.accept(child, to_event_rate(child));
    curve.points.push_back({part * day, rate.value_or(Frequency<>())});
  }
  return curve;
}

/// A table's path is relative to the scenario's file.
std::string beside(const Node& node) {
  const std::filesystem::path path(node.text), scenario(node.source->file);
  if (path.is_absolute() || !node.source->label.empty()) return path.string();
  return (scenario.parent_path() / path).string();
}

/// How long the rate stays above its mean at a stretch.
Seconds<> longest_above_mean(const RateCurve& curve) {
  const Frequency<> mean = curve.mean();
  Seconds<> longest, now;
  for (int turn = 0; turn < 2; ++turn) {  // a stretch may go past midnight
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
      const Seconds<> end = i + 1 < curve.points.size() ? curve.points[i + 1].at : curve.period;
      now = curve.points[i].rate > mean ? now + (end - curve.points[i].at) : Seconds<>();
      longest = max(longest, min(now, curve.period));
    }
  }
  return longest;
}

void read_rates(TableReader& table, Stream& stream) {
  const Node* node = table.take("rates");
  if (!node) return;
  if (node->is(Node::Kind::list)) {
    stream.curve = rates_of_list(*node, table.reading());
  } else if (node->is(Node::Kind::text) && node->text.ends_with(".csv")) {
    stream.curve = read_rate_table(beside(*node), table.reading().problems);
  } else {
    table.reading().add(*node, "expected a list of rates or the name of a .csv file",
                        R"(rates = "rates.csv", or 24 numbers for the hours of a day)");
  }
  if (!stream.curve) return;
  const std::string from = stream.curve->source;
  if (stream.curve->peak() <= Frequency<>()) {
    table.reading().add(*node, "no event ever comes");
    return;
  }
  if (stream.rate.is_default()) stream.rate = {stream.curve->mean(), from};
  if (stream.peak_length.is_default()) stream.peak_length = {max(longest_above_mean(*stream.curve), minute), from};
}

void require_rate(TableReader& table, const Stream& stream) {
  if (!stream.rate.is_default() || !table.reading().problems.empty()) return;
  const Node& node = *table.node();
  table.reading().problems.add(*node.source, node.key_span, "a stream needs its rate",
                               "events_per_second = 50_000, or in a phrase \"50k events/s\"");
}

}  // namespace

void read_stream(TableReader& top, Scenario& scenario) {
  TableReader table = top.table("stream");
  Stream stream;
  table.read("events_per_second", to_event_rate, stream.rate);
  table.read("peak", to_event_rate, stream.peak);
  table.read("peak_length", to_duration, stream.peak_length);
  table.read(
      "peaks_per_day", [](const Node& n) { return to_whole(n, 1, 1440); }, stream.peaks_per_day);
  table.read("event_size", to_event_size, stream.event_size);
  table.read("source", choice("a source", stream_source_named, StreamSource::files), stream.source);
  table.read(
      "partitions", [](const Node& n) { return to_whole(n, 1, 100'000); }, stream.partitions);
  table.read("partition_skew", to_share, stream.partition_skew);
  table.read("retention", to_duration, stream.retention);
  table.read("work", to_work_an_event, stream.work);
  read_trigger(table, stream);
  table.read("latency", to_duration, stream.latency);
  table.read("allowed_lag", to_duration, stream.allowed_lag);
  table.read("outage", to_duration, stream.outage);
  table.read("recover_within", to_duration, stream.recover_within);
  table.read("watermark", to_duration, stream.watermark);
  table.read("delay_median", to_duration, stream.delay_median);
  table.read("delay_p99", to_duration, stream.delay_p99);
  table.read("late_loss", to_share, stream.late_loss);
  table.read("utilisation", to_confidence, stream.utilisation);
  table.read("state_store", choice("a state store", state_store_named, StateStore::memory), stream.store);
  table.read("sink", choice("a sink", stream_sink_named, StreamSink::foreach_batch), stream.sink);
  table.read("delivery", choice("a guarantee", delivery_named, Delivery::exactly_once), stream.delivery);
  table.read("checkpoint", to_tier, stream.checkpoint);
  read_states(table, stream);
  read_rates(table, stream);
  table.finish();
  if (!table.node()) return;
  require_rate(table, stream);
  scenario.stream = std::move(stream);
}

}  // namespace sizer::io
