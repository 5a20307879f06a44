#pragma once

#include <iosfwd>

#include "flags.hpp"

/// The commands: each a function from parsed options and two streams to an exit code. An answer is written to `out`
/// only when it is complete; bad input is thrown as InputError.
namespace sizer::cli {

int run_plan(const Options& options, std::ostream& out, std::ostream& err);
int run_check(const Options& options, std::ostream& out, std::ostream& err);
/// check with --conf: the settings, and with a scenario also what they make of it.
int run_check_settings(const Options& options, std::ostream& out, std::ostream& err);
int run_compare(const Options& options, std::ostream& out, std::ostream& err);
int run_simulate(const Options& options, std::ostream& out, std::ostream& err);
int run_explain(const Options& options, std::ostream& out, std::ostream& err);
int run_practice(const Options& options, std::ostream& out, std::ostream& err);
int run_instances(const Options& options, std::ostream& out, std::ostream& err);
int run_assumptions(const Options& options, std::ostream& out, std::ostream& err);

}  // namespace sizer::cli
