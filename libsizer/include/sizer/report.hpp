#pragma once

#include <string>

#include "sizer/compare.hpp"
#include "sizer/plan.hpp"
#include "sizer/settings_check.hpp"
#include "sizer/simulated_job.hpp"
#include "sizer/simulated_stream.hpp"

/// Answers in words and in JSON. Nothing else words results.
namespace sizer {

struct TextStyle {
  bool colour = false;
  int width = 80;
  std::string why = {};  ///< the command that explains the answer, said at its end: sizer explain nightly.toml duration
  bool unicode = true;   ///< false: pictures in ASCII alone; for the rest there is in_ascii
  bool plot = false;     ///< with pictures
};

std::string to_text(const Plan& plan, const TextStyle& style = {});
std::string to_text(const Check& check, const TextStyle& style = {});
std::string to_markdown(const Plan& plan, const std::string& why = {});
std::string to_markdown(const Check& check, const std::string& why = {});

/// A page that stands alone, with pictures: no script, nothing fetched, light or dark as the reader's system is.
std::string to_html(const Plan& plan, const std::string& why = {});
std::string to_html(const Check& check, const std::string& why = {});

/// JSON, schema 1 (docs/reference/json.md). Numbers are in base units with the unit in the key and
/// rounded to six significant digits, so that the same question gives the same bytes on every machine.
std::string to_json(const Plan& plan);
std::string to_json(const Check& check);

/// What was found in a file of Spark properties, and for which cluster it was judged.
struct SettingsReport {
  std::string file;
  SettingsContext where;
  long long properties = 0;  ///< stated in the file
  std::vector<SettingsFinding> findings;
  std::vector<std::string> notes;  ///< what was not judged, and why
};
std::string to_text(const SettingsReport& settings, const TextStyle& style = {});
std::string to_markdown(const SettingsReport& settings);
std::string to_html(const SettingsReport& settings);
std::string to_json(const SettingsReport& settings);
/// A check with the settings' report: in JSON as its member `settings`, on a page after it.
std::string to_json(const Check& check, const SettingsReport& settings);
std::string to_html(const Check& check, const SettingsReport& settings);
/// A run, its timeline and where the slots' time went.
std::string to_text(const SimulatedJob& job, const TextStyle& style = {});
std::string to_markdown(const SimulatedJob& job);
std::string to_html(const SimulatedJob& job);
std::string to_json(const SimulatedJob& job);
/// A stream over time: rate, backlog, batches, lag.
std::string to_text(const SimulatedStream& stream, const TextStyle& style = {});
std::string to_markdown(const SimulatedStream& stream);
std::string to_html(const SimulatedStream& stream);
std::string to_json(const SimulatedStream& stream);
/// The tasks on their slots, in the trace-event format of Chrome, which ui.perfetto.dev opens.
std::string to_trace(const SimulatedJob& job);

/// A text with every other character replaced: × by x, → by ->, and what has no likeness by its number, \u{e9}.
std::string in_ascii(std::string_view text);

/// Answers side by side: the verdict, the table, why, and what would turn it. In CSV each row of the table is a line,
/// its columns named by their keys, which end in the unit.
std::string to_text(const Comparison& comparison, const TextStyle& style = {});
std::string to_markdown(const Comparison& comparison);
std::string to_html(const Comparison& comparison);
std::string to_json(const Comparison& comparison);
std::string to_csv(const Comparison& comparison);

std::string instances_to_text(const std::vector<const Instance*>& instances, const TextStyle& style = {});
std::string instances_to_json(const std::vector<const Instance*>& instances);
std::string assumptions_to_text(const std::vector<const Assumption*>& rows, const TextStyle& style = {});
std::string assumptions_to_json(const std::vector<const Assumption*>& rows);

/// The formulas behind a plan. With a term, those whose name contains it, down to their inputs; without, the
/// main results, the terms one can ask for, then every step. Empty when no step has such a name.
std::string explanation_to_text(const Explanation& explanation, const std::string& term, const TextStyle& style = {});
std::string explanation_to_json(const Explanation& explanation, const std::string& term);
/// The names one can ask for, in the order of the computation.
std::vector<std::string> explanation_terms(const Explanation& explanation);

}  // namespace sizer
