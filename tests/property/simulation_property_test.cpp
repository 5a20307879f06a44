#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "sizer/plan.hpp"
#include "sizer/simulated_job.hpp"
#include "sizer/simulation.hpp"

/// Two engines referee each other, and both the theory of schedules.
namespace sizer {
namespace {

double relative(double a, double b) { return std::abs(a - b) / std::max(std::abs(a), std::abs(b)); }

/// Two to forty stages, each of which reads up to three earlier ones.
SimulationInput any_job(int most_stages) {
  SimulationInput job;
  const int stages = *rc::gen::inRange(1, most_stages + 1);
  for (int s = 0; s < stages; ++s) {
    SimulatedStage stage{
        .name = "stage", .tasks = *rc::gen::inRange(1, 200), .task = *rc::gen::inRange(1, 100) * second};
    stage.passes = *rc::gen::weightedElement<int>({{8, 1}, {1, 3}});
    for (int p = 0; s > 0 && p < *rc::gen::inRange(0, 4); ++p) {
      const int parent = *rc::gen::inRange(0, s);
      if (std::ranges::find(stage.parents, parent) == stage.parents.end()) stage.parents.push_back(parent);
    }
    stage.output = 1 * GB;
    job.stages.push_back(stage);
  }
  job.nodes = *rc::gen::inRange(2, 12);
  job.executors = job.nodes * *rc::gen::inRange(1, 4);
  job.executor_cores = *rc::gen::inRange(1, 8);
  job.sigma = *rc::gen::element(0.0, 0.3, 0.8);
  job.network = 1 * GB / second;
  return job;
}

SimulationInput any_stage() {
  SimulationInput job = any_job(1);
  job.stages[0].tasks = *rc::gen::inRange(1, 2000);
  job.stages[0].passes = 1;
  return job;
}

/// Everything that can go wrong, some of it at once.
SimulationOptions any_trouble(const SimulationInput& job) {
  SimulationOptions how{.seed = *rc::gen::inRange<std::uint64_t>(1, 1000)};
  const int losses = *rc::gen::inRange(0, 4);
  for (int i = 0; i < losses; ++i) {
    how.lost_nodes.push_back({.node = *rc::gen::inRange(0, job.nodes),
                              .at = *rc::gen::inRange(1, 3000) * second,
                              .notice = *rc::gen::element(0, 60) * second});
  }
  const int executors = *rc::gen::inRange(0, 4);
  for (int i = 0; i < executors; ++i) {
    how.lost_executors.push_back(
        {.executor = *rc::gen::inRange(0, job.executors), .at = *rc::gen::inRange(1, 3000) * second});
  }
  how.executor_start = *rc::gen::inRange(0, 60) * second;
  how.losses = *rc::gen::element(0.0, 1e-4) / second;
  how.losses_notice = *rc::gen::element(0, 60) * second;
  how.replaced = *rc::gen::inRange(1, 300) * second;
  how.retry = *rc::gen::inRange(0, 60) * second;
  how.shuffle_survives = *rc::gen::arbitrary<bool>();
  how.slow_nodes = {{.node = 0, .speed = *rc::gen::element(0.3, 1.0)}};
  how.stragglers = {.share = *rc::gen::element(0.0, 0.05), .factor = 8};
  if (*rc::gen::arbitrary<bool>()) how.speculation = spark::speculation_settings(spark::Version::v3_5);
  if (*rc::gen::arbitrary<bool>()) how.dynamic_allocation = DynamicAllocation{.executor_start = 5 * second};
  if (*rc::gen::arbitrary<bool>()) how.growth = ClusterGrowth{.initial_nodes = 1, .delay = 200 * second};
  how.task_failures = *rc::gen::element(0.0, 0.05);
  how.most_task_failures = how.most_stage_failures = 1000;
  return how;
}

Seconds<> longest_of(const SimulationResult& run) {
  Seconds<> longest;
  for (const auto& task : run.sample) longest = max(longest, task.end - task.start);
  return longest;
}

RC_GTEST_PROP(SimulationLaws, EqualTasksTakeAsLongAsTheFormulaSays, ()) {
  static const InstanceTable table = InstanceTable::built_in({Provider::aws});
  Scenario s;
  s.data = {std::pow(10.0, *rc::gen::inRange(100, 450) / 100.0) * GB, "test"};
  s.profile = {*rc::gen::element(Profile::scan, Profile::etl, Profile::aggregate, Profile::sort, Profile::sql,
                                 Profile::ml, Profile::graph, Profile::python_udf),
               "test"};
  s.input.format = {*rc::gen::element(Format::parquet, Format::json, Format::csv), "test"};
  const auto* instance = table.find(*rc::gen::element<std::string>("m5.2xlarge", "r6id.4xlarge", "c7g.8xlarge"));
  RC_PRE(instance != nullptr);
  Cluster cluster;
  cluster.instance = instance;
  cluster.layout = legal_layouts(*instance, Platform::emr).back();
  cluster.nodes = *rc::gen::inRange(2, 100);
  cluster.speed = core_speed(*instance);
  const Workload workload = make_workload(s);
  RC_PRE(workload.is_chain());
  World<double> world = typical_world();
  world["task.sigma"] = 0;
  world["skew.hottest_share"] = 0;

  const auto needs = demand(workload, world);
  const auto rates = node_rates(cluster, world);
  WaveCurves curves;
  TaskPlan tasks = plan_tasks(workload, needs, cluster, curves);
  for (auto& stage : tasks.stages) {
    const double waves = std::ceil(stage.tasks / static_cast<double>(cluster.slots()));
    std::ranges::fill(stage.waves.factor, waves);  // sigma 0 lies below the first knot
  }
  JobTime<double> time;
  job_time(workload, needs, tasks, cluster, rates, world, time);
  const auto run = simulate(simulation_input(workload, needs, tasks, cluster, rates, world));
  RC_ASSERT(relative(run.makespan.base(), time.total.base()) < 1e-9);
  for (std::size_t i = 0; i < time.stages.size(); ++i) {
    RC_ASSERT(relative((run.stages[i].end - run.stages[i].start).base(), time.stages[i].total.base()) < 1e-9);
  }
}

RC_GTEST_PROP(SimulationLaws, NoScheduleOfIndependentTasksLeavesGrahamsBounds, ()) {
  const SimulationInput job = any_stage();
  const auto run = simulate(job, {.seed = *rc::gen::inRange<std::uint64_t>(1, 1000), .sampled_tasks = 10'000});
  const double slots = job.executors * job.executor_cores;
  const double work = run.slots.useful.base(), longest = longest_of(run).base(), makespan = run.makespan.base();
  RC_ASSERT(makespan >= std::max(work / slots, longest) * (1 - 1e-9));
  RC_ASSERT(makespan <= (work / slots + longest * (1 - 1 / slots)) * (1 + 1e-9));
}

RC_GTEST_PROP(SimulationLaws, ADagTakesNoLongerThanItsWorkAndItsLongestPath, ()) {
  const SimulationInput job = any_job(40);
  const auto run = simulate(job, {.sampled_tasks = 100'000});
  std::vector<double> longest(job.stages.size()), path(job.stages.size());
  for (const auto& task : run.sample) {
    auto& l = longest[static_cast<std::size_t>(task.stage)];
    l = std::max(l, (task.end - task.start).base());
  }
  double longest_path = 0;
  for (std::size_t s = 0; s < path.size(); ++s) {
    for (const int parent : job.stages[s].parents) path[s] = std::max(path[s], path[static_cast<std::size_t>(parent)]);
    path[s] += job.stages[s].passes * longest[s];
    longest_path = std::max(longest_path, path[s]);
  }
  const double even = run.slots.useful.base() / (job.executors * job.executor_cores);
  RC_ASSERT(run.makespan.base() >= even * (1 - 1e-9));
  RC_ASSERT(run.makespan.base() <= (even + longest_path) * (1 + 1e-9));
}

RC_GTEST_PROP(SimulationLaws, BusyTimeIsWorkRetriesAndCopiesWhateverGoesWrong, ()) {
  const SimulationInput job = any_job(10);
  const auto how = any_trouble(job);
  const auto run = simulate(job, how);
  RC_ASSERT(run.succeeded);
  double busy = 0;
  for (const double mean : run.busy.mean) busy += mean * run.busy.interval.base();
  RC_ASSERT(relative(busy, run.slots.busy().base()) < 1e-9);
  // No attempt is lost from the books: the useful ones are one for each task.
  const auto again = simulate(job, {.seed = how.seed});
  const bool equal_machines = how.slow_nodes[0].speed == 1 && how.stragglers.share == 0;
  if (equal_machines) RC_ASSERT(relative(run.slots.useful.base(), again.slots.useful.base()) < 1e-9);
  RC_ASSERT(run.slots.busy() >= again.slots.useful * (1 - 1e-9));
}

RC_GTEST_PROP(SimulationLaws, AFasterNodeNeverDelaysIndependentTasksByMoreThanOneTask, ()) {
  const SimulationInput job = any_stage();
  const auto seed = *rc::gen::inRange<std::uint64_t>(1, 1000);
  const SimulationOptions as_it_is{.seed = seed, .sampled_tasks = 10'000};
  SimulationOptions faster = as_it_is;
  faster.slow_nodes = {{.node = *rc::gen::inRange(0, job.nodes), .speed = *rc::gen::element(1.1, 1.5, 3.0)}};
  const auto before = simulate(job, as_it_is), after = simulate(job, faster);
  RC_ASSERT(after.makespan <= before.makespan + longest_of(before));
}

RC_GTEST_PROP(SimulationLaws, MoreTroubleIsMoreBusyTimeNotLess, ()) {
  const SimulationInput job = any_job(6);
  const auto seed = *rc::gen::inRange<std::uint64_t>(1, 1000);
  const auto calm = simulate(job, {.seed = seed});
  SimulationOptions how{.seed = seed, .replaced = 100 * second, .retry = 10 * second};
  how.lost_nodes = {{.node = 0, .at = calm.makespan * (*rc::gen::inRange(1, 100) / 100.0)}};
  const auto run = simulate(job, how);
  RC_ASSERT(run.slots.busy() >= calm.slots.busy() * (1 - 1e-9));
  RC_ASSERT(relative(run.slots.useful.base(), calm.slots.useful.base()) < 1e-9);
}

}  // namespace
}  // namespace sizer
