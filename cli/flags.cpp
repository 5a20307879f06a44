#include "flags.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <filesystem>

#include "sizer/units.hpp"

namespace sizer::cli {
namespace {

constexpr unsigned bit(Command command) { return 1U << static_cast<unsigned>(command); }
constexpr unsigned kSimulate = bit(Command::simulate);
constexpr unsigned kCompare = bit(Command::compare);
constexpr unsigned kQuestions = bit(Command::plan) | bit(Command::check) | kCompare | kSimulate | bit(Command::explain);
constexpr unsigned kOnCluster = bit(Command::check) | kCompare | kSimulate | bit(Command::explain);
constexpr unsigned kLaunches = bit(Command::plan) | bit(Command::check);
constexpr unsigned kPictures = bit(Command::plan) | bit(Command::check) | kCompare;
constexpr unsigned kInstances = bit(Command::instances);
constexpr unsigned kPractice = bit(Command::practice);
constexpr unsigned kAll = kQuestions | kInstances | kPractice | bit(Command::assumptions);

constexpr std::string_view kCommon = "Common options";
constexpr std::string_view kQuestion = "Options of plan, check, compare, simulate and explain";
constexpr std::string_view kComparisons = "Options of compare";
constexpr std::string_view kReady = "Ready comparisons, each for one scenario";
constexpr std::string_view kHappenings = "Options of simulate";
constexpr std::string_view kPractising = "Options of practice";
constexpr std::string_view kFilters = "Options of instances";
constexpr std::string_view kAbout = "About sizer";

constexpr CommandEntry kCommands[] = {
    {Command::plan, "plan", "FILE|PHRASE", "which cluster: nodes, layout, time, cost, what binds, alternatives"},
    {Command::check, "check", "FILE|PHRASE --on CLUSTER", "what a given cluster does: time, cost, waste, what breaks"},
    {Command::compare, "compare", "FILE|PHRASE...", "what changes when keys vary, side by side, and why"},
    {Command::simulate, "simulate", "FILE|PHRASE",
     "the job task by task: a timeline, and what a lost or slow node does"},
    {Command::explain, "explain", "FILE|PHRASE [TERM]", "the formula, inputs and sources behind every number"},
    {Command::practice, "practice", "[CARD|FILE]", "whiteboard questions, graded step by step by the same engine"},
    {Command::instances, "instances", "[PATTERN]...", "the node types known: cores, memory, disks, network, price"},
    {Command::assumptions, "assumptions", "[KEY]...", "the constants that could be wrong: ranges and sources"},
};

constexpr Flag kFlags[] = {
    {"json", '\0', "", "answer in JSON", kCommon, kAll, &Options::json},
    {"markdown", '\0', "", "answer in Markdown", kCommon, kQuestions, &Options::markdown},
    {"output", 'o', "FILE", "write the answer to FILE; its ending says how: .html, .json, .csv, .md or .txt", kCommon,
     kAll, &Options::output, "", Offers::files},
    {"plot", '\0', "", "add pictures to the text: cost against time, the stages, the memory of an executor", kCommon,
     kPictures, &Options::plot},
    {"emit", '\0', "FORMAT",
     "instead of the answer what starts it: spark-submit, emr ...; or of plan a brief in plain words", kCommon,
     kLaunches, &Options::emit, "", Offers::choices,
     "spark-submit spark-defaults emr databricks dataproc glue kubernetes spark-operator synapse properties-json "
     "brief"},
    {"set", '\0', "KEY=VALUE", "change the scenario: --set goal.confidence=0.9; repeatable", kCommon, kQuestions,
     &Options::set},
    {"provider", '\0', "NAME", "whose nodes: aws, gcp, azure, onprem, a list with commas, or all (the three clouds)",
     kCommon, kQuestions | kInstances, &Options::providers, "SIZER_PROVIDER", Offers::choices,
     "aws gcp azure onprem all"},
    {"on", '\0', "CLUSTER", "the cluster to look at: --on \"10 x m5.2xlarge\"", kCommon, kOnCluster, &Options::on},
    {"conf", '\0', "FILE", "Spark settings to check: a spark-defaults.conf or JSON; without a scenario, them alone",
     kCommon, bit(Command::check), &Options::conf, "", Offers::files},
    {"quiet", 'q', "", "only errors on standard error", kCommon, kAll, &Options::quiet},
    {"verbose", 'v', "", "say on standard error what is read and how much is looked at", kCommon, kAll,
     &Options::verbose},

    {"instances", '\0', "FILE", "node types and prices of your own, laid over those built in", kQuestion,
     kQuestions | kInstances, &Options::instances, "SIZER_INSTANCES", Offers::files},
    {"worlds", '\0', "N", "possible worlds to look at, 16 to 65536; 1024 unless told", kQuestion, kQuestions,
     &Options::worlds, "SIZER_WORLDS"},
    {"seed", '\0', "N", "which worlds, tasks or questions are drawn; 1 unless told", kQuestion, kQuestions | kPractice,
     &Options::seed, "SIZER_SEED"},

    {"vary", '\0', "KEY=VALUES", "a key of the scenario and its values: nodes=4,8 or nodes=4..32:4; repeatable",
     kComparisons, kCompare, &Options::vary},
    {"csv", '\0', "", "answer in CSV: a line a row", kComparisons, kCompare, &Options::csv},

    {"scale-up-or-out", '\0', "", "larger nodes, or more of them", kReady, kCompare, &Options::comparisons},
    {"small-or-large-nodes", '\0', "", "the same vCPUs in few large nodes or in many small ones", kReady, kCompare,
     &Options::comparisons},
    {"memory-or-nodes", '\0', "", "for the same money more memory, or more nodes", kReady, kCompare,
     &Options::comparisons},
    {"tune-or-scale", '\0', "", "levers on the job and on the cluster, each with its gain and its price", kReady,
     kCompare, &Options::comparisons},
    {"purchase", '\0', "", "spot, on demand, or both: interruptions and their rework against the price", kReady,
     kCompare, &Options::comparisons},
    {"storage", '\0', "", "object store with local SSD or network volumes, or the nodes' own disks", kReady, kCompare,
     &Options::comparisons},
    {"format", '\0', "", "the same rows in another file format, and after how many runs it has paid", kReady, kCompare,
     &Options::comparisons},
    {"codec", '\0', "", "the same rows with another codec", kReady, kCompare, &Options::comparisons},
    {"growth", '\0', "", "when growing data breaks the goal, and what binds then", kReady, kCompare,
     &Options::comparisons},
    {"backfill", '\0', "DAYS", "past days made again: beside the daily run, or apart", kReady, kCompare,
     &Options::comparisons},
    {"executor-size", '\0', "", "cores and memory of an executor: where collection, spilling and idle cores bite",
     kReady, kCompare, &Options::comparisons},
    {"partitions", '\0', "", "shuffle partitions, from too few to more than help", kReady, kCompare,
     &Options::comparisons},
    {"parallelism", '\0', "", "tasks at a time: speed-up, price, and what does not shrink", kReady, kCompare,
     &Options::comparisons},
    {"join", '\0', "", "sort-merge, shuffled hash, broadcast, salted or bucketed", kReady, kCompare,
     &Options::comparisons},
    {"cache", '\0', "", "no cache, columns or objects, and after how many passes it has paid", kReady, kCompare,
     &Options::comparisons},
    {"autoscaling", '\0', "", "fixed or growing with the work, for each run or kept running", kReady, kCompare,
     &Options::comparisons},
    {"engine", '\0', "", "Spark or a native engine, on a cluster or on one machine", kReady, kCompare,
     &Options::comparisons},
    {"before", '\0', "RUN", "what changed since this run: a file with a [[measured]] run, or the number of one", kReady,
     kCompare, &Options::comparisons, "", Offers::files},
    {"after", '\0', "RUN", "the run to hold against it", kReady, kCompare, &Options::comparisons, "", Offers::files},

    {"lose-node", '\0', "WHEN", "a node is lost: after 60% of the stages' time, or \"at 20 min\"; repeatable",
     kHappenings, kSimulate, &Options::lose_nodes},
    {"lose-executor", '\0', "WHEN",
     "an executor is lost, as one killed for its memory: 60%, or \"at 20 min\"; repeatable", kHappenings, kSimulate,
     &Options::lose_executors},
    {"spot", '\0', "RATE", "nodes are reclaimed at random: \"5%/h\" or \"20%/month\" of them", kHappenings, kSimulate,
     &Options::spot},
    {"notice", '\0', "TIME", "a lost node is announced so long before; of --spot its provider's, unless told",
     kHappenings, kSimulate, &Options::notice},
    {"replaced-after", '\0', "TIME", "until another node takes a lost one's place; or never", kHappenings, kSimulate,
     &Options::replaced_after},
    {"slow-node", '\0', "SPEED", "one node has this speed: 0.5 is half the others'", kHappenings, kSimulate,
     &Options::slow_node},
    {"stragglers", '\0', "SHARE x TIMES", "tasks slowed down by their machine: \"1% x 5\"", kHappenings, kSimulate,
     &Options::stragglers},
    {"speculation", '\0', "", "copies of slow tasks, by the rule of the scenario's Spark", kHappenings, kSimulate,
     &Options::speculation},
    {"dynamic-allocation", '\0', "", "executors are asked for when tasks wait", kHappenings, kSimulate,
     &Options::dynamic_allocation},
    {"nodes-at-start", '\0', "N", "so many nodes at first; the cluster grows to the others", kHappenings, kSimulate,
     &Options::nodes_at_start},
    {"nodes-a-minute", '\0', "N", "they join at this pace; all at once unless told", kHappenings, kSimulate,
     &Options::nodes_a_minute},
    {"beside", '\0', "FILE", "another scenario, whose job shares the executors from the start on; repeatable",
     kHappenings, kSimulate, &Options::beside, "", Offers::files},
    {"scheduling", '\0', "MODE", "of jobs that share them: fifo (unless told) or fair", kHappenings, kSimulate,
     &Options::scheduling, "", Offers::choices, "fifo fair"},
    {"spike", '\0', "RATE for TIME", "of a stream: more events for a while, \"200k for 10 min at 1 h\"; repeatable",
     kHappenings, kSimulate, &Options::spikes},
    {"outage", '\0', "TIME", "of a stream: the job is down, \"2 h at 30 min\"; repeatable", kHappenings, kSimulate,
     &Options::outages},
    {"slow-sink", '\0', "TIMES x TIME", "of a stream: batches take longer, \"3 x 10 min at 1 h\"; repeatable",
     kHappenings, kSimulate, &Options::slow_sinks},
    {"rescale", '\0', "NODES", "of a stream: started again on so many, \"8 nodes at 1 h\"; repeatable", kHappenings,
     kSimulate, &Options::rescales},
    {"for", '\0', "TIME", "of a stream: how long to look at it; unless told, until it has caught up", kHappenings,
     kSimulate, &Options::length},
    {"trace", '\0', "FILE", "also write the tasks as a trace that ui.perfetto.dev opens", kHappenings, kSimulate,
     &Options::trace, "", Offers::files},

    {"list", '\0', "", "the cards: topic, level, and whether computed, decided or discussed", kPractising, kPractice,
     &Options::list},
    {"topic", '\0', "NAME", "only cards of this topic: --topic memory", kPractising, kPractice, &Options::topic},
    {"exam", '\0', "N", "a mixed set of N cards, with marks by skill", kPractising, kPractice, &Options::exam},
    {"answer", '\0', "FILE", "grade the answers in a TOML file instead of asking; - is standard input", kPractising,
     kPractice, &Options::answer, "", Offers::files},
    {"progress", '\0', "FILE", "keep the best marks of each card in this file; none is kept without it", kPractising,
     kPractice, &Options::progress, "", Offers::files},
    {"vocabulary", '\0', "", "the computations that the steps of a card may call", kPractising, kPractice,
     &Options::vocabulary},

    {"min-memory", '\0', "SIZE", "memory of a node, at least: 64GiB", kFilters, kInstances, &Options::min_memory},
    {"max-memory", '\0', "SIZE", "memory of a node, at most", kFilters, kInstances, &Options::max_memory},
    {"min-vcpu", '\0', "N", "vCPUs of a node, at least", kFilters, kInstances, &Options::min_vcpu},
    {"max-vcpu", '\0', "N", "vCPUs of a node, at most", kFilters, kInstances, &Options::max_vcpu},
    {"local-ssd", '\0', "", "with a local SSD or NVMe disk", kFilters, kInstances, &Options::local_ssd},
    {"no-local-disk", '\0', "", "without local disks", kFilters, kInstances, &Options::no_local_disk},
    {"arch", '\0', "NAME", "arm64 or x86_64", kFilters, kInstances, &Options::arch, "", Offers::choices,
     "arm64 x86_64"},
    {"max-price", '\0', "PRICE", "on-demand price of a node, at most: 0.50 (dollars an hour)", kFilters, kInstances,
     &Options::max_price},
    {"min-network", '\0', "RATE", "sustained network of a node, at least: 10Gbit/s", kFilters, kInstances,
     &Options::min_network},
    {"family", '\0', "NAME", "of this family: r6id; repeatable", kFilters, kInstances, &Options::families},
    {"previous-generation", '\0', "", "also those of previous generations", kFilters, kInstances,
     &Options::previous_generation},
    {"sort", '\0', "KEY", "name, price, memory, vcpu, network, disk, price-per-vcpu or price-per-gib; price:desc turns",
     kFilters, kInstances, &Options::sort, "", Offers::choices,
     "name price memory vcpu network disk price-per-vcpu price-per-gib"},

    {"ascii", '\0', "", "text in ASCII alone; also where the locale is not of UTF-8", kAbout, kAll, &Options::ascii},
    {"color", '\0', "WHEN", "auto, always or never; auto: on a terminal without NO_COLOR", kAbout, kAll,
     &Options::color, "SIZER_COLOR", Offers::choices, "auto always never"},
    {"generate", '\0', "WHAT", "print the man page, a shell's completions or the reference page", kAbout, kAll,
     &Options::generate, "", Offers::choices, "man bash zsh fish markdown"},
    {"help", 'h', "", "this help; with a command, the help of that command", kAbout, kAll, &Options::help},
    {"version", 'V', "", "print the version", kAbout, kAll, &Options::version},
};

using Found = std::vector<Diagnostic>;

Diagnostic wrong_usage(std::string message, std::string hint = {}) {
  return {.where = {.file = "sizer", .line_text = {}}, .message = std::move(message), .hint = std::move(hint)};
}

std::string names_for_parser(const Flag& flag) {
  const std::string name = "--" + std::string(flag.name);
  return flag.letter == '\0' ? name : std::string("-") + flag.letter + "," + name;
}

void assign(Options& options, const Flag& flag, const std::vector<std::string>& values) {
  if (const auto* target = std::get_if<bool Options::*>(&flag.target)) {
    options.** target = true;
  } else if (const auto* text = std::get_if<std::optional<std::string> Options::*>(&flag.target)) {
    options.** text = values.back();
  } else if (const auto* named = std::get_if<Named Options::*>(&flag.target)) {
    (options.**named)[std::string(flag.name)] = flag.argument.empty() ? "" : values.back();
  } else {
    options.*std::get<std::vector<std::string> Options::*>(flag.target) = values;
  }
}

std::vector<std::string> names_of_options() {
  std::vector<std::string> names;
  for (const Flag& flag : kFlags) names.push_back("--" + std::string(flag.name));
  return names;
}

void add_unknown_options(const std::vector<std::string>& unknown, Found& found) {
  for (const std::string& text : unknown) {
    if (text == "--") continue;  // ends the options; CLI11 keeps it
    const std::string name = text.substr(0, text.find('='));
    found.push_back(wrong_usage("unknown option '" + name + "'" + did_you_mean(name, names_of_options()),
                                "sizer --help lists the options"));
  }
}

void reject_value_of_switch(const Flag& flag, const std::vector<std::string>& values, Found& found) {
  const bool plain = std::all_of(values.begin(), values.end(), [](const auto& value) { return value == "true"; });
  if (flag.argument.empty() && !plain) found.push_back(wrong_usage("--" + std::string(flag.name) + " takes no value"));
}

/// What CLI11 made of the arguments: words, and for each flag its values as typed.
struct Arguments {
  std::vector<std::string> words;
  std::vector<std::pair<const Flag*, std::vector<std::string>>> given;
};

Arguments split_arguments(std::vector<std::string> arguments, Found& found) {
  CLI::App parser;
  parser.set_help_flag("");
  parser.allow_extras();
  const CLI::Option* words =
      parser.add_option("words")->expected(0, CLI::detail::expected_max_vector_size)->allow_extra_args();
  std::vector<const CLI::Option*> declared;
  for (const Flag& flag : kFlags) {
    CLI::Option* option =
        flag.argument.empty() ? parser.add_flag(names_for_parser(flag)) : parser.add_option(names_for_parser(flag));
    declared.push_back(option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll));
  }
  std::reverse(arguments.begin(), arguments.end());
  parser.parse(std::move(arguments));
  add_unknown_options(parser.remaining(), found);

  Arguments split{.words = words->results(), .given = {}};
  for (std::size_t i = 0; i < declared.size(); ++i) {
    if (declared[i]->count() == 0) continue;
    split.given.emplace_back(&kFlags[i], declared[i]->results());
    reject_value_of_switch(kFlags[i], declared[i]->results(), found);
  }
  return split;
}

/// CLI11 names the option it stopped at in the beginning of its message: "--seed: 1 required TEXT missing".
Diagnostic in_our_words(const CLI::Error& error) {
  const std::string what = error.what();
  for (const Flag& flag : kFlags) {
    const std::string name = "--" + std::string(flag.name);
    if (!what.starts_with(name + ":") && !what.starts_with(name + " ")) continue;
    if (flag.argument.empty()) return wrong_usage(name + " takes no value");
    return wrong_usage(name + " needs a value: " + name + " " + std::string(flag.argument));
  }
  return wrong_usage(what);
}

/// The first word is a command, or the beginning of what `plan` is asked.
void choose_command(Options& options, Found& found) {
  if (!options.words.empty() && options.words.front() == "help") {
    options.help = true;
    options.words.erase(options.words.begin());
  }
  if (options.words.empty()) return;
  const std::string first = options.words.front();
  std::vector<std::string> names;
  for (const CommandEntry& entry : kCommands) {
    names.emplace_back(entry.name);
    if (entry.name != first) continue;
    options.command = entry.command;
    options.command_named = true;
    options.words.erase(options.words.begin());
    return;
  }
  if (names_a_file(first) || looks_like_a_phrase(first)) return;
  found.push_back(wrong_usage("unknown command '" + first + "'" + did_you_mean(first, names),
                              "a phrase has a size in it, as in sizer \"500 GB, 2h SLA\""));
}

std::string commands_of(const Flag& flag) {
  std::string names;
  for (const CommandEntry& entry : kCommands) {
    if (flag.belongs_to(entry.command)) names += (names.empty() ? "" : ", ") + std::string(entry.name);
  }
  return names;
}

void reject_foreign(const Options& options, const Arguments& split, Found& found) {
  if (options.help) return;
  for (const auto& [flag, values] : split.given) {
    if (flag->belongs_to(options.command)) continue;
    found.push_back(wrong_usage(
        "--" + std::string(flag->name) + " is not an option of " + std::string(entry_of(options.command).name),
        "it belongs to: " + commands_of(*flag)));
  }
  if (options.quiet && options.verbose) found.push_back(wrong_usage("--quiet contradicts --verbose"));
  if (options.plot && options.json) {
    found.push_back(
        wrong_usage("--plot contradicts --json", "the pictures are of the text; -o plan.html has them too"));
  }
}

void take_variables(Options& options, const Arguments& split, const Surroundings& surroundings) {
  for (const Flag& flag : kFlags) {
    if (flag.variable.empty() || !flag.belongs_to(options.command)) continue;
    const bool given =
        std::any_of(split.given.begin(), split.given.end(), [&](const auto& g) { return g.first == &flag; });
    const auto value = surroundings.variable(flag.variable);
    if (given || !value) continue;
    assign(options, flag, {*value});
    options.from_variable.emplace(flag.name);
  }
}

void read_color(Options& options, const Surroundings& surroundings, Found& found) {
  const std::string wish = options.color.value_or("auto");
  if (wish != "auto" && wish != "always" && wish != "never") {
    found.push_back({.where = {.file = origin(options, "color"), .line_text = {}},
                     .message = "unknown choice '" + wish + "'" + did_you_mean(wish, {"auto", "always", "never"}),
                     .hint = "one of auto, always, never"});
  }
  options.style = {.colour = use_colour(wish, surroundings),
                   .width = surroundings.width,
                   .unicode = use_unicode(surroundings) && !options.ascii,
                   .plot = options.plot};
  options.at_terminal = surroundings.stdin_is_terminal && surroundings.stdout_is_terminal;
  options.hints = surroundings.stdout_is_terminal && !options.quiet;
}

}  // namespace

std::span<const CommandEntry> commands() { return kCommands; }
std::span<const Flag> flags() { return kFlags; }

const CommandEntry& entry_of(Command command) { return kCommands[static_cast<std::size_t>(command)]; }

std::string origin(const Options& options, std::string_view flag) {
  const auto entry = std::find_if(std::begin(kFlags), std::end(kFlags), [&](const Flag& f) { return f.name == flag; });
  return options.from_variable.contains(flag) ? std::string(entry->variable) : "--" + std::string(flag);
}

bool names_a_file(const std::string& word) {
  for (const char* beginning : {"/", "./", "../"}) {
    if (word.starts_with(beginning)) return true;
  }
  if (word == "-" || word.ends_with(".toml")) return true;
  std::error_code ignored;
  const auto status = std::filesystem::status(word, ignored);
  return std::filesystem::exists(status) && !std::filesystem::is_directory(status);
}

bool looks_like_a_phrase(const std::string& word) {
  return word.empty() || word.find_first_of("0123456789 ") != std::string::npos;
}

Options parse_command_line(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
  Found found;
  Options options;
  try {
    const Arguments split = split_arguments(arguments, found);
    options.words = split.words;
    for (const auto& [flag, values] : split.given) assign(options, *flag, values);
    choose_command(options, found);
    if (found.empty()) reject_foreign(options, split, found);
    take_variables(options, split, surroundings);
    read_color(options, surroundings, found);
  } catch (const CLI::Error& error) {
    found.push_back(in_our_words(error));
  }
  if (!found.empty()) throw InputError(std::move(found));
  return options;
}

}  // namespace sizer::cli
