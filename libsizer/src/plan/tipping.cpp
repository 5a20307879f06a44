#include "tipping.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "choice.hpp"
#include "findings.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr int kDoublings = 3;  // to kFarthest
constexpr int kHalvings = 4;   // 2^(1/16): to a twentieth

/// A number of the question that may move.
struct Dial {
  std::string_view name;
  double now = 0;  ///< in base units
  double toward = 2;
  std::string (*say)(double);
  void (*turn)(Scenario&, double factor);  ///< null: the price of the chosen type, which no scenario states
};

/// As it is printed, so that a reader who types the number gets the answer that was found.
double rounded(double value) {
  const double unit = std::pow(10, std::floor(std::log10(value)) - 2);
  return std::round(value / unit) * unit;
}

std::string say_bytes(double value) { return format(Bytes<>(value)); }
std::string say_time(double value) { return format(Seconds<>(value)); }
std::string say_share(double value) { return format_share(value); }
std::string say_price(double value) { return format(UsdPerTime<>(value)); }

void more_data(Scenario& s, double factor) { s = scaled(s, factor); }
void other_deadline(Scenario& s, double factor) { s.goal.deadline->value = factor * s.goal.deadline->value; }
void more_skew(Scenario& s, double factor) {
  for (StageInput& stage : s.stages) {
    if (stage.skew) stage.skew->value = std::min(1.0, stage.skew->value * factor);
  }
}

double largest_skew(const Scenario& s) {
  double largest = 0;
  for (const StageInput& stage : s.stages) {
    if (stage.skew) largest = std::max(largest, stage.skew->value);
  }
  return largest;
}

std::vector<Dial> dials_of(const Answered& a) {
  const Scenario& s = a.question.scenario;
  std::vector<Dial> dials{{"data", s.data.value.base(), a.fits ? 2 : 0.5, say_bytes, more_data}};
  if (const double skew = largest_skew(s); skew > 0) dials.push_back({"skew", skew, 2, say_share, more_skew});
  if (a.option.node_price.known && a.fits) {
    const double hourly = (a.option.node_price.machines / (usd / hour)).base();
    dials.push_back({"price", hourly * (usd / hour).base(), 2, say_price, nullptr});
  }
  if (!s.goal.deadline) return dials;
  const double deadline = s.goal.deadline->value.base();
  if (a.fits) dials.push_back({"deadline", deadline, 0.5, say_time, other_deadline});
  dials.push_back({"deadline", deadline, 2, say_time, other_deadline});
  return dials;
}

/// What a plan chooses; nothing where nothing meets the goal.
struct Chosen {
  std::string type, family;
  int nodes = 0;
};

/// The answer with one dial turned.
class Turned {
 public:
  Turned(const Answered& answered, const Dial& dial, WaveCurves& curves)
      : answered_(answered), dial_(dial), curves_(curves) {}

  /// The factor nearest to the wanted one at which the number is as it is printed.
  double tidy(double factor) const { return rounded(dial_.now * factor) / dial_.now; }

  bool meets_goal(double factor) {
    const Scenario scenario = scenario_at(factor);
    const Question then(scenario, answered_.question);
    Option option = answered_.option;
    if (!dial_.turn) option.node_price.machines = factor * option.node_price.machines;
    return Evaluator(then, then.all, option, curves_).at(answered_.nodes).probability(then) >= then.confidence;
  }

  const Chosen& chosen(double factor) {
    const auto found = known_.find(factor);
    return found != known_.end() ? found->second : known_.emplace(factor, planned(factor)).first->second;
  }

 private:
  Scenario scenario_at(double factor) const {
    Scenario scenario = answered_.question.scenario;
    if (dial_.turn) dial_.turn(scenario, factor);
    return scenario;
  }

  Chosen planned(double factor) {
    const Scenario scenario = scenario_at(factor);
    const Question then(scenario, answered_.question);
    Options options = find_options(then, *answered_.table, curves_);
    for (Option& option : options.list) {
      const bool dearer = !dial_.turn && option.cluster.instance->type == answered_.option.cluster.instance->type;
      if (dearer) option.node_price.machines = factor * option.node_price.machines;
    }
    if (options.list.empty()) return {};
    const auto ranked = ranked_options(then, options, curves_);
    const Choice choice = choose(then, ranked, curves_);
    if (!choice.sized->fits || would_fail(then, choice.described)) return {};
    const Cluster& cluster = choice.described.cluster;
    return {cluster.instance->type, cluster.instance->family, cluster.nodes};
  }

  const Answered& answered_;
  const Dial& dial_;
  WaveCurves& curves_;
  std::map<double, Chosen> known_;
};

/// The first factor on the way that differs, and the last before it that does not.
std::optional<std::pair<double, double>> first_change(Turned& turned, double toward,
                                                      const std::function<bool(double)>& differs) {
  double still = 1;
  for (int i = 0; i < kDoublings; ++i) {
    double factor = turned.tidy(still * toward);
    if (!differs(factor)) {
      still = factor;
      continue;
    }
    for (int k = 0; k < kHalvings; ++k) {
      const double middle = turned.tidy(std::sqrt(still * factor));
      (differs(middle) ? factor : still) = middle;
    }
    return std::pair(still, factor);
  }
  return std::nullopt;
}

/// Looks for the points of one dial.
class PointFinder {
 public:
  PointFinder(const Answered& answered, const Dial& dial, WaveCurves& curves)
      : answered_(answered), dial_(dial), turned_(answered, dial, curves) {}

  std::vector<TippingPoint> points() {
    if (answered_.fits && !answered_.question.wants_knee()) {
      add("goal", [&](double f) { return !turned_.meets_goal(f); });
    }
    if (answered_.table) {
      const Instance& now = *answered_.option.cluster.instance;
      const std::string type = answered_.fits ? now.type : "", family = answered_.fits ? now.family : "";
      const bool found = add("type", [&](double f) { return turned_.chosen(f).type != type; });
      const bool same_family = found && answered_.fits && points_.back().instance_type != "" &&
                               turned_.chosen(points_.back().factor).family == family;
      if (same_family) add("family", [&](double f) { return turned_.chosen(f).family != family; });
    }
    if (points_.empty()) {
      points_.push_back({dial_.name, "none", limit(), limit(), dial_.say(dial_.now * limit()), {}, 0});
    }
    return points_;
  }

 private:
  double limit() const { return turned_.tidy(std::pow(dial_.toward, kDoublings)); }

  bool add(std::string_view what, const std::function<bool(double)>& differs) {
    const auto change = first_change(turned_, dial_.toward, differs);
    if (!change) return false;
    const auto [still, factor] = *change;
    TippingPoint point{dial_.name, what, still, factor, dial_.say(dial_.now * factor), {}, 0};
    if (what != "goal") {
      point.instance_type = turned_.chosen(factor).type;
      point.nodes = turned_.chosen(factor).nodes;
    }
    points_.push_back(point);
    return true;
  }

  const Answered& answered_;
  const Dial& dial_;
  Turned turned_;
  std::vector<TippingPoint> points_;
};

}  // namespace

std::vector<TippingPoint> tipping_points(const Answered& answered, WaveCurves& curves) {
  std::vector<TippingPoint> all;
  for (const Dial& dial : dials_of(answered)) {
    const auto points = PointFinder(answered, dial, curves).points();
    all.insert(all.end(), points.begin(), points.end());
  }
  return all;
}

}  // namespace sizer
