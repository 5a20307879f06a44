#include <fmt/format.h>

#include <algorithm>

#include "json_values.hpp"
#include "page.hpp"
#include "sizer/sensitivity_text.hpp"
#include "sizer/units.hpp"
#include "wording.hpp"

namespace sizer {
namespace report {
namespace {

constexpr double kHardly = 0.005;

std::string percent_change(double elasticity) { return fmt::format("{:+.2f} %", elasticity); }

/// "33–52 %"
std::string range_of(const BlockedTime& blocked) {
  return fmt::format("{:.0f}–{:.0f} %", 100 * blocked.p10, 100 * blocked.p90);
}

Section measure_section(const Sensitivity& s) {
  Section section{.title = "what to measure next"};
  for (const SpreadShare& row : s.spread) {
    section.facts.push_back(
        {row.key, fmt::format("{} of the spread of the time; {}", format_share(row.share), row.where)});
  }
  return section;
}

bool matters(const Elasticity& e) { return std::abs(e.time) >= kHardly || std::abs(e.cost.value_or(0)) >= kHardly; }

Section elasticity_section(const Sensitivity& s) {
  Section section{.title = "what 1 % more of it does"};
  section.table.columns = {{"of"}, {"time", Cells::number}, {"cost", Cells::number}};
  std::vector<std::string> hardly;
  for (const Elasticity& e : s.elasticities) {
    if (matters(e)) {
      section.table.rows.push_back(
          {std::string(e.of), percent_change(e.time), e.cost ? percent_change(*e.cost) : std::string(kNothing)});
    } else {
      hardly.emplace_back(e.of);
    }
  }
  if (!hardly.empty()) section.facts.push_back({"no matter", joined(hardly)});
  return section;
}

/// The stage that waits the most: "join and write: 72 %".
std::string most_in(const BlockedTime& blocked, const std::vector<std::string>& stages) {
  const auto most = std::ranges::max_element(blocked.stages);
  if (most == blocked.stages.end() || *most < kHardly) return std::string(kNothing);
  return stages[static_cast<std::size_t>(most - blocked.stages.begin())] + ": " + format_share(*most);
}

Section blocked_section(const Sensitivity& s) {
  Section section{.title = "how much shorter it would be without ever waiting for"};
  section.table.columns = {
      {"of"}, {"the job", Cells::number}, {"in 8 of 10 worlds", Cells::number}, {"most of a stage", Cells::name}};
  std::vector<std::string> hardly;
  for (const BlockedTime& b : s.blocked) {
    if (b.p90 >= kHardly) {
      section.table.rows.push_back({std::string(b.on), format_share(b.p50), range_of(b), most_in(b, s.stages)});
    } else {
      hardly.emplace_back(b.on);
    }
  }
  if (!hardly.empty()) section.facts.push_back({"no matter", joined(hardly)});
  return section;
}

/// "1.3 times: 650 GB"
std::string place_of(const TippingPoint& point) {
  return fmt::format("{} times, {}", format_number(point.factor), point.value);
}

std::string sentence_of(const TippingPoint& point) {
  if (point.what == "none")
    return (point.factor > 1 ? "nothing changes up to " : "nothing changes down to ") + place_of(point);
  const std::string at = "at " + place_of(point) + ", ";
  if (point.what == "goal") return at + "this cluster misses the goal";
  if (point.instance_type.empty()) return at + "no cluster meets the goal";
  return fmt::format("{}{} × {} {} chosen{}", at, exact(point.nodes), point.instance_type,
                     point.nodes == 1 ? "is" : "are", point.what == "family" ? ", another family" : "");
}

Section tipping_section(const Sensitivity& s) {
  Section section{.title = "what would change the answer"};
  for (const TippingPoint& point : s.tipping) section.facts.push_back({std::string(point.of), sentence_of(point)});
  return section;
}

Json spread_json(const SpreadShare& row) {
  return {{"assumption", row.key}, {"share", number(row.share)}, {"measure", row.what}, {"where", row.where}};
}

Json elasticity_json(const Elasticity& e) {
  return {{"of", e.of}, {"time", number(e.time)}, {"cost", e.cost ? number(*e.cost) : Json(nullptr)}};
}

Json blocked_json(const BlockedTime& b, const std::vector<std::string>& stages) {
  Json json{{"on", b.on}, {"share", {{"p10", number(b.p10)}, {"p50", number(b.p50)}, {"p90", number(b.p90)}}}};
  json["stages"] = Json::array();
  for (std::size_t i = 0; i < stages.size(); ++i) {
    json["stages"].push_back({{"name", stages[i]}, {"share", number(b.stages[i])}});
  }
  return json;
}

Json tipping_json(const TippingPoint& point) {
  const bool chosen = !point.instance_type.empty();
  return {{"of", point.of},
          {"what", point.what},
          {"unchanged_factor", number(point.still)},
          {"factor", number(point.factor)},
          {"value", point.value},
          {"instance_type", chosen ? Json(point.instance_type) : Json(nullptr)},
          {"nodes", chosen ? Json(point.nodes) : Json(nullptr)}};
}

template <class Item, class Write>
Json list(const std::vector<Item>& items, Write write) {
  Json json = Json::array();
  for (const Item& item : items) json.push_back(write(item));
  return json;
}

/// A part of the answer, by the term that asks for it.
struct Part {
  std::string term;
  Section (*section)(const Sensitivity&);
  Json (*json)(const Sensitivity&);
};

Json all_blocked_json(const Sensitivity& s) {
  return list(s.blocked, [&](const BlockedTime& b) { return blocked_json(b, s.stages); });
}

const std::vector<Part>& parts() {
  static const std::vector<Part> all{
      {"measure", measure_section, [](const Sensitivity& s) { return list(s.spread, spread_json); }},
      {"elasticity", elasticity_section, [](const Sensitivity& s) { return list(s.elasticities, elasticity_json); }},
      {"blocked", blocked_section, all_blocked_json},
      {"tipping", tipping_section, [](const Sensitivity& s) { return list(s.tipping, tipping_json); }}};
  return all;
}

constexpr std::string_view kAll = "sensitivity";

Page page_of(const Sensitivity& s, const Candidate& of, const std::string& term) {
  Page page{.name = "", .headline = nodes_and_place(of)};
  for (const Part& part : parts()) {
    if (term == kAll || term == part.term) page.add(part.section(s));
  }
  return page;
}

}  // namespace
}  // namespace report

const std::vector<std::string>& sensitivity_terms() {
  static const std::vector<std::string> terms = [] {
    std::vector<std::string> all{std::string(report::kAll)};
    for (const auto& part : report::parts()) all.push_back(part.term);
    return all;
  }();
  return terms;
}

std::string to_text(const Sensitivity& s, const Candidate& of, const std::string& term, const TextStyle& style) {
  return report::to_text(report::page_of(s, of, term), style);
}

std::string to_markdown(const Sensitivity& s, const Candidate& of, const std::string& term) {
  return report::to_markdown(report::page_of(s, of, term));
}

std::string to_json(const Sensitivity& s, const std::string& term) {
  report::Json json{{"schema", report::kSchema}};
  for (const auto& part : report::parts()) {
    if (term == report::kAll || term == part.term) json[part.term] = part.json(s);
  }
  return report::written(json);
}

}  // namespace sizer
