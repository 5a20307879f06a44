#pragma once

#include <array>
#include <string>
#include <vector>

#include "plan/compare/answers.hpp"
#include "plan/compare/difference.hpp"

namespace sizer {

/// Rows of answers to one question, from which the best is chosen and the others set beside it: what a ready comparison
/// fills.
class Table {
 public:
  /// `naming` columns come before the usual ones, `more` after them.
  Table(const Scenario& scenario, std::vector<ComparedColumn> naming, std::vector<ComparedColumn> more = {});

  /// A row; `values` go to the naming columns, `figures` to the further ones, which stay empty without an answer. Rows
  /// that say what they cost `a_month`, with all that a run's cost leaves out, are chosen among by that.
  void add(const std::string& label, std::vector<Figure> values, const Answered& answer,
           std::vector<Figure> figures = {}, std::optional<Usd<>> a_month = {});
  /// A row that is not to be chosen: something to compare with.
  void add_for_comparison(const std::string& label, std::vector<Figure> values, const Answered& answer,
                          std::vector<Figure> figures = {});

  std::size_t size() const { return entries_.size(); }
  const Answered& answer(std::size_t row) const { return entries_[row].answer; }
  const std::string& label(std::size_t row) const { return entries_[row].label; }
  /// The row that answers the scenario best; 0 when none has an answer.
  std::size_t best() const;
  /// The best of the others; none when there is no other with an answer.
  std::optional<std::size_t> next() const;

  /// Columns, rows, the mark, what makes each differ from the best, the date of the prices and a verdict: "spot: 41 min
  /// for $8.27 on 12 × r6id.4xlarge, meets the goal in 96 % of the worlds; next comes on demand, 62 % dearer".
  Comparison finished() const;

 private:
  struct Entry {
    std::string label;
    std::vector<Figure> figures;
    Answered answer;
    bool may_be_chosen = true;
    std::optional<Usd<>> a_month = {};
  };
  bool is_better(const Entry& a, const Entry& b) const;
  std::string gap(const Entry& other, const Entry& best) const;
  void add_entry(Entry entry, std::vector<Figure> values, std::vector<Figure> more);
  std::string verdict() const;

  Scenario scenario_;
  std::vector<ComparedColumn> columns_;
  std::size_t further_ = 0;  ///< columns after the usual ones
  std::vector<Entry> entries_;
};

/// Throws InputError where the scenario's nodes are on premises.
void refuse_on_premises(const ComparisonQuestion& asked, const std::string& message);
/// Throws InputError: the scenario gives a comparison nothing to compare.
[[noreturn]] void refuse_comparison(const std::string& message, const std::string& hint);

}  // namespace sizer
