#include "plan/compare/table.hpp"

#include <algorithm>
#include <utility>

#include "plan/compare/rows.hpp"
#include "sizer/units.hpp"

namespace sizer {

Table::Table(const Scenario& scenario, std::vector<ComparedColumn> naming, std::vector<ComparedColumn> more)
    : scenario_(scenario), columns_(std::move(naming)), further_(more.size()) {
  append(columns_, usual_columns());
  append(columns_, std::move(more));
}

void Table::add_entry(Entry entry, std::vector<Figure> values, std::vector<Figure> more) {
  entry.figures = std::move(values);
  append_usual(entry.answer, entry.figures);
  if (entry.answer.candidate) entry.figures.insert(entry.figures.end(), more.begin(), more.end());
  entry.figures.resize(columns_.size());
  entries_.push_back(std::move(entry));
}

void Table::add(const std::string& label, std::vector<Figure> values, const Answered& answer,
                std::vector<Figure> figures, std::optional<Usd<>> a_month) {
  add_entry({label, {}, answer, true, a_month}, std::move(values), std::move(figures));
}

void Table::add_for_comparison(const std::string& label, std::vector<Figure> values, const Answered& answer,
                               std::vector<Figure> figures) {
  add_entry({label, {}, answer, false, {}}, std::move(values), std::move(figures));
}

bool Table::is_better(const Entry& a, const Entry& b) const {
  const bool by_month = a.a_month && b.a_month && a.answer.meets_goal == b.answer.meets_goal;
  if (by_month && a.answer.candidate && b.answer.candidate && a.answer.meets_goal) return *a.a_month < *b.a_month;
  return sizer::is_better(a.answer, b.answer, scenario_);
}

std::string Table::gap(const Entry& other, const Entry& best) const {
  std::string text;
  if (other.a_month && best.a_month) {
    text = more_or_less(other.a_month->base(), best.a_month->base(), "dearer a month", "cheaper a month");
  } else if (const Candidate& o = *other.answer.candidate, &b = *best.answer.candidate; o.cost && b.cost) {
    text = more_or_less(o.cost->p50.base(), b.cost->p50.base(), "dearer", "cheaper");
  } else {
    text = more_or_less(o.duration.p50.base(), b.duration.p50.base(), "longer", "shorter");
  }
  return text.empty() ? "about the same" : text;
}

std::size_t Table::best() const {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!entries_[i].may_be_chosen) continue;
    if (!best || is_better(entries_[i], entries_[*best])) best = i;
  }
  return best.value_or(0);
}

std::optional<std::size_t> Table::next() const {
  const std::size_t chosen = best();
  std::optional<std::size_t> next;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (i == chosen || !entries_[i].may_be_chosen || !entries_[i].answer.candidate) continue;
    if (!next || is_better(entries_[i], entries_[*next])) next = i;
  }
  return next;
}

std::string Table::verdict() const {
  const Entry& chosen = entries_[best()];
  const Answered& answer = chosen.answer;
  if (!answer.candidate) return "none of them has an answer: " + answer.why_none;
  std::string text = (chosen.label.empty() ? "" : chosen.label + ": ") + time_and_cost(*answer.candidate) + " on " +
                     name_of(*answer.candidate);
  if (chosen.a_month) text += ", " + format(*chosen.a_month) + " a month in all";
  if (answer.has_goal) {
    const std::string share = share_met(*answer.candidate) + " of the worlds";
    text += answer.meets_goal ? ", meets the goal in " + share
                              : "; none meets the goal, this one comes nearest (in " + share + ")";
  }
  const auto runner_up = next();
  if (!runner_up) return text;
  const Entry& other = entries_[*runner_up];
  if (answer.meets_goal && !other.answer.meets_goal) return text + "; no other meets it";
  return text + "; next comes " + other.label + ", " + gap(other, chosen);
}

Comparison Table::finished() const {
  Comparison comparison;
  comparison.columns = columns_;
  const std::size_t chosen = best();
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    const bool marked = i == chosen && entry.answer.candidate;
    comparison.rows.push_back({entry.label, entry.figures, marked, entry.answer.meets_goal,
                               marked ? "" : difference(entry.answer, entries_[chosen].answer)});
  }
  comparison.met = entries_[chosen].answer.meets_goal;
  comparison.verdict = verdict();
  comparison.prices_as_of = price_date(entries_[chosen].answer);
  return comparison;
}

void refuse_comparison(const std::string& message, const std::string& hint) {
  throw InputError({.where = {.file = "sizer compare", .line_text = {}}, .message = message, .hint = hint});
}

void refuse_on_premises(const ComparisonQuestion& asked, const std::string& message) {
  const bool there = asked.on && asked.on->instance.provider == Provider::onprem;
  const auto providers = providers_of(asked.scenario);
  const bool only_there = std::ranges::all_of(providers, [](Provider p) { return p == Provider::onprem; });
  if (there || only_there) refuse_comparison(message, "name a cloud: --provider aws");
}

}  // namespace sizer
