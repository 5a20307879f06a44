#pragma once

#include "page.hpp"
#include "sizer/plan.hpp"

/// What plans and checks of streaming jobs say alike.
namespace sizer::report {

/// Capacity, what binds, batch, latency, cost.
Section stream_result_section(const Candidate& candidate, const Scenario& scenario, int worlds);
/// The three promises: nodes, and what happens at a spike and an outage with so many.
Section stream_needs_section(const StreamReport& stream, bool has_peak);
/// A spike, an outage, retention, on this cluster.
Section stream_backlog_section(const StreamReport& stream, const Stream& asked);
Section stream_state_section(const StreamReport& stream, const Stream& asked);
Section stream_source_section(const StreamReport& stream, const Stream& asked);
/// Reading all the time against a job that is started every so often.
Section stream_schedule_section(const StreamReport& stream);
/// What the code of the query has to say, as no property does.
Section in_code_section(const StreamReport& stream);
Section measured_rates_section(const std::vector<MeasuredRateReport>& measured, const StreamReport& stream);

/// "200,000 events/s".
std::string rate_text(Frequency<> rate);
/// "53 min", or "never" for what is infinite.
std::string time_or_never(Seconds<> time);

}  // namespace sizer::report
