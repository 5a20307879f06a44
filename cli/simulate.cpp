#include <cmath>
#include <ostream>
#include <utility>

#include "commands.hpp"
#include "output.hpp"
#include "question.hpp"
#include "simulate_flags.hpp"
#include "sizer/simulated_job.hpp"
#include "sizer/units.hpp"

namespace sizer::cli {
namespace {

constexpr double kSlowest = 0.01, kFastest = 100, kMostTasks = 2e8, kMostReclaimed = 0.99;

std::optional<double> read_share(const std::string& text, const std::string& flag, Found& found) {
  const auto share = value_of(parse_share(text), flag, "a share reads like 60%", found);
  if (!share || *share <= 1) return share;
  complain(found, flag, "'" + text + "' is more than 100 %", "a share from 0% to 100%");
  return std::nullopt;
}

/// "60%" of the stages' time, or "at 20 min" from the start.
std::optional<LossWish> read_loss(std::string text, const std::string& flag, Found& found) {
  if (text.starts_with("at ")) text.erase(0, 3);
  if (text.find('%') != std::string::npos) {
    const auto share = read_share(text, flag, found);
    return share ? std::optional(LossWish{*share, {}}) : std::nullopt;
  }
  const auto at = value_of(parse_duration(text), flag, flag + " 60%, or " + flag + " \"at 20 min\"", found);
  return at ? std::optional(LossWish{std::nullopt, *at}) : std::nullopt;
}

std::vector<LossWish> read_losses(const std::vector<std::string>& texts, const std::string& flag, Found& found) {
  std::vector<LossWish> losses;
  for (const std::string& text : texts) {
    if (const auto loss = read_loss(text, flag, found)) losses.push_back(*loss);
  }
  return losses;
}

/// "5%/h": of those that are there, so many go within the hour. A share s a time is a rate of −ln(1 − s) a time.
Frequency<> read_reclaims(const std::string& text, Found& found) {
  const std::string hint = "--spot \"5%/h\", or a month's share as the vendor publishes it: --spot \"20%/month\"";
  const std::size_t slash = text.find('/');
  const std::string unit = slash == std::string::npos ? "" : text.substr(text.find_first_not_of(' ', slash + 1));
  const std::pair<std::string_view, Seconds<>> known[] = {
      {"h", 1 * hour}, {"hour", 1 * hour}, {"day", 24 * hour}, {"week", 168 * hour}, {"month", month}};
  const auto period = std::ranges::find(known, unit, &std::pair<std::string_view, Seconds<>>::first);
  if (period == std::end(known)) {
    complain(found, "--spot", "'" + text + "' does not say in which time: an hour, a day, a week or a month", hint);
    return {};
  }
  const auto share =
      value_of(parse_share(text.substr(0, text.find_last_not_of(' ', slash - 1) + 1)), "--spot", hint, found);
  if (!share) return {};
  if (*share > 0 && *share <= kMostReclaimed) return -std::log1p(-*share) / period->second;
  complain(found, "--spot", "'" + text + "' is out of range", "more than 0% and at most 99%");
  return {};
}

std::optional<Replacement> read_replacement(const std::string& text, Found& found) {
  if (text == "never") return Replacement{.never = true, .after = {}};
  const auto after = value_of(parse_duration(text), "--replaced-after", "--replaced-after \"5 min\", or never", found);
  return after ? std::optional(Replacement{.never = false, .after = *after}) : std::nullopt;
}

/// "1% x 5": a share of the tasks, and how many times longer they take.
void read_stragglers(const std::string& text, Stragglers& stragglers, Found& found) {
  const std::size_t times = text.find('x');
  if (times == std::string::npos) {
    return complain(found, "--stragglers", "'" + text + "' does not say how slow they are",
                    "--stragglers \"1% x 5\": one task in a hundred takes five times as long");
  }
  std::string share = text.substr(0, times), factor = text.substr(times + 1);
  share.erase(share.find_last_not_of(' ') + 1);
  factor.erase(0, factor.find_first_not_of(' '));
  stragglers.share = read_share(share, "--stragglers", found).value_or(0);
  stragglers.factor = read_number(factor, "--stragglers", 1, 1000, found).value_or(1);
}

/// Options that only say something together with another.
void refuse_alone(const Options& options, Found& found) {
  const bool nodes_go = !options.lose_nodes.empty() || options.spot;
  if (options.notice && !nodes_go) {
    complain(found, "--notice", "there is no node to lose", "--lose-node 60% --notice \"2 min\"");
  }
  if (options.replaced_after && !nodes_go) {
    complain(found, "--replaced-after", "there is no node to replace", "--lose-node 60% --replaced-after \"5 min\"");
  }
  if (options.nodes_a_minute && !options.nodes_at_start) {
    complain(found, "--nodes-a-minute", "all nodes are there at the start", "--nodes-at-start 2 --nodes-a-minute 1");
  }
  if (options.scheduling && options.beside.empty()) {
    complain(found, "--scheduling", "there is one job only", "--beside other.toml --scheduling fair");
  }
}

void read_node_losses(const Options& options, WhatHappens& asked, Found& found) {
  asked.losses = read_losses(options.lose_nodes, "--lose-node", found);
  asked.executor_losses = read_losses(options.lose_executors, "--lose-executor", found);
  if (options.spot) asked.reclaims = read_reclaims(*options.spot, found);
  if (options.notice) {
    asked.notice = value_of(parse_duration(*options.notice), "--notice", "--notice \"2 min\"", found);
  }
  if (options.replaced_after) asked.replaced = read_replacement(*options.replaced_after, found);
}

void read_growth(const Options& options, WhatHappens& asked, Found& found) {
  if (options.nodes_at_start) {
    const auto nodes = read_number(*options.nodes_at_start, "--nodes-at-start", 1, 1e6, found);
    if (nodes) asked.nodes_at_start = static_cast<int>(*nodes);
  }
  if (options.nodes_a_minute) {
    const auto pace = read_number(*options.nodes_a_minute, "--nodes-a-minute", 0.01, 1e6, found);
    if (pace) asked.growth_pace = *pace / minute;
  }
}

void read_scheduling(const std::string& text, WhatHappens& asked, Found& found) {
  if (text == "fair") asked.scheduling = JobScheduling::fair;
  if (text == "fair" || text == "fifo") return;
  complain(found, "--scheduling", "unknown mode '" + text + "'" + did_you_mean(text, {"fifo", "fair"}), "fifo or fair");
}

WhatHappens read_happenings(const Options& options, std::uint64_t seed) {
  Found found;
  WhatHappens asked{.seed = seed, .speculation = options.speculation, .dynamic_allocation = options.dynamic_allocation};
  refuse_flags_of_streams(options, found);
  refuse_alone(options, found);
  read_node_losses(options, asked, found);
  read_growth(options, asked, found);
  if (options.slow_node) asked.slow_node = read_number(*options.slow_node, "--slow-node", kSlowest, kFastest, found);
  if (options.stragglers) read_stragglers(*options.stragglers, asked.stragglers, found);
  if (options.scheduling) read_scheduling(*options.scheduling, asked, found);
  if (!found.empty()) throw InputError(std::move(found));
  return asked;
}

/// What this cluster cannot do.
void check_possible(const SimulatedJob& job, const WhatHappens& asked) {
  Found found;
  const int nodes = job.cluster.nodes;
  const std::string cluster = std::to_string(nodes) + " x " + (job.instance ? job.instance->type : "");
  if (job.cluster.slots() == 0) {
    complain(found, "--on", cluster + " cannot hold an executor beside the driver", "more or larger nodes");
  } else if (nodes == 1 && !asked.losses.empty()) {
    complain(found, "--lose-node", "the cluster has one node, and without it there is no job", "two nodes or more");
  } else if (std::cmp_greater_equal(asked.losses.size(), nodes)) {
    complain(found, "--lose-node", "all " + std::to_string(nodes) + " nodes of the cluster would be lost",
             "one node less than the cluster has, at most");
  }
  if (std::cmp_greater(asked.executor_losses.size(), job.cluster.executors())) {
    complain(found, "--lose-executor",
             "the cluster has " + std::to_string(job.cluster.executors()) + " executors in all",
             "as many losses as executors, at most");
  }
  if (asked.nodes_at_start && *asked.nodes_at_start >= nodes) {
    complain(found, "--nodes-at-start", "the cluster has " + std::to_string(nodes) + " nodes in all",
             "fewer nodes at the start than in the end");
  }
  double tasks = 0;
  for (const auto& stage : job.input.stages) tasks += static_cast<double>(stage.tasks) * stage.passes;
  if (tasks > kMostTasks) {
    complain(found, "sizer", format_number(tasks) + " tasks are too many to run one by one",
             "fewer partitions or iterations; sizer check answers by formula");
  }
  if (!found.empty()) throw InputError(std::move(found));
}

/// The scenarios of --beside, as they stand: --set is of the first one.
void add_jobs_beside(SimulatedJob& job, const Options& options, const Question& question) {
  for (const std::string& file : options.beside) {
    Options other = options;
    other.words = {file};
    other.set.clear();
    add_job(job, read_question(other).scenario, question.options);
  }
}

}  // namespace

int run_simulate(const Options& options, std::ostream& out, std::ostream& err) {
  Question question = read_question(options);
  if (question.scenario.stream) return run_simulate_stream(options, question, out, err);
  const WhatHappens asked = read_happenings(options, question.options.seed);
  const InstanceTable table =
      options.on ? load_instances(std::vector<Provider>{}, options) : load_instances(question.scenario, options);
  std::optional<ClusterRequest> request;
  if (options.on) request = read_cluster(question, table, options);
  SimulatedJob job = prepare_simulation(question.scenario, request, table, question.options);
  if (!job.instance) {
    err << "sizer: there is no cluster to simulate; sizer plan says why\n";
    return 1;
  }
  if (job.cluster.slots() > 0) add_jobs_beside(job, options, question);
  check_possible(job, asked);
  note(options, err, std::to_string(job.cluster.nodes) + " nodes of " + job.instance->type);

  run_simulation(job, asked);
  if (options.trace) write_file(*options.trace, to_trace(job), "--trace");
  deliver({.text = [&](const TextStyle& style) { return to_text(job, style); },
           .json = [&] { return to_json(job); },
           .markdown = [&] { return to_markdown(job); },
           .html = [&] { return to_html(job); }},
          options, out, err);
  if (options.trace) note(options, err, "wrote " + *options.trace + ", which ui.perfetto.dev opens");
  suggest(options, err, same_question("simulate", question, options) + " --lose-node 60%");
  return job.run.succeeded && job.meets_deadline() ? 0 : 1;
}

}  // namespace sizer::cli
