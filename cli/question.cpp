#include "question.hpp"

#include <algorithm>
#include <charconv>

#include "emit.hpp"
#include "sizer/units.hpp"

namespace sizer::cli {
namespace {

using Found = std::vector<Diagnostic>;
constexpr int kFewestWorlds = 16, kMostWorlds = 65536;

Diagnostic wrong(std::string where, std::string message, std::string hint) {
  return {.where = {.file = std::move(where), .line_text = {}}, .message = std::move(message), .hint = std::move(hint)};
}

std::string joined(const std::vector<std::string>& words, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) text += (text.empty() ? "" : " ") + words[i];
  return text;
}

bool is_phrase(const std::string& text) {
  try {
    parse_phrase(text);
    return true;
  } catch (const InputError&) {
    return false;
  }
}

/// How many of the words are a phrase. The rest, which no phrase has, is the term asked about; all, if that is no help.
std::size_t words_of_phrase(const std::vector<std::string>& words) {
  constexpr std::size_t kLongestTerm = 8;
  const std::size_t fewest = words.size() - std::min(words.size(), kLongestTerm);
  for (std::size_t count = words.size(); count > fewest; --count) {
    if (is_phrase(joined(words, 0, count))) return count;
  }
  return words.size();
}

ScenarioText read_file(const std::string& path) {
  return {.is_phrase = false, .text = read_text_file(path), .name = path};
}

ScenarioText no_scenario(const Options& options) {
  const std::string name(entry_of(options.command).name);
  throw InputError(wrong("sizer", name + " needs a scenario: a file or a phrase",
                         "sizer " + name + " nightly.toml, or sizer " + name + " \"500 GB, 2h SLA\""));
}

/// A quoted phrase is one word; of one without quotes as many words as make sense.
ScenarioText read_phrase(const std::vector<std::string>& words, std::vector<std::string>* remaining) {
  std::size_t count = words.size();
  if (remaining != nullptr) {
    count = words.front().find(' ') != std::string::npos ? 1 : words_of_phrase(words);
    remaining->assign(words.begin() + static_cast<std::ptrdiff_t>(count), words.end());
  }
  return {.is_phrase = true, .text = joined(words, 0, count), .name = {}};
}

ScenarioText read_scenario_text(const Options& options, std::vector<std::string>* remaining) {
  if (options.words.empty()) return no_scenario(options);
  const std::string& first = options.words.front();
  const bool is_file = names_a_file(first);
  if (is_file && remaining != nullptr) remaining->assign(options.words.begin() + 1, options.words.end());
  if (is_file && remaining == nullptr && options.words.size() > 1) {
    throw InputError(wrong(
        "sizer", "'" + joined(options.words, 1, options.words.size()) + "' comes after the scenario file " + first,
        "a command answers one scenario at a time"));
  }
  if (is_file) return read_file(first);
  if (options.words.size() == 1 && !looks_like_a_phrase(first)) {
    throw InputError(
        wrong("sizer", "there is no file '" + first + "'", "a phrase has a size in it, as in \"500 GB, 2h SLA\""));
  }
  return read_phrase(options.words, remaining);
}

template <class Integer>
Integer read_integer(const Options& options, std::string_view flag, const std::optional<std::string>& text,
                     Integer unless_given, Integer least, Integer most, Found& found) {
  if (!text) return unless_given;
  Integer value{};
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, value);
  if (error == std::errc{} && stop == end && value >= least && value <= most) return value;
  found.push_back(wrong(origin(options, flag), "'" + *text + "' is not a number that can be used here",
                        "a whole number from " + std::to_string(least) + " to " + std::to_string(most)));
  return unless_given;
}

PlanOptions read_plan_options(const Options& options, Found& found) {
  PlanOptions read;
  read.worlds = read_integer(options, "worlds", options.worlds, read.worlds, kFewestWorlds, kMostWorlds, found);
  read.seed = read_integer<std::uint64_t>(options, "seed", options.seed, read.seed, 0, UINT64_MAX, found);
  return read;
}

bool sets_provider(const std::string& assignment) {
  const std::string_view key(assignment.data(), std::min(assignment.find_first_of("= "), assignment.size()));
  return key == "cluster.provider";
}

/// --provider as an override; none when --set says otherwise and only a variable names a provider.
std::string provider_override(const Options& options, const std::vector<Provider>& providers) {
  const bool variable = options.from_variable.contains("provider");
  if (providers.empty() || (variable && std::any_of(options.set.begin(), options.set.end(), sets_provider))) return {};
  std::string list;
  for (const Provider provider : providers) {
    list += (list.empty() ? "\"" : ", \"") + std::string(to_string(provider)) + "\"";
  }
  return "cluster.provider=[" + list + "]";
}

Scenario parse(const ScenarioText& asked, const std::vector<std::string>& overrides) {
  if (asked.is_phrase) return parse_phrase(asked.text, overrides);
  return parse_scenario(asked.text, asked.name == "-" ? "<stdin>" : asked.name, overrides);
}

/// The scenario with --set and, as the last word on it, a provider that `source` names.
Scenario parse_with_provider(const ScenarioText& asked, const Options& options, const std::string& provider,
                             const std::string& source, const std::vector<std::string>& more = {}) {
  std::vector<std::string> overrides = options.set;
  overrides.insert(overrides.end(), more.begin(), more.end());
  if (provider.empty()) return parse(asked, overrides);
  overrides.push_back(provider);
  Scenario scenario = parse(asked, overrides);
  for (auto& given : scenario.cluster.providers) given.source = source;
  return scenario;
}

/// The scenario that --emit asks about: of the platform and provider its format is for, where nobody stated them.
Scenario parse_for_emit(const Question& question, const Options& options, const std::string& provider) {
  const Scenario& stated = question.scenario;
  const auto needs = needs_of(*question.emit, stated, options.on.has_value());
  if (needs.empty()) return stated;
  const bool needs_provider = provider_of(*question.emit) && !provider_is_stated(stated);
  Scenario scenario =
      parse_with_provider(question.asked, options, needs_provider ? "" : provider, origin(options, "provider"), needs);
  if (scenario.cluster.platform && !stated.cluster.platform) scenario.cluster.platform->source = "--emit";
  if (needs_provider) {
    for (auto& given : scenario.cluster.providers) given.source = "--emit";
  }
  return scenario;
}

void read_provider_names(const std::string& list, const std::string& where, std::vector<Provider>& providers,
                         Found& found) {
  std::size_t begin = 0;
  while (begin <= list.size()) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::string name = list.substr(begin, end - begin);
    begin = end + 1;
    if (name == "all") {
      providers.insert(providers.end(), {Provider::aws, Provider::gcp, Provider::azure});
    } else if (const auto provider = provider_named(name)) {
      providers.push_back(*provider);
    } else {
      found.push_back(
          wrong(where, "unknown provider '" + name + "'" + did_you_mean(name, {"aws", "gcp", "azure", "onprem", "all"}),
                "one of aws, gcp, azure, onprem, or all"));
    }
  }
}

bool may_choose(const Scenario& scenario, Provider provider) {
  return std::any_of(scenario.cluster.providers.begin(), scenario.cluster.providers.end(),
                     [&](const auto& given) { return given.value == provider; });
}

/// The scenario's own provider, stated, is another than the cluster's.
void refuse_other_provider(const Scenario& scenario, const Instance& instance) {
  if (!provider_is_stated(scenario)) return;
  const std::string name(to_string(instance.provider));
  const auto& stated = scenario.cluster.providers.front();
  throw InputError(wrong("--on",
                         instance.type + " is a node of " + name + ", and the scenario asks for " +
                             std::string(to_string(stated.value)) + " (" + stated.source + ")",
                         "leave the provider out, or say --provider " + name));
}

bool stands_alone(const std::string& word) { return names_a_file(word) || word.find(' ') != std::string::npos; }

}  // namespace

std::vector<ScenarioText> read_scenarios(const Options& options) {
  const bool several =
      options.words.size() > 1 && std::all_of(options.words.begin(), options.words.end(), stands_alone);
  if (!several) return {read_scenario_text(options, nullptr)};
  std::vector<ScenarioText> texts;
  for (const std::string& word : options.words) {
    texts.push_back(names_a_file(word) ? read_file(word) : ScenarioText{.is_phrase = true, .text = word, .name = {}});
  }
  return texts;
}

std::vector<std::string> overrides_of(const Options& options) {
  Found found;
  const std::string provider = provider_override(options, read_providers(options, found));
  if (!found.empty()) throw InputError(std::move(found));
  std::vector<std::string> overrides = options.set;
  if (!provider.empty()) overrides.push_back(provider);
  return overrides;
}

PlanOptions read_plan_options(const Options& options) {
  Found found;
  const PlanOptions read = read_plan_options(options, found);
  if (!found.empty()) throw InputError(std::move(found));
  return read;
}

std::vector<std::string> provider_of_cluster(const Scenario& scenario, const Instance& instance) {
  if (may_choose(scenario, instance.provider)) return {};
  refuse_other_provider(scenario, instance);
  return {"cluster.provider=" + std::string(to_string(instance.provider))};
}

Question read_question(const Options& options, std::vector<std::string>* remaining) {
  Found found;
  Question question{.asked = {}, .scenario = {}, .options = read_plan_options(options, found), .emit = {}};
  const auto providers = read_providers(options, found);
  try {
    question.asked = read_scenario_text(options, remaining);
    const std::string provider = provider_override(options, providers);
    question.emit = read_emit(options);
    question.scenario = parse_with_provider(question.asked, options, provider, origin(options, "provider"));
    if (question.emit) question.scenario = parse_for_emit(question, options, provider);
  } catch (const InputError& error) {
    found.insert(found.end(), error.diagnostics().begin(), error.diagnostics().end());
  }
  if (!found.empty()) throw InputError(std::move(found));
  return question;
}

bool provider_is_stated(const Scenario& scenario) {
  return std::any_of(scenario.cluster.providers.begin(), scenario.cluster.providers.end(),
                     [](const auto& given) { return !given.is_default() && given.source != "SIZER_PROVIDER"; });
}

InstanceTable load_instances(const std::vector<Provider>& providers, const Options& options) {
  if (!options.instances) return InstanceTable::built_in(providers);
  InstanceTable table = InstanceTable::built_in();
  apply_instance_file(read_text_file(*options.instances), *options.instances, table);
  return table;
}

InstanceTable load_instances(const Scenario& scenario, const Options& options) {
  // A measured run may have been anywhere.
  const auto providers =
      scenario.measured.empty() && scenario.measured_rates.empty() ? providers_of(scenario) : std::vector<Provider>{};
  InstanceTable table = load_instances(providers, options);
  check_instance_names(scenario, table);
  return table;
}

ClusterRequest read_cluster(Question& question, const InstanceTable& table, const Options& options) {
  check_instance_names(question.scenario, table);
  const ClusterRequest request = parse_cluster(options.on.value_or(""), table);
  const Provider provider = request.instance.provider;
  if (may_choose(question.scenario, provider)) return request;
  refuse_other_provider(question.scenario, request.instance);
  question.scenario = parse_with_provider(question.asked, options, provider_override(options, {provider}), "--on");
  if (question.emit) question.scenario = parse_for_emit(question, options, provider_override(options, {provider}));
  return request;
}

std::vector<Provider> read_providers(const Options& options, std::vector<Diagnostic>& found) {
  std::vector<Provider> providers;
  for (const std::string& list : options.providers) {
    read_provider_names(list, origin(options, "provider"), providers, found);
  }
  std::ranges::sort(providers);
  const auto repeated = std::ranges::unique(providers);
  providers.erase(repeated.begin(), repeated.end());
  return providers;
}

std::string quoted(const std::string& word) {
  const bool plain = word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/+-,=") ==
                     std::string::npos;
  if (plain && !word.empty()) return word;
  const bool simple = word.find_first_of("\"$`\\!") == std::string::npos;
  if (simple) return '"' + word + '"';
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string same_question(const std::string& command, const Question& question, const Options& options) {
  const ScenarioText& asked = question.asked;
  std::string text = "sizer " + command + " " + quoted(asked.is_phrase ? asked.text : asked.name);
  const auto add = [&](std::string_view flag, const std::string& value) {
    if (!options.from_variable.contains(flag)) text += " --" + std::string(flag) + " " + quoted(value);
  };
  for (const std::string& assignment : options.set) add("set", assignment);
  for (const std::string& provider : options.providers) add("provider", provider);
  if (options.instances) add("instances", *options.instances);
  if (options.worlds) add("worlds", *options.worlds);
  if (options.seed) add("seed", *options.seed);
  return text;
}

std::string explain_command(const Question& question, const Options& options) {
  const std::string cluster = options.on ? " --on " + quoted(*options.on) : "";
  return same_question("explain", question, options) + cluster + " duration";
}

}  // namespace sizer::cli
