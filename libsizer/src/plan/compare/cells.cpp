#include <algorithm>
#include <map>
#include <set>

#include "plan/compare/streams.hpp"
#include "plan/compare/table.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr std::size_t kSampled = 6, kTypesOfASample = 8;
constexpr int kFewestWorlds = 64;

using Cases = std::vector<ComparedCase>;

using Keys = std::vector<ComparedColumn>;

std::string label_of(const Keys& keys, const std::vector<std::string>& values) {
  std::string label;
  for (std::size_t i = 0; i < values.size(); ++i) label += (i ? ", " : "") + keys[i].title + " = " + values[i];
  return label;
}

/// What decides which types may be chosen: cases that share it share a shortlist.
std::string choice_of(const Scenario& s) {
  std::string text;
  for (const auto& provider : s.cluster.providers) text += std::string(to_string(provider.value)) + " ";
  for (const auto& pattern : s.cluster.instances) text += pattern.value + " ";
  if (s.cluster.local_ssd) text += s.cluster.local_ssd->value ? "+ssd" : "-ssd";
  return text + std::string(to_string(s.cluster.purchase.value));
}

/// The types that stand out in some of the cases, and those that primary nodes are.
InstanceTable shortlist(const std::vector<const ComparedCase*>& cases, const InstanceTable& table,
                        const PlanOptions& options) {
  Answers answers(table, options);
  std::set<std::string> kept{"m5.xlarge", "n2-standard-4"};
  for (std::size_t i = 0; i < std::min(kSampled, cases.size()); ++i) {
    const std::size_t at = i * (cases.size() - 1) / std::max<std::size_t>(1, std::min(kSampled, cases.size()) - 1);
    for (const Instance* type : answers.best_types(cases[at]->scenario, kTypesOfASample)) kept.insert(type->type);
  }
  InstanceTable among;
  for (const Instance& row : table.all()) {
    if (kept.contains(row.type)) among.put(row);
  }
  return among;
}

/// Plans many cases among the types that stand out.
class Shortlists {
 public:
  Shortlists(const Cases& cases, const InstanceTable& table, const PlanOptions& options) {
    std::map<std::string, std::vector<const ComparedCase*>> groups;
    for (const auto& one : cases) {
      if (!one.on && one.no_answer.empty()) groups[choice_of(one.scenario)].push_back(&one);
    }
    for (const auto& [choice, members] : groups) tables_.emplace(choice, shortlist(members, table, options));
  }
  const InstanceTable& of(const Scenario& scenario) const { return tables_.at(choice_of(scenario)); }

 private:
  std::map<std::string, InstanceTable> tables_;
};

/// As many worlds as leave the whole comparison quick.
int worlds_for(std::size_t cases, int asked) {
  if (cases <= kExactCells) return asked;
  const auto affordable = static_cast<int>(kExactCells * 1024 / cases) / kLaneCount * kLaneCount;
  return std::min(asked, std::max(kFewestWorlds, affordable));
}

std::vector<Answered> answer_all(const Cases& cases, const InstanceTable& table, const PlanOptions& options,
                                 const std::optional<Shortlists>& shortlists) {
  Answers answers(table, options);
  std::vector<Answered> all;
  all.reserve(cases.size());
  for (const auto& one : cases) {
    if (!one.no_answer.empty()) {
      all.emplace_back().why_none = one.no_answer;
    } else if (one.on) {
      all.push_back(answers.checked(one.scenario, *one.on));
    } else {
      all.push_back(shortlists ? answers.planned(one.scenario, shortlists->of(one.scenario))
                               : answers.planned(one.scenario));
    }
  }
  return all;
}

/// A curve over a single key whose values are numbers.
void add_curves(const Keys& keys, const Cases& cases, const std::vector<Answered>& answers, Comparison& comparison) {
  if (keys.size() != 1 || cases.size() < 3) return;
  const ComparedColumn x{keys[0].key, keys[0].title, Measure::count};
  ComparedCurve time{x, {"duration_p50_s", "time", Measure::seconds}, {}, {}};
  ComparedCurve cost{x, {"cost_p50_usd", "cost", Measure::dollars}, {}, {}};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto number = parse_count(cases[i].values[0]);
    if (!number) return;
    if (!answers[i].candidate) continue;
    if (comparison.rows[i].best) time.marked = cost.marked = time.points.size();
    time.points.emplace_back(*number.value, answers[i].candidate->duration.p50.base());
    if (answers[i].candidate->cost) cost.points.emplace_back(*number.value, answers[i].candidate->cost->p50.base());
  }
  comparison.curves = {time};
  if (cost.points.size() == time.points.size()) comparison.curves.push_back(cost);
}

/// All of them, of those that have an answer.
bool are_streams(const Cases& cases) {
  const auto is_stream = [](const ComparedCase& one) { return one.scenario.stream.has_value(); };
  const auto is_batch = [](const ComparedCase& one) { return one.no_answer.empty() && !one.scenario.stream; };
  const bool some = std::ranges::any_of(cases, is_stream);
  if (some && std::ranges::any_of(cases, is_batch)) {
    refuse_comparison("a stream and a batch have nothing to be compared by", "compare streams with streams");
  }
  return some;
}

}  // namespace

Comparison compare_cells(const Keys& keys, const Cases& cases, const InstanceTable& table, const PlanOptions& asked) {
  if (are_streams(cases)) return compare_streams(keys, cases, table, asked);
  PlanOptions options = asked;
  options.worlds = worlds_for(cases.size(), asked.worlds);
  const bool many = cases.size() > kExactCells;
  std::optional<Shortlists> shortlists;
  if (many) shortlists.emplace(cases, table, options);
  const auto answers = answer_all(cases, table, options, shortlists);

  Table rows(cases.front().scenario, keys);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    rows.add(label_of(keys, cases[i].values), {cases[i].values.begin(), cases[i].values.end()}, answers[i]);
  }
  Comparison comparison = rows.finished();
  comparison.name = "vary";
  comparison.scenario = cases.front().scenario.name.value;
  comparison.options = options;
  if (many) {
    comparison.notes.push_back("so many cells are answered in " + format_number(options.worlds) +
                               " worlds, and planned among the node types that stand out in some of them");
  }
  add_curves(keys, cases, answers, comparison);
  return comparison;
}

const ComparedRow* Comparison::best() const {
  const auto found = std::ranges::find_if(rows, &ComparedRow::best);
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace sizer
