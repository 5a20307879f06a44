#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "computation.hpp"
#include "formula.hpp"
#include "safe_text.hpp"
#include "sizer/assumptions.hpp"
#include "sizer/report.hpp"
#include "wording.hpp"

namespace sizer {
namespace report {
namespace {

constexpr std::size_t kMatchesShown = 8;
constexpr std::size_t kDeepestIndent = 24, kWidestName = 24;

std::size_t columns_of(const TextStyle& style) { return static_cast<std::size_t>(std::max(40, style.width)); }

/// "scan = data ÷ rate", "500 GB ÷ 2 GB/s", "250 s": what stands between the equals signs.
std::vector<std::string> sides_of(const Computation& computation, StepId id) {
  std::vector<std::string> sides;
  for (const std::string& side : {formula(computation, id, Reading::names), formula(computation, id, Reading::values),
                                  value_of(computation.steps[id])}) {
    if (sides.empty() || sides.back() != side) sides.push_back(printable(side));
  }
  return sides;
}

/// On one line where it fits, else a line for each equals sign.
std::string equation(const Computation& computation, StepId id, std::size_t indent, std::size_t width) {
  const std::string lead = std::string(indent, ' ') + printable(computation.steps[id].name);
  const std::vector<std::string> sides = sides_of(computation, id);
  std::string line = lead;
  for (const std::string& side : sides) line += " = " + side;
  if (width_of(line) <= width) return line + "\n";

  const std::size_t equals_at = width_of(lead) - indent <= kWidestName ? width_of(lead) : indent + 4;
  std::string text = hanging(lead + " = ", sides[0], width);
  if (equals_at != width_of(lead)) {
    text = lead + "\n" + hanging(std::string(equals_at, ' ') + " = ", sides[0], width);
  }
  for (std::size_t i = 1; i < sides.size(); ++i) {
    text += hanging(std::string(equals_at, ' ') + " = ", sides[i], width);
  }
  return text;
}

std::string value_line(const ListedStep& listed, std::string_view note, std::size_t indent, std::size_t width) {
  const std::string line =
      printable(listed.name) + " = " + value_of(listed) + (note.empty() ? "" : " (" + printable(note) + ")");
  std::string text;
  std::size_t further = indent;
  for (const std::string& part : wrapped(line, width - indent - 4)) {
    text += std::string(further, ' ') + part + "\n";
    further = indent + 4;
  }
  return text;
}

/// Writes steps down to their inputs; each in full only once.
class TreeWriter {
 public:
  TreeWriter(const Computation& computation, const TextStyle& style)
      : computation_(computation), width_(columns_of(style)) {}

  bool has_written(StepId id) const { return written_.contains(id); }

  std::string tree(StepId root) {
    std::string text;
    std::vector<std::pair<StepId, std::size_t>> waiting{{root, 0}};
    while (!waiting.empty()) {
      const auto [id, depth] = waiting.back();
      waiting.pop_back();
      const bool is_first = written_.insert(id).second;
      text += line(id, std::min(2 * depth, kDeepestIndent), is_first);
      if (!is_first) continue;
      const std::vector<StepId> inputs = computation_.named_inputs(id);
      for (auto input = inputs.rbegin(); input != inputs.rend(); ++input) waiting.emplace_back(*input, depth + 1);
    }
    return text;
  }

 private:
  std::string line(StepId id, std::size_t indent, bool is_first) const {
    const ListedStep& listed = computation_.steps[id];
    if (!is_first) return value_line(listed, "see above", indent, width_);
    if (listed.is_leaf()) return value_line(listed, listed.step->source, indent, width_);
    return equation(computation_, id, indent, width_);
  }

  const Computation& computation_;
  std::size_t width_;
  std::set<StepId> written_;
};

std::string more_matches(const Computation& computation, const std::vector<StepId>& matches, const TextStyle& style) {
  std::vector<std::string> names;
  for (std::size_t i = kMatchesShown; i < matches.size(); ++i) {
    names.push_back(printable(computation.steps[matches[i]].name));
  }
  return "\n" + hanging("more of that name: ", joined(names), columns_of(style));
}

std::string matches_text(const Computation& computation, const std::vector<StepId>& matches, const TextStyle& style) {
  TreeWriter writer(computation, style);
  std::string text;
  for (std::size_t i = 0; i < std::min(matches.size(), kMatchesShown); ++i) {
    text += (i == 0 ? "" : "\n") + writer.tree(matches[i]);
  }
  if (matches.size() > kMatchesShown) text += more_matches(computation, matches, style);
  return text;
}

std::vector<std::string> terms_of(const Computation& computation) {
  std::vector<std::string> terms;
  std::set<std::string_view> seen;
  for (const ListedStep& listed : computation.steps) {
    if (!listed.step->name.empty() && seen.insert(listed.step->name).second) terms.push_back(listed.step->name);
  }
  return terms;
}

bool is_of_a_stage(const ListedStep& listed) { return listed.name.find(": ") != std::string::npos; }

std::string_view kind_of(const ListedStep& listed) {
  if (find_assumption(listed.name)) return "assumed";
  if (is_of_a_stage(listed)) return "of a stage";
  return listed.is_leaf() ? "given" : "of the job";
}

/// Names to ask for that are no results; "cpu time" stands for that of every stage.
std::string terms_of_kind(const Computation& computation, std::string_view kind) {
  std::vector<std::string> terms;
  std::set<std::string> seen;
  for (const StepId root : computation.roots) seen.insert(computation.steps[root].name);
  for (const ListedStep& listed : computation.steps) {
    if (listed.step->name.empty() || kind_of(listed) != kind || seen.contains(listed.name)) continue;
    const std::size_t owner = listed.name.find(": ");
    const std::string what = printable(owner == std::string::npos ? listed.name : listed.name.substr(owner + 2));
    if (seen.insert(what).second) terms.push_back(what);
  }
  return fmt::format("{}", fmt::join(terms, " · "));
}

std::string terms_text(const Computation& computation, const TextStyle& style) {
  std::string text;
  for (const std::string_view kind : {"of the job", "of a stage", "given", "assumed"}) {
    const std::string terms = terms_of_kind(computation, kind);
    if (!terms.empty()) text += hanging("  " + pad_right(kind, 12), terms, columns_of(style));
  }
  return text.empty() ? "" : "\nterms to ask for, besides these results\n" + text;
}

/// The results; those of stages without their formulas, which are long.
std::string results_text(const Computation& computation, const TextStyle& style) {
  std::string text;
  for (const StepId root : computation.roots) {
    const ListedStep& listed = computation.steps[root];
    text += is_of_a_stage(listed) ? value_line(listed, "", 0, columns_of(style))
                                  : equation(computation, root, 0, columns_of(style));
  }
  return text;
}

std::string every_step_text(const Computation& computation, const TextStyle& style) {
  TreeWriter writer(computation, style);
  std::string text = "\nevery number, down to where its inputs come from\n";
  for (const StepId root : computation.roots) {
    if (!writer.has_written(root)) text += "\n" + writer.tree(root);
  }
  return text;
}

std::string overview(const Computation& computation, const TextStyle& style) {
  return results_text(computation, style) + terms_text(computation, style) + every_step_text(computation, style);
}

}  // namespace
}  // namespace report

std::string explanation_to_text(const Explanation& explanation, const std::string& term, const TextStyle& style) {
  const report::Computation computation(explanation);
  if (computation.roots.empty()) return "";
  if (term.empty()) return report::overview(computation, style);
  return report::matches_text(computation, computation.matching(term), style);
}

std::vector<std::string> explanation_terms(const Explanation& explanation) {
  return report::terms_of(report::Computation(explanation));
}

}  // namespace sizer
