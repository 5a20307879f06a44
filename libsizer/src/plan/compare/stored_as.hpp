#pragma once

#include "plan/compare/answers.hpp"

namespace sizer {

/// The same rows stored otherwise: all stored sizes change by what a stored byte holds in the typical world. Columns
/// are pruned in Parquet and ORC alone. Where files are counted, their number stays.
Scenario stored_as(Scenario scenario, Format format, Codec codec);

/// What a run costs that writes the input of `scenario` as that of `target`, on the answer's kind of nodes.
Answered rewritten(Answers& answers, const Scenario& scenario, const Scenario& target, const ClusterRequest& on);

/// The codec that a format usually has.
Codec usual_codec(Format format);

}  // namespace sizer
