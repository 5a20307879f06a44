#include <algorithm>
#include <cstdlib>
#include <span>

#include "io/cluster_name.hpp"
#include "io/scenario_reader.hpp"
#include "io/stream_toml.hpp"
#include "units/characters.hpp"

namespace sizer::io {
namespace {

StageInput read_stage(TableReader& table, std::size_t number) {
  StageInput stage;
  stage.name.value = "stage-" + std::to_string(number);
  table.read("name", to_text, stage.name);
  table.read_list("reads", to_text, stage.reads);
  table.read("scan", to_bytes, stage.scan);
  table.read("shuffle", to_bytes, stage.shuffle);
  table.read("write", to_bytes, stage.write);
  table.read("broadcast", to_bytes, stage.broadcast);
  table.read("work", to_work, stage.work);
  table.read("skew", to_share, stage.skew);
  table.read(
      "partitions", [](const Node& n) { return to_whole(n, 1, 1e7); }, stage.partitions);
  table.read("profile", to_profile, stage.profile);
  table.read(
      "iterations", [](const Node& n) { return to_whole(n, 1, 10'000); }, stage.iterations);
  read_cached(table, "cache", stage.cache, stage.cache_size);
  table.finish();
  return stage;
}

/// A slip of the pen, and not another name that happens to begin alike or to carry another number.
bool is_slip(const std::string& typed, const std::string& name) {
  const auto letters = [](std::string text) {
    std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
    return text;
  };
  const auto difference = static_cast<long>(typed.size()) - static_cast<long>(name.size());
  return std::labs(difference) <= 1 && letters(typed) != letters(name) && !near_matches(typed, {name}).empty();
}

/// The stages from one to another along what they read, both ends included; empty when there is no such way.
std::vector<std::size_t> way(const std::vector<StageInput>& stages, std::size_t from, std::size_t to,
                             std::vector<bool>& seen) {
  if (from == to) return {to};
  seen[from] = true;
  for (const auto& read : stages[from].reads) {
    const auto named = std::ranges::find(stages, read.value, [](const StageInput& s) { return s.name.value; });
    const auto next = static_cast<std::size_t>(named - stages.begin());
    if (named == stages.end() || seen[next]) continue;
    auto rest = way(stages, next, to, seen);
    if (rest.empty()) continue;
    rest.insert(rest.begin(), from);
    return rest;
  }
  return {};
}

/// A stage that reads a later one, which may read it in turn.
void refuse_later(const Node& node, std::size_t reader, std::size_t later, const std::vector<StageInput>& stages,
                  Reading& reading) {
  std::vector<bool> seen(stages.size());
  const auto back = way(stages, later, reader, seen);
  if (back.empty()) {
    return reading.add(node, "stage '" + shown(node.text) + "' comes later",
                       "put stages in the order they run: each after those it reads");
  }
  std::string circle = "'" + shown(stages[reader].name.value) + "'";
  for (const std::size_t stage : back) circle += " reads '" + shown(stages[stage].name.value) + "'";
  reading.add(node, "stages cannot read each other in a circle: " + circle,
              "leave one of these out of its stage's reads; a loop over the same data is iterations = 10");
}

/// As stages are called that have no name of their own.
bool is_number_of_stage(const std::string& name) {
  constexpr std::string_view kPrefix = "stage-";
  return name.starts_with(kPrefix) && name.size() > kPrefix.size() &&
         name.find_first_not_of("0123456789", kPrefix.size()) == std::string::npos;
}

void check_read(const Node& node, std::size_t reader, const std::vector<StageInput>& stages, Reading& reading) {
  const auto named = std::ranges::find(stages, node.text, [](const StageInput& s) { return s.name.value; });
  const auto index = static_cast<std::size_t>(named - stages.begin());
  if (named != stages.end() && index == reader) reading.add(node, "a stage cannot read itself");
  if (named != stages.end() && index > reader) refuse_later(node, reader, index, stages, reading);
  if (named != stages.end()) return;
  if (is_number_of_stage(node.text)) {
    return reading.add(node, "there is no stage '" + shown(node.text) + "'",
                       "stages without a name are called stage-1, stage-2 ... by their place; this scenario has " +
                           std::to_string(stages.size()));
  }
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const std::string& name = stages[i].name.value;
    if (i == reader || !is_slip(node.text, name)) continue;
    reading.add(node, "there is no stage '" + shown(node.text) + "', did you mean '" + shown(name) + "'?",
                "if it is a table, tell the two names further apart");
    return;
  }
}

void check_names(std::vector<TableReader>& tables, const std::vector<StageInput>& stages, Reading& reading) {
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const auto first =
        std::ranges::find(stages, stages[i].name.value, [](const StageInput& s) { return s.name.value; });
    if (first == stages.begin() + static_cast<long>(i)) continue;
    const Node* name = tables[i].node()->find("name");
    reading.add(name ? *name : *tables[i].node(), "a second stage is called '" + shown(stages[i].name.value) + "'");
  }
}

/// The type is looked up when the table of instances is at hand; its place is kept for that.
template <class Run>
void read_cluster_of(TableReader& table, Run& run) {
  const Node* node = table.take("cluster");
  if (!node) {
    table.reading().add(*table.node(), "a measured run needs 'cluster'", R"(cluster = "10 x m5.2xlarge")");
    return;
  }
  const auto text = table.reading().accept(*node, to_text(*node));
  const auto name = text ? table.reading().accept(*node, split_cluster(*text)) : std::nullopt;
  if (!name) return;
  run.cluster = {*text, node->origin()};
  run.nodes = name->nodes;
  run.instance_type = name->type;
  Span type = node->span;
  type.column += name->type_offset;
  type.length = static_cast<int>(count_characters(name->type));
  run.place = node->source->place(type);
}

template <class T, class Convert>
void read_required(TableReader& table, const std::string& key, Convert convert, Given<T>& into) {
  table.read(key, convert, into);
  if (!table.take(key)) table.reading().add(*table.node(), "a measured run needs '" + key + "'");
}

MeasuredRate read_measured_rate(TableReader& table) {
  MeasuredRate run;
  table.read("events_per_second", to_event_rate, run.rate);
  if (!table.take("events_per_second")) {
    table.reading().add(*table.node(),
                        "a measured stream needs 'events_per_second', the most that the cluster sustained");
  }
  read_cluster_of(table, run);
  table.read(
      "executor_cores", [](const Node& n) { return to_int(n, 1, 1024); }, run.executor_cores);
  table.read("executor_memory", to_executor_memory, run.executor_memory);
  table.finish();
  return run;
}

MeasuredRun read_measured_run(TableReader& table) {
  MeasuredRun run;
  read_required(table, "data", to_positive_bytes, run.data);
  read_cluster_of(table, run);
  read_required(table, "duration", to_duration, run.duration);
  table.read("with_start", to_flag, run.with_start);
  table.read(
      "iterations", [](const Node& n) { return to_whole(n, 1, 10'000); }, run.iterations);
  table.read("shuffle", to_bytes, run.shuffle);
  table.read("spill", to_bytes, run.spill);
  table.read("cached", to_bytes, run.cached);
  table.read("cpu_time", to_work, run.cpu_time);
  table.read(
      "executor_cores", [](const Node& n) { return to_int(n, 1, 1024); }, run.executor_cores);
  table.read("executor_memory", to_executor_memory, run.executor_memory);
  table.finish();
  return run;
}

}  // namespace

void read_stages(TableReader& root, Scenario& scenario) {
  auto tables = root.tables("stage", 200);
  for (auto& table : tables) scenario.stages.push_back(read_stage(table, scenario.stages.size() + 1));
  check_names(tables, scenario.stages, root.reading());
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const Node* reads = tables[i].node()->find("reads");
    if (scenario.stages[i].reads.empty()) continue;
    const auto all = reads->is(Node::Kind::list) ? std::span(reads->children) : std::span(reads, 1);
    for (const Node& read : all) check_read(read, i, scenario.stages, root.reading());
  }
}

void read_measured_rates(TableReader& root, Scenario& scenario) {
  for (auto& table : root.tables("measured", 200)) scenario.measured_rates.push_back(read_measured_rate(table));
}

void read_measured_runs(TableReader& root, Scenario& scenario) {
  for (auto& table : root.tables("measured", 200)) {
    scenario.measured.push_back(read_measured_run(table));
  }
}

}  // namespace sizer::io
