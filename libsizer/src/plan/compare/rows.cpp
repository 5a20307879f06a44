#include "plan/compare/rows.hpp"

namespace sizer {

std::vector<ComparedColumn> usual_columns() {
  return {{"duration_p50_s", "p50", Measure::seconds}, {"duration_p90_s", "p90", Measure::seconds},
          {"cost_p50_usd", "cost", Measure::dollars},  {"goal_probability", "goal met", Measure::share},
          {"bottleneck", "binds", Measure::word},      {"nodes", "nodes", Measure::count},
          {"instance_type", "type", Measure::word}};
}

void append_usual(const Answered& answer, std::vector<Figure>& figures) {
  if (!answer.candidate) {
    figures.resize(figures.size() + usual_columns().size());
    return;
  }
  const Candidate& c = *answer.candidate;
  figures.emplace_back(c.duration.p50.base());
  figures.emplace_back(c.duration.p90.base());
  figures.push_back(c.cost ? Figure(c.cost->p50.base()) : Figure());
  figures.push_back(answer.has_goal ? Figure(c.deadline_probability) : Figure());
  figures.emplace_back(std::string(description(c.bottleneck)));
  figures.emplace_back(static_cast<double>(c.cluster.nodes));
  figures.emplace_back(c.cluster.instance->type);
}

void append(std::vector<ComparedColumn>& all, std::vector<ComparedColumn> more) {
  all.insert(all.end(), more.begin(), more.end());
}

std::string price_date(const Answered& answer) {
  if (!answer.candidate) return "";
  const Cluster& cluster = answer.candidate->cluster;
  return cluster.purchase == Purchase::on_demand ? cluster.instance->price_date : cluster.instance->spot_date;
}

}  // namespace sizer
