#include "io/scenario_reader.hpp"
#include "io/stream_toml.hpp"
#include "sizer/units.hpp"

namespace sizer::io {
namespace {

struct Check {
  const Node& root;
  const Scenario& scenario;
  const Stream& stream;
  Reading& reading;

  const Node* at(const char* key) const { return find_path(root, {"stream", key}); }
};

/// What only a batch has.
void check_batch_keys(const Check& c) {
  const auto refuse = [&](const Path& path, const char* hint) {
    if (const Node* node = find_path(c.root, path)) {
      c.reading.problems.add(*node->source, node->key_span,
                             "'" + path.back() + "' belongs to a batch, and this scenario has a [stream]", hint);
    }
  };
  refuse({"data"}, "a stream's data is events_per_second × event_size");
  refuse({"deadline"}, "a stream has latency = \"30 s\", allowed_lag and recover_within");
  refuse({"goal", "deadline"}, "a stream has latency = \"30 s\", allowed_lag and recover_within");
  refuse({"stage"}, "a stream has [stream.state] and work = \"40 us\" an event");
}

void check_rates(const Check& c) {
  const Node* peak = c.at("peak");
  if (peak && c.stream.peak && c.stream.peak->value < c.stream.rate.value) {
    c.reading.add(*peak,
                  "the peak is below the usual rate of " + format_number(c.stream.rate.value.base()) + " events/s",
                  "the peak is the rate of a spike");
  }
  const Node* length = c.at("peak_length");
  if (length && c.stream.peak && c.stream.peaks_per_day.value * c.stream.peak_length.value > day) {
    c.reading.add(*length, "peaks_per_day × peak_length is more than a day",
                  "what lasts longer is the usual rate: events_per_second");
  }
  const Node* skew = c.at("partition_skew");
  if (skew && c.stream.partition_skew && c.stream.partitions &&
      c.stream.partition_skew->value * c.stream.partitions->value < 0.999) {
    c.reading.add(*skew,
                  "the fullest of " + format_number(c.stream.partitions->value) +
                      " partitions cannot have less than an even share",
                  "at least 1 ÷ partitions");
  }
}

void check_delays(const Check& c) {
  const Node* p99 = c.at("delay_p99");
  if (!p99 || !c.stream.delay_p99) return;
  const bool with_median = c.stream.delay_median && c.stream.delay_median->value >= c.stream.delay_p99->value;
  if (with_median) {
    c.reading.add(*p99, "99 % of the delays cannot be below half of them", "delay_p99 is more than delay_median");
  }
}

void check_states(const Check& c) {
  const Node* states = c.at("state");
  for (std::size_t i = 0; states && i < c.stream.states.size(); ++i) {
    const Node& table = states->is(Node::Kind::list) ? states->children[i] : *states;
    const StateInput& state = c.stream.states[i];
    const Node* slide = table.find("slide");
    if (slide && state.slide && state.slide->value > state.window.value) {
      c.reading.add(*slide, "a slide longer than its window would leave events out", "slide is at most window");
    }
    if (slide && state.kind.value != StateKind::window) {
      c.reading.add(*slide, "only the windows of an aggregation slide", "leave it out");
    }
  }
}

void check_trigger(const Check& c) {
  const StreamTrigger trigger = c.stream.trigger.value;
  const Node* node = c.at("trigger");
  if (!node || trigger < StreamTrigger::continuous) return;
  const bool real_time = trigger == StreamTrigger::real_time;
  const spark::Version version = c.scenario.cluster.spark.value;
  if (real_time && version < spark::Version::v4_1) {
    c.reading.add(*node, "Spark " + std::string(spark::to_string(version)) + " has no real-time trigger",
                  "cluster.spark = \"4.1\" or later, or a trigger such as \"1 s\"");
  }
  if (c.stream.is_stateful()) {
    c.reading.add(*node, std::string(to_string(trigger)) + " runs queries without state only",
                  "a trigger such as \"1 s\"");
  }
}

}  // namespace

void check_stream(const Node& root, const Scenario& scenario, Reading& reading) {
  if (!scenario.stream) return;
  const Check check{root, scenario, *scenario.stream, reading};
  check_batch_keys(check);
  check_rates(check);
  check_delays(check);
  check_states(check);
  check_trigger(check);
}

void note_unused_of_stream(const Node& root, Scenario& scenario) {
  if (!scenario.stream) return;
  const Stream& stream = *scenario.stream;
  const auto note = [&](const Path& path, const std::string& why) {
    if (find_path(root, path)) scenario.unused.push_back(join(path, ".") + ": " + why);
  };
  const std::string batch = "it belongs to a batch, and the scenario is a stream";
  note({"profile"}, batch + "; its state and stream.work say what it does");
  for (const char* key : {"files", "rows", "columns_used", "partitions_read"}) note({"input", key}, batch);
  note({"schedule", "runs_per_month"}, "a stream runs all month");
  note({"schedule", "growth"}, "a stream is sized for the rates it is given");
  note({"goal", "minimise"}, "the cheapest cluster that keeps the promises is chosen");
  if (!stream.has_peak()) {
    for (const char* key : {"peak_length", "peaks_per_day", "allowed_lag"}) note({"stream", key}, "there is no peak");
  }
  if (stream.source.value == StreamSource::files) {
    for (const char* key : {"partitions", "partition_skew", "retention"}) note({"stream", key}, "files have none");
  }
  if (!stream.is_stateful()) {
    for (const char* key : {"watermark", "delay_median", "delay_p99", "late_loss", "state_store"}) {
      note({"stream", key}, "there is no [stream.state]");
    }
  }
}

}  // namespace sizer::io
