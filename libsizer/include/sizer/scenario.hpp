#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sizer/diagnostic.hpp"
#include "sizer/given.hpp"
#include "sizer/instance.hpp"
#include "sizer/quantity.hpp"
#include "sizer/spark_version.hpp"
#include "sizer/stream_input.hpp"

/// The question: what the job reads and does, what is asked of it, and what may be chosen.
///
/// A plain struct with a default for everything but the data. `io` fills it from a phrase, a TOML file and
/// overrides, and has checked it: past the border a scenario is valid. Each value knows where it came from,
/// so an explanation can name the line.
namespace sizer {

enum class Profile { scan, etl, aggregate, join, sort, sql, ml, graph, python_udf, heavy_user_code };
enum class Format { parquet, orc, avro, csv, json, text };
enum class Codec { none, snappy, zstd, gzip, lz4 };
enum class Minimise { cost, time };

std::string_view to_string(Profile profile);  ///< "python-udf" …
std::string_view to_string(Format format);
std::string_view to_string(Codec codec);
std::string_view to_string(Minimise minimise);
std::optional<Profile> profile_named(std::string_view name);
std::optional<Format> format_named(std::string_view name);
std::optional<Codec> codec_named(std::string_view name);
std::optional<Minimise> minimise_named(std::string_view name);
std::vector<std::string> profile_names();

/// What the job reads. Sizes are as stored.
struct InputData {
  Given<Format> format{Format::parquet};
  Given<Codec> codec{Codec::snappy};   ///< default follows the format: snappy for Parquet, ORC and Avro, none for text
  std::optional<Given<double>> files;  ///< default: as many as give 128 MiB files
  std::optional<Given<double>> rows;   ///< default: from the assumed row size
  Given<double> columns_used{1.0};     ///< share of the bytes left after column pruning; columnar formats only
  Given<double> partitions_read{1.0};  ///< share left after partition pruning
  std::optional<Given<std::string>>
      storage;                               ///< a storage tier; default: the provider's object store, HDFS on premises
  Given<double> iterations{10};              ///< passes, for ml and graph
  Given<bool> cached{true};                  ///< ml and graph keep their data in memory between passes
  std::optional<Given<Bytes<>>> cache_size;  ///< of the cache if all of it fits; default: from the rows
};

/// One stage of the job's own shape ([[stage]]). Sizes left out follow from what the stage reads.
struct StageInput {
  Given<std::string> name;
  std::vector<Given<std::string>> reads;     ///< earlier stages, or names of tables in storage
  std::optional<Given<Bytes<>>> scan;        ///< stored bytes read; default: its share of the scenario's data
  std::optional<Given<Bytes<>>> shuffle;     ///< compressed bytes written for the next stages
  std::optional<Given<Bytes<>>> write;       ///< stored bytes of output
  std::optional<Given<Bytes<>>> broadcast;   ///< compressed bytes sent to every executor
  std::optional<Given<CoreSeconds<>>> work;  ///< CPU work, if measured
  std::optional<Given<double>> skew;         ///< share of the hottest key
  std::optional<Given<double>> partitions;
  std::optional<Given<Profile>> profile;  ///< kind of work a byte gets; default: the scenario's
  std::optional<Given<double>> iterations;
  std::optional<Given<bool>> cache;
  std::optional<Given<Bytes<>>> cache_size;  ///< if all of it fits
};

struct Goal {
  std::optional<Given<Seconds<>>> deadline;
  Given<double> confidence{0.95};
  Given<Minimise> minimise{Minimise::cost};
  std::optional<Given<Usd<>>> budget;  ///< for one run
};

struct ClusterChoice {
  std::vector<Given<Provider>> providers{{Provider::aws}};
  std::vector<Given<std::string>> instances;  ///< patterns; empty: every instance of the current generations
  Given<int> min_nodes{2}, max_nodes{1000};
  std::optional<Given<Platform>> platform;  ///< default by provider: emr, dataproc, kubernetes, yarn
  Given<Purchase> purchase{Purchase::on_demand};
  Given<spark::Version> spark{spark::kDefaultVersion};
  std::optional<Given<int>> executor_cores;  ///< fix part of the layout
  std::optional<Given<Bytes<>>> executor_memory;
  std::optional<Given<int>> shuffle_partitions;  ///< spark.sql.shuffle.partitions; default: as fits the job and cluster
  std::optional<Given<bool>> local_ssd;          ///< only nodes with (or without) local SSD
  std::optional<Given<bool>> running;  ///< the cluster is up: no start is waited for; default: as in the measured runs
};

struct Schedule {
  Given<double> runs_per_month{30};
  Given<double> growth{0.0};  ///< a month
};

/// What a person pays instead of the list: applied to every price.
struct Prices {
  Given<double> multiplier{1.0};
  Given<double> discount{0.0};  ///< on the machines only
};

/// A finished run of this job ([[measured]]). What is given beside the duration tells runs apart that took equally long
/// for different reasons.
struct MeasuredRun {
  Given<Bytes<>> data;
  Given<std::string> cluster;  ///< "10 x m5.2xlarge"
  Given<Seconds<>> duration;   ///< of the application; with the cluster's start when `with_start` says so
  Given<bool> with_start{false};
  std::optional<Given<double>> iterations;       ///< default: the scenario's
  std::optional<Given<Bytes<>>> shuffle;         ///< compressed bytes written for other stages, all stages
  std::optional<Given<Bytes<>>> spill;           ///< bytes spilled to disk
  std::optional<Given<Bytes<>>> cached;          ///< what the cache would hold if all of it fitted
  std::optional<Given<CoreSeconds<>>> cpu_time;  ///< executor CPU time, all tasks
  std::optional<Given<int>> executor_cores;
  std::optional<Given<Bytes<>>> executor_memory;

  int nodes = 1;                             ///< of `cluster`
  std::string instance_type;                 ///< of `cluster`
  Place place;                               ///< where the type is written
  std::shared_ptr<const Instance> instance;  ///< looked up by `resolve_measured`, or by plan and check

  std::string name() const;  ///< "300 GB on 10 × m5.2xlarge"
};

/// The largest rate that a cluster was seen to sustain with this streaming job ([[measured]] beside [stream]).
struct MeasuredRate {
  Given<Frequency<>> rate;
  Given<std::string> cluster;
  std::optional<Given<int>> executor_cores;
  std::optional<Given<Bytes<>>> executor_memory;

  int nodes = 1;                             ///< of `cluster`
  std::string instance_type;                 ///< of `cluster`
  Place place;                               ///< where the type is written
  std::shared_ptr<const Instance> instance;  ///< looked up by plan and check

  std::string name() const;  ///< "76,400/s on 1 × worker-6"
};

struct AssumptionOverride {
  double low = 0, typical = 0, high = 0;
  std::string source;
};

struct Scenario {
  Given<std::string> name{std::string("job")};
  Given<Bytes<>> data;
  Given<Profile> profile{Profile::etl};
  Given<bool> python{false};  ///< a PySpark job: Python workers need memory beside the heap
  InputData input;
  Goal goal;
  ClusterChoice cluster;
  Schedule schedule;
  Prices prices;
  std::vector<StageInput> stages;
  std::vector<MeasuredRun> measured;
  std::optional<Stream> stream;              ///< a streaming job: `data` is then zero
  std::vector<MeasuredRate> measured_rates;  ///< of a streaming job
  std::map<std::string, AssumptionOverride> assume;
  std::vector<std::string> unused;  ///< accepted, and of no effect in this version; the report says so
};

/// Whether answers count from the application's start: the scenario says that the cluster is up, or says nothing and
/// has measured runs, none of which counts the cluster's start.
bool counts_from_application(const Scenario& scenario);

/// What the cache of a job's passes would hold if all of it fitted: stated, else what measured runs saw of it
/// (geometric mean), growing with the data; nothing where neither tells.
std::optional<Given<Bytes<>>> cache_size(const Scenario& scenario);

/// Looks up the node types of the measured runs that have none yet. Returns those that the table does not know.
std::vector<const MeasuredRun*> resolve_measured(Scenario& scenario, const InstanceTable& table);
/// The same for measured rates.
void resolve_measured_rates(Scenario& scenario, const InstanceTable& table);

}  // namespace sizer
