#include <fmt/format.h>

#include "charts.hpp"
#include "check_details.hpp"
#include "page.hpp"
#include "sections.hpp"
#include "stream_page.hpp"
#include "wording.hpp"

namespace sizer {
namespace report {
namespace {

std::string headline_of(const Check& check) {
  const std::string goal = goal_of(check.scenario);
  const bool fails = !check.fits && can_run(check.checked) && keeps_goal(check.checked, check.scenario.goal);
  const std::string verdict = fails          ? "would not run to its end: "
                              : goal.empty() ? ""
                                             : (check.fits ? "meets " : "misses ") + goal + ": ";
  return verdict + nodes_and_place(check.checked);
}

/// By how much the goal, if there is one, is met or missed, and what would meet it.
Section goal_section(const Check& check) {
  Section section;
  const Goal& goal = check.scenario.goal;
  if (goal.deadline || goal.budget) section.facts.push_back(goal_fact(check.checked, goal, check.options.worlds));
  for (const std::string& change : check.changes) section.facts.push_back({"change", change});
  return section;
}

Page page_of(const Check& check, const std::string& why) {
  if (check.scenario.stream) return stream_page(check, why);
  Page page{
      .name = check.scenario.name.value, .headline = headline_of(check), .tone = check.fits ? Tone::good : Tone::bad};
  page.add(goal_section(check));
  page.add(result_section(check.checked, check.scenario));
  page.add(measured_section(check.measured, check.checked));
  page.add(stage_times_section(check.checked));
  page.add(findings_section(check.findings));
  page.add(cliffs_section(check));
  page.add(stage_volumes_section(check.checked));
  page.add(size_section(check.checked));
  page.add(underuse_section(check));
  page.add(memory_section(check.checked));
  page.add(settings_section(check.checked));
  page.add(basis_section({.scenario = check.scenario,
                          .assumed = check.assumed,
                          .defaults_used = check.defaults_used,
                          .narrow_most = "",
                          .prices_as_of = check.prices_as_of,
                          .options = check.options,
                          .why = can_run(check.checked) ? why : ""}));
  return page;
}

}  // namespace
}  // namespace report

std::string to_text(const Check& check, const TextStyle& style) {
  return report::to_text(report::page_of(check, style.why), style);
}
std::string to_markdown(const Check& check, const std::string& why) {
  return report::to_markdown(report::page_of(check, why));
}
std::string to_html(const Check& check, const std::string& why) { return report::to_html(report::page_of(check, why)); }
std::string to_html(const Check& check, const SettingsReport& settings) {
  report::Page page = report::page_of(check, {});
  report::Page judged = report::settings_page(settings);
  page.add({.title = "settings of " + settings.file, .facts = {{"found", judged.headline, judged.tone}}});
  for (report::Section& section : judged.sections) page.add(std::move(section));
  return report::to_html(page);
}

}  // namespace sizer
