#include "json_values.hpp"
#include "sizer/report.hpp"
#include "sizer/simulated_stream.hpp"

namespace sizer {
namespace report {
namespace {

Json disturbances_json(const SimulatedStream& s) {
  Json list = Json::array();
  for (const Disturbance& d : s.input.disturbances) {
    list.push_back({{"event", to_string(d.kind)},
                    {"at_s", number(d.at.base())},
                    {"length_s", number(d.length.base())},
                    {"factor", number(d.factor)}});
  }
  return list;
}

Json series_json(const SimulatedStream& s) {
  Json at = Json::array(), rate = Json::array(), backlog = Json::array(), batch = Json::array(), lag = Json::array();
  for (const StreamMoment& m : s.run.moments) {
    at.push_back(number(m.at.base()));
    rate.push_back(number(m.rate.base()));
    backlog.push_back(number(m.backlog));
    batch.push_back(number(m.batch.base()));
    lag.push_back(number(m.lag.base()));
  }
  return {{"at_s", std::move(at)},
          {"rate_events_per_s", std::move(rate)},
          {"backlog_events", std::move(backlog)},
          {"batch_s", std::move(batch)},
          {"lag_s", std::move(lag)}};
}

Json simulation_json(const SimulatedStream& s) {
  return {{"schema", kSchema},
          {"fits", s.catches_up()},
          {"simulated",
           {{"provider", to_string(s.instance->provider)},
            {"platform", to_string(s.cluster.platform)},
            {"instance_type", s.instance->type},
            {"nodes", s.cluster.nodes},
            {"executors", s.cluster.executors()},
            {"slots", s.cluster.slots()}}},
          {"length_s", number(s.input.length.base())},
          {"interval_s", number(s.input.interval.base())},
          {"capacity_events_per_s", number(s.capacity.base())},
          {"largest_backlog_events", number(s.run.largest_backlog)},
          {"largest_lag_s", number(s.run.largest_lag.base())},
          {"longest_batch_s", number(s.run.longest_batch.base())},
          {"caught_up_s", in_unit(s.run.caught_up, second)},
          {"formula_caught_up_s", in_unit(s.drain_by_formula, second)},
          {"events", number(s.run.events)},
          {"events_read", number(s.run.events_read)},
          {"batches", s.run.batches.size()},
          {"happenings", disturbances_json(s)},
          {"series", series_json(s)}};
}

}  // namespace
}  // namespace report

std::string to_json(const SimulatedStream& stream) { return report::written(report::simulation_json(stream)); }

}  // namespace sizer
