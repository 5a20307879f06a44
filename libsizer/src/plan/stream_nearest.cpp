#include "stream_nearest.hpp"

#include <algorithm>
#include <cmath>

#include "sizer/units.hpp"
#include "stream_search.hpp"

namespace sizer {
namespace {

constexpr double kStep = 1.1;  // how near the nearest is
constexpr int kMostSteps = 160;
constexpr double kMostUsd = 1e12;
constexpr int kFewWorlds = 64;
constexpr int kMoreSteps = 12;  // what a few worlds keep may take more in all of them

/// Two digits are enough of a suggestion.
double two_digits(double value, double (*whole)(double)) {
  const double unit = std::pow(10, std::floor(std::log10(value)) - 1);
  return whole(value / unit) * unit;
}
double less(double value) { return two_digits(value, std::floor); }
double more(double value) { return two_digits(value, std::ceil); }

template <class Value>
void change_to(Given<Value>& field, double base) {
  field.value = Value(base);
}

std::string seconds_text(double value) { return format(Seconds<>(value)); }
std::string budget_text(double value) { return format(Usd<>(value)) + " a month"; }
std::string rate_text(double value) { return format_number(value) + " events/s"; }

/// A number of the scenario that may give way, and how.
struct Relaxed {
  std::string what;
  std::string (*text)(double value);
  double asked;
  double most;  ///< of what may grow
  bool up;
  void (*set)(Scenario&, double value, double asked);
};

void lower_rates(Scenario& scenario, double rate, double asked) {
  Stream& s = *scenario.stream;
  const double share = rate / asked;
  change_to(s.rate, rate);
  if (s.peak) change_to(*s.peak, s.peak->value.base() * share);
  if (!s.curve) return;
  for (RatePoint& point : s.curve->points) point.rate = share * point.rate;
}

std::vector<Relaxed> may_give_way(const Scenario& scenario) {
  const Stream& s = *scenario.stream;
  std::vector<Relaxed> list;
  if (s.latency) {
    list.push_back({"a latency of ", seconds_text, s.latency->value.base(), day.base(), true,
                    [](Scenario& x, double value, double) { change_to(*x.stream->latency, value); }});
  }
  const bool has_trigger = s.trigger.value == StreamTrigger::interval && (s.interval || !s.latency);
  if (has_trigger) {
    list.push_back({"a trigger of ", seconds_text, s.interval_or_default().base(), hour.base(), true,
                    [](Scenario& x, double value, double) {
                      x.stream->interval = {{Seconds<>(value), "the nearest"}};
                    }});
  }
  if (scenario.goal.budget) {
    list.push_back({"a budget of ", budget_text, scenario.goal.budget->value.base(), kMostUsd, true,
                    [](Scenario& x, double value, double) { change_to(*x.goal.budget, value); }});
  }
  list.push_back({"", rate_text, s.rate.value.base(), s.rate.value.base(), false, lower_rates});
  return list;
}

class Nearest {
 public:
  Nearest(const Scenario& scenario, const InstanceTable& table, const PlanOptions& options)
      : scenario_(scenario), table_(table), options_(options), few_(options) {
    few_.worlds = std::min(options.worlds, kFewWorlds);
  }

  std::optional<NearestStream> of(const Relaxed& what) {
    int fails = 0, keeps = 4;
    for (; !kept(what, keeps, few_); keeps *= 4) {
      if (keeps >= kMostSteps) return std::nullopt;
      fails = keeps;
    }
    while (keeps - fails > 1) {
      const int middle = fails + (keeps - fails) / 2;
      (kept(what, middle, few_) ? keeps : fails) = middle;
    }
    for (int steps = keeps; steps <= keeps + kMoreSteps; ++steps) {
      if (auto found = kept(what, steps, options_)) return found;
    }
    return std::nullopt;
  }

 private:
  std::optional<NearestStream> kept(const Relaxed& what, int steps, const PlanOptions& options) {
    const double factor = std::pow(kStep, steps);
    const double value = what.up ? std::min(more(what.asked * factor), what.most) : less(what.asked / factor);
    if (!(value > 0) || (what.up && value <= what.asked)) return std::nullopt;
    Scenario changed = scenario_;
    what.set(changed, value, what.asked);
    const StreamQuestion q(changed, options);
    const Options choice = find_options(q.question, table_, curves_);
    if (choice.list.empty()) return std::nullopt;
    const RankedStream best = search_streams(q, choice, curves_).front();
    if (!best.fits) return std::nullopt;
    const std::string type = best.option->cluster.instance->type;
    const std::string cluster =
        std::to_string(best.nodes) + " × " + type + ", " + format(best.hourly * month) + " a month";
    return NearestStream{what.what + what.text(value) + " instead of " + what.text(what.asked) +
                             " would do, all else as asked: " + cluster,
                         type, best.nodes};
  }

  const Scenario& scenario_;
  const InstanceTable& table_;
  const PlanOptions& options_;
  PlanOptions few_;
  WaveCurves curves_;
};

}  // namespace

std::vector<NearestStream> nearest_streams(const Scenario& scenario, const InstanceTable& table,
                                           const PlanOptions& options) {
  std::vector<NearestStream> list;
  Nearest nearest(scenario, table, options);
  for (const Relaxed& what : may_give_way(scenario)) {
    if (auto found = nearest.of(what)) list.push_back(std::move(*found));
  }
  return list;
}

}  // namespace sizer
