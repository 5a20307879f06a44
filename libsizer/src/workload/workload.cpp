#include "sizer/workload.hpp"

#include <algorithm>
#include <cmath>

#include "profiles.hpp"

namespace sizer {
namespace {

std::optional<ByteRule> stated(const std::optional<Given<Bytes<>>>& bytes) {
  if (!bytes) return std::nullopt;
  return ByteRule{.stated = bytes, .share = {}};
}

int index_of(const std::vector<StageInput>& stages, const std::string& name) {
  const auto found = std::ranges::find(stages, name, [](const StageInput& s) { return s.name.value; });
  return found == stages.end() ? -1 : static_cast<int>(found - stages.begin());
}

bool scans(const StageInput& stage, const std::vector<StageInput>& all) {
  return stage.scan || stage.reads.empty() ||
         std::ranges::any_of(stage.reads, [&](const auto& r) { return index_of(all, r.value) < 0; });
}

/// Stages that read tables without saying how much share what the others leave of the data.
Given<Bytes<>> share_of_data(const Scenario& scenario) {
  Bytes<> left = scenario.data.value;
  int sharing = 0;
  for (const auto& stage : scenario.stages) {
    if (stage.scan) {
      left = max(left - stage.scan->value, Bytes<>());
    } else if (scans(stage, scenario.stages)) {
      ++sharing;
    }
  }
  const std::string source = sharing > 1 ? "an equal share of the data, " + scenario.data.source : scenario.data.source;
  return {left / std::max(sharing, 1), source};
}

Profile kind_of(const StageInput& stage, const Scenario& scenario) {
  return stage.profile ? stage.profile->value : scenario.profile.value;
}

void set_what_is_not_parallel(Profile kind, Stage& stage) {
  stage.serial_share = serial_share_of(kind);
  stage.pass_time = pass_time_of(kind);
}

Stage own_stage(const StageInput& from, const Scenario& scenario) {
  Stage stage;
  stage.name = from.name.value;
  for (const auto& read : from.reads) {
    if (const int parent = index_of(scenario.stages, read.value); parent >= 0) stage.parents.push_back(parent);
  }
  if (scans(from, scenario.stages)) stage.scan = from.scan ? *from.scan : share_of_data(scenario);
  stage.shuffle = stated(from.shuffle);
  stage.write = stated(from.write);
  stage.broadcast = from.broadcast;
  stage.work = from.work;
  stage.skew = from.skew;
  stage.partitions = from.partitions;
  stage.extra = extra_work_of(kind_of(from, scenario));
  set_what_is_not_parallel(kind_of(from, scenario), stage);
  if (from.iterations) stage.passes = *from.iterations;
  stage.caches = from.cache && from.cache->value;
  stage.cache_size = from.cache_size;
  return stage;
}

/// A stage that says nothing of its output shuffles what its kind of job does, if another stage reads it.
void fill_missing_shuffles(const Scenario& scenario, std::vector<Stage>& stages) {
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const bool is_read = std::ranges::any_of(
        stages, [&](const Stage& s) { return std::ranges::find(s.parents, static_cast<int>(i)) != s.parents.end(); });
    if (!is_read || stages[i].shuffle) continue;
    stages[i].shuffle = ByteRule{.stated = {}, .share = shuffle_share_of(kind_of(scenario.stages[i], scenario))};
  }
}

void share_files(Workload& workload) {
  Bytes<> scanned;
  for (const auto& stage : workload.stages) scanned += stage.scan ? stage.scan->value : Bytes<>();
  for (auto& stage : workload.stages) {
    if (!stage.scan) continue;
    const double share = scanned > Bytes<>() ? (stage.scan->value / scanned).base() : 1;
    stage.scan_files = workload.input.files ? std::max(1.0, std::round(workload.input.files->value * share))
                                            : default_files(stage.scan->value);
  }
}

}  // namespace

bool Workload::is_chain() const {
  for (std::size_t i = 1; i < stages.size(); ++i) {
    if (std::ranges::find(stages[i].parents, static_cast<int>(i) - 1) == stages[i].parents.end()) return false;
  }
  return true;
}

Workload make_workload(const Scenario& scenario) {
  Workload workload{scenario.data,
                    scenario.input,
                    scenario.python.value || scenario.profile.value == Profile::python_udf,
                    {},
                    scenario.cluster.shuffle_partitions};
  if (scenario.stages.empty()) {
    workload.stages = profile_stages(scenario.profile.value, scenario);
    for (Stage& stage : workload.stages) set_what_is_not_parallel(scenario.profile.value, stage);
  } else {
    for (const auto& stage : scenario.stages) workload.stages.push_back(own_stage(stage, scenario));
    fill_missing_shuffles(scenario, workload.stages);
  }
  share_files(workload);
  return workload;
}

bool is_splittable(const InputData& input) {
  const Format format = input.format.value;
  return format == Format::parquet || format == Format::orc || format == Format::avro ||
         input.codec.value == Codec::none;
}

double default_files(Bytes<> stored) { return std::max(1.0, std::ceil(stored.in(128 * MiB))); }

}  // namespace sizer
