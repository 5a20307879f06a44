#include <fmt/format.h>

#include <algorithm>

#include "json_values.hpp"
#include "page.hpp"
#include "sections.hpp"
#include "sizer/report.hpp"
#include "wording.hpp"

namespace sizer {
namespace report {
namespace {

using Findings = std::vector<SettingsFinding>;

long long count_of(const Findings& findings, Severity severity) {
  return std::ranges::count_if(findings, [=](const SettingsFinding& f) { return f.finding.severity == severity; });
}

/// "2 errors, 1 warning"
std::string counts_of(const Findings& findings) {
  std::vector<std::string> counts;
  if (const auto errors = count_of(findings, Severity::error)) counts.push_back(counted(errors, "error"));
  if (const auto warnings = count_of(findings, Severity::warning)) counts.push_back(counted(warnings, "warning"));
  if (const auto notes = count_of(findings, Severity::info)) counts.push_back(counted(notes, "note"));
  return counts.empty() ? "nothing found" : joined(counts);
}

std::string place_of(const SettingsContext& where) {
  const std::string platform = fmt::format("Spark {} on {}{}", spark::to_string(where.version),
                                           platform_name(where.platform), where.python ? ", Python" : "");
  return where.instance ? fmt::format("{} × {}, {}", where.nodes, where.instance->type, platform) : platform;
}

std::string headline_of(const SettingsReport& report) {
  return fmt::format("{} in {} of {}", counts_of(report.findings), counted(report.properties, "setting"), report.file);
}

/// "conf:3:1" above each finding: long, and what an editor jumps to.
Section section_of(const Findings& findings, Severity severity, std::string title, Tone tone) {
  Section section{.title = std::move(title)};
  for (const SettingsFinding& found : findings) {
    if (found.finding.severity != severity) continue;
    section.facts.push_back({found.source.empty() ? found.key + " (not stated)" : found.source,
                             found.finding.message + " → " + found.finding.fix, tone});
  }
  return section;
}

Json finding_json(const SettingsFinding& found) {
  return {{"severity", to_string(found.finding.severity)},
          {"code", found.finding.code},
          {"property", text_or_null(found.key)},
          {"source", text_or_null(found.source)},
          {"message", found.finding.message},
          {"fix", found.finding.fix}};
}

}  // namespace

Page settings_page(const SettingsReport& report) {
  const bool bad = has_errors(report.findings);
  Page page{.name = report.file,
            .headline = headline_of(report),
            .tone = bad                       ? Tone::bad
                    : report.findings.empty() ? Tone::good
                                              : Tone::caution};
  Section judged{.facts = {{"judged for", place_of(report.where)}}};
  for (const std::string& note : report.notes) judged.facts.push_back({"note", note});
  page.add(std::move(judged));
  page.add(section_of(report.findings, Severity::error, "errors", Tone::bad));
  page.add(section_of(report.findings, Severity::warning, "warnings", Tone::caution));
  page.add(section_of(report.findings, Severity::info, "notes", Tone::plain));
  return page;
}

Json settings_json(const SettingsReport& report) {
  const SettingsContext& where = report.where;
  Json findings = Json::array();
  for (const SettingsFinding& found : report.findings) findings.push_back(finding_json(found));
  return {{"schema", kSchema},
          {"ok", !has_errors(report.findings)},
          {"file", report.file},
          {"properties", report.properties},
          {"instance_type", where.instance ? Json(where.instance->type) : Json(nullptr)},
          {"nodes", where.instance ? Json(where.nodes) : Json(nullptr)},
          {"platform", to_string(where.platform)},
          {"spark", spark::to_string(where.version)},
          {"python", where.python},
          {"notes", report.notes},
          {"findings", std::move(findings)}};
}

}  // namespace report

std::string to_text(const SettingsReport& settings, const TextStyle& style) {
  return report::to_text(report::settings_page(settings), style);
}
std::string to_markdown(const SettingsReport& settings) { return report::to_markdown(report::settings_page(settings)); }
std::string to_html(const SettingsReport& settings) { return report::to_html(report::settings_page(settings)); }
std::string to_json(const SettingsReport& settings) { return report::written(report::settings_json(settings)); }

}  // namespace sizer
