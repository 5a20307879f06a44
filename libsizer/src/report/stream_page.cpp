#include "stream_page.hpp"

#include <fmt/format.h>

#include "charts.hpp"
#include "sections.hpp"
#include "sizer/units.hpp"
#include "stream_sections.hpp"
#include "wording.hpp"

namespace sizer::report {
namespace {

void add_answer(const Candidate& c, const Scenario& scenario, int worlds,
                const std::vector<MeasuredRateReport>& measured, Page& page) {
  const Stream& asked = *scenario.stream;
  page.add(stream_result_section(c, scenario, worlds));
  if (!c.stream) return;
  page.add(measured_rates_section(measured, *c.stream));
  page.add(stream_needs_section(*c.stream, asked.has_peak()));
  page.add(stream_backlog_section(*c.stream, asked));
}

void add_details(const Candidate& c, const Scenario& scenario, Page& page) {
  if (!c.stream) return;
  page.add(stream_state_section(*c.stream, *scenario.stream));
  page.add(stream_source_section(*c.stream, *scenario.stream));
  page.add(stream_schedule_section(*c.stream));
  page.add(stage_times_section(c));
  page.add(memory_section(c));
  page.add(settings_section(c));
  page.add(in_code_section(*c.stream));
}

Section reasons_section(const Plan& plan) {
  Section section;
  for (const std::string& reason : plan.why_none) section.facts.push_back({"because", reason, Tone::bad});
  if (plan.recommended) section.facts.push_back({"nearest", nodes_and_place(*plan.recommended)});
  return section;
}

Section instead_section(const Plan& plan) {
  Section section{.title = "instead"};
  for (const auto& [candidate, why_not] : plan.alternatives) section.facts.push_back({nodes_of(candidate), why_not});
  return section;
}

}  // namespace

Page stream_page(const Plan& plan, const std::string& why) {
  Page page{
      .name = plan.scenario.name.value,
      .headline = plan.fits ? nodes_and_place(*plan.recommended) : "none fits: the stream cannot be kept as asked",
      .tone = plan.fits ? Tone::good : Tone::bad};
  if (!plan.fits) page.add(reasons_section(plan));
  if (plan.recommended) add_answer(*plan.recommended, plan.scenario, plan.options.worlds, plan.measured_rates, page);
  page.add(findings_section(plan.findings));
  page.add(instead_section(plan));
  if (plan.recommended) add_details(*plan.recommended, plan.scenario, page);
  Section basis = basis_section({.scenario = plan.scenario,
                                 .assumed = plan.assumed,
                                 .defaults_used = plan.defaults_used,
                                 .narrow_most = plan.narrow_most,
                                 .prices_as_of = plan.prices_as_of,
                                 .options = plan.options,
                                 .why = plan.recommended ? why : ""});
  page.add(std::move(basis));
  return page;
}

Page stream_page(const Check& check, const std::string& why) {
  Page page{
      .name = check.scenario.name.value,
      .headline = (check.fits ? "keeps up: " : "does not keep the stream as asked: ") + nodes_and_place(check.checked),
      .tone = check.fits ? Tone::good : Tone::bad};
  add_answer(check.checked, check.scenario, check.options.worlds, check.measured_rates, page);
  Section changes;
  for (const std::string& change : check.changes) changes.facts.push_back({"change", change});
  page.add(std::move(changes));
  page.add(findings_section(check.findings));
  add_details(check.checked, check.scenario, page);
  page.add(basis_section({.scenario = check.scenario,
                          .assumed = check.assumed,
                          .defaults_used = check.defaults_used,
                          .narrow_most = "",
                          .prices_as_of = check.prices_as_of,
                          .options = check.options,
                          .why = check.checked.stream ? why : ""}));
  return page;
}

}  // namespace sizer::report
