#include <algorithm>
#include <set>

#include "io/scenario_reader.hpp"
#include "io/vary_text.hpp"
#include "sizer/io.hpp"
#include "units/characters.hpp"

namespace sizer {
namespace io {
namespace {

constexpr const char* kTables[] = {"input",  "goal",  "cluster",  "schedule", "prices",
                                   "assume", "stage", "measured", "stream"};

/// "nodes" is cluster.nodes where no key at the top level has that name and one table alone has it.
std::string full_key(const std::string& key, const Reading& legal) {
  constexpr std::pair<const char*, const char*> kSpark[] = {{"spark.executor.cores", "cluster.executor_cores"},
                                                            {"spark.executor.memory", "cluster.executor_memory"}};
  for (const auto& [spark, ours] : kSpark) {
    if (key == spark) return ours;
  }
  if (key == "instance" || key == "instance_type" || key == "type") return "cluster.instances";
  if (key.find('.') != std::string::npos) return key;
  const auto tables = legal.tables_with(key);
  const bool is_at_top = std::ranges::find(tables, "") != tables.end();
  const auto sections = std::ranges::count_if(tables, [](const auto& t) { return t != "stage" && t != "measured"; });
  if (is_at_top || sections != 1) return key;
  return *std::ranges::find_if(tables, [](const auto& t) { return t != "stage" && t != "measured"; }) + "." + key;
}

/// Why a key cannot vary, and what could instead; empty when it can.
std::pair<std::string, std::string> refusal_of(const Path& path) {
  const std::string& first = path.front();
  const bool whole_table = path.size() == 1 && std::ranges::find(kTables, first) != std::end(kTables);
  if (first == "name") return {"a name changes no answer", "vary what the job reads, or what may be chosen"};
  if (first == "measured") return {"what was measured does not vary", "vary what is not known yet"};
  if (whole_table) return {"'" + first + "' is a table", "vary one of its keys: input.format, stage.NAME.skew"};
  if (first == "stage" && path.size() == 2) return {"a whole stage does not vary", "one of its keys: stage.NAME.skew"};
  if (path.back() == "reads" || (first == "stage" && path.back() == "name")) {
    return {"the shape of the job does not vary", "compare two files: sizer compare one.toml other.toml"};
  }
  if (first == "spark") {
    return {"this setting does not move the prediction",
            "spark.executor.cores and spark.executor.memory do; sizer check --conf judges the others"};
  }
  return {};
}

/// A key that varies, with the path it means.
struct Axis {
  VariedKey varied;
  std::string key;  ///< in full
};

void refuse(const Axis& axis, const std::string& message, const std::string& hint, Problems& problems) {
  const int length = static_cast<int>(count_characters(axis.varied.key));
  problems.add(*axis.varied.source, {1, 1, std::max(1, length)}, message, hint);
}

/// One key twice, by --vary or also by --set.
void refuse_repeated(const std::vector<Axis>& axes, const std::vector<std::string>& overrides, Problems& problems) {
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const Path path = override_path(axes[i].key);
    for (std::size_t j = 0; j < i; ++j) {
      if (override_path(axes[j].key) != path) continue;
      refuse(axes[i], "'" + shown(axes[i].varied.key) + "' varies twice", "all its values in one --vary, with commas",
             problems);
    }
    for (const auto& text : overrides) {
      if (override_path(text.substr(0, text.find('='))) != path) continue;
      refuse(axes[i], "'" + shown(axes[i].varied.key) + "' is also fixed: " + shown(text), "leave one of the two out",
             problems);
    }
  }
}

void refuse_too_many(const std::vector<Axis>& axes, Problems& problems) {
  double cells = 1;
  std::string product;
  for (const auto& axis : axes) {
    const auto count = static_cast<double>(axis.varied.values.size());
    cells *= count;
    product += (product.empty() ? "" : " × ") + format_number(count);
  }
  if (cells <= static_cast<double>(kMostCells)) return;
  refuse(axes.back(),
         product + " = " + format_number(cells) + " cells, and at most " +
             format_number(static_cast<double>(kMostCells)) + " are compared",
         "fewer values, or steps: nodes=4..32:4", problems);
}

/// The legal keys are known once a scenario was read, whether or not it could be.
Reading legal_keys(const Node& root) {
  Reading reading;
  try {
    read_scenario(root, reading);
  } catch (const InputError&) {
    // Told when the cells are read.
  }
  return reading;
}

std::vector<Axis> read_axes(const Node& root, const std::vector<std::string>& overrides,
                            const std::vector<std::string>& varied) {
  const Reading legal = legal_keys(root);
  Problems problems;
  std::vector<Axis> axes;
  int rank = 0;
  for (const auto& text : varied) {
    const auto source = std::make_shared<Source>(Source{"--vary", text, "--vary", ++rank});
    check_text(*source);
    Axis axis{parse_varied(source, kMostCells, problems), ""};
    axis.key = full_key(axis.varied.key, legal);
    const auto [message, hint] =
        axis.key.empty() ? std::pair<std::string, std::string>() : refusal_of(override_path(axis.key));
    if (!message.empty()) refuse(axis, message, hint, problems);
    axes.push_back(std::move(axis));
  }
  refuse_repeated(axes, overrides, problems);
  problems.throw_if_any();
  if (!axes.empty()) refuse_too_many(axes, problems);
  problems.throw_if_any();
  return axes;
}

/// One cell of the cross product: which value of each axis it takes.
using Position = std::vector<std::size_t>;

std::vector<Position> cross_product(const std::vector<Axis>& axes) {
  std::vector<Position> cells(1);
  for (const auto& axis : axes) {
    std::vector<Position> longer;
    for (const auto& cell : cells) {
      for (std::size_t i = 0; i < axis.varied.values.size(); ++i) {
        longer.push_back(cell);
        longer.back().push_back(i);
      }
    }
    cells = std::move(longer);
  }
  return cells;
}

Scenario read_cell(Node root, const std::vector<Axis>& axes, const Position& cell) {
  Reading reading;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const VariedValue& value = axes[i].varied.values[cell[i]];
    apply_override(root, {axes[i].varied.source, axes[i].key, value.text, value.column}, reading.problems);
  }
  return read_scenario(root, reading);
}

std::string in_one_line(const std::vector<Diagnostic>& found) {
  std::string text;
  for (const auto& d : found) {
    text += (text.empty() ? "" : "; ") + d.message + (d.hint.empty() ? "" : " → " + d.hint);
  }
  return text;
}

/// Cells that cannot be read; a value that is wrong in all of its cells is wrong itself.
class Failures {
 public:
  explicit Failures(const std::vector<Axis>& axes) {
    for (const auto& axis : axes) good_.emplace_back(axis.varied.values.size(), false);
  }
  void add_good(const Position& cell) {
    some_good_ = true;
    for (std::size_t i = 0; i < cell.size(); ++i) good_[i][cell[i]] = true;
  }
  void add_bad(const Position& cell, const std::vector<Diagnostic>& found) { bad_.push_back({cell, found}); }

  void throw_if_a_value_is_wrong() const {
    std::vector<Diagnostic> all;
    std::set<std::string> told;
    for (const auto& [cell, found] : bad_) {
      if (some_good_ && !has_wrong_value(cell)) continue;
      for (const auto& d : found) {
        if (told.insert(format_diagnostics({d})).second && all.size() < kMostProblems) all.push_back(d);
      }
    }
    if (!all.empty()) throw InputError(std::move(all));
  }

 private:
  struct Bad {
    Position cell;
    std::vector<Diagnostic> found;
  };
  bool has_wrong_value(const Position& cell) const {
    for (std::size_t i = 0; i < cell.size(); ++i) {
      if (!good_[i][cell[i]]) return true;
    }
    return false;
  }
  std::vector<std::vector<bool>> good_;
  std::vector<Bad> bad_;
  bool some_good_ = false;
};

Varied vary(const Node& root, const std::vector<std::string>& overrides, const std::vector<std::string>& texts) {
  const auto axes = read_axes(root, overrides, texts);
  Varied varied;
  for (const auto& axis : axes) varied.keys.push_back({axis.key, axis.varied.key, Measure::word});
  Failures failures(axes);
  for (const Position& cell : cross_product(axes)) {
    ComparedCase one;
    for (std::size_t i = 0; i < axes.size(); ++i) one.values.push_back(axes[i].varied.values[cell[i]].text);
    try {
      one.scenario = read_cell(root, axes, cell);
      failures.add_good(cell);
    } catch (const InputError& error) {
      one.no_answer = in_one_line(error.diagnostics());
      failures.add_bad(cell, error.diagnostics());
    }
    varied.cases.push_back(std::move(one));
  }
  failures.throw_if_a_value_is_wrong();
  return varied;
}

}  // namespace
}  // namespace io

Varied vary_scenario(std::string_view toml, const std::string& file_name, const std::vector<std::string>& overrides,
                     const std::vector<std::string>& varied) {
  const auto source = std::make_shared<io::Source>(io::Source{file_name, std::string(toml), "", 0});
  io::Problems problems;
  io::Node root = io::parse_toml(source);
  io::apply_overrides(root, overrides, problems);
  problems.throw_if_any();
  return io::vary(root, overrides, varied);
}

Varied vary_phrase(std::string_view phrase, const std::vector<std::string>& overrides,
                   const std::vector<std::string>& varied) {
  io::Problems problems;
  io::Node root = io::parse_phrase_tree(phrase, problems);
  io::apply_overrides(root, overrides, problems);
  problems.throw_if_any();
  return io::vary(root, overrides, varied);
}

}  // namespace sizer
