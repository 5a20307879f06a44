#include "check_details.hpp"
#include "json_values.hpp"
#include "sizer/report.hpp"
#include "stream_json.hpp"
#include "wording.hpp"

namespace sizer {
namespace report {
namespace {

template <Dimension D>
Json percentiles(const Percentiles<D>& spread) {
  return {{"p10", number(spread.p10.base())},
          {"p50", number(spread.p50.base())},
          {"p90", number(spread.p90.base())},
          {"p95", number(spread.p95.base())}};
}

template <class T>
Json stated(const std::optional<Given<T>>& given) {
  return given ? number(given->value.base()) : Json(nullptr);
}

Json goal_json(const Goal& goal) {
  return {{"deadline_s", stated(goal.deadline)},
          {"confidence", number(goal.confidence.value)},
          {"minimise", to_string(goal.minimise.value)},
          {"budget_usd", stated(goal.budget)}};
}

Json sizes_json(const DataSizes& sizes) {
  return {{"stored", number(sizes.stored.base())},
          {"scanned", number(sizes.scanned.base())},
          {"in_memory", number(sizes.in_memory.base())},
          {"shuffled", number(sizes.shuffled.base())},
          {"peak_held", number(sizes.peak_held.base())}};
}

/// A part whose price is not known is null.
Json cost_parts_json(const CostParts& parts, const ClusterPrice& price) {
  const auto if_known = [](bool known, Usd<> part) { return known ? number(part.base()) : Json(nullptr); };
  return {{"machines", number(parts.machines.base())},
          {"platform", number(parts.platform.base())},
          {"primary_node", if_known(price.primary_node.has_value(), parts.primary_node)},
          {"volumes", if_known(price.volume_month.has_value(), parts.volumes)},
          {"requests", if_known(price.per_read_request && price.per_write_request, parts.requests)}};
}

Json cluster_json(const Candidate& candidate) {
  const Cluster& cluster = candidate.cluster;
  return {{"provider", to_string(cluster.instance->provider)},
          {"region", candidate.region},
          {"platform", to_string(cluster.platform)},
          {"purchase", to_string(cluster.purchase)},
          {"instance_type", cluster.instance->type},
          {"nodes", cluster.nodes},
          {"executors", cluster.executors()},
          {"slots", cluster.slots()}};
}

Json layout_json(const Layout& layout) {
  return {{"executors_per_node", layout.executors_per_node},
          {"executor_cores", layout.executor_cores},
          {"executor_memory_mib", layout.executor_memory_mib},
          {"executor_memory_overhead_mib", layout.executor_overhead_mib},
          {"container_mib", layout.container_mib},
          {"driver_memory_mib", layout.driver_memory_mib},
          {"driver_memory_overhead_mib", layout.driver_overhead_mib},
          {"driver_cores", layout.driver_cores},
          {"idle_cores_per_node", layout.idle_cores},
          {"idle_memory_mib_per_node", layout.idle_memory_mib}};
}

/// Time and cost of a cluster that runs.
Json result_json(const Candidate& candidate) {
  return {{"duration_s", percentiles(candidate.duration)},
          {"cost_usd", candidate.cost ? percentiles(*candidate.cost) : Json(nullptr)},
          {"cluster_usd_per_hour", in_unit(candidate.hourly, usd / hour)}};
}

Json details_json(const Candidate& candidate) {
  return {{"input_partitions", candidate.input_partitions},
          {"shuffle_partitions", candidate.shuffle_partitions},
          {"duration_at_confidence_s", number(candidate.confidence_quantile_s)},
          {"cost_parts_usd", candidate.cost ? cost_parts_json(candidate.cost_parts, candidate.price) : Json(nullptr)},
          {"bottleneck", to_string(candidate.bottleneck)},
          {"runner_up", to_string(candidate.runner_up)},
          {"margin", number(candidate.margin)},
          {"sizes_bytes", sizes_json(candidate.sizes)}};
}

/// Adds the keys of `part`; null where the cluster has no room for an executor.
void add(Json& json, const Json& part, bool runs) {
  for (const auto& [key, value] : part.items()) json[key] = runs ? value : Json(nullptr);
}

/// What a point on the front is known by.
Json point_json(const Candidate& candidate) {
  Json json = cluster_json(candidate);
  add(json, layout_json(candidate.cluster.layout), can_run(candidate));
  add(json, result_json(candidate), can_run(candidate));
  json["deadline_probability"] = number(candidate.deadline_probability);
  return json;
}

Json candidate_json(const Candidate& candidate) {
  Json json = point_json(candidate);
  add(json, details_json(candidate), can_run(candidate));
  return json;
}

Json resource_seconds_json(const std::map<std::string, double>& seconds) {
  Json json = Json::object();
  for (const auto& [resource, value] : seconds) json[resource] = number(value);
  return json;
}

Json stage_json(const StageReport& stage) {
  return {{"name", stage.name},
          {"duration_s", percentiles(stage.duration)},
          {"bottleneck", to_string(stage.bottleneck)},
          {"runner_up", to_string(stage.runner_up)},
          {"margin", number(stage.margin)},
          {"resource_s", resource_seconds_json(stage.seconds)},
          {"tasks", stage.tasks},
          {"waves", number(stage.waves)},
          {"work_core_s", number(stage.work.base())},
          {"scanned_bytes", number(stage.scanned.base())},
          {"shuffle_read_bytes", number(stage.shuffle_read.base())},
          {"shuffle_write_bytes", number(stage.shuffle_write.base())},
          {"written_bytes", number(stage.written.base())},
          {"spilled_bytes", number(stage.spilled.base())},
          {"cached_bytes", number(stage.cached.base())},
          {"task_working_set_bytes", number(stage.working_set.base())},
          {"task_memory_bytes", number(stage.task_memory.base())},
          {"spill_probability", number(stage.spill_probability)},
          {"out_of_memory_probability", number(stage.out_of_memory_probability)},
          {"gc_share", number(stage.gc_share)}};
}

template <class Item, class Write>
Json list(const std::vector<Item>& items, Write write) {
  Json json = Json::array();
  for (const Item& item : items) json.push_back(write(item));
  return json;
}

Json alternative_json(const Alternative& alternative) {
  Json json = candidate_json(alternative.candidate);
  json["why_not"] = alternative.why_not;
  return json;
}

Json finding_json(const Finding& finding) {
  return {{"severity", to_string(finding.severity)},
          {"code", finding.code},
          {"message", finding.message},
          {"fix", finding.fix}};
}

Json assumed_json(const Assumed& assumed) {
  return {{"key", assumed.key}, {"value", assumed.value}, {"source", assumed.source}};
}

/// `answer` is a Plan or a Check.
void add_opening(Json& json, const auto& answer) {
  json["schema"] = kSchema;
  json["name"] = answer.scenario.name.value;
  json["fits"] = answer.fits;
  json["goal"] = goal_json(answer.scenario.goal);
}

void add_stages_and_settings(Json& json, const std::optional<Candidate>& candidate) {
  json["stages"] = candidate ? list(candidate->stages, stage_json) : Json::array();
  json["spark_conf"] = Json::object();
  if (!candidate) return;
  for (const Setting& setting : candidate->settings.list) json["spark_conf"][setting.key] = setting.value;
}

Json run_json(const MeasuredReport& run) {
  return {{"run", run.name},
          {"source", run.source},
          {"duration_s", number(run.measured.in(second))},
          {"predicted_before_s", percentiles(run.before)},
          {"predicted_after_s", percentiles(run.after)},
          {"contradicts", run.contradicts}};
}

Json measured_json(const std::optional<Conditioning>& measured) {
  if (!measured) return nullptr;
  Json json;
  json["used"] = measured->reached;
  json["runs"] = list(measured->runs, run_json);
  json["effective_worlds"] = number(measured->effective_worlds);
  json["of_worlds"] = measured->worlds;
  json["duration_before_s"] = measured->duration_before ? percentiles(*measured->duration_before) : Json(nullptr);
  return json;
}

void add_closing(Json& json, const auto& answer) {
  json["measured"] = measured_json(answer.measured);
  json["findings"] = list(answer.findings, finding_json);
  json["assumed"] = list(answer.assumed, assumed_json);
  json["defaults_used"] = answer.defaults_used;
  json["unused"] = answer.scenario.unused;
  json["prices_as_of"] = text_or_null(answer.prices_as_of);
  json["worlds"] = answer.options.worlds;
  json["seed"] = answer.options.seed;
}

Json answer_json(const Plan& plan) {
  Json json;
  add_opening(json, plan);
  json["nearest_miss"] = !plan.fits && plan.recommended;
  json["why_none"] = plan.why_none;
  json["knee"] = plan.knee;
  json["recommended"] = plan.recommended ? candidate_json(*plan.recommended) : Json(nullptr);
  json["alternatives"] = list(plan.alternatives, alternative_json);
  json["front"] = list(plan.front, point_json);
  add_stages_and_settings(json, plan.recommended);
  if (plan.scenario.stream && plan.recommended) {
    json["stream"] = stream_json(*plan.recommended, plan.scenario, plan.measured_rates);
  }
  json["candidates_considered"] = plan.candidates_considered;
  json["narrow_most"] = text_or_null(plan.narrow_most);
  add_closing(json, plan);
  return json;
}

Json answer_json(const Check& check) {
  Json json;
  add_opening(json, check);
  json["checked"] = candidate_json(check.checked);
  json["changes"] = check.changes;
  json.update(check_details_json(check));
  add_stages_and_settings(json, check.checked);
  if (check.scenario.stream) json["stream"] = stream_json(check.checked, check.scenario, check.measured_rates);
  add_closing(json, check);
  return json;
}

}  // namespace
}  // namespace report

std::string to_json(const Plan& plan) { return report::written(report::answer_json(plan)); }
std::string to_json(const Check& check) { return report::written(report::answer_json(check)); }
std::string to_json(const Check& check, const SettingsReport& settings) {
  report::Json json = report::answer_json(check);
  json["settings"] = report::settings_json(settings);
  return report::written(json);
}

}  // namespace sizer
