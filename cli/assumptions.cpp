#include "sizer/assumptions.hpp"

#include <algorithm>
#include <ostream>

#include "commands.hpp"
#include "output.hpp"
#include "sizer/instance.hpp"
#include "sizer/units.hpp"

namespace sizer::cli {
namespace {

/// "cpu.work_factor", "shuffle.*", or a beginning: "cpu".
bool names(const std::string& key, const Assumption& row) {
  return glob_match(key, row.key) || glob_match(key + ".*", row.key);
}

void require_known(const std::string& key) {
  if (std::any_of(std::begin(kAssumptions), std::end(kAssumptions), [&](const auto& row) { return names(key, row); })) {
    return;
  }
  std::vector<std::string> keys;
  for (const Assumption& row : kAssumptions) keys.emplace_back(row.key);
  throw InputError({.where = {.file = "sizer", .line_text = {}},
                    .message = "unknown assumption '" + key + "'" + did_you_mean(key, keys),
                    .hint = "sizer assumptions lists them all"});
}

}  // namespace

int run_assumptions(const Options& options, std::ostream& out, std::ostream& err) {
  for (const std::string& key : options.words) require_known(key);
  std::vector<const Assumption*> rows;
  for (const Assumption& row : kAssumptions) {
    const bool asked = std::any_of(options.words.begin(), options.words.end(),
                                   [&](const std::string& key) { return names(key, row); });
    if (options.words.empty() || asked) rows.push_back(&row);
  }
  note(options, err, std::to_string(rows.size()) + " of " + std::to_string(kAssumptionCount) + " assumptions");
  deliver({.text = [&](const TextStyle& style) { return assumptions_to_text(rows, style); },
           .json = [&] { return assumptions_to_json(rows); }},
          options, out, err);
  suggest(options, err, "an [assume] section, or --set assume.KEY=VALUE, replaces one");
  return 0;
}

}  // namespace sizer::cli
