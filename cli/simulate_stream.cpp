#include <cmath>
#include <ostream>

#include "commands.hpp"
#include "output.hpp"
#include "question.hpp"
#include "simulate_flags.hpp"
#include "sizer/simulated_stream.hpp"
#include "sizer/units.hpp"

namespace sizer::cli {
namespace {

/// "2 h at 1 h": what is before and what is behind the last " at ".
struct Timed {
  std::string what;
  Seconds<> at = 10 * minute;
};

std::optional<Timed> split_time(const std::string& text, const std::string& flag, Found& found) {
  const std::size_t at = text.rfind(" at ");
  if (at == std::string::npos) return Timed{text};
  const auto time = value_of(parse_duration(text.substr(at + 4)), flag, "a moment reads like \"at 30 min\"", found);
  return time ? std::optional(Timed{text.substr(0, at), *time}) : std::nullopt;
}

void read_outage(const std::string& text, StreamHappenings& asked, Found& found) {
  const auto timed = split_time(text, "--outage", found);
  if (!timed) return;
  const auto length = value_of(parse_duration(timed->what), "--outage", "--outage \"2 h at 30 min\"", found);
  if (length) asked.disturbances.push_back({DisturbanceKind::outage, timed->at, *length, 1});
}

/// "200k for 10 min at 1 h".
void read_spike(const std::string& text, StreamHappenings& asked, Found& found) {
  const auto timed = split_time(text, "--spike", found);
  if (!timed) return;
  const std::size_t length_at = timed->what.find(" for ");
  if (length_at == std::string::npos) {
    return complain(found, "--spike", "'" + text + "' does not say how long it lasts",
                    "--spike \"200k events/s for 10 min at 1 h\"");
  }
  const std::string rate_text = timed->what.substr(0, length_at);
  const auto count = parse_count(rate_text);
  const auto rate = count ? count.value : [&]() -> std::optional<double> {
    const auto parsed = value_of(parse_rate(rate_text), "--spike", "a rate reads like 200k", found);
    return parsed ? std::optional(parsed->base()) : std::nullopt;
  }();
  const auto length = value_of(parse_duration(timed->what.substr(length_at + 5)), "--spike", "a length: 10 min", found);
  if (rate && length) asked.disturbances.push_back({DisturbanceKind::spike, timed->at, *length, *rate});
}

/// "3 x 10 min at 1 h": how many times as long batches take, and for how long.
void read_slow_sink(const std::string& text, StreamHappenings& asked, Found& found) {
  const auto timed = split_time(text, "--slow-sink", found);
  if (!timed) return;
  const std::size_t times = timed->what.find('x');
  if (times == std::string::npos) {
    return complain(found, "--slow-sink", "'" + text + "' does not say for how long",
                    "--slow-sink \"3 x 10 min at 1 h\": batches take three times as long for ten minutes");
  }
  std::string factor_text = timed->what.substr(0, times);
  factor_text.erase(factor_text.find_last_not_of(' ') + 1);
  const auto factor = read_number(factor_text, "--slow-sink", 1, 1000, found);
  const auto length = value_of(parse_duration(timed->what.substr(times + 1)), "--slow-sink", "a length: 10 min", found);
  if (factor && length) asked.disturbances.push_back({DisturbanceKind::slow_sink, timed->at, *length, *factor});
}

/// "8 nodes at 1 h".
void read_rescale(std::string text, StreamHappenings& asked, Found& found) {
  auto timed = split_time(text, "--rescale", found);
  if (!timed) return;
  for (const std::string_view ending : {" nodes", " node"}) {
    if (timed->what.ends_with(ending)) timed->what.resize(timed->what.size() - ending.size());
  }
  const auto nodes = read_number(timed->what, "--rescale", 1, 100'000, found);
  if (nodes && std::floor(*nodes) != *nodes) {
    return complain(found, "--rescale", "'" + timed->what + "' is not a whole number of nodes", "8 nodes at 1 h");
  }
  if (nodes) asked.rescales.push_back({static_cast<int>(*nodes), timed->at});
}

void read_loss_of_stream(std::string text, StreamHappenings& asked, Found& found) {
  if (text.starts_with("at ")) text.erase(0, 3);
  const auto at =
      value_of(parse_duration(text), "--lose-node", "of a stream a node is lost --lose-node \"at 20 min\"", found);
  if (at) asked.node_losses.push_back(*at);
}

StreamHappenings read_happenings(const Options& options) {
  Found found;
  refuse_flags_of_batches(options, found);
  StreamHappenings asked;
  for (const std::string& text : options.spikes) read_spike(text, asked, found);
  for (const std::string& text : options.outages) read_outage(text, asked, found);
  for (const std::string& text : options.slow_sinks) read_slow_sink(text, asked, found);
  for (const std::string& text : options.rescales) read_rescale(text, asked, found);
  for (const std::string& text : options.lose_nodes) read_loss_of_stream(text, asked, found);
  if (options.length) asked.length = value_of(parse_duration(*options.length), "--for", "--for \"6 h\"", found);
  if (asked.length && *asked.length <= Seconds<>()) complain(found, "--for", "no time at all", "--for \"6 h\"");
  if (!found.empty()) throw InputError(std::move(found));
  return asked;
}

/// What this cluster, or this program, cannot do.
void check_possible(const SimulatedStream& stream) {
  Found found;
  if (stream.cluster.slots() == 0) {
    complain(found, "--on", "the cluster cannot hold an executor beside the driver", "more or larger nodes");
  } else if (!stream.scenario.stream->runs_batches()) {
    complain(found, "sizer", "a trigger without batches has none to simulate", "a trigger such as \"1 s\"");
  } else if ((stream.input.length / stream.input.interval).base() > kMostSimulatedBatches) {
    complain(found, "--for", "more than 2 million batches would have to be run", "a shorter time, or a longer trigger");
  }
  if (!found.empty()) throw InputError(std::move(found));
}

}  // namespace

int run_simulate_stream(const Options& options, Question& question, std::ostream& out, std::ostream& err) {
  const StreamHappenings asked = read_happenings(options);
  const InstanceTable table =
      options.on ? load_instances(std::vector<Provider>{}, options) : load_instances(question.scenario, options);
  std::optional<ClusterRequest> request;
  if (options.on) request = read_cluster(question, table, options);
  const SimulatedStream stream = simulate_stream(question.scenario, request, table, asked, question.options);
  if (!stream.instance) {
    err << "sizer: there is no cluster to simulate; sizer plan says why\n";
    return 1;
  }
  check_possible(stream);
  note(options, err, std::to_string(stream.cluster.nodes) + " nodes of " + stream.instance->type);
  deliver({.text = [&](const TextStyle& style) { return to_text(stream, style); },
           .json = [&] { return to_json(stream); },
           .markdown = [&] { return to_markdown(stream); },
           .html = [&] { return to_html(stream); }},
          options, out, err);
  suggest(options, err, same_question("simulate", question, options) + " --outage \"1 h at 30 min\"");
  return stream.catches_up() ? 0 : 1;
}

}  // namespace sizer::cli
