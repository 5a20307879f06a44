#include "check_details.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "safe_text.hpp"
#include "sizer/units.hpp"
#include "wording.hpp"

namespace sizer::report {
namespace {

constexpr std::size_t kCliffsShown = 8, kWidestStage = 24;

std::string times(double scale) { return scale > 1 ? format_number(scale) + " ×" : "today"; }

/// The month in which data that grows by a share a month has grown so much.
std::string month_of(double scale, double growth) {
  return scale > 1 ? format_number(std::ceil(std::log(scale) / std::log1p(growth))) : "now";
}

std::string what_gives_way(const Cliff& cliff) {
  const std::string what(description(cliff.limit));
  return cliff.stage.empty() ? what : fmt::format("\"{}\" {}", shortened(cliff.stage, kWidestStage), what);
}

Table cliff_table(const std::vector<Cliff>& cliffs, double growth) {
  Table table{.columns = {{"data", Cells::number}, {"1 in 10 worlds", Cells::number}}};
  if (growth > 0) table.columns.push_back({"in month", Cells::number});
  table.columns.push_back({"what gives way"});
  for (std::size_t i = 0; i < std::min(cliffs.size(), kCliffsShown); ++i) {
    const Cliff& cliff = cliffs[i];
    std::vector<std::string> row{times(cliff.scale), cliff.early_scale ? times(*cliff.early_scale) : "–"};
    if (growth > 0) row.push_back(month_of(cliff.scale, growth));
    row.push_back(what_gives_way(cliff));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Json cliff_json(const Cliff& cliff) {
  return {{"limit", to_string(cliff.limit)},
          {"stage", text_or_null(cliff.stage)},
          {"share_now", number(cliff.share_now)},
          {"scale", number(cliff.scale)},
          {"early_scale", cliff.early_scale ? number(*cliff.early_scale) : Json(nullptr)},
          {"message", cliff.message},
          {"fix", cliff.fix}};
}

Json usd_or_null(const std::optional<Usd<>>& amount) { return in_unit(amount, usd); }

Json memory_fix_json(const MemoryFix& fix) {
  return {{"stage", fix.stage},
          {"change", fix.change},
          {"out_of_memory_probability", number(fix.out_of_memory)},
          {"out_of_memory_probability_after", number(fix.out_of_memory_after)},
          {"spill_probability", number(fix.spill)},
          {"spill_probability_after", number(fix.spill_after)},
          {"gc_share", number(fix.gc_share)},
          {"gc_share_after", number(fix.gc_share_after)},
          {"duration_s", number(fix.duration.base())},
          {"duration_after_s", number(fix.duration_after.base())},
          {"cost_usd", usd_or_null(fix.cost)},
          {"cost_after_usd", usd_or_null(fix.cost_after)}};
}

Json underuse_json(const Underuse& use) {
  return {{"paid_core_s", number(use.paid.base())},         {"busy_core_s", number(use.busy.base())},
          {"starting_core_s", number(use.starting.base())}, {"unoccupied_core_s", number(use.unoccupied.base())},
          {"waiting_core_s", number(use.waiting.base())},   {"busy_share", number(use.busy_share())},
          {"idle_cost_usd", usd_or_null(use.idle_cost)}};
}

Json small_files_json(const SmallFiles& files) {
  return {{"files", number(files.files)},
          {"mean_size_bytes", number(files.mean_size.base())},
          {"compacted_files", number(files.compacted_files)},
          {"duration_s", number(files.duration.base())},
          {"compacted_duration_s", number(files.compacted_duration.base())},
          {"cost_usd", usd_or_null(files.cost)},
          {"compacted_cost_usd", usd_or_null(files.compacted_cost)}};
}

}  // namespace

Section cliffs_section(const Check& check) {
  if (!can_run(check.checked)) return {};
  Section section{.title = "as the data grows, with this cluster and these settings"};
  if (check.cliffs.empty()) {
    section.facts.push_back({"", "nothing gives way up to 100 times the data"});
    return section;
  }
  section.table = cliff_table(check.cliffs, check.scenario.schedule.growth.value);
  const auto next = std::ranges::find_if(check.cliffs, [](const Cliff& c) { return c.scale > 1; });
  if (next != check.cliffs.end()) {
    section.facts.push_back({"at " + times(next->scale), next->message + " → " + next->fix});
  }
  if (check.cliffs.size() > kCliffsShown) {
    const auto more = static_cast<long long>(check.cliffs.size() - kCliffsShown);
    section.facts.push_back({"", fmt::format("and {} further off; --json lists all", exact(more))});
  }
  return section;
}

Section underuse_section(const Check& check) {
  Section section;
  if (!check.underuse) return section;
  const Underuse& use = *check.underuse;
  section.facts.push_back(
      {"core-hours", fmt::format("{} paid for: {} at work ({}), {} on slots that wait, {} outside executors, {} "
                                 "starting up{}",
                                 format(use.paid), format(use.busy), format_share(use.busy_share()),
                                 format(use.waiting), format(use.unoccupied), format(use.starting),
                                 use.idle_cost ? "; " + format(*use.idle_cost) + " buys no work" : "")});
  return section;
}

Json check_details_json(const Check& check) {
  Json json;
  json["cliffs"] = Json::array();
  for (const Cliff& cliff : check.cliffs) json["cliffs"].push_back(cliff_json(cliff));
  json["memory_fixes"] = Json::array();
  for (const MemoryFix& fix : check.memory_fixes) json["memory_fixes"].push_back(memory_fix_json(fix));
  json["underuse"] = check.underuse ? underuse_json(*check.underuse) : Json(nullptr);
  json["small_files"] = check.small_files ? small_files_json(*check.small_files) : Json(nullptr);
  return json;
}

}  // namespace sizer::report
