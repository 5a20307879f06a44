#pragma once

#include <optional>
#include <string>
#include <vector>

#include "flags.hpp"
#include "question.hpp"
#include "sizer/units.hpp"

/// Reading what is to happen in a simulation, of a batch and of a stream.
namespace sizer::cli {

using Found = std::vector<Diagnostic>;

void complain(Found& found, const std::string& flag, const std::string& message, const std::string& hint);

/// What a parser made of the text of a flag; nothing, and a complaint, when it made nothing of it.
template <class T>
std::optional<T> value_of(const Parsed<T>& parsed, const std::string& flag, const std::string& hint, Found& found) {
  if (!parsed) complain(found, flag, parsed.message, parsed.hint.empty() ? hint : parsed.hint);
  return parsed.value;
}

std::optional<double> read_number(const std::string& text, const std::string& flag, double least, double most,
                                  Found& found);

/// Complains of flags that mean something for the other kind of scenario only.
void refuse_flags_of_batches(const Options& options, Found& found);
void refuse_flags_of_streams(const Options& options, Found& found);

/// simulate, for a scenario with a [stream].
int run_simulate_stream(const Options& options, Question& question, std::ostream& out, std::ostream& err);

}  // namespace sizer::cli
