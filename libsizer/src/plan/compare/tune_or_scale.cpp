#include <algorithm>
#include <functional>

#include "plan/compare/kin.hpp"
#include "plan/compare/ready.hpp"
#include "plan/compare/stored_as.hpp"
#include "plan/compare/table.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

struct Lever {
  std::string name;
  bool tunes = true;  ///< else it buys hardware
  Scenario scenario;
  ClusterRequest on;
};

using Levers = std::vector<Lever>;

bool is_text(Format format) { return format == Format::csv || format == Format::json || format == Format::text; }

/// How the input is stored.
void add_storage_levers(const Scenario& s, const ClusterRequest& on, Levers& levers) {
  const auto add = [&](const std::string& name, Format format, Codec codec) {
    levers.push_back({name, true, stored_as(s, format, codec), on});
  };
  const Format format = s.input.format.value;
  if (is_text(format)) add("store it as Parquet", Format::parquet, Codec::snappy);
  if (!is_text(format) && s.input.codec.value == Codec::snappy) add("compress it with zstd", format, Codec::zstd);
  if (!is_splittable(s.input)) add("store it uncompressed", format, Codec::none);
}

void add_file_lever(const Scenario& s, const ClusterRequest& on, Levers& levers) {
  constexpr double kSmall = 0.5;  // of the usual 128 MiB
  const double usual = default_files(s.data.value);
  if (!s.input.files || usual > kSmall * s.input.files->value) return;
  Scenario compacted = s;
  compacted.input.files.reset();
  levers.push_back({"compact small files", true, compacted, on});
}

/// The job itself: a stated hottest key spread, data kept between passes, an executor as the planner would cut it.
void add_job_levers(const Scenario& s, const ClusterRequest& on, Levers& levers) {
  for (std::size_t i = 0; i < s.stages.size(); ++i) {
    if (!s.stages[i].skew) continue;
    constexpr double kSalts = 16;
    Scenario salted = s;
    salted.stages[i].skew->value /= kSalts;
    levers.push_back({"salt the key of " + s.stages[i].name.value, true, salted, on});
  }
  const bool passes = s.stages.empty() && (s.profile.value == Profile::ml || s.profile.value == Profile::graph);
  if (passes && !s.input.cached.value) {
    Scenario cached = s;
    cached.input.cached.value = true;
    levers.push_back({"cache between passes", true, cached, on});
  }
  if (s.cluster.executor_cores || s.cluster.executor_memory) {
    Scenario freed = s;
    freed.cluster.executor_cores.reset();
    freed.cluster.executor_memory.reset();
    levers.push_back({"another executor size", true, freed, on});
  }
}

void add_hardware_levers(const Scenario& s, const ClusterRequest& on, const InstanceTable& table, Levers& levers) {
  const auto add = [&](const std::string& name, int nodes, const Instance& type) {
    levers.push_back({name, false, s, {nodes, type}});
  };
  const int half_more = std::max(on.nodes + 1, on.nodes * 3 / 2);
  add(std::to_string(half_more) + " nodes", half_more, on.instance);
  if (on.nodes * 2 > half_more) add(std::to_string(on.nodes * 2) + " nodes", on.nodes * 2, on.instance);
  const auto memories = memories_of(on.instance, table);
  const auto next = std::ranges::find(memories, &on.instance) + 1;  // the type itself is among them
  if (next != memories.end()) add("memory: " + (*next)->type, on.nodes, **next);
  const Instance* ssd = on.instance.has_local_disk() ? nullptr : with_other_disks(on.instance, table);
  if (ssd) add("local SSD: " + ssd->type, on.nodes, *ssd);
}

/// The lever of a kind that shortens the run most; none when none does by a hundredth.
std::optional<std::size_t> strongest(const Table& table, const Levers& levers, bool tunes) {
  std::optional<std::size_t> best;
  const Seconds<> now = table.answer(0).candidate->duration.p50;
  for (std::size_t i = 0; i < levers.size(); ++i) {
    const auto& c = table.answer(i + 1).candidate;
    if (levers[i].tunes != tunes || !c || c->duration.p50 > 0.99 * now) continue;
    if (!best || c->duration.p50 < table.answer(*best + 1).candidate->duration.p50) best = i;
  }
  return best;
}

std::string gain(const Answered& with, const Answered& now) {
  const Seconds<> saved = now.candidate->duration.p50 - with.candidate->duration.p50;
  std::string text = "saves " + format(saved) + " of " + format(now.candidate->duration.p50);
  if (!with.candidate->cost || !now.candidate->cost) return text;
  const Usd<> more = with.candidate->cost->p50 - now.candidate->cost->p50;
  return text + (more > Usd<>() ? " for " + format(more) + " more a run" : " and " + format(Usd<>() - more) + " a run");
}

/// Tuning comes first where it saves as much as hardware does, or half as much and money beside.
bool tuning_first(const Answered& tuned, const Answered& scaled, const Answered& now) {
  const Seconds<> by_tuning = now.candidate->duration.p50 - tuned.candidate->duration.p50;
  const Seconds<> by_scaling = now.candidate->duration.p50 - scaled.candidate->duration.p50;
  const bool cheaper =
      tuned.candidate->cost && scaled.candidate->cost && tuned.candidate->cost->p50 < scaled.candidate->cost->p50;
  return by_tuning >= by_scaling || (cheaper && by_tuning >= 0.5 * by_scaling);
}

std::string verdict_of(const Table& table, const Levers& levers) {
  const auto tune = strongest(table, levers, true), scale = strongest(table, levers, false);
  const auto said = [&](std::size_t i) { return levers[i].name + " " + gain(table.answer(i + 1), table.answer(0)); };
  if (!tune && !scale) return "neither: no lever shortens the run by a hundredth";
  if (!scale) return "tune: " + said(*tune) + "; hardware saves nothing";
  if (!tune) return "scale: " + said(*scale) + "; no tuning that sizer knows of saves time here";
  const bool first = tuning_first(table.answer(*tune + 1), table.answer(*scale + 1), table.answer(0));
  return first ? "tune: " + said(*tune) + "; " + said(*scale) : "scale: " + said(*scale) + "; " + said(*tune);
}

/// Fastest first, after the row as it is.
void rank(Comparison& comparison) {
  const auto time = [](const ComparedRow& row) {
    const auto* seconds = std::get_if<double>(&row.figures[2]);
    return seconds ? *seconds : 1e18;
  };
  std::stable_sort(comparison.rows.begin() + 1, comparison.rows.end(),
                   [&](const ComparedRow& a, const ComparedRow& b) { return time(a) < time(b); });
}

}  // namespace

Comparison compare_tune_or_scale(const ComparisonQuestion& asked) {
  Answers answers(asked.table, asked.options);
  const Scenario& s = asked.scenario;
  const Answered now = answers.of(s, asked.on);
  if (!now.candidate) refuse_comparison("there is no cluster to tune: " + now.why_none, "name one with --on");
  const ClusterRequest on = cluster_of(*now.candidate);
  Levers levers;
  add_storage_levers(s, on, levers);
  add_file_lever(s, on, levers);
  add_job_levers(s, on, levers);
  add_hardware_levers(s, on, asked.table, levers);
  Table table(s, {{"lever", "lever", Measure::word}, {"kind", "kind", Measure::word}});
  table.add_for_comparison("as it is", {"as it is", ""}, now);
  for (const Lever& lever : levers) {
    table.add(lever.name, {lever.name, lever.tunes ? "tune" : "scale"}, answers.checked(lever.scenario, lever.on));
  }
  Comparison comparison = table.finished();
  comparison.verdict = verdict_of(table, levers);
  for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
    comparison.rows[i].best = false;
    comparison.rows[i].why = i == 0 ? "" : difference(table.answer(i), now);
  }
  const auto tune = strongest(table, levers, true), scale = strongest(table, levers, false);
  const bool tuning = tune && (!scale || tuning_first(table.answer(*tune + 1), table.answer(*scale + 1), now));
  if (tuning || scale) comparison.rows[(tuning ? *tune : *scale) + 1].best = true;
  comparison.met = true;
  comparison.beside = "the cluster as it is";
  rank(comparison);
  comparison.notes.push_back("a salted key is spread over sixteen; compacted files have 128 MiB");
  comparison.notes.push_back("each lever alone, beside " + name_of(*now.candidate) + " as it is; fastest first");
  return comparison;
}

}  // namespace sizer
