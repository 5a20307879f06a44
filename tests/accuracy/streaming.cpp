#include <fmt/format.h>

#include <algorithm>

#include "instances/csv.hpp"
#include "sizer/io.hpp"
#include "sizer/plan.hpp"
#include "tracks.hpp"

namespace sizer::accuracy {
namespace {

/// A published figure of the benchmark: the rate that a cluster sustained, or its latency at a rate.
struct StreamRun {
  std::string cluster;
  double rate = 0;      ///< events a second
  double measured = 0;  ///< events a second, or seconds
};

std::string cluster_of(CsvReader& csv) {
  return fmt::format("{} x osp-{}", csv.known_integer(csv.column("workers")),
                     csv.known_integer(csv.column("cpus_per_worker")));
}

std::vector<StreamRun> sustained_rates(const std::string& text) {
  CsvReader csv("ospbench_sustainable", text);
  std::vector<StreamRun> runs;
  while (csv.next()) {
    const double rate = csv.known_number(csv.column("highest_sustained_msgs_per_s"));
    runs.push_back({cluster_of(csv), rate, rate});
  }
  return runs;
}

/// Median latencies at rates that the cluster sustained.
std::vector<StreamRun> latencies(const std::string& text, const std::vector<StreamRun>& sustained) {
  constexpr double kWarmUp = 1000;  // below, hardly anything is sent
  CsvReader csv("structured_streaming_scaling", text);
  std::vector<StreamRun> runs;
  while (csv.next()) {
    const std::string cluster = cluster_of(csv);
    const double rate = csv.known_number(csv.column("input_rate_msgs_per_s"));
    const auto known = std::ranges::find(sustained, cluster, &StreamRun::cluster);
    const std::string_view cell = csv.text(csv.column("latency_p50_ms"));
    if (known == sustained.end() || rate > known->rate || rate < kWarmUp || cell == "null") continue;
    runs.push_back({cluster, rate, csv.known_number(csv.column("latency_p50_ms")) / 1000});
  }
  return runs;
}

std::string scenario_text(std::string text, const StreamRun& run, const std::vector<StreamRun>& known) {
  const std::string place = "{rate}";
  text.replace(text.find(place), place.size(), fmt::format("{:.0f}", run.rate));
  for (const StreamRun& one : known) {
    text += fmt::format("\n[[measured]]\nevents_per_second = {:.0f}\ncluster = \"{}\"\n", one.rate, one.cluster);
  }
  return text;
}

Check answer(const std::string& text, const StreamRun& run, const std::vector<StreamRun>& known,
             const InstanceTable& table) {
  const Scenario scenario = parse_scenario(scenario_text(text, run, known), "ospbench.toml");
  return check(scenario, parse_cluster(run.cluster, table), table);
}

class Scored {
 public:
  Scored(const Material& material, std::string scenario) : material_(material), scenario_(std::move(scenario)) {}

  Line rates(const std::string& method, const std::vector<StreamRun>& runs, bool with_one) {
    std::vector<std::pair<StreamRun, std::vector<StreamRun>>> cases;
    for (const StreamRun& run : runs) {
      if (!with_one) cases.push_back({run, {}});
      for (const StreamRun& other : runs) {
        if (with_one && other.cluster != run.cluster) cases.push_back({run, {other}});
      }
    }
    return line(method, cases, [](const Check& c) { return c.checked.stream->capacity; });
  }

  Line medians(const std::string& method, const std::vector<StreamRun>& runs) {
    std::vector<std::pair<StreamRun, std::vector<StreamRun>>> cases;
    for (const StreamRun& run : runs) cases.push_back({run, {}});
    return line(method, cases, [](const Check& c) {
      const double s = c.checked.stream->latency.median.in(second);
      return Percentiles<Frequency<>::dimension>{Frequency<>(0), Frequency<>(s), Frequency<>(0), {}};
    });
  }

 private:
  template <class Cases, class Value>
  Line line(const std::string& method, const Cases& cases, Value value) {
    std::vector<Run> runs(cases.size());
    std::vector<Prediction> predictions(cases.size());
    in_parallel(cases.size(), [&](std::size_t i) {
      const auto& [run, known] = cases[i];
      runs[i].family = "join and window";
      runs[i].seconds = run.measured;
      predictions[i].run = &runs[i];
      const Check check = answer(scenario_, run, known, material_.table);
      if (!check.checked.stream) return;  // no answer
      const auto spread = value(check);
      predictions[i] = {.run = &runs[i], .p10 = spread.p10.base(), .p50 = spread.p50.base(), .p90 = spread.p90.base()};
    });
    return {"streaming", method, "ospbench", true, figures_of(score(predictions))};
  }

  const Material& material_;
  std::string scenario_;
};

}  // namespace

Found streaming(const Material& material) {
  const auto read = [&](const std::string& name) { return read_text_file(material.here + "/" + name); };
  const auto sustained = sustained_rates(read("data/ospbench_sustainable.csv"));
  const auto delays = latencies(read("data/structured_streaming_scaling.csv"), sustained);
  Scored track(material, read("scenarios/ospbench.toml"));
  return {{track.rates("largest stable rate: cold", sustained, false),
           track.rates("largest stable rate: one measured rate", sustained, true),
           track.medians("median latency: cold", delays)}};
}

}  // namespace sizer::accuracy
