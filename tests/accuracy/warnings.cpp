#include <algorithm>

#include "cases.hpp"
#include "tracks.hpp"

namespace sizer::accuracy {
namespace {

/// How often a warning was right, and how many of those it should have given it gave.
struct Count {
  int right = 0, wrong = 0, missed = 0;
  void add(bool warned, bool is_so) {
    right += warned && is_so;
    wrong += warned && !is_so;
    missed += !warned && is_so;
  }
  void add(const Count& more) {
    right += more.right;
    wrong += more.wrong;
    missed += more.missed;
  }
};

double share(int part, int rest) { return part + rest == 0 ? 0 : static_cast<double>(part) / (part + rest); }

std::vector<std::pair<std::string, double>> figures(const Count& c) {
  return {{"labelled", c.right + c.missed},
          {"warned", c.right + c.wrong},
          {"precision", share(c.right, c.wrong)},
          {"recall", share(c.right, c.missed)}};
}

struct Counts {
  Count starved, over;
  void add(const Counts& more) {
    starved.add(more.starved);
    over.add(more.over);
  }
};

/// Every labelled run, with one run of its job known where `with_known`: the one in the middle by time.
std::vector<Case> labelled(const std::vector<Run>& runs, bool with_known) {
  std::map<std::string, std::vector<const Run*>> jobs;
  for (const Run& run : runs) {
    if (!run.label.empty()) jobs[run.job + " " + run.data].push_back(&run);
  }
  std::vector<Case> cases;
  for (auto& [name, job] : jobs) {
    std::ranges::sort(
        job, [](const Run* a, const Run* b) { return std::tie(a->seconds, a->id) < std::tie(b->seconds, b->id); });
    const Run* middle = job[job.size() / 2];
    for (const Run* run : job) {
      if (!with_known) cases.push_back({run, {}});
      if (with_known && run != middle && middle->completed) cases.push_back({run, {middle}});
    }
  }
  return cases;
}

/// A run that failed or ran into its time limit counts as starved.
Counts counted(const std::vector<Case>& cases, const InstanceTable& table) {
  std::vector<Prediction> predictions(cases.size());
  in_parallel(cases.size(), [&](std::size_t i) { predictions[i] = predict(*cases[i].target, cases[i].known, table); });
  Counts counts;
  for (const Prediction& p : predictions) {
    const std::string& label = p.run->label;
    counts.starved.add(p.starved, label == "starved" || label == "failed_or_timeout");
    counts.over.add(p.overprovisioned, label == "overprovisioned");
  }
  return counts;
}

void add_lines(std::vector<Line>& lines, const std::string& known, const std::string& source, bool carried,
               const Counts& counts) {
  lines.push_back({"warnings", "starved (" + known + ")", source, carried, figures(counts.starved)});
  lines.push_back({"warnings", "over-provisioned (" + known + ")", source, carried, figures(counts.over)});
}

}  // namespace

Found warnings(const Material& material) {
  std::vector<Line> lines;
  for (const bool with_known : {false, true}) {
    const std::string known = with_known ? "one measured run" : "cold";
    Counts all;
    for (const Source& source : sources()) {
      if (!with_known && !source.sizes_known) continue;
      const auto cases = labelled(material.runs.at(source.name), with_known);
      if (cases.empty()) continue;
      const Counts counts = counted(cases, material.table);
      add_lines(lines, known, source.name, source.carried, counts);
      if (source.is_spark) all.add(counts);
    }
    if (material.complete) add_lines(lines, known, "all", false, all);
  }
  return {lines};
}

}  // namespace sizer::accuracy
