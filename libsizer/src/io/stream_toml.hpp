#pragma once

#include "io/table_reader.hpp"
#include "sizer/scenario.hpp"

/// [stream]: the question of a streaming job.
namespace sizer::io {

/// 50_000, "50k" or "50k events/s".
Parsed<Frequency<>> to_event_rate(const Node& node);

/// Reads [stream], [stream.state] and, beside them, [[measured]] rates. Nothing without a [stream].
void read_stream(TableReader& top, Scenario& scenario);
void read_measured_rates(TableReader& top, Scenario& scenario);

/// What a streaming scenario cannot have, or cannot have together.
void check_stream(const Node& root, const Scenario& scenario, Reading& reading);
/// What it may have and what does not count.
void note_unused_of_stream(const Node& root, Scenario& scenario);

/// A rate over time from a CSV, `time,events_per_second`. Every line that is wrong is a problem.
std::optional<RateCurve> read_rate_table(const std::string& path, Problems& problems);
/// The same from its text.
std::optional<RateCurve> parse_rate_table(const SourcePtr& source, Problems& problems);

}  // namespace sizer::io
