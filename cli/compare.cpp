#include "sizer/compare.hpp"

#include <algorithm>
#include <iterator>
#include <ostream>

#include "commands.hpp"
#include "compare_runs.hpp"
#include "output.hpp"
#include "question.hpp"
#include "sizer/units.hpp"

namespace sizer::cli {
namespace {

[[noreturn]] void refuse(const std::string& where, const std::string& message, const std::string& hint) {
  throw InputError({.where = {.file = where, .line_text = {}}, .message = message, .hint = hint});
}

Varied read_varied(const ScenarioText& asked, const std::vector<std::string>& overrides,
                   const std::vector<std::string>& varied) {
  if (asked.is_phrase) return vary_phrase(asked.text, overrides, varied);
  return vary_scenario(asked.text, asked.name == "-" ? "<stdin>" : asked.name, overrides, varied);
}

bool varies(const Varied& varied, std::string_view key) {
  return std::any_of(varied.keys.begin(), varied.keys.end(), [&](const auto& column) { return column.key == key; });
}

const Scenario& some_scenario(const Varied& varied) {
  const auto readable =
      std::find_if(varied.cases.begin(), varied.cases.end(), [](const auto& one) { return one.no_answer.empty(); });
  return (readable == varied.cases.end() ? varied.cases.front() : *readable).scenario;
}

/// The cluster of --on, with the count and the type that vary.
ClusterRequest cluster_for(const Varied& varied, const ComparedCase& one, ClusterRequest on,
                           const InstanceTable& table) {
  if (varies(varied, "cluster.nodes")) on.nodes = one.scenario.cluster.min_nodes.value;
  if (!varies(varied, "cluster.instances")) return on;
  const std::string& type = one.scenario.cluster.instances.front().value;
  return parse_cluster(std::to_string(on.nodes) + " x " + type, table);
}

/// What varies is checked on the cluster rather than planned.
Varied on_cluster(const ScenarioText& asked, std::vector<std::string> overrides, const Options& options,
                  const ClusterRequest& on, const InstanceTable& table) {
  Varied varied = read_varied(asked, overrides, options.vary);
  if (varies(varied, "cluster.provider")) {
    refuse("--vary", "--on fixes the nodes, and with them the provider", "leave --on out, or do not vary the provider");
  }
  const auto provider = provider_of_cluster(some_scenario(varied), on.instance);
  if (!provider.empty()) {
    overrides.insert(overrides.end(), provider.begin(), provider.end());
    varied = read_varied(asked, overrides, options.vary);
  }
  for (ComparedCase& one : varied.cases) {
    if (one.no_answer.empty()) one.on = cluster_for(varied, one, on, table);
  }
  return varied;
}

std::string name_of(const ScenarioText& asked) { return asked.is_phrase ? asked.text : asked.name; }

/// Several scenarios, each with all that varies, one after another.
Varied side_by_side(const std::vector<ScenarioText>& asked, const std::vector<Varied>& each) {
  Varied all{{{"scenario", "scenario", Measure::word}}, {}};
  all.keys.insert(all.keys.end(), each.front().keys.begin(), each.front().keys.end());
  for (std::size_t i = 0; i < each.size(); ++i) {
    for (ComparedCase one : each[i].cases) {
      one.values.insert(one.values.begin(), name_of(asked[i]));
      all.cases.push_back(std::move(one));
    }
  }
  return all;
}

void refuse_repeated(const std::vector<ScenarioText>& asked) {
  for (std::size_t i = 1; i < asked.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (name_of(asked[i]) == name_of(asked[j])) refuse("sizer", "'" + name_of(asked[i]) + "' is given twice", "once");
    }
  }
}

Varied read_cells(const Options& options, const std::vector<ScenarioText>& asked, const InstanceTable& table) {
  const auto overrides = overrides_of(options);
  std::optional<ClusterRequest> on;
  if (options.on) on = parse_cluster(*options.on, table);
  std::vector<Varied> each;
  for (const ScenarioText& text : asked) {
    each.push_back(on ? on_cluster(text, overrides, options, *on, table) : read_varied(text, overrides, options.vary));
    for (const ComparedCase& one : each.back().cases) {
      if (one.no_answer.empty()) check_instance_names(one.scenario, table);
    }
  }
  Varied cells = each.size() == 1 ? std::move(each.front()) : side_by_side(asked, each);
  if (cells.cases.size() > kMostCells) {
    refuse("sizer", format_number(static_cast<double>(cells.cases.size())) + " cells in all",
           "at most " + format_number(static_cast<double>(kMostCells)) + " are compared: fewer values or scenarios");
  }
  return cells;
}

std::string names_of_ready() {
  std::string names;
  for (const auto& ready : ready_comparisons()) names += (names.empty() ? "--" : ", --") + std::string(ready.name);
  return names;
}

/// One ready comparison of one scenario, and nothing varied beside it.
Comparison ready_comparison(const Options& options, const std::vector<ScenarioText>& asked,
                            const InstanceTable& table) {
  const auto& [name, argument] = *options.comparisons.begin();
  if (options.comparisons.size() > 1) {
    refuse("sizer", "--" + std::next(options.comparisons.begin())->first + " comes beside --" + name,
           "one ready comparison at a time");
  }
  if (!options.vary.empty()) refuse("--vary", "--" + name + " varies what it compares", "leave one of the two out");
  if (asked.size() > 1) refuse("sizer", "--" + name + " compares within one scenario", "name one file or phrase");
  const Varied read = read_cells(options, asked, table);
  return compare(name,
                 {read.cases.front().scenario, table, read.cases.front().on, read_plan_options(options), argument});
}

Comparison answer(const Options& options, const InstanceTable& table, std::ostream& err) {
  if (compares_runs(options)) return compare_two_runs(options, table);
  const auto asked = read_scenarios(options);
  refuse_repeated(asked);
  if (!options.comparisons.empty()) return ready_comparison(options, asked, table);
  if (options.vary.empty() && asked.size() == 1) {
    refuse("sizer", "compare needs something to compare",
           "--vary nodes=4,8,16, a second file, or one of " + names_of_ready());
  }
  const Varied cells = read_cells(options, asked, table);
  note(options, err, std::to_string(cells.cases.size()) + " cells");
  return compare_cells(cells.keys, cells.cases, table, read_plan_options(options));
}

}  // namespace

int run_compare(const Options& options, std::ostream& out, std::ostream& err) {
  const InstanceTable table = load_instances(std::vector<Provider>{}, options);
  const Comparison comparison = answer(options, table, err);
  deliver({.text = [&](const TextStyle& style) { return to_text(comparison, style); },
           .json = [&] { return to_json(comparison); },
           .markdown = [&] { return to_markdown(comparison); },
           .html = [&] { return to_html(comparison); },
           .csv = [&] { return to_csv(comparison); }},
          options, out, err);
  return comparison.met ? 0 : 1;
}

}  // namespace sizer::cli
