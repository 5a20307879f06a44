#include "tracks.hpp"

namespace sizer::accuracy {

const std::vector<Track>& tracks() {
  static const std::vector<Track> all{{"cold", "Nothing measured", cold},
                                      {"totals", "Task totals given", task_totals},
                                      {"one", "One measured run", one_run},
                                      {"four", "", four_runs},
                                      {"count", "", node_count},
                                      {"choice", "", choice},
                                      {"warnings", "", warnings},
                                      {"streaming", "", streaming}};
  return all;
}

const std::vector<Table>& tables() {
  static const std::vector<Table> all{{"cold", "Nothing measured"},
                                      {"cold-jobs", "Nothing measured: job by job"},
                                      {"totals", "Task totals given"},
                                      {"one", "One measured run"},
                                      {"nodes", "One measured run: another number of nodes"},
                                      {"data", "One measured run: other data"},
                                      {"instances", "One measured run: another instance type"},
                                      {"one-jobs", "One measured run: job by job"},
                                      {"four", "Four measured runs on the same instance type"},
                                      {"count", "Nodes planned for a deadline"},
                                      {"choice", "Cost of the cluster chosen over the cheapest measured"},
                                      {"warnings", "Warnings"},
                                      {"streaming", "Streams"}};
  return all;
}

}  // namespace sizer::accuracy
