#pragma once

#include "io/table_reader.hpp"
#include "sizer/scenario.hpp"

namespace sizer::io {

/// A tree as a scenario. Throws InputError with every problem, those of `reading` included.
Scenario read_scenario(const Node& root, Reading& reading);

/// A phrase as the tree that the same question in TOML would give.
Node parse_phrase_tree(std::string_view phrase, Problems& problems);

// Its parts.
void read_stages(TableReader& root, Scenario& scenario);
void read_measured_runs(TableReader& root, Scenario& scenario);
void read_assumptions(TableReader& root, Scenario& scenario);
/// Every stage that reads tables says how much it scans.
bool every_reader_scans(const Scenario& scenario);
/// Measured runs that cannot have been: faster than their nodes can read, busier than their cores, with executors that
/// no node holds, or four times slower than a run with no less to do on no more nodes.
void check_measured_runs(const Node& root, const Scenario& scenario, Reading& reading);
/// What each value allows and all of them together do not.
void check_contradictions(const Node& root, const Scenario& scenario, Reading& reading);

}  // namespace sizer::io
