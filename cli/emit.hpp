#pragma once

#include <iosfwd>

#include "flags.hpp"
#include "question.hpp"
#include "sizer/emit.hpp"

/// --emit: what starts the plan, in the form a platform takes, instead of the answer.
namespace sizer::cli {

/// --emit brief, of plan: a page for people instead of what starts it.
bool wants_brief(const Options& options);

/// The format asked for; none for a brief; throws InputError for one that is not known, or together with --json.
std::optional<EmitFormat> read_emit(const Options& options);

/// What a format needs of a scenario, as --set says it, where the scenario leaves it open: its platform and provider,
/// and, where no cluster is named, nodes that the service has. Throws InputError where it states another provider.
std::vector<std::string> needs_of(EmitFormat format, const Scenario& scenario, bool cluster_is_named);

/// Writes what starts `candidate`, and to `err` what is left to fill in. Where the goal is not met nothing is written.
/// Returns the exit code.
int deliver_launch(const Question& question, bool fits, const Candidate* candidate, const Options& options,
                   std::ostream& out, std::ostream& err);

}  // namespace sizer::cli
