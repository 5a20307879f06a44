#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "simulations.hpp"
#include "sizer/report.hpp"

namespace sizer {
namespace {

SimulatedJob two_stages(const std::string& name) {
  SimulatedJob job = simulations::chain({name, "reduce"});
  job.input.stages[1].tasks = 8;
  job.input.stages[1].task = 5 * second;
  run_simulation(job, {});
  return job;
}

TEST(Trace, HoldsEveryTaskOnItsSlotOnceAtATime) {
  const auto trace = nlohmann::json::parse(to_trace(two_stages("scan")));
  std::map<std::pair<int, int>, double> free_from;
  int tasks = 0;
  for (const auto& event : trace["traceEvents"]) {
    if (event["ph"] != "X" || event["pid"] == 0) continue;
    ++tasks;
    double& from = free_from[{event["pid"], event["tid"]}];
    EXPECT_GE(event["ts"].get<double>(), from);
    from = event["ts"].get<double>() + event["dur"].get<double>();
  }
  EXPECT_EQ(tasks, 28);
  EXPECT_EQ(free_from.size(), 8U);
  for (const auto& [slot, end] : free_from) EXPECT_LE(end, 35e6);  // three waves of 10 s and one of 5 s, in µs
}

TEST(Trace, NamesStagesAndNodesWhateverTheirNames) {
  const std::string hostile = "</script>\"\\\x1b[31m\xff";
  const auto trace = nlohmann::json::parse(to_trace(two_stages(hostile)));
  EXPECT_EQ(trace["traceEvents"][1]["args"]["name"], "</script>\"\\\x1b[31m�");
}

TEST(Trace, ATimelineHasARowForEachStage) {
  const std::string text = to_text(two_stages("scan"));
  EXPECT_NE(text.find("  scan"), std::string::npos);
  EXPECT_NE(text.find("  reduce"), std::string::npos);
  EXPECT_NE(text.find("  slots busy"), std::string::npos);
  EXPECT_EQ(to_text(two_stages("\x1b[2J")).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace sizer
