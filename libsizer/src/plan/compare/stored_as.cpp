#include "plan/compare/stored_as.hpp"

namespace sizer {
namespace {

bool prunes_columns(Format format) { return format == Format::parquet || format == Format::orc; }

}  // namespace

Scenario stored_as(Scenario s, Format format, Codec codec) {
  const World<double> world = typical_world();
  const double before = rows_per_stored_byte(s.input, world).base();
  s.input.format.value = format;
  s.input.codec.value = codec;
  const double factor = before / rows_per_stored_byte(s.input, world).base();
  s.data.value = factor * s.data.value;
  for (StageInput& stage : s.stages) {
    if (stage.scan) stage.scan->value = factor * stage.scan->value;
  }
  if (!prunes_columns(format)) s.input.columns_used.value = 1;
  return s;
}

Answered rewritten(Answers& answers, const Scenario& scenario, const Scenario& target, const ClusterRequest& on) {
  Scenario once = scenario;
  StageInput stage;
  stage.name = {"rewrite", "the comparison"};
  stage.scan = {scenario.data.value, "the scenario's data"};
  stage.write = {target.data.value, "the data stored otherwise"};
  once.stages = {stage};
  once.goal = {};
  once.measured.clear();
  once.input.columns_used.value = 1;
  once.input.partitions_read.value = 1;
  return answers.checked(once, on);
}

Codec usual_codec(Format format) {
  const bool text = format == Format::csv || format == Format::json || format == Format::text;
  return text ? Codec::none : Codec::snappy;
}

}  // namespace sizer
