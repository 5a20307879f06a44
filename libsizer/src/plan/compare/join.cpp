#include <algorithm>
#include <cmath>

#include "plan/compare/settings.hpp"
#include "plan/compare/start.hpp"
#include "plan/limits.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

/// Where a scenario joins: a stage and the two it reads.
struct JoinAt {
  std::size_t join = 0, large = 0, small = 0;
};

/// The last stage that reads two others; of these the one that shuffles less is the smaller side.
JoinAt find_join(const Workload& workload, const Demand<double>& typical) {
  for (std::size_t i = workload.stages.size(); i-- > 0;) {
    const auto& parents = workload.stages[i].parents;
    if (parents.size() != 2) continue;
    const auto a = static_cast<std::size_t>(parents[0]), b = static_cast<std::size_t>(parents[1]);
    const bool a_is_large = typical.stages[a].shuffle_write >= typical.stages[b].shuffle_write;
    return {i, a_is_large ? a : b, a_is_large ? b : a};
  }
  refuse_comparison("the scenario has no join: no [[stage]] that reads two others",
                    "three stages: name = \"facts\" and name = \"dimension\", each with scan and shuffle, and one with "
                    "reads = [\"facts\", \"dimension\"]");
}

/// The ways to join, each as a scenario of its own.
class Ways {
 public:
  explicit Ways(const Question& q) : q_(q), scenario_(q.scenario), at_(find_join(q.workload, q.typical_demand)) {}

  /// The smaller side is sent to all; the larger one is joined where it is read.
  Scenario broadcast() const {
    Scenario s = scenario_;
    StageInput& joined = s.stages[at_.join];
    const StageInput& large = scenario_.stages[at_.large];
    joined.reads = large.reads;
    joined.reads.push_back(scenario_.stages[at_.small].name);
    joined.scan = scanned_by(at_.large);
    joined.work = sum(large.work, joined.work);
    joined.broadcast = Given<Bytes<>>{small_side(), "the smaller side's shuffle"};
    joined.skew.reset();
    joined.partitions.reset();
    s.stages.erase(s.stages.begin() + static_cast<std::ptrdiff_t>(at_.large));
    return s;
  }

  /// Keys are spread over `salts` tasks; the smaller side is sent to each of them.
  Scenario salted(int salts) const {
    Scenario s = scenario_;
    s.stages[at_.join].skew->value /= salts;
    s.stages[at_.small].shuffle = Given<Bytes<>>{salts * small_side(), "the smaller side, once a salt"};
    return s;
  }

  /// Both tables lie in buckets of the key: they are joined as they are read. The hottest key's bucket is one task, and
  /// the stage takes as long as if all tasks were as large.
  Scenario bucketed(int buckets) const {
    Scenario s = scenario_;
    StageInput& joined = s.stages[at_.join];
    const StageInput &large = scenario_.stages[at_.large], &small = scenario_.stages[at_.small];
    joined.reads = large.reads;
    joined.reads.insert(joined.reads.end(), small.reads.begin(), small.reads.end());
    const auto a = scanned_by(at_.large), b = scanned_by(at_.small);
    joined.scan = Given<Bytes<>>{a->value + b->value, a->source};
    joined.work = sum(sum(large.work, small.work), joined.work);
    const double even = skew() ? std::floor(1 / *skew()) : buckets;
    joined.partitions = Given<double>{std::min<double>(buckets, even), "as many buckets as the join has tasks"};
    joined.skew.reset();
    std::erase_if(s.stages, [&](const StageInput& stage) {
      return stage.name.value == large.name.value || stage.name.value == small.name.value;
    });
    return s;
  }

  /// Why the sides cannot lie in buckets; empty where they can.
  std::string why_no_buckets() const {
    for (const std::size_t side : {at_.large, at_.small}) {
      const Stage& stage = q_.workload.stages[side];
      if (!stage.scan || !stage.parents.empty()) {
        return "\"" + stage.name + "\" is made by the job: only tables lie in buckets";
      }
    }
    return is_read_elsewhere(at_.large) || is_read_elsewhere(at_.small) ? kReadElsewhere : "";
  }
  std::string why_no_broadcast() const { return is_read_elsewhere(at_.large) ? kReadElsewhere : ""; }

  std::optional<double> skew() const {
    const auto& skew = scenario_.stages[at_.join].skew;
    return skew ? std::optional(skew->value) : std::nullopt;
  }
  Bytes<> small_side() const { return q_.typical_demand.stages[at_.small].shuffle_write; }
  Bytes<> large_side() const { return q_.typical_demand.stages[at_.large].shuffle_write; }
  Bytes<> small_rows() const { return small_side() * q_.typical_demand.compression; }
  const std::string& name() const { return q_.workload.stages[at_.join].name; }

 private:
  static constexpr const char* kReadElsewhere = "another stage reads the same side: it has to be shuffled for that";

  bool is_read_elsewhere(std::size_t side) const {
    return std::ranges::count_if(q_.workload.stages, [&](const Stage& stage) {
             return std::ranges::find(stage.parents, static_cast<int>(side)) != stage.parents.end();
           }) > 1;
  }
  std::optional<Given<Bytes<>>> scanned_by(std::size_t stage) const { return q_.workload.stages[stage].scan; }

  static std::optional<Given<CoreSeconds<>>> sum(const std::optional<Given<CoreSeconds<>>>& a,
                                                 const std::optional<Given<CoreSeconds<>>>& b) {
    if (!a || !b) return std::nullopt;
    return Given<CoreSeconds<>>{a->value + b->value, a->source};
  }

  const Question& q_;
  const Scenario& scenario_;
  JoinAt at_;
};

const StageReport& stage_named(const Candidate& c, const std::string& name) {
  return *std::ranges::find(c.stages, name, &StageReport::name);
}

/// A hash table of a partition is not spilled.
std::string why_hash_fails(const Ways& ways, const Answered& answer) {
  const StageReport& join = stage_named(*answer.candidate, ways.name());
  const Bytes<> held = ways.small_rows() / join.tasks;
  if (held <= join.task_memory) return "";
  return "a task would build a table of " + format(held) + " and has " + format(join.task_memory) +
         ": it runs out of memory, as a hash table does not spill";
}

std::string why_broadcast_fails(const Scenario& scenario, const Answered& answer, const ComparisonQuestion& asked) {
  const Question q(scenario, {.worlds = kLaneCount, .seed = asked.options.seed});
  WaveCurves curves;
  const Standing standing = standing_of(*answer.candidate, scenario.cluster.spark.value);
  const GrownJob job = grown_job(q, standing, 1, curves);
  for (const auto& taken : limits_taken(job, standing, q.typical)) {
    const bool is_final = taken.limit == Limit::broadcast_size || taken.limit == Limit::broadcast_memory;
    if (is_final && taken.share.base() > 1) {
      return "the smaller side " + std::string(taken.limit == Limit::broadcast_size
                                                   ? "is more than Spark sends: 8 GiB or 512 million rows"
                                                   : "does not fit an executor's memory");
    }
  }
  return "";
}

Answered failing(Answered answer, const std::string& why) {
  if (why.empty()) return answer;
  Answered none;
  none.has_goal = answer.has_goal;
  none.why_none = why;
  return none;
}

class Rows {
 public:
  Rows(const ComparisonQuestion& asked, const Ways& ways, ClusterRequest on, Answers& answers)
      : asked_(asked), ways_(ways), on_(std::move(on)), answers_(answers) {}

  Table filled() {
    Table table(asked_.scenario, {{"join", "join", Measure::word}}, {{"shuffled_bytes", "shuffled", Measure::bytes}});
    const Answered merged = answers_.checked(asked_.scenario, on_);
    if (!merged.candidate) refuse_comparison(merged.why_none, "name more or larger nodes with --on");
    add(table, "sort-merge", merged);
    add(table, "shuffled hash", failing(merged, why_hash_fails(ways_, merged)));
    add(table, "broadcast", broadcast());
    if (ways_.skew()) add_salted(table);
    const Answered in_buckets = bucketed(stage_named(*merged.candidate, ways_.name()).tasks);
    table.add_for_comparison("bucketed", {std::string("bucketed")}, in_buckets, {in_buckets.anatomy.shuffled.base()});
    return table;
  }

 private:
  static void add(Table& table, const std::string& name, const Answered& answer) {
    table.add(name, {name}, answer, {answer.anatomy.shuffled.base()});
  }

  Answered broadcast() {
    if (const auto why = ways_.why_no_broadcast(); !why.empty()) return failing({}, why);
    const Scenario scenario = ways_.broadcast();
    const Answered answer = answers_.checked(scenario, on_);
    if (!answer.candidate) return answer;
    return failing(answer, why_broadcast_fails(scenario, answer, asked_));
  }

  Answered bucketed(int buckets) {
    if (const auto why = ways_.why_no_buckets(); !why.empty()) return failing({}, why);
    return answers_.checked(ways_.bucketed(buckets), on_);
  }

  /// With the number of salts that takes least time.
  void add_salted(Table& table) {
    std::optional<std::pair<int, Answered>> best;
    for (const int salts : {2, 4, 8, 16, 32, 64}) {
      Answered answer = answers_.checked(ways_.salted(salts), on_);
      if (!answer.candidate) continue;
      if (!best || answer.candidate->duration.p50 < best->second.candidate->duration.p50) {
        best.emplace(salts, std::move(answer));
      }
    }
    if (!best) return;
    table.add("salted with " + format_number(best->first), {std::string("salted")}, best->second,
              {best->second.anatomy.shuffled.base()});
  }

  const ComparisonQuestion& asked_;
  const Ways& ways_;
  ClusterRequest on_;
  Answers& answers_;
};

}  // namespace

Comparison compare_join(const ComparisonQuestion& asked) {
  Answers answers(asked.table, asked.options);
  const Question q(asked.scenario, {.worlds = kLaneCount, .seed = asked.options.seed});
  const Ways ways(q);
  const Table table = Rows(asked, ways, starting_cluster(asked, answers), answers).filled();
  Comparison comparison = table.finished();
  comparison.reasons.push_back("\"" + ways.name() + "\" joins " + format(ways.large_side()) + " with " +
                               format(ways.small_side()) + " on the wire, " + format(ways.small_rows()) +
                               " as rows: that is what a broadcast sends to every executor");
  if (ways.skew()) {
    comparison.reasons.push_back("the hottest key has " + format_share(*ways.skew()) +
                                 " of the rows, all in one task of a shuffled or bucketed join");
  }
  comparison.notes.push_back(
      "sorting a row and merging it takes 0.22 µs, hashing it 0.09 and looking it up in a broadcast 0.04 (Spark's "
      "JoinBenchmark): a few per cent of what a shuffle of it takes, and not told apart; a shuffled hash join differs "
      "in what it must hold");
  comparison.notes.push_back(
      "bucketed is there for comparison: both tables would have to be written so first, which pays where they are "
      "joined again and again");
  return comparison;
}

}  // namespace sizer
