#include <cmath>

#include "plan/compare/settings.hpp"
#include "plan/compare/start.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

using Range = AssumptionOverride;

/// As stated under [assume], else the table's.
Range range_of(const Scenario& scenario, const char* key) {
  const auto stated = scenario.assume.find(key);
  if (stated != scenario.assume.end()) return stated->second;
  const Assumption& row = *find_assumption(key);
  return {row.low, row.typical, row.high, std::string(row.source)};
}

/// a ÷ b, both uncertain: the logarithms' spreads add up squared.
Range quotient(const Range& a, const Range& b) {
  const double typical = a.typical / b.typical;
  const double up = std::hypot(std::log(a.high / a.typical), std::log(b.typical / b.low));
  const double down = std::hypot(std::log(a.typical / a.low), std::log(b.high / b.typical));
  return {typical * std::exp(-down), typical, typical * std::exp(up), "work of a native engine"};
}

constexpr double kNext = 1e-6;  // as good as nothing, where a range may not be zero

/// SQL operators compiled to machine code, on columns: less work, and no collector.
Scenario native(Scenario scenario) {
  scenario.assume["cpu.work_factor"] =
      quotient(range_of(scenario, "cpu.work_factor"), range_of(scenario, "native.speed"));
  for (const char* key : {"gc.base", "gc.coefficient"}) {
    scenario.assume[key] = {kNext, kNext, kNext, "a native engine has no collector"};
  }
  return scenario;
}

/// One machine that boots for the run, without a platform.
Scenario on_one_machine(Scenario scenario) {
  scenario.cluster.min_nodes = scenario.cluster.max_nodes = {1, "--engine"};
  scenario.cluster.platform = Given<Platform>{Platform::standalone, "--engine"};
  scenario.assume["start.standalone"] = range_of(scenario, "native.boot");
  return scenario;
}

Table filled(const ComparisonQuestion& asked, Answers& answers) {
  const Scenario& scenario = asked.scenario;
  Table table(scenario, {{"engine", "engine", Measure::word}, {"where", "where", Measure::word}});
  table.add("Spark on a cluster", {"Spark", "cluster"}, answers.of(scenario, asked.on));
  table.add("Spark with native operators", {"native in Spark", "cluster"}, answers.of(native(scenario), asked.on));
  table.add("Spark on one machine", {"Spark", "one machine"}, answers.planned(on_one_machine(scenario)));
  table.add("a native engine on one machine", {"native", "one machine"},
            answers.planned(on_one_machine(native(scenario))));
  return table;
}

void explain_machine(const Table& table, Comparison& comparison) {
  const Answered& cluster = table.answer(0);
  const Answered& machine = table.answer(3);
  if (!machine.candidate || !cluster.candidate) return;
  const Candidate& c = *machine.candidate;
  const Instance& i = *c.cluster.instance;
  comparison.reasons.push_back("the machine is " + i.type + ", " + std::to_string(i.vcpu) + " vCPUs and " +
                               format_binary(i.memory) + ", for " + format(c.sizes.peak_held) +
                               " held at the peak of the job");
  comparison.reasons.push_back("starting takes " + format(machine.anatomy.wait(Wait::start_up)) + " there and " +
                               format(cluster.anatomy.wait(Wait::start_up)) + " on the cluster; the work is " +
                               format(machine.anatomy.work) + " there and " + format(cluster.anatomy.work) +
                               " in Spark, as far as it is the engine's and not the user's own code");
}

void note_assumptions(const Scenario& scenario, Comparison& comparison) {
  const Range speed = range_of(scenario, "native.speed"), boot = range_of(scenario, "native.boot");
  comparison.notes.push_back(
      "a native engine is taken to do the work of SQL operators " + format_number(speed.typical) +
      " times as fast as Spark's own (native.speed: " + format_number(speed.low) + "–" + format_number(speed.high) +
      "; " + speed.source + "); Python, user code and iterations take as long as in Spark");
  comparison.notes.push_back("one machine boots and starts its engine in " + format(boot.typical * second) +
                             " (native.boot: " + boot.source + ")");
}

}  // namespace

Comparison compare_engine(const ComparisonQuestion& asked) {
  Answers answers(asked.table, asked.options);
  const Table table = filled(asked, answers);
  Comparison comparison = table.finished();
  explain_machine(table, comparison);
  note_assumptions(asked.scenario, comparison);
  return comparison;
}

}  // namespace sizer
