#include <algorithm>
#include <cmath>

#include "plan/compare/kin.hpp"
#include "plan/compare/month.hpp"
#include "plan/compare/ready.hpp"
#include "plan/compare/table.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr double kCopies = 3, kUsable = 0.9;  // HDFS's replicas; of a disk, beside file system and logs
constexpr double kHoursOfAMonth = 730;

/// The asked cluster, or the one beside it, with local disks or without; planned where none is asked.
Answered with_disks(Answers& answers, Scenario scenario, const ComparisonQuestion& asked, bool local) {
  if (!asked.on) {
    scenario.cluster.local_ssd = {local, "--storage"};
    return answers.planned(scenario);
  }
  const Instance& named = asked.on->instance;
  const Instance* other = with_other_disks(named, asked.table);
  if (named.has_local_disk() == local) return answers.checked(scenario, *asked.on);
  if (other) return answers.checked(scenario, {asked.on->nodes, *other});
  Answered none;
  none.why_none = "there is no " + std::string(local ? "type with local disks" : "type without local disks") +
                  " beside " + named.type;
  return none;
}

/// Nodes whose disks hold the data in three copies.
int nodes_to_hold(Bytes<> data, const Instance& instance) {
  return static_cast<int>(std::ceil((kCopies * data / (kUsable * instance.local_capacity())).base()));
}

/// The data lies on the nodes' own disks, which therefore stay up all month.
Answered on_own_disks(Answers& answers, const ComparisonQuestion& asked) {
  Scenario scenario = asked.scenario;
  scenario.input.storage = {"hdfs_nvme_gen4", "--storage"};
  scenario.cluster.purchase = {Purchase::on_demand, "--storage"};  // HDFS does not outlive reclaimed nodes
  Answered answer = with_disks(answers, scenario, asked, true);
  if (!answer.candidate) return answer;
  ClusterRequest cluster = cluster_of(*answer.candidate);
  const int needed = nodes_to_hold(scenario.data.value, cluster.instance);
  if (needed <= cluster.nodes) return answer;
  cluster.nodes = needed;
  return answers.checked(scenario, cluster);
}

/// As many clusters as the runs keep busy, all month.
std::optional<Usd<>> kept_up(const Answered& answer, const Scenario& scenario) {
  if (!answer.candidate || !answer.candidate->hourly) return std::nullopt;
  const Seconds<> month_up = kHoursOfAMonth * hour;
  const Seconds<> busy =
      scenario.schedule.runs_per_month.value * (answer.anatomy.total - answer.anatomy.wait(Wait::start_up));
  return std::max(1.0, std::ceil((busy / month_up).base())) * (*answer.candidate->hourly * month_up);
}

std::string shuffle_of(const std::string& label, const Answered& answer) {
  const Anatomy& a = answer.anatomy;
  return label + ": " + format(a.shuffled + a.spilled) + " of shuffle and spill on disks that write " +
         format(a.disk_write) + " in all; the typical run waits " + format(a.wait(Wait::local_disk)) +
         " for them and " + format(a.wait(Wait::object_store)) + " for the object store";
}

}  // namespace

Comparison compare_storage(const ComparisonQuestion& asked) {
  refuse_on_premises(asked, "on premises the disks are bought already");
  Answers answers(asked.table, asked.options);
  const Scenario& s = asked.scenario;
  Table table(s, {{"storage", "storage", Measure::word}}, {kMonthColumn});
  const auto add = [&](const std::string& label, const Answered& answer, const std::optional<Usd<>>& a_month) {
    table.add(label, {label}, answer, {figure_of(a_month)}, a_month);
  };
  for (const bool local : {true, false}) {
    const Answered answer = with_disks(answers, s, asked, local);
    const Provider provider =
        answer.candidate ? answer.candidate->cluster.instance->provider : s.cluster.providers.front().value;
    add(local ? "object store, local SSD" : "object store, volumes", answer,
        sum(runs_of_a_month(answer, s), month_at_rest(provider, s.data.value)));
  }
  const Answered own = on_own_disks(answers, asked);
  add("own disks (HDFS)", own, kept_up(own, s));
  Comparison comparison = table.finished();
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table.answer(i).candidate) comparison.reasons.push_back(shuffle_of(table.label(i), table.answer(i)));
  }
  comparison.notes.push_back(
      "the first two read from the object store and shuffle on the nodes; a month is the runs and " +
      format(s.data.value) + " at rest");
  comparison.notes.push_back(
      "HDFS keeps three copies on the nodes' local SSD, so that the cluster stays up all month: " +
      format_number(kHoursOfAMonth) + " h, without starting for each run");
  return comparison;
}

}  // namespace sizer
