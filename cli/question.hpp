#pragma once

#include <string>
#include <vector>

#include "flags.hpp"
#include "sizer/emit.hpp"
#include "sizer/io.hpp"

/// What plan, check and explain share: the scenario asked about, the nodes to choose from, the cluster named by --on.
namespace sizer::cli {

/// The scenario as text: a file's, or a phrase.
struct ScenarioText {
  bool is_phrase = false;
  std::string text;
  std::string name;  ///< the file; "-" is standard input
};

struct Question {
  ScenarioText asked;
  Scenario scenario;
  PlanOptions options;
  std::optional<EmitFormat> emit;  ///< asked for by --emit
};

/// Reads the scenario that begins `options.words`, with --set, --provider, --worlds and --seed. A phrase may come
/// as several words. `remaining`, when wanted, receives the words after a file or a quoted phrase.
Question read_question(const Options& options, std::vector<std::string>* remaining = nullptr);

/// Several scenarios side by side: files, and phrases in quotes; or one phrase of several words.
std::vector<ScenarioText> read_scenarios(const Options& options);
/// --set, --provider, and SIZER_PROVIDER where --set says nothing of it, as overrides of a scenario.
std::vector<std::string> overrides_of(const Options& options);
/// --worlds and --seed.
PlanOptions read_plan_options(const Options& options);
/// A cluster's provider as an override, for a scenario that leaves it open; throws where the scenario states another.
std::vector<std::string> provider_of_cluster(const Scenario& scenario, const Instance& instance);

/// The instances built in, of these providers, all when there are none. With --instances: of every provider, as the
/// file may name any, and with the file laid over them.
InstanceTable load_instances(const std::vector<Provider>& providers, const Options& options);
/// Those a scenario may choose from; throws where it names a type that there is not.
InstanceTable load_instances(const Scenario& scenario, const Options& options);

/// The cluster named by --on. When nobody stated a provider, the cluster's node type decides it: the scenario is then
/// read again with that provider.
ClusterRequest read_cluster(Question& question, const InstanceTable& table, const Options& options);

/// A provider is stated when the scenario or an option says it; SIZER_PROVIDER only stands in for the default.
bool provider_is_stated(const Scenario& scenario);

/// --provider: names, lists with commas, "all".
std::vector<Provider> read_providers(const Options& options, std::vector<Diagnostic>& found);

/// A word as a shell reads it back: in quotes where it needs them.
std::string quoted(const std::string& word);

/// The command line that asks another command the same: sizer check "500 GB, 2h SLA" --set goal.confidence=0.9.
std::string same_question(const std::string& command, const Question& question, const Options& options);

/// The command line that explains the answer's duration: on the cluster of --on, if there is one.
std::string explain_command(const Question& question, const Options& options);

}  // namespace sizer::cli
