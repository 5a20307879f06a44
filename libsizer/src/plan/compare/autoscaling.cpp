#include <algorithm>
#include <array>
#include <cmath>

#include "plan/compare/settings.hpp"
#include "plan/compare/start.hpp"
#include "plan/describe.hpp"
#include "plan/findings.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

const std::string kKept = "fixed, always on";

/// A cluster of one size in every world: how long it starts and runs, and what it costs: requests by the run, the
/// primary node by the second, machines, fee and volumes by the node and second.
struct Size {
  int nodes = 1;
  std::vector<double> start, running, usd_per_run, usd_per_second, usd_per_node_second;
};

/// How a cluster is kept: for one run, or all month; with all its nodes, or growing when tasks wait.
struct Way {
  std::string name;
  int nodes_at_first = 1;
  bool kept_running = false;
};

/// One scenario on one type of node, in all worlds.
class Scaling {
 public:
  Scaling(const Scenario& scenario, const ClusterRequest& on, const ComparisonQuestion& asked)
      : scenario_(scenario), on_(on), q_(scenario_, asked.options) {
    const auto option = asked_option(q_, on_.instance, on_.nodes, asked.table, curves_);
    if (!option || option->cluster.slots() == 0) {
      refuse_comparison("the cluster holds no executor beside the driver", "name more or larger nodes with --on");
    }
    option_ = *option;
    all_ = size_of(on_.nodes);
  }

  Answered answer(const Way& way) {
    const Size few = size_of(way.nodes_at_first);
    const Outcome outcome = outcome_of(way, few);
    Answered answer;
    answer.instance = std::make_shared<const Instance>(on_.instance);
    answer.candidate = describe(q_, option_, outcome, curves_);
    answer.candidate->cluster.instance = answer.instance.get();
    answer.has_goal = !q_.wants_knee();
    answer.meets_goal =
        (q_.wants_knee() || outcome.probability(q_) >= q_.confidence) && !would_fail(q_, *answer.candidate);
    answer.missed_by = q_.has_deadline ? quantile(outcome.seconds, q_.confidence) / q_.deadline.base() : 0;
    answer.anatomy = anatomy_of(q_, answer.candidate->cluster, curves_);
    const Seconds<> late = answer.candidate->duration.p50 - Seconds<>(quantile(plain_seconds(), 0.5));
    auto& starting = answer.anatomy.waits[static_cast<std::size_t>(Wait::start_up)];
    starting = max(starting + late, Seconds<>());
    answer.anatomy.total += late;
    return answer;
  }

  /// The fewest nodes with room for the driver and an executor.
  int least_nodes() const { return nodes_for_executor(option_.cluster.layout); }
  Seconds<> joining() const { return q_.typical.get<"spot.replace">(); }
  /// The runs a month from which nodes that stay cost no more than nodes that start for each run at this cost.
  double break_even(Usd<> each_run) const {
    const Usd<> requests(quantile(all_.usd_per_run, 0.5));
    return (price_at(option_.node_price, on_.nodes).hourly() * month / (each_run - requests)).base();
  }

 private:
  std::vector<double> plain_seconds() const {
    std::vector<double> seconds = all_.start;
    for (std::size_t i = 0; i < seconds.size(); ++i) seconds[i] += all_.running[i];
    return seconds;
  }

  Size size_of(int nodes) {
    Cluster cluster = option_.cluster;
    cluster.nodes = nodes;
    const TaskPlan tasks = plan_tasks(q_.workload, q_.typical_demand, cluster, curves_);
    const ClusterPrice price = price_at(option_.node_price, nodes);
    Size size{nodes, {}, {}, {}, {}, {}};
    JobTime<Lanes> time;
    for (std::size_t b = 0; b < q_.all.worlds.blocks.size(); ++b) {
      const auto& world = q_.all.worlds.blocks[b];
      job_time(q_.workload, q_.all.demand[b], tasks, cluster, node_rates(cluster, world), world, time);
      const auto cost = job_cost(price, time, tasks, q_.all.demand[b], world);
      for (int lane = 0; lane < kLaneCount; ++lane) {
        const double total = time.total.base()[lane];
        const double billed = total + world.get<"billing.idle_tail">().base()[lane];
        const double requests = cost.requests.base()[lane], primary = cost.primary_node.base()[lane];
        size.start.push_back(time.start_up.base()[lane]);
        size.running.push_back(total - size.start.back());
        size.usd_per_run.push_back(requests);
        size.usd_per_second.push_back(primary / billed);
        size.usd_per_node_second.push_back((cost.total.base()[lane] - primary - requests) / (nodes * billed));
      }
    }
    return size;
  }

  double in_world(AssumptionKey key, std::size_t world) const {
    const auto lane = static_cast<Eigen::Index>(world % kLaneCount);
    return q_.all.worlds.blocks[world / kLaneCount][key][lane];
  }

  /// Until the other nodes join, the job goes on as on few; then as on all.
  double running_while_growing(const Size& few, std::size_t world, double joined) const {
    if (few.nodes == all_.nodes || few.running[world] <= joined) return few.running[world];
    return joined + (1 - joined / few.running[world]) * all_.running[world];
  }

  Outcome outcome_of(const Way& way, const Size& few) const {
    Outcome outcome{on_.nodes, {}, {}};
    const double between_runs = month.base() / q_.scenario.schedule.runs_per_month.value;
    for (std::size_t w = 0; w < all_.running.size(); ++w) {
      const double joined = few.nodes == all_.nodes ? 0 : in_world("spot.replace", w);
      const double running = running_while_growing(few, w, joined);
      const double start = way.kept_running ? in_world("start.yarn", w) + in_world("executor.start", w) : all_.start[w];
      const double tail = in_world("billing.idle_tail", w);
      const double kept = way.kept_running ? std::max(between_runs, start + running) : start + running + tail;
      const double added = running > joined ? (all_.nodes - few.nodes) * (running - joined + tail) : 0;
      outcome.seconds.push_back(start + running);
      outcome.usd.push_back(all_.usd_per_run[w] + all_.usd_per_second[w] * kept +
                            all_.usd_per_node_second[w] * (few.nodes * kept + added));
    }
    return outcome;
  }

  Scenario scenario_;
  ClusterRequest on_;
  Question q_;
  WaveCurves curves_;
  Option option_;
  Size all_;
};

std::vector<Way> ways(int nodes, int least) {
  std::vector<Way> ways{{"fixed, each run", nodes, false}};
  const std::array<std::pair<int, const char*>, 3> parts{{{8, "1/8"}, {4, "1/4"}, {2, "1/2"}}};
  for (const auto& [part, name] : parts) {
    const int few = std::max(least, nodes / part);
    if (few < nodes && few != ways.back().nodes_at_first) {
      ways.push_back({"from " + std::string(name) + ", each run", few, false});
    }
  }
  ways.push_back({kKept, nodes, true});
  const int few = std::max(least, nodes / 8);
  if (few < nodes) ways.push_back({"from 1/8, always on", few, true});
  return ways;
}

Table filled(const Scenario& scenario, const ClusterRequest& on, const ComparisonQuestion& asked) {
  Scaling scaling(scenario, on, asked);
  Table table(scenario, {{"cluster", "cluster", Measure::word}, {"nodes_at_first", "at first", Measure::count}},
              {{"month_usd", "a month", Measure::dollars}});
  for (const Way& way : ways(on.nodes, scaling.least_nodes())) {
    const Answered answer = scaling.answer(way);
    std::optional<Usd<>> a_month;
    if (answer.candidate->cost) a_month = scenario.schedule.runs_per_month.value * answer.candidate->cost->p50;
    table.add(way.name, {way.name, 1.0 * way.nodes_at_first}, answer, {a_month ? Figure(a_month->base()) : Figure()},
              a_month);
  }
  return table;
}

Usd<> kept_cost(const Table& table) {
  std::size_t row = 0;
  while (table.label(row) != kKept) ++row;
  return table.answer(row).candidate->cost->p50;
}

void explain(const Table& table, const Scenario& scenario, const ClusterRequest& on, const ComparisonQuestion& asked,
             Comparison& comparison) {
  const Scaling scaling(scenario, on, asked);
  const Anatomy& fixed = table.answer(0).anatomy;
  const Seconds<> running = fixed.total - fixed.wait(Wait::start_up);
  comparison.reasons.push_back("a node that is asked for joins after " + format(scaling.joining()) +
                               "; on all nodes the job runs " + format(running) + ", after " +
                               format(fixed.wait(Wait::start_up)) + " of start-up");
  const auto& cost = table.answer(0).candidate->cost;
  if (!cost || !table.answer(0).candidate->price.known) return;
  const double runs = scaling.break_even(cost->p50), now = scenario.schedule.runs_per_month.value;
  comparison.reasons.push_back("kept running, " + format_number(on.nodes) + " nodes cost " +
                               format(now * kept_cost(table)) + " a month; started for each of " + format_number(now) +
                               " runs, " + format(now * cost->p50));
  if (runs > now) {
    comparison.flips.push_back(format_number(std::ceil(runs)) +
                               " runs a month: then nodes kept running cost no more than starting them each time");
  } else {
    comparison.flips.push_back("fewer than " + format_number(std::ceil(runs)) +
                               " runs a month: then starting nodes for each run costs less than keeping them");
  }
}

}  // namespace

Comparison compare_autoscaling(const ComparisonQuestion& asked) {
  Answers answers(asked.table, asked.options);
  const ClusterRequest on = starting_cluster(asked, answers);
  const Table table = filled(asked.scenario, on, asked);
  Comparison comparison = table.finished();
  explain(table, asked.scenario, on, asked, comparison);
  comparison.notes.push_back(
      "nodes that fall idle within a run are not given back: they hold shuffle files. A cluster kept running is paid "
      "for by this job alone");
  return comparison;
}

}  // namespace sizer
