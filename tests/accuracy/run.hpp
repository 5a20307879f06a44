#pragma once

#include <map>
#include <string>
#include <vector>

#include "sizer/instance.hpp"

/// Runs that other people measured, as questions sizer can be asked.
namespace sizer::accuracy {

/// A row of a table of runs, by column.
using Row = std::map<std::string, std::string>;

/// Where runs come from and which column says what. `columns` written in braces stand for a row's cell:
/// "{nodes} x {instance_type}".
struct Source {
  std::string name;
  std::string file;
  bool carried = false;     ///< its licence lets this repository carry it
  bool is_spark = true;     ///< else a line of its own, not part of the figures over all
  bool sizes_known = true;  ///< bytes of input are published, so that a cold prediction is possible
  bool totals = false;      ///< scenarios state measured CPU time and bytes: a track of their own
  std::string only = "";    ///< "column=value": the rows that belong here; empty: all
  std::string family = "";  ///< names the scenario file of a row: scenarios/<source>-<family>.toml
  std::string job = "";     ///< what the runs of one job have in common
  std::string id = "";
  std::string data = "";     ///< the size, as a scenario says it
  std::string cluster = "";  ///< as `sizer check --on` takes it
  std::string seconds = "", usd = "", completed = "";
  std::string cpu_seconds = "";        ///< of all tasks together, where they are published
  std::string times = "";              ///< how often the scenario's job runs, one after another; empty: once
  void (*derive)(Row& row) = nullptr;  ///< adds columns that follow from others
};

const std::vector<Source>& sources();

struct Run {
  const Source* source = nullptr;
  std::string family, job, id, data, cluster;
  std::string scenario;                ///< TOML
  std::vector<std::string> overrides;  ///< of the scenario, as `sizer --set` takes them
  double seconds = 0, usd = 0;
  double cpu_seconds = 0;
  double times = 1;
  bool completed = true;
  std::string label;  ///< "normal", "starved", "overprovisioned", "failed_or_timeout"; empty where not labelled

  int nodes = 0;
  std::string instance;
  int vcpus = 0;     ///< of the whole cluster
  double bytes = 0;  ///< of `data`
};

/// The runs of a source; empty when its table is not there. A carried table is read from `carried`, the others from
/// `runs`.
struct Folders {
  std::string here;  ///< tests/accuracy
  std::string runs;
  std::vector<std::string> overrides;  ///< of every scenario: to try an assumption before the table is changed
};

/// The built-in instances and those of instances.toml.
InstanceTable instances(const std::string& here);

std::vector<Run> read_runs(const Source& source, const Folders& folders, const InstanceTable& table);

}  // namespace sizer::accuracy
