#include "emit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "output.hpp"
#include "sizer/units.hpp"

namespace sizer::cli {
namespace {

constexpr std::string_view kBrief = "brief";

[[noreturn]] void refuse(const std::string& message, const std::string& hint) {
  throw InputError({.where = {.file = "--emit", .line_text = {}}, .message = message, .hint = hint});
}

std::vector<std::string> format_names(Command command) {
  std::vector<std::string> names;
  for (const EmitFormat format : emit_formats()) names.emplace_back(to_string(format));
  if (command == Command::plan) names.emplace_back(kBrief);
  return names;
}

void refuse_contradictions(const Options& options) {
  if (options.json)
    refuse("--json contradicts --emit, which has a format of its own", "--emit properties-json is JSON");
  if (options.conf)
    refuse("--conf contradicts --emit, which writes settings of sizer's own", "leave out one of the two");
}

void refuse_other_providers(EmitFormat format, const Scenario& scenario) {
  const auto provider = provider_of(format);
  const auto& stated = scenario.cluster.providers;
  if (!provider || !provider_is_stated(scenario)) return;
  if (std::ranges::find(stated, *provider, &Given<Provider>::value) != stated.end()) return;
  refuse(fmt::format("{} is for nodes of {}, and {} asks for {}", to_string(format), to_string(*provider),
                     stated.front().source, to_string(stated.front().value)),
         fmt::format("another format, or --provider {}", to_string(*provider)));
}

void say_what_is_left(const Emitted& emitted, std::ostream& err) {
  for (const auto& [text, meaning] : emitted.placeholders) err << "fill in " << text << ": " << meaning << '\n';
  for (const std::string& note : emitted.notes) err << "note: " << note << '\n';
}

}  // namespace

bool wants_brief(const Options& options) { return options.command == Command::plan && options.emit == kBrief; }

std::optional<EmitFormat> read_emit(const Options& options) {
  if (!options.emit) return std::nullopt;
  const auto names = format_names(options.command);
  const auto format = emit_format_named(*options.emit);
  if (!format && !wants_brief(options)) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "one of " : ", ") + name;
    refuse("unknown format '" + *options.emit + "'" + did_you_mean(*options.emit, names), list);
  }
  refuse_contradictions(options);
  return format;
}

std::vector<std::string> needs_of(EmitFormat format, const Scenario& scenario, bool cluster_is_named) {
  refuse_other_providers(format, scenario);
  std::vector<std::string> needs;
  const auto platform = platform_of(format);
  if (platform && !scenario.cluster.platform) {
    needs.push_back(fmt::format("cluster.platform=\"{}\"", to_string(*platform)));
  }
  const auto provider = provider_of(format);
  if (provider && !provider_is_stated(scenario)) {
    needs.push_back(fmt::format("cluster.provider=\"{}\"", to_string(*provider)));
  }
  if (!cluster_is_named && scenario.cluster.instances.empty() && !scenario.cluster.executor_cores) {
    needs.insert(needs.end(), nodes_of(format).begin(), nodes_of(format).end());
  }
  return needs;
}

int deliver_launch(const Question& question, bool fits, const Candidate* candidate, const Options& options,
                   std::ostream& out, std::ostream& err) {
  if (!fits || candidate == nullptr) {
    err << "sizer: the goal is not met, so nothing is emitted\nhint: the same without --emit says why\n";
    return 1;
  }
  const Emitted emitted = emit(launch_of(question.scenario, *candidate), *question.emit);
  deliver_text(emitted.text, options, out, err);
  if (!options.quiet) say_what_is_left(emitted, err);
  return 0;
}

}  // namespace sizer::cli
