#include "simulate_flags.hpp"

namespace sizer::cli {

void complain(Found& found, const std::string& flag, const std::string& message, const std::string& hint) {
  found.push_back({.where = {.file = flag, .line_text = {}}, .message = message, .hint = hint});
}

std::optional<double> read_number(const std::string& text, const std::string& flag, double least, double most,
                                  Found& found) {
  const auto number = value_of(parse_count(text), flag, "a number", found);
  if (!number || (*number >= least && *number <= most)) return number;
  complain(found, flag, "'" + text + "' is out of range",
           "a number from " + format_number(least) + " to " + format_number(most));
  return std::nullopt;
}

void refuse_flags_of_batches(const Options& options, Found& found) {
  const auto refuse = [&](bool given, const char* flag) {
    if (given)
      complain(found, flag, "it is about the tasks of a batch, and this scenario is a stream",
               "streams have --spike, --outage, --slow-sink, --rescale, --lose-node and --for");
  };
  refuse(options.notice.has_value(), "--notice");
  refuse(!options.lose_executors.empty(), "--lose-executor");
  refuse(options.spot.has_value(), "--spot");
  refuse(options.replaced_after.has_value(), "--replaced-after");
  refuse(options.nodes_a_minute.has_value(), "--nodes-a-minute");
  refuse(!options.beside.empty(), "--beside");
  refuse(options.scheduling.has_value(), "--scheduling");
  refuse(options.slow_node.has_value(), "--slow-node");
  refuse(options.stragglers.has_value(), "--stragglers");
  refuse(options.nodes_at_start.has_value(), "--nodes-at-start");
  refuse(options.trace.has_value(), "--trace");
  refuse(options.speculation, "--speculation");
  refuse(options.dynamic_allocation, "--dynamic-allocation");
}

void refuse_flags_of_streams(const Options& options, Found& found) {
  const auto refuse = [&](bool given, const char* flag) {
    if (given)
      complain(found, flag, "it is about a stream, and this scenario is a batch", "a scenario with a [stream]");
  };
  refuse(!options.spikes.empty(), "--spike");
  refuse(!options.outages.empty(), "--outage");
  refuse(!options.slow_sinks.empty(), "--slow-sink");
  refuse(!options.rescales.empty(), "--rescale");
  refuse(options.length.has_value(), "--for");
}

}  // namespace sizer::cli
