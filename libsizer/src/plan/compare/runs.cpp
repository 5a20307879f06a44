#include <algorithm>
#include <cmath>
#include <functional>

#include "plan/compare/rows.hpp"
#include "plan/compare/table.hpp"
#include "sizer/compare_runs.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr double kWorthSaying = 0.005;  // of the run before

/// A scenario on its cluster, on the way from one run to the other.
struct Waypoint {
  Scenario scenario;
  ClusterRequest on;
};

/// One thing that differs: how to change it, and what it was and is. Empty words where nothing differs.
struct Step {
  std::string what;
  std::function<void(Waypoint&)> take;
};

std::string from_to(const std::string& before, const std::string& after) {
  return before == after ? "" : before + " → " + after;
}

class Steps {
 public:
  Steps(const Waypoint& before, const Waypoint& after) : before_(before), after_(after) {}

  std::vector<Step> list() {
    data();
    job();
    node_type();
    node_count();
    settings();
    assumptions();
    return std::move(steps_);
  }

 private:
  void add(const std::string& what, const std::string& change, std::function<void(Waypoint&)> take) {
    if (!change.empty()) steps_.push_back({what + ": " + change, std::move(take)});
  }

  void data() {
    const Bytes<> was = before_.scenario.data.value, is = after_.scenario.data.value;
    add("data", from_to(format(was), format(is)),
        [=](Waypoint& w) { w.scenario = scaled(w.scenario, (is / was).base()); });
  }

  /// Profile, stages and what is said of the input.
  void job() {
    Scenario with = scaled(before_.scenario, (after_.scenario.data.value / before_.scenario.data.value).base());
    take_job(with);
    const Workload was = make_workload(before_.scenario), is = make_workload(with);
    std::string change = from_to(kind_of(before_.scenario), kind_of(after_.scenario));
    if (change.empty() && !same_job(was, is)) change = "its stages or its input are described otherwise";
    add("the job", change, [this](Waypoint& w) { take_job(w.scenario); });
  }

  void take_job(Scenario& s) const {
    s.data = after_.scenario.data;
    s.profile = after_.scenario.profile;
    s.python = after_.scenario.python;
    s.input = after_.scenario.input;
    s.stages = after_.scenario.stages;
  }

  static std::string kind_of(const Scenario& s) {
    return s.stages.empty() ? std::string(to_string(s.profile.value)) : std::to_string(s.stages.size()) + " stages";
  }

  /// Equal but for the amount of data.
  static bool same_job(const Workload& a, const Workload& b) {
    const World<double> world = typical_world();
    const auto x = demand(a, world), y = demand(b, world);
    const double per_byte = (b.data.value / a.data.value).base();
    return std::ranges::equal(x.stages, y.stages, [&](const auto& s, const auto& t) {
      const auto near = [&](auto p, auto q) {
        return std::abs(per_byte * p.base() - q.base()) <= 0.01 * std::max(std::abs(q.base()), 1e-9);
      };
      return near(s.work, t.work) && near(s.scanned, t.scanned) && near(s.shuffle_write, t.shuffle_write) &&
             near(s.written, t.written) && near(s.cached, t.cached);
    });
  }

  void node_type() {
    const Instance is = after_.on.instance;
    add("node type", from_to(before_.on.instance.type, is.type), [=](Waypoint& w) { w.on.instance = is; });
  }

  void node_count() {
    const int is = after_.on.nodes;
    add("nodes", from_to(format_number(before_.on.nodes), format_number(is)), [=](Waypoint& w) { w.on.nodes = is; });
  }

  static std::string words(const ClusterChoice& c) {
    std::string text(to_string(c.purchase.value));
    if (c.platform) text += ", " + std::string(to_string(c.platform->value));
    if (c.executor_cores) text += ", " + std::to_string(c.executor_cores->value) + " cores an executor";
    if (c.executor_memory) text += ", " + format_binary(c.executor_memory->value) + " of heap";
    if (c.shuffle_partitions) text += ", " + format_number(c.shuffle_partitions->value) + " shuffle partitions";
    return text;
  }

  void settings() {
    const ClusterChoice is = after_.scenario.cluster;
    add("settings", from_to(words(before_.scenario.cluster), words(is)), [=](Waypoint& w) { w.scenario.cluster = is; });
  }

  void assumptions() {
    const auto& was = before_.scenario.assume;
    const auto& is = after_.scenario.assume;
    const bool same = std::ranges::equal(was, is, [](const auto& a, const auto& b) {
      return a.first == b.first && a.second.typical == b.second.typical;
    });
    if (!same) add("assumptions", "another [assume]", [=](Waypoint& w) { w.scenario.assume = is; });
  }

  const Waypoint &before_, &after_;
  std::vector<Step> steps_;
};

constexpr Seconds<> kLeastSaid = 1 * second;

std::string by(Seconds<> change) {
  return change < Seconds<>() ? format(Seconds<>() - change) + " shorter" : format(change) + " longer";
}

Waypoint waypoint_of(const ComparedRun& run) {
  Waypoint w{run.scenario, run.on};
  w.scenario.measured.clear();
  return w;
}

/// The comparison while its rows are being filled.
class Account {
 public:
  Account(const ComparedRun& before, const ComparedRun& after, Answers& answers)
      : before_(before), after_(after), answers_(answers), here_(waypoint_of(before)) {
    made_.columns = {{"step", "step", Measure::word}};
    append(made_.columns, usual_columns());
    append(made_.columns, {{"change_s", "change", Measure::seconds}});
  }

  Comparison written() {
    last_ = answered(here_);
    first_time_ = last_.candidate->duration.p50;
    scale_ = before_.measured ? (measured(before_, last_) / first_time_).base() : 1;
    add_row("before: " + before_.name, last_, {}, "");
    const Waypoint from = waypoint_of(before_), to = waypoint_of(after_);
    Steps steps(from, to);
    for (const Step& step : steps.list()) take(step);
    remainder();
    made_.verdict = verdict();
    note_names();
    undo_largest(from, to);
    return std::move(made_);
  }

 private:
  Answered answered(const Waypoint& w) {
    Answered answer = answers_.checked(w.scenario, w.on);
    if (!answer.candidate) refuse_comparison(answer.why_none, "name the cluster that ran it");
    return answer;
  }

  /// What was measured, with the cluster's start, as the model counts.
  static Seconds<> measured(const ComparedRun& run, const Answered& answer) {
    return *run.measured + (run.with_start ? Seconds<>() : answer.candidate->start_up);
  }

  Seconds<> in_measured_time(const Answered& a) const { return scale_ * a.candidate->duration.p50; }

  void add_row(const std::string& label, const Answered& answer, std::optional<Seconds<>> change,
               const std::string& why) {
    ComparedRow row{label, {label}, false, answer.meets_goal, why};
    append_usual(answer, row.figures);
    row.figures.push_back(change ? Figure(change->base()) : Figure());
    made_.rows.push_back(std::move(row));
    made_.met = answer.meets_goal;
  }

  void take(const Step& step) {
    step.take(here_);
    Answered now = answered(here_);
    const Seconds<> change = in_measured_time(now) - in_measured_time(last_);
    add_row(step.what, now, change, difference(now, last_));
    if (std::abs((change / (scale_ * first_time_)).base()) > kWorthSaying) causes_.push_back({step, change});
    last_ = std::move(now);
  }

  /// What both measured durations leave when the model's steps are taken away.
  void remainder() {
    if (!before_.measured || !after_.measured) return;
    const Seconds<> took = measured(after_, last_);
    unexplained_ = took - in_measured_time(last_);
    ComparedRow row{"not explained", {std::string("not explained")}, false, true, ""};
    row.figures.resize(made_.columns.size());
    row.figures.back() = unexplained_->base();
    made_.rows.push_back(std::move(row));
    made_.reasons.push_back("measured, with the cluster's start: " + format(scale_ * first_time_) + " before, " +
                            format(took) +
                            " after; with the model's steps laid on the run before, the run after would "
                            "take " +
                            format(in_measured_time(last_)));
    if (std::abs((*unexplained_ / took).base()) > 0.05) {
      made_.reasons.push_back(
          by(*unexplained_) +
          " than that is not explained by what the two say of themselves: look for skew, a slow node, "
          "other jobs on the cluster, or another plan of the query");
    }
  }

  std::string verdict() {
    const Seconds<> was = scale_ * first_time_;
    const Seconds<> is = after_.measured ? measured(after_, last_) : in_measured_time(last_);
    std::ranges::stable_sort(
        causes_, [](const auto& a, const auto& b) { return std::abs(a.second.base()) > std::abs(b.second.base()); });
    const bool as_long = std::abs((is - was).base()) < kLeastSaid.base();
    std::string text = after_.name + " takes " + format(is) + ", " +
                       (as_long ? "as long as " : by(is - was) + " than ") + before_.name + " (" + format(was) + ")";
    std::string parts;
    for (const auto& [step, change] : causes_) {
      parts += (parts.empty() ? ": " : "; ") + step.what + " makes it " + by(change);
    }
    if (unexplained_ && std::abs(unexplained_->base()) >= kLeastSaid.base())
      parts += (parts.empty() ? ": " : "; ") + by(*unexplained_) + " is not explained";
    return text + (parts.empty() ? ": nothing that the two say of themselves differs enough to matter" : parts);
  }

  void note_names() {
    const std::string &was = before_.scenario.name.value, &is = after_.scenario.name.value;
    if (was == is) return;
    made_.notes.push_back(
        "the scenarios have two names, " + was + " and " + is +
        ": if these are two jobs, what sets them apart beyond their scenarios counts as not explained");
  }

  /// The run after with its largest cause as it was.
  void undo_largest(const Waypoint& from, const Waypoint& to) {
    if (causes_.empty()) return;
    Waypoint other = from;
    Steps steps(from, to);
    for (const Step& step : steps.list()) {
      if (step.what != causes_.front().first.what) step.take(other);
    }
    const Answered without = answers_.checked(other.scenario, other.on);
    if (!without.candidate) return;
    made_.flips.push_back("without the largest cause (" + causes_.front().first.what + ") " + after_.name +
                          " would take " + format(in_measured_time(without)));
  }

  const ComparedRun &before_, &after_;
  Answers& answers_;
  Waypoint here_;
  Comparison made_;
  Answered last_;
  Seconds<> first_time_;
  double scale_ = 1;
  std::vector<std::pair<Step, Seconds<>>> causes_;
  std::optional<Seconds<>> unexplained_;
};

}  // namespace

ComparedRun measured_run(const Scenario& scenario, const MeasuredRun& run, const InstanceTable& table) {
  const Instance* instance = table.find(run.instance_type);
  if (!instance) {
    throw InputError({.where = run.place,
                      .message = "no instance type '" + run.instance_type + "'",
                      .hint = "describe it in a file of your own: --instances FILE"});
  }
  ComparedRun one{run.name(),
                  scaled(scenario, (run.data.value / scenario.data.value).base()),
                  {run.nodes, *instance},
                  run.duration.value,
                  run.with_start.value};
  one.scenario.measured.clear();
  if (run.iterations) one.scenario.input.iterations = *run.iterations;
  if (run.executor_cores) one.scenario.cluster.executor_cores = run.executor_cores;
  if (run.executor_memory) one.scenario.cluster.executor_memory = run.executor_memory;
  return one;
}

Comparison compare_runs(const ComparedRun& before, const ComparedRun& after, const InstanceTable& table,
                        const PlanOptions& options) {
  Answers answers(table, options);
  Comparison comparison = Account(before, after, answers).written();
  comparison.name = "before-after";
  comparison.question = "What changed between the two runs?";
  comparison.scenario = after.scenario.name.value;
  comparison.options = options;
  return comparison;
}

}  // namespace sizer
