#include "predict.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <set>
#include <thread>

#include "sizer/io.hpp"
#include "sizer/plan.hpp"

namespace sizer::accuracy {
namespace {

std::string with_measured(const Run& run, const std::vector<const Run*>& known) {
  std::string toml = run.scenario;
  for (const Run* k : known) {
    toml += "\n[[measured]]\ndata = \"" + k->data + "\"\ncluster = \"" + k->cluster + "\"\nduration = \"" +
            std::to_string(k->seconds) + " s\"\n";
  }
  return toml;
}

bool any_of_codes(const std::vector<Finding>& findings, const std::set<std::string>& codes) {
  return std::ranges::any_of(findings, [&](const Finding& f) { return codes.contains(f.code); });
}

}  // namespace

Scenario scenario_of(const Run& run, const std::vector<const Run*>& known, const InstanceTable& table) {
  const Provider provider = table.find(run.instance)->provider;
  std::vector<std::string> overrides = run.overrides;
  overrides.push_back("cluster.provider=\"" + std::string(to_string(provider)) + "\"");
  return parse_scenario(with_measured(run, known), run.family + ".toml", overrides);
}

Prediction predict(const Run& run, const std::vector<const Run*>& known, const InstanceTable& table) {
  const Scenario scenario = scenario_of(run, known, table);
  const Check answer = check(scenario, {run.nodes, *table.find(run.instance)}, table);
  const auto& t = answer.checked.duration;
  Prediction p{&run, run.times * t.p10.base(), run.times * t.p50.base(), run.times * t.p90.base()};
  p.starved = any_of_codes(answer.findings, {"out-of-memory", "disk-full", "no-room", "cache-does-not-fit",
                                             "may-run-out-of-memory", "short-of-memory"});
  p.overprovisioned = any_of_codes(answer.findings, {"few-partitions", "half-would-do", "early", "little-gain"});
  return p;
}

void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::future<void>> threads;
  for (unsigned t = 0; t < std::max(1U, std::thread::hardware_concurrency()); ++t) {
    threads.push_back(std::async(std::launch::async, [&] {
      for (std::size_t i; (i = next++) < count;) work(i);
    }));
  }
  for (auto& thread : threads) thread.get();
}

}  // namespace sizer::accuracy
