#include <algorithm>
#include <cmath>

#include "io/scenario_reader.hpp"
#include "io/stream_toml.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace io {
namespace {

Parsed<Format> to_format(const Node& node) { return to_choice(node, "a format", format_named, Format::text); }
Parsed<Codec> to_codec(const Node& node) { return to_choice(node, "a codec", codec_named, Codec::lz4); }
Parsed<Minimise> to_minimise(const Node& node) { return to_choice(node, "an aim", minimise_named, Minimise::time); }
Parsed<Platform> to_platform(const Node& node) {
  return to_choice(node, "a platform", platform_named, Platform::standalone);
}
Parsed<Purchase> to_purchase(const Node& node) {
  return to_choice(node, "a purchase", purchase_named, Purchase::mixed);
}

Parsed<std::string> to_storage(const Node& node) {
  const auto text = to_text(node);
  if (!text || find_storage(*text.value)) return text;
  std::vector<std::string> tiers;
  for (const auto& tier : storage_tiers()) tiers.push_back(tier.tier);
  return wrong<std::string>("'" + shown(*text.value) + "' is not a storage tier" + did_you_mean(*text.value, tiers),
                            "the tiers are " + join(tiers));
}

/// "3.5", "3.5.4" or 3.5.
Parsed<spark::Version> to_spark_version(const Node& node) {
  std::string text = node.is(Node::Kind::number) ? format_number(node.number) : node.text;
  if (node.is(Node::Kind::number) && text.size() == 1) text += ".0";
  if (const auto version = spark::version_named(text)) return right(*version);
  std::vector<std::string> names;
  for (const spark::Version version : spark::versions()) names.emplace_back(spark::to_string(version));
  return wrong<spark::Version>("'" + shown(text) + "' is not a Spark version this program knows",
                               "the versions are " + join(names) + R"(; "3.5.4" is 3.5)");
}

void read_input(TableReader input, Scenario& scenario) {
  InputData& data = scenario.input;
  input.read("format", to_format, data.format);
  if (data.format.value == Format::csv || data.format.value == Format::json || data.format.value == Format::text) {
    data.codec.value = Codec::none;
  }
  input.read("codec", to_codec, data.codec);
  input.read(
      "files", [](const Node& n) { return to_whole(n, 1, 1e9); }, data.files);
  input.read("rows", to_count, data.rows);
  input.read("columns_used", to_share, data.columns_used);
  input.read("partitions_read", to_share, data.partitions_read);
  input.read("storage", to_storage, data.storage);
  input.read(
      "iterations", [](const Node& n) { return to_whole(n, 1, 10'000); }, data.iterations);
  read_cached(input, "cached", data.cached, data.cache_size);
  input.finish();
}

void read_goal(TableReader goal, Scenario& scenario) {
  std::optional<Given<Seconds<>>> deadline;
  goal.read("deadline", to_duration, deadline);
  if (deadline && scenario.goal.deadline) {
    goal.reading().add(*goal.take("deadline"), "the deadline is also given at the top level", "keep one of the two");
  }
  if (deadline) scenario.goal.deadline = deadline;
  goal.read("confidence", to_confidence, scenario.goal.confidence);
  goal.read("minimise", to_minimise, scenario.goal.minimise);
  goal.read("budget", to_budget, scenario.goal.budget);
  goal.finish();
}

void read_providers(TableReader& cluster, std::vector<Given<Provider>>& providers) {
  const auto entries = cluster.entries("provider");
  if (!entries.empty()) providers.clear();
  for (const Node* node : entries) {
    std::vector<Provider> named;
    if (in_lower_case(node->text) == "all") {
      named = {Provider::aws, Provider::gcp, Provider::azure};
    } else if (const auto one = cluster.reading().accept(*node, to_provider(*node))) {
      named = {*one};
    }
    for (const Provider provider : named) {
      const bool there = std::ranges::find(providers, provider, &Given<Provider>::value) != providers.end();
      if (!there) providers.push_back({provider, node->origin()});
    }
  }
}

void read_cluster(TableReader cluster, Scenario& scenario) {
  ClusterChoice& choice = scenario.cluster;
  read_providers(cluster, choice.providers);
  cluster.read_list("instances", to_text, choice.instances);
  Given<NodeRange> nodes{{choice.min_nodes.value, choice.max_nodes.value}};
  cluster.read("nodes", to_node_range, nodes);
  choice.min_nodes = {nodes.value.least, nodes.source};
  choice.max_nodes = {nodes.value.most, nodes.source};
  cluster.read("platform", to_platform, choice.platform);
  if (choice.platform && choice.platform->value == Platform::dataproc && !cluster.take("provider")) {
    choice.providers = {{Provider::gcp, choice.platform->source}};
  }
  cluster.read("purchase", to_purchase, choice.purchase);
  cluster.read("spark", to_spark_version, choice.spark);
  cluster.read(
      "executor_cores", [](const Node& n) { return to_int(n, 1, 1024); }, choice.executor_cores);
  cluster.read("executor_memory", to_executor_memory, choice.executor_memory);
  cluster.read(
      "shuffle_partitions", [](const Node& n) { return to_int(n, 1, 1'000'000); }, choice.shuffle_partitions);
  cluster.read("local_ssd", to_flag, choice.local_ssd);
  cluster.read("running", to_flag, choice.running);
  cluster.finish();
}

void read_schedule(TableReader schedule, Scenario& scenario) {
  const auto to_runs = [](const Node& node) {
    const auto runs = to_number(node);
    if (runs && (*runs.value <= 0 || *runs.value > 1e6)) return wrong<double>("must be more than 0, at most 1,000,000");
    return runs;
  };
  schedule.read("runs_per_month", to_runs, scenario.schedule.runs_per_month);
  schedule.read("growth", to_growth, scenario.schedule.growth);
  schedule.finish();
}

void read_prices(TableReader prices, Scenario& scenario) {
  prices.read("multiplier", to_factor, scenario.prices.multiplier);
  prices.read("discount", to_discount, scenario.prices.discount);
  prices.finish();
}

/// Stages that state what they scan need no data beside it.
void sum_scans(Scenario& scenario) {
  for (const auto& stage : scenario.stages) {
    if (!stage.scan) continue;
    if (scenario.data.is_default()) scenario.data.source = stage.scan->source;
    scenario.data.value += stage.scan->value;
  }
}

void require_data(TableReader& top, Scenario& scenario) {
  if (top.take("data") || top.take("stream")) return;
  if (every_reader_scans(scenario)) {
    sum_scans(scenario);
    if (scenario.data.value > EB) {
      top.reading().add(*top.take("stage"), "the stages scan more than 1 EB together");
    }
    if (scenario.data.value > Bytes<>()) return;
  }
  const Source& source = *top.node()->source;
  const bool is_file = source.label.empty();
  if (!is_file && !top.reading().problems.empty()) return;  // the size may be among what was not understood
  const bool empty = top.node()->children.empty();
  const std::string what = is_file ? "file" : "phrase";
  top.reading().problems.add(
      source, {}, "the " + what + (is_file && empty ? " is empty" : " gives no data size"),
      is_file ? R"(the least a scenario needs is data = "500 GB")" : R"(say how much one run reads: "500 GB, 2h SLA")");
}

void note_unused(const Node& root, Scenario& scenario) {
  const Node* iterations = find_path(root, {"input", "iterations"});
  const Node* cached = find_path(root, {"input", "cached"});
  const bool passes =
      scenario.stages.empty() && (scenario.profile.value == Profile::ml || scenario.profile.value == Profile::graph);
  const std::string only_passes = ": only the profiles ml and graph go over their data again";
  if (iterations && !passes) scenario.unused.push_back("input.iterations" + only_passes);
  if (cached && !passes) scenario.unused.push_back("input.cached" + only_passes);
}

}  // namespace

bool every_reader_scans(const Scenario& scenario) {
  const auto reads_tables = [&](const StageInput& stage) {
    const auto is_stage = [&](const auto& read) {
      return std::ranges::any_of(scenario.stages, [&](const auto& s) { return s.name.value == read.value; });
    };
    return stage.reads.empty() || !std::ranges::all_of(stage.reads, is_stage);
  };
  return !scenario.stages.empty() && std::ranges::all_of(scenario.stages, [&](const StageInput& stage) {
    return stage.scan || !reads_tables(stage);
  });
}

Scenario read_scenario(const Node& root, Reading& reading) {
  Scenario scenario;
  TableReader top(&root, "", reading);
  top.read("name", to_text, scenario.name);
  top.read("data", to_positive_bytes, scenario.data);
  top.read("deadline", to_duration, scenario.goal.deadline);
  top.read("profile", to_profile, scenario.profile);
  top.read("python", to_flag, scenario.python);
  read_input(top.table("input"), scenario);
  read_goal(top.table("goal"), scenario);
  read_cluster(top.table("cluster"), scenario);
  read_schedule(top.table("schedule"), scenario);
  read_prices(top.table("prices"), scenario);
  read_stages(top, scenario);
  read_stream(top, scenario);
  if (scenario.stream) {
    read_measured_rates(top, scenario);
  } else {
    read_measured_runs(top, scenario);
  }
  read_assumptions(top, scenario);
  require_data(top, scenario);
  top.finish();
  reading.report_unknown_keys();
  check_contradictions(root, scenario, reading);
  check_stream(root, scenario, reading);
  reading.problems.throw_if_any();
  note_unused(root, scenario);
  note_unused_of_stream(root, scenario);
  return scenario;
}

}  // namespace io

Scenario parse_scenario(std::string_view toml, const std::string& file_name,
                        const std::vector<std::string>& overrides) {
  const auto source = std::make_shared<io::Source>(io::Source{file_name, std::string(toml), "", 0});
  io::Reading reading;
  io::Node root = io::parse_toml(source);
  io::apply_overrides(root, overrides, reading.problems);
  return io::read_scenario(root, reading);
}

}  // namespace sizer
