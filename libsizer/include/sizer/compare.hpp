#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sizer/plan.hpp"

/// Several answers side by side, which is best, and why they differ.
///
/// `compare_cells` answers any list of cases: one scenario with some keys varied (io.hpp, `vary_scenario`), or several
/// scenarios. A ready comparison answers one real question ("spot or on-demand?") for one scenario. Both give a
/// `Comparison`, which report/ writes as text, Markdown, JSON, CSV.
///
///     const Comparison spot = compare("purchase", {.scenario = nightly, .table = table});
///     std::cout << to_text(spot);
///
/// The best row meets the goal and costs least (or, where time is minimised, takes least); without a goal it is the one
/// with the least cost × time, as in a plan. The reasons come from the model's own parts of the time: how long the
/// typical run waits for each resource, which adds up to its duration.
namespace sizer {

/// What a figure measures. It decides how people read it, and the unit that its key ends in: "duration_p50_s".
enum class Measure {
  word,
  count,
  ratio,             ///< 1.5 times
  share,             ///< 0.95: of worlds, tenths of a per cent are enough
  small_share,       ///< 0.0016: three digits, however small
  seconds,           ///< key ends in _s
  core_seconds,      ///< _core_s
  bytes,             ///< _bytes
  dollars,           ///< _usd
  dollars_per_hour,  ///< _usd_per_hour; in base units, dollars a second, like every price
  bytes_per_second   ///< _bytes_per_s
};

/// Not known, a word, or a number in base units (seconds, bytes, dollars, dollars a second …).
using Figure = std::variant<std::monostate, std::string, double>;

struct ComparedColumn {
  std::string key;    ///< in JSON and CSV, with its unit: "cost_p50_usd"
  std::string title;  ///< for people: "cost"
  Measure measure = Measure::word;
};

struct ComparedRow {
  std::string label;            ///< names the row: "nodes = 8, purchase = spot"
  std::vector<Figure> figures;  ///< one a column
  bool best = false;
  bool meets_goal = true;
  std::string why = {};  ///< what makes it differ from the best, with numbers; or why it has no answer
};

/// Points of a comparison over a number, for plots.
struct ComparedCurve {
  ComparedColumn x, y;
  std::vector<std::pair<double, double>> points;  ///< in base units
  std::optional<std::size_t> marked = {};         ///< the point that is chosen
};

struct Comparison {
  std::string name;                     ///< "vary", or the ready comparison's: "purchase"
  std::string scenario;                 ///< its name
  std::string question;                 ///< "Spot or on-demand?"; empty for --vary
  std::string verdict;                  ///< the decision in one sentence, with numbers
  std::vector<ComparedColumn> columns;  ///< the first ones name the row
  std::vector<ComparedRow> rows;
  std::string beside = {};                ///< the row the others are set beside, where it is not the best
  std::vector<std::string> reasons = {};  ///< why, beside what the rows say
  std::vector<std::string> flips = {};    ///< what would turn the verdict
  std::vector<std::string> notes = {};    ///< what was left out or assumed
  std::vector<ComparedCurve> curves = {};
  bool met = true;  ///< some row meets the goal, or there is none
  std::string prices_as_of = {};
  PlanOptions options = {};

  const ComparedRow* best() const;  ///< null when no row has an answer
};

/// One case: a scenario, planned, or checked on a cluster.
struct ComparedCase {
  std::vector<std::string> values;  ///< of what varies, one a key
  Scenario scenario;
  std::optional<ClusterRequest> on = {};
  std::string no_answer = {};  ///< why there is nothing to ask: the values contradict each other
};

inline constexpr std::size_t kMostCells = 2000;

/// Every case answered, the best marked, each with the reason why it differs from the best. `keys` name the `values`.
/// Up to kExactCells cases are planned as `plan` plans them. Beyond, types are chosen among those that stand out in
/// some of the cases, in fewer worlds, and the notes say so.
inline constexpr std::size_t kExactCells = 40;
Comparison compare_cells(const std::vector<ComparedColumn>& keys, const std::vector<ComparedCase>& cases,
                         const InstanceTable& table, const PlanOptions& options = {});

/// What a ready comparison is asked.
struct ComparisonQuestion {
  const Scenario& scenario;
  const InstanceTable& table;
  std::optional<ClusterRequest> on = {};  ///< the cluster it starts from; else the one a plan recommends
  PlanOptions options = {};
  std::string argument = {};  ///< "30" of --backfill 30
};

/// A question that people argue about, answered by one function.
struct ReadyComparison {
  std::string_view name;  ///< also the flag: --scale-up-or-out
  std::string_view question;
  Comparison (*answer)(const ComparisonQuestion& asked);
};
std::span<const ReadyComparison> ready_comparisons();

/// By its name, which must be one of ready_comparisons(). Throws InputError where the scenario gives it nothing to
/// compare, with what to do.
Comparison compare(std::string_view name, const ComparisonQuestion& asked);

}  // namespace sizer
