#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "instances/csv.hpp"
#include "run.hpp"
#include "sizer/io.hpp"
#include "sizer/units.hpp"

namespace sizer::accuracy {
namespace {

/// `text` with every {column} replaced by the row's cell.
std::string filled(std::string_view text, const Row& row) {
  std::string out;
  while (true) {
    const auto open = text.find('{');
    out += text.substr(0, open);
    if (open == text.npos) return out;
    const auto close = text.find('}', open);
    out += row.at(std::string(text.substr(open + 1, close - open - 1)));
    text.remove_prefix(close + 1);
  }
}

double number(const std::string& text) { return text.empty() ? 0 : std::stod(text); }

std::vector<std::string> column_names(const std::string& table) {
  std::vector<std::string> names;
  std::string_view line = std::string_view(table).substr(0, table.find('\n'));
  for (std::size_t comma; (comma = line.find(',')) != line.npos; line.remove_prefix(comma + 1))
    names.emplace_back(line.substr(0, comma));
  names.emplace_back(line);
  return names;
}

std::vector<Row> read_table(const std::string& path) {
  if (!std::filesystem::exists(path)) return {};
  const std::string table = read_text_file(path);
  const auto names = column_names(table);
  std::vector<Row> rows;
  CsvReader csv(path, table);
  while (csv.next()) {
    Row& row = rows.emplace_back();
    for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = csv.text(static_cast<int>(i));
  }
  return rows;
}

bool belongs(const Source& source, const Row& row) {
  if (source.only.empty()) return true;
  const auto equals = source.only.find('=');
  return row.at(source.only.substr(0, equals)) == source.only.substr(equals + 1);
}

/// Labels by the row's name; the data sets do not share names.
std::map<std::string, std::string> read_labels(const Folders& folders) {
  std::map<std::string, std::string> labels;
  for (const Row& row : read_table(folders.here + "/data/condition_labels.csv"))
    labels[row.at("row_id")] = row.at("label");
  for (const Row& row : read_table(folders.runs + "/condition_labels.csv")) labels[row.at("row_id")] = row.at("label");
  return labels;
}

Run run_of(const Source& source, const Row& row, const Folders& folders, const InstanceTable& table) {
  Run run;
  run.source = &source;
  run.family = source.name + "-" + filled(source.family, row);
  run.job = source.name + "-" + filled(source.job, row);
  run.id = filled(source.id, row);
  run.data = filled(source.data, row);
  run.cluster = filled(source.cluster, row);
  run.seconds = number(filled(source.seconds, row));
  run.usd = number(filled(source.usd, row));
  run.cpu_seconds = number(filled(source.cpu_seconds, row));
  if (!source.times.empty()) run.times = number(filled(source.times, row));
  run.completed = source.completed.empty() || filled(source.completed, row) == "true";
  run.scenario = "data = \"" + run.data + "\"\n" +
                 filled(read_text_file(folders.here + "/scenarios/" + run.family + ".toml"), row);
  run.overrides = folders.overrides;
  const ClusterRequest cluster = parse_cluster(run.cluster, table);
  run.nodes = cluster.nodes;
  run.instance = cluster.instance.type;
  run.vcpus = cluster.nodes * cluster.instance.vcpu;
  run.bytes = parse_bytes(run.data).value.value().base();
  return run;
}

}  // namespace

InstanceTable instances(const std::string& here) {
  InstanceTable table = InstanceTable::built_in();
  const std::string path = here + "/instances.toml";
  apply_instance_file(read_text_file(path), path, table);
  return table;
}

std::vector<Run> read_runs(const Source& source, const Folders& folders, const InstanceTable& table) {
  static const auto labels = read_labels(folders);
  const std::string folder = source.carried ? folders.here + "/data/" : folders.runs + "/";
  std::vector<Run> runs;
  for (Row& row : read_table(folder + source.file)) {
    if (!belongs(source, row)) continue;
    if (source.derive != nullptr) source.derive(row);
    Run run = run_of(source, row, folders, table);
    if (const auto label = labels.find(run.id); label != labels.end()) run.label = label->second;
    runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace sizer::accuracy
