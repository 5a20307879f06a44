#include "profiles.hpp"

#include <utility>

namespace sizer {
namespace {

ByteRule share(AssumptionKey key) { return {.stated = {}, .share = key}; }

Stage scanning(std::string name, const Scenario& scenario) {
  Stage stage;
  stage.name = std::move(name);
  stage.scan = scenario.data;
  return stage;
}

Stage after(std::string name, int parent) {
  Stage stage;
  stage.name = std::move(name);
  stage.parents = {parent};
  return stage;
}

std::vector<Stage> scan(const Scenario& s) {
  Stage only = scanning("scan", s);
  only.write = share("scan.kept");
  return {only};
}

std::vector<Stage> map_reduce(const Scenario& s, const char* map, AssumptionKey shuffle, const char* reduce,
                              AssumptionKey write) {
  Stage first = scanning(map, s);
  first.shuffle = share(shuffle);
  Stage second = after(reduce, 0);
  second.write = share(write);
  return {first, second};
}

/// Lines of text are grouped by what is in them: their words.
std::vector<Stage> aggregate(const Scenario& s) {
  auto stages = map_reduce(s, "scan and pre-aggregate", "aggregate.shuffle", "aggregate and write", "aggregate.write");
  if (s.input.format.value == Format::text) stages[0].extra = ExtraWork::text_words;
  return stages;
}

std::vector<Stage> two_shuffles(const Scenario& s, AssumptionKey first_share, const char* middle_name,
                                AssumptionKey second_share, const char* last_name, AssumptionKey write) {
  Stage first = scanning("scan", s);
  first.shuffle = share(first_share);
  Stage middle = after(middle_name, 0);
  middle.shuffle = share(second_share);
  Stage last = after(last_name, 1);
  last.write = share(write);
  return {first, middle, last};
}

std::vector<Stage> join(const Scenario& s) {
  auto stages = two_shuffles(s, "join.shuffle", "join", "join.aggregate_shuffle", "aggregate and write", "join.write");
  // What is written comes from the joined rows, of which the aggregate shuffles only a part.
  stages[1].write = std::exchange(stages[2].write, std::nullopt);
  stages[2].name = "aggregate";
  stages[1].name = "join and write";
  return stages;
}

/// Reads and keeps its rows, then goes over them `iterations` times.
std::vector<Stage> iterative(const Scenario& s, ExtraWork work, std::optional<AssumptionKey> messages,
                             AssumptionKey write) {
  Stage passes = scanning("read, then iterate", s);
  passes.extra = work;
  passes.passes = s.input.iterations;
  passes.caches = s.input.cached.value && s.input.iterations.value > 1;  // one pass would never read it
  passes.cache_size = cache_size(s);
  if (messages) passes.shuffle = share(*messages);
  passes.write = share(write);
  return {passes};
}

std::vector<Stage> python_udf(const Scenario& s) {
  Stage only = scanning("scan and Python", s);
  only.extra = ExtraWork::python_rows;
  only.write = share("python.write");
  return {only};
}

std::vector<Stage> heavy_user_code(const Scenario& s) {
  auto stages = map_reduce(s, "scan and user code", "user_code.shuffle", "merge and write", "user_code.write");
  stages[0].extra = ExtraWork::user_code;
  return stages;
}

}  // namespace

std::vector<Stage> profile_stages(Profile profile, const Scenario& s) {
  switch (profile) {
    case Profile::scan:
      return scan(s);
    case Profile::etl:
      return map_reduce(s, "read and transform", "etl.shuffle", "repartition and write", "etl.write");
    case Profile::aggregate:
      return aggregate(s);
    case Profile::join:
      return join(s);
    case Profile::sort:
      return map_reduce(s, "read and partition", "sort.shuffle", "sort and write", "sort.write");
    case Profile::sql:
      return two_shuffles(s, "sql.shuffle", "join and aggregate", "sql.second_shuffle", "final", "sql.write");
    case Profile::ml:
      return iterative(s, ExtraWork::ml_pass, std::nullopt, "ml.write");
    case Profile::graph:
      return iterative(s, ExtraWork::graph_pass, AssumptionKey("graph.shuffle"), "graph.write");
    case Profile::python_udf:
      return python_udf(s);
    case Profile::heavy_user_code:
      return heavy_user_code(s);
  }
  return {};
}

AssumptionKey shuffle_share_of(Profile profile) {
  switch (profile) {
    case Profile::scan:
      return "scan.kept";
    case Profile::etl:
      return "etl.shuffle";
    case Profile::aggregate:
      return "aggregate.shuffle";
    case Profile::join:
      return "join.shuffle";
    case Profile::sort:
      return "sort.shuffle";
    case Profile::graph:
      return "graph.shuffle";
    case Profile::heavy_user_code:
      return "user_code.shuffle";
    default:
      return "sql.shuffle";
  }
}

AssumptionKey serial_share_of(Profile profile) {
  switch (profile) {
    case Profile::join:
    case Profile::sql:
      return "join.serial_share";
    case Profile::ml:
      return "ml.serial_share";
    case Profile::graph:
      return "graph.serial_share";
    default:
      return "job.serial_share";
  }
}

std::optional<AssumptionKey> pass_time_of(Profile profile) {
  if (profile == Profile::ml) return AssumptionKey("ml.pass_time");
  if (profile == Profile::graph) return AssumptionKey("graph.pass_time");
  return std::nullopt;
}

ExtraWork extra_work_of(Profile profile) {
  switch (profile) {
    case Profile::ml:
      return ExtraWork::ml_pass;
    case Profile::graph:
      return ExtraWork::graph_pass;
    case Profile::python_udf:
      return ExtraWork::python_rows;
    case Profile::heavy_user_code:
      return ExtraWork::user_code;
    default:
      return ExtraWork::none;
  }
}

std::string_view profile_summary(Profile profile) {
  switch (profile) {
    case Profile::scan:
      return "reads and filters; keeps about 1 % of the rows";
    case Profile::etl:
      return "reads, cleans and enriches rows, repartitions a quarter of them, writes 60 %";
    case Profile::aggregate:
      return "groups: 8 % of the rows are left to shuffle after partial aggregation, 2 % are written";
    case Profile::join:
      return "joins large tables: a third of the rows is shuffled, 15 % of the joined rows written, 6 % aggregated";
    case Profile::sort:
      return "sorts everything: all rows are shuffled and written";
    case Profile::sql:
      return "a reporting query: shuffles 28 % of the rows, then 8 %, returns little";
    case Profile::ml:
      return "keeps the data in memory and goes over it once an iteration";
    case Profile::graph:
      return "keeps the edges in memory; every iteration shuffles messages of a quarter of their size";
    case Profile::python_udf:
      return "one row-at-a-time Python function over every row, half of them written";
    case Profile::heavy_user_code:
      return "parsing, models or geometry in user code: CPU far beyond what SQL needs";
  }
  return {};
}

}  // namespace sizer
