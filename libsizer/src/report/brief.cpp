#include "sizer/brief.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "safe_text.hpp"
#include "sizer/units.hpp"
#include "wording.hpp"

namespace sizer {
namespace report {
namespace {

constexpr double kWorthSaying = 0.15;  ///< a difference of time or money that is worth a line

/// Two digits: more suggest a certainty that is not there.
double rounded(double number) {
  if (!(number > 0) || !std::isfinite(number)) return number;
  const double step = std::pow(10.0, std::floor(std::log10(number)) - 1);
  return std::round(number / step) * step;
}

std::string money(Usd<> amount) {
  const double dollars = rounded(amount.base());
  return dollars >= 10 ? "$" + format_number(dollars) : format(Usd<>(dollars));
}

/// "45 minutes", "2.5 hours".
std::string time(Seconds<> duration) {
  const double minutes = duration.in(minute);
  if (minutes < 1.5) return "a minute";
  if (minutes < 90) return format_number(rounded(minutes)) + " minutes";
  return format_number(rounded(duration.in(hour))) + " hours";
}

std::string_view owner(Provider provider) {
  switch (provider) {
    case Provider::aws:
      return "Amazon Web Services";
    case Provider::gcp:
      return "Google Cloud";
    case Provider::azure:
      return "Microsoft Azure";
    case Provider::onprem:
      break;
  }
  return "your own data centre";
}

std::string machines(const Candidate& candidate) {
  const Instance& node = *candidate.cluster.instance;
  return fmt::format("{} of the kind {}", counted(candidate.cluster.nodes, "computer"), markdown(node.type));
}

class Brief {
 public:
  explicit Brief(const Plan& plan)
      : plan_(plan), chosen_(*plan.recommended), runs_(plan.scenario.schedule.runs_per_month.value) {}

  std::string write() {
    text_ = fmt::format("# {}: what it takes\n\n", markdown(plan_.scenario.name.value));
    decision();
    needed();
    costs();
    wrong();
    changes();
    return std::move(text_);
  }

 private:
  void section(std::string_view title) { text_ += fmt::format("\n## {}\n\n", title); }
  void point(const std::string& line) { text_ += "- " + line + "\n"; }

  void decision() {
    if (!plan_.fits) {
      text_ += "**It cannot be done as asked.** The nearest that is possible is below.\n";
      return;
    }
    const std::string cost =
        chosen_.cost ? fmt::format(" and costs about **{} a month**", money(runs_ * chosen_.cost->p50)) : "";
    text_ +=
        fmt::format("A run takes about **{}** on **{}**{}.\n", time(chosen_.duration.p50), machines(chosen_), cost);
  }

  void needed() {
    section("What is needed");
    const Instance& node = *chosen_.cluster.instance;
    const bool own = node.provider == Provider::onprem;
    point(fmt::format("{}, each with {} processors and {} GB of memory, {} {}{}.", machines(chosen_), node.vcpu,
                      format_number(rounded(node.memory.in(GB))), own ? "from" : "rented from", owner(node.provider),
                      own ? "" : " only while the work runs"));
    point(fmt::format("A run reads {} and takes about {}; eight runs in ten lie between {} and {}.",
                      markdown(format(plan_.scenario.data.value)), time(chosen_.duration.p50),
                      time(chosen_.duration.p10), time(chosen_.duration.p90)));
    if (plan_.scenario.goal.deadline) {
      point(fmt::format("It must be done within {}. That is expected of {} runs in 100.",
                        time(plan_.scenario.goal.deadline->value), std::floor(100 * chosen_.deadline_probability)));
    }
  }

  void costs() {
    section("What it costs");
    if (!chosen_.cost) return point("Not known: there is no price for these computers.");
    point(fmt::format("About {} a run, and about {} a month for {}.", money(chosen_.cost->p50),
                      money(runs_ * chosen_.cost->p50), counted(std::lround(runs_), "run")));
    point(fmt::format("One run in twenty may cost more than {}.", money(chosen_.cost->p95)));
    if (!plan_.prices_as_of.empty()) point(fmt::format("At the list prices of {}.", markdown(plan_.prices_as_of)));
    if (plan_.scenario.goal.budget) {
      point(fmt::format("The budget is {} a run.", money(plan_.scenario.goal.budget->value)));
    }
  }

  void wrong() {
    section("What could go wrong");
    if (!plan_.fits) point("As asked it fails: too little time, too little money or too few computers were allowed.");
    const double spread = (chosen_.duration.p90 / chosen_.duration.p10).base();
    point(fmt::format("The estimate may be off: a slow run takes {} times as long as a quick one{}.",
                      format_number(rounded(spread)), plan_.measured ? "" : ", as nothing has been measured yet"));
    if (chosen_.cluster.purchase != Purchase::on_demand) {
      point("These computers are cheap because their owner may take them back at any time; a run is then late.");
    }
    if (plan_.scenario.schedule.growth.value > 0) {
      point(fmt::format("The data grows by {} a month: in a year it is {} times as much, and this no longer fits.",
                        format_share(plan_.scenario.schedule.growth.value),
                        format_number(rounded(std::pow(1 + plan_.scenario.schedule.growth.value, 12)))));
    } else {
      point("More data than said needs more time, or more computers.");
    }
    point(fmt::format("A failed run must be repeated, and takes its {} again.", time(chosen_.duration.p50)));
  }

  void other(const Candidate& candidate, const std::string& what) {
    point(fmt::format("{}: {} take about {} and cost about {} a month.", what, machines(candidate),
                      time(candidate.duration.p50), money(runs_ * candidate.cost->p50)));
  }

  void changes() {
    section("What changes it");
    const Candidate* quicker = nullptr;
    const Candidate* cheaper = nullptr;
    for (const Candidate& candidate : plan_.front) {
      if (!candidate.cost || !chosen_.cost) continue;
      const bool much_quicker = candidate.duration.p50 < (1 - kWorthSaying) * chosen_.duration.p50;
      const bool much_cheaper = candidate.cost->p50 < (1 - kWorthSaying) * chosen_.cost->p50;
      if (much_quicker && (!quicker || candidate.cost->p50 < quicker->cost->p50)) quicker = &candidate;
      if (much_cheaper && (!cheaper || candidate.duration.p50 < cheaper->duration.p50)) cheaper = &candidate;
    }
    if (quicker) other(*quicker, "Quicker, for more money");
    if (cheaper) other(*cheaper, "Cheaper, if it may take longer");
    if (plan_.scenario.goal.deadline) point("More time allowed means fewer computers; the bill changes little.");
    if (!plan_.measured) point("One trial run, even on a part of the data, would make this estimate much surer.");
  }

  const Plan& plan_;
  const Candidate& chosen_;
  double runs_;
  std::string text_;
};

}  // namespace
}  // namespace report

std::string to_brief(const Plan& plan) {
  if (!plan.recommended || !report::can_run(*plan.recommended)) {
    std::string text = fmt::format(
        "# {}: what it takes\n\n**It cannot be done as asked.** No computers that may be chosen can do this work.\n",
        report::markdown(plan.scenario.name.value));
    return text;
  }
  return report::Brief(plan).write();
}

}  // namespace sizer
