#include <algorithm>

#include "plan/compare/settings.hpp"
#include "plan/compare/start.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr int kMostPasses = 1000;

enum class Level { none, columnar, objects };

struct LevelEntry {
  Level level;
  const char* label;
  const char* storage_level;
};
constexpr std::array kLevels{LevelEntry{Level::none, "no cache", "each pass reads again"},
                             LevelEntry{Level::columnar, "columnar", "DataFrame.cache"},
                             LevelEntry{Level::objects, "objects", "RDD MEMORY_ONLY"}};

bool goes_over_data_again(const Scenario& scenario) {
  const bool passes = scenario.profile.value == Profile::ml || scenario.profile.value == Profile::graph;
  if (scenario.stages.empty()) return passes;
  return std::ranges::any_of(scenario.stages, [](const StageInput& s) { return s.iterations.has_value(); });
}

/// Rows as Java objects; columns as the model has them.
void set_layout_in_memory(Level level, Scenario& scenario) {
  if (level != Level::objects) return;
  scenario.assume["cache.expansion"] = {1, 2, 5, "Spark's tuning guide: objects take 2 to 5 times their raw fields"};
}

Scenario cached(Scenario scenario, Level level, std::optional<double> passes = std::nullopt) {
  scenario.input.cached = {level != Level::none, "--cache"};
  if (passes) scenario.input.iterations = {*passes, "--cache"};
  for (StageInput& stage : scenario.stages) {
    if (!stage.iterations) continue;
    stage.cache = Given<bool>{level != Level::none, "--cache"};
    if (passes) stage.iterations = Given<double>{*passes, "--cache"};
  }
  set_layout_in_memory(level, scenario);
  return scenario;
}

Bytes<> cached_bytes(const Candidate& c) {
  Bytes<> bytes;
  for (const auto& stage : c.stages) bytes += stage.cached;
  return bytes;
}

double collecting(const Candidate& c) {
  double most = 0;
  for (const auto& stage : c.stages) most = std::max(most, stage.gc_share);
  return most;
}

Table filled(const Scenario& scenario, const ClusterRequest& on, Answers& answers) {
  Table table(scenario, {{"level", "cached", Measure::word}, {"storage_level", "as", Measure::word}},
              {{"cached_bytes", "size", Measure::bytes},
               {"cache_hit", "fits", Measure::share},
               {"gc_share", "GC", Measure::share}});
  for (const auto& [level, label, storage_level] : kLevels) {
    const Answered answer = answers.checked(cached(scenario, level), on);
    if (!answer.candidate) continue;
    const bool kept = level != Level::none;
    table.add(label, {std::string(label), std::string(storage_level)}, answer,
              {kept ? Figure(cached_bytes(*answer.candidate).base()) : Figure(),
               kept ? Figure(answer.anatomy.cache_hit) : Figure(), collecting(*answer.candidate)});
  }
  if (table.size() == 0) refuse_comparison("the cluster holds no executor beside the driver", "more or larger nodes");
  return table;
}

/// Answers of one cluster as the passes vary.
class Reuse {
 public:
  Reuse(const Scenario& scenario, const ClusterRequest& on, Answers& answers)
      : scenario_(scenario), on_(on), answers_(answers) {}

  Seconds<> time(Level level, double passes) {
    return answers_.checked(cached(scenario_, level, passes), on_).candidate->duration.p50;
  }

  /// The fewest passes at which the cache takes less time; none up to kMostPasses.
  std::optional<int> break_even(Level level) {
    const auto pays = [&](int passes) { return time(level, passes) < 0.995 * time(Level::none, passes); };
    int below = 1, above = 2;
    while (!pays(above)) {
      below = above;
      above *= 2;
      if (above > kMostPasses) return std::nullopt;
    }
    while (above - below > 1) {
      const int middle = (below + above) / 2;
      (pays(middle) ? above : below) = middle;
    }
    return above;
  }

  ComparedCurve curve(Level level, const std::string& title) {
    ComparedCurve curve{{"passes", "passes", Measure::count}, {"duration_p50_s", title, Measure::seconds}, {}, {}};
    for (const int passes : {1, 2, 3, 5, 10, 20, 50}) curve.points.emplace_back(passes, time(level, passes).base());
    return curve;
  }

 private:
  const Scenario& scenario_;
  const ClusterRequest& on_;
  Answers& answers_;
};

void explain_break_even(Reuse& reuse, Comparison& comparison) {
  for (const auto& [level, label, storage_level] : kLevels) {
    if (level == Level::none) continue;
    const auto passes = reuse.break_even(level);
    const std::string name = std::string(label) + " (" + storage_level + ")";
    comparison.reasons.push_back(passes
                                     ? name + " pays from " + format_number(*passes) + " passes on"
                                     : name + " does not pay on this cluster however often the data is used: up to " +
                                           format_number(kMostPasses) + " passes it takes no less time");
    comparison.curves.push_back(reuse.curve(level, label));
  }
  comparison.curves.push_back(reuse.curve(Level::none, "no cache"));
}

}  // namespace

Comparison compare_cache(const ComparisonQuestion& asked) {
  if (!goes_over_data_again(asked.scenario)) {
    refuse_comparison("the job goes over its data once: there is nothing to cache",
                      "profile = \"ml\" or \"graph\", or a [[stage]] with iterations");
  }
  Answers answers(asked.table, asked.options);
  const ClusterRequest on = starting_cluster(asked, answers);
  const Table table = filled(asked.scenario, on, answers);
  Comparison comparison = table.finished();
  Reuse reuse(asked.scenario, on, answers);
  explain_break_even(reuse, comparison);
  comparison.notes.push_back(
      "what does not fit is read and made again (MEMORY_ONLY); building a cache costs nothing "
      "beside the first pass in this model");
  return comparison;
}

}  // namespace sizer
