#include "figures.hpp"
#include "sizer/report.hpp"

namespace sizer {
namespace report {
namespace {

Json row_json(const ComparedRow& row, const std::vector<ComparedColumn>& columns) {
  Json json = {{"label", row.label}, {"best", row.best}, {"meets_goal", row.meets_goal}};
  for (std::size_t c = 0; c < columns.size(); ++c) {
    json[columns[c].key] = figure_json(row.figures[c], columns[c].measure);
  }
  json["why"] = text_or_null(row.why);
  return json;
}

Json curve_json(const ComparedCurve& curve) {
  Json points = Json::array();
  for (const auto& [x, y] : curve.points) {
    points.push_back({figure_json(x, curve.x.measure), figure_json(y, curve.y.measure)});
  }
  return {{"x", curve.x.key},
          {"y", curve.y.key},
          {"points", points},
          {"marked", curve.marked ? Json(*curve.marked) : Json(nullptr)}};
}

Json comparison_json(const Comparison& comparison) {
  Json json;
  json["schema"] = kSchema;
  json["name"] = comparison.scenario;
  json["comparison"] = comparison.name;
  json["question"] = text_or_null(comparison.question);
  json["verdict"] = comparison.verdict;
  json["met"] = comparison.met;
  json["rows"] = Json::array();
  for (const auto& row : comparison.rows) json["rows"].push_back(row_json(row, comparison.columns));
  json["reasons"] = comparison.reasons;
  json["flips"] = comparison.flips;
  json["notes"] = comparison.notes;
  json["curves"] = Json::array();
  for (const auto& curve : comparison.curves) json["curves"].push_back(curve_json(curve));
  json["prices_as_of"] = text_or_null(comparison.prices_as_of);
  json["worlds"] = comparison.options.worlds;
  json["seed"] = comparison.options.seed;
  return json;
}

}  // namespace
}  // namespace report

std::string to_json(const Comparison& comparison) { return report::written(report::comparison_json(comparison)); }

}  // namespace sizer
