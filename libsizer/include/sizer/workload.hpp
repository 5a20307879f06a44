#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sizer/assumptions.hpp"
#include "sizer/scenario.hpp"

/// What the job does: stages, what each reads, and how much of it goes on.
///
/// Five sizes are kept apart all the way (docs/explain/sizes.md):
///
///     stored → scanned (after pruning) → rows in memory → shuffled (compressed) → peak held
///
/// A profile is a small DAG of stages whose shares come from the assumption table; [[stage]] replaces it by the
/// user's own. Nothing here depends on hardware.
namespace sizer {

/// How many bytes: stated by the user, or a share (a row of the table) of the stage's rows in memory.
struct ByteRule {
  std::optional<Given<Bytes<>>> stated;
  std::optional<AssumptionKey> share;
};

/// CPU work beyond reading, shuffling and writing.
enum class ExtraWork {
  none,
  text_words,   ///< cutting lines of text into words
  python_rows,  ///< a Python function over each row
  user_code,    ///< core-seconds per stored byte
  ml_pass,      ///< core-seconds per byte in memory, every pass
  graph_pass
};

struct Stage {
  std::string name;
  std::vector<int> parents;            ///< earlier stages whose shuffle it reads
  std::optional<Given<Bytes<>>> scan;  ///< stored bytes of the tables it reads, before pruning
  double scan_files = 0;               ///< files behind `scan`
  std::optional<ByteRule> shuffle;     ///< compressed bytes it writes for its children
  std::optional<ByteRule> write;       ///< stored bytes of output
  std::optional<Given<Bytes<>>> broadcast;
  std::optional<Given<CoreSeconds<>>> work;  ///< replaces the predicted CPU work
  std::optional<Given<double>> skew;
  std::optional<Given<double>> partitions;
  ExtraWork extra = ExtraWork::none;
  Given<double> passes{1.0, "one pass"};
  AssumptionKey serial_share{"job.serial_share"};  ///< of its CPU work: done by one task after another
  std::optional<AssumptionKey> pass_time;          ///< what a pass takes however little it does
  bool caches = false;                             ///< keeps its rows in memory between passes
  std::optional<Given<Bytes<>>> cache_size;        ///< if all of it fits; default: from the rows
};

struct Workload {
  Given<Bytes<>> data;
  InputData input;
  bool python = false;
  std::vector<Stage> stages;
  std::optional<Given<int>> shuffle_partitions;  ///< stated; adaptive execution may join them to fewer
  bool is_chain() const;                         ///< no two stages can run at the same time
};

/// The stages of a scenario: its own, or its profile's.
Workload make_workload(const Scenario& scenario);

/// One line a profile: what it assumes.
std::string_view profile_summary(Profile profile);

/// Whether Spark can cut one file into several tasks: Parquet, ORC and Avro always, text only uncompressed.
bool is_splittable(const InputData& input);

/// Files of a scan when the scenario does not say: 128 MiB each.
double default_files(Bytes<> stored);

}  // namespace sizer
