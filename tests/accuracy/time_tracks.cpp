#include <algorithm>
#include <set>

#include "baselines.hpp"
#include "tracks.hpp"

namespace sizer::accuracy {
namespace {

struct Method {
  std::string name;
  double (*seconds)(const Case&);  ///< null: sizer itself
};

std::vector<Prediction> by_sizer(const std::vector<Case>& cases, const InstanceTable& table) {
  std::vector<Prediction> predictions(cases.size());
  in_parallel(cases.size(), [&](std::size_t i) { predictions[i] = predict(*cases[i].target, cases[i].known, table); });
  return predictions;
}

std::vector<Prediction> by_formula(const std::vector<Case>& cases, double (*seconds)(const Case&)) {
  std::vector<Prediction> predictions;
  for (const Case& c : cases) predictions.push_back({.run = c.target, .p50 = seconds(c)});
  return predictions;
}

using Predictions = std::map<std::string, std::vector<Prediction>>;  ///< by method

std::vector<Case> every_nth(const std::vector<Case>& all, std::size_t n) {
  std::vector<Case> some;
  for (std::size_t i = 0; i < all.size(); i += n) some.push_back(all[i]);
  return some;
}

Predictions predicted(const std::vector<Case>& all, const std::vector<Method>& methods, const Material& material) {
  const std::vector<Case> cases = every_nth(all, material.every);
  const InstanceTable& table = material.table;
  Predictions found;
  for (const Method& m : methods) {
    found[m.name] = m.seconds == nullptr ? by_sizer(cases, table) : by_formula(cases, m.seconds);
  }
  return found;
}

void append(Predictions& all, const Predictions& more) {
  for (const auto& [method, predictions] : more) {
    all[method].insert(all[method].end(), predictions.begin(), predictions.end());
  }
}

/// The first prediction of each run.
std::vector<Prediction> one_a_run(const std::vector<Prediction>& all) {
  std::set<const Run*> seen;
  std::vector<Prediction> chosen;
  for (const Prediction& p : all) {
    if (seen.insert(p.run).second) chosen.push_back(p);
  }
  return chosen;
}

/// Lines of a track: every source's, and one over all of them. MapReduce is not Spark: its lines stand alone.
class Lines {
 public:
  Lines(std::string track, const std::vector<Method>& methods) : track_(std::move(track)), methods_(methods) {}

  void add(const Source& source, const Predictions& found) {
    add_lines(source.name, source.carried, found);
    if (std::ranges::count(tables(), track_ + "-jobs", &Table::track)) add_jobs(source.carried, found.at("sizer"));
    if (source.is_spark) append(all_, found);
    if (source.carried) plotted_.insert(plotted_.end(), found.at("sizer").begin(), found.at("sizer").end());
  }
  Found finished(bool complete) {
    if (complete) add_lines("all", false, all_);
    lines_.insert(lines_.end(), jobs_.begin(), jobs_.end());
    return {lines_, one_a_run(plotted_)};
  }

 private:
  void add_lines(const std::string& source, bool carried, const Predictions& found) {
    for (const Method& m : methods_) {
      if (found.contains(m.name) && !found.at(m.name).empty()) {
        lines_.push_back({track_, m.name, source, carried, figures_of(score(found.at(m.name)))});
      }
    }
  }

  void add_jobs(bool carried, const std::vector<Prediction>& found) {
    std::map<std::string, std::vector<Prediction>> jobs;
    for (const Prediction& p : found) jobs[p.run->family].push_back(p);
    for (const auto& [job, predictions] : jobs) {
      jobs_.push_back({track_ + "-jobs", "sizer", job, carried, figures_of(score(predictions))});
    }
  }

  std::string track_;
  const std::vector<Method>& methods_;
  std::vector<Line> lines_, jobs_;
  std::vector<Prediction> plotted_;
  Predictions all_;
};

Found lines_of(const Material& material, const std::string& track, const std::vector<Method>& methods,
               std::vector<Case> (*make_cases)(const std::vector<Run>&), bool (*belongs)(const Source&)) {
  Lines lines(track, methods);
  for (const Source& source : sources()) {
    if (!belongs(source)) continue;
    lines.add(source, predicted(make_cases(material.runs.at(source.name)), methods, material));
  }
  return lines.finished(material.complete);
}

constexpr std::pair<Split, const char*> kSplits[] = {
    {Split::other_nodes, "nodes"}, {Split::other_data, "data"}, {Split::other_instances, "instances"}};

}  // namespace

Found cold(const Material& material) {
  return lines_of(material, "cold", {{"sizer", nullptr}, {"100 GB an hour a node", rate_of_thumb}}, cold_cases,
                  [](const Source& source) { return source.sizes_known && !source.totals; });
}

Found task_totals(const Material& material) {
  return lines_of(material, "totals", {{"sizer", nullptr}, {"CPU seconds over vCPUs", cpu_over_cores}}, cold_cases,
                  [](const Source& source) { return source.totals; });
}

Found one_run(const Material& material) {
  const std::vector<Method> methods{
      {"sizer", nullptr}, {"core-seconds held constant", constant_core_seconds}, {"Amdahl (a tenth fixed)", amdahl}};
  Lines together("one", methods);
  std::vector<Lines> apart;
  for (const auto& [split, name] : kSplits) apart.emplace_back(name, methods);
  for (const Source& source : sources()) {
    Predictions all;
    for (std::size_t i = 0; i < apart.size(); ++i) {
      const auto cases = one_run_cases(material.runs.at(source.name), kSplits[i].first);
      const auto found = predicted(cases, methods, material);
      apart[i].add(source, found);
      append(all, found);
    }
    together.add(source, all);
  }
  Found all = together.finished(material.complete);
  for (Lines& split : apart) {
    const auto more = split.finished(material.complete).lines;
    all.lines.insert(all.lines.end(), more.begin(), more.end());
  }
  return all;
}

Found four_runs(const Material& material) {
  return lines_of(material, "four", {{"sizer", nullptr}, {"Ernest", ernest}, {"Amdahl (fitted)", fitted_amdahl}},
                  four_run_cases, [](const Source& source) { return !source.totals; });
}

}  // namespace sizer::accuracy
