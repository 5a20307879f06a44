#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sizer/compare.hpp"
#include "sizer/diagnostic.hpp"
#include "sizer/instance.hpp"
#include "sizer/plan.hpp"
#include "sizer/practice.hpp"
#include "sizer/scenario.hpp"
#include "sizer/settings_check.hpp"

/// Questions in: TOML files, phrases, overrides. Everything here throws `InputError` with every problem
/// found, each with its place; nothing else in the library reads a file.
namespace sizer {

/// At most 4 MiB; must be UTF-8. "-" reads standard input.
std::string read_text_file(const std::string& path);

/// A scenario from TOML text. `overrides` are "key=value" as `--set` takes them ("goal.confidence=0.9",
/// "cluster.nodes=2..20", "assume.shuffle.compression=3"): they replace what the file says, before anything is checked.
/// An override's value is read as TOML if it is that, else as a string.
Scenario parse_scenario(std::string_view toml, const std::string& file_name,
                        const std::vector<std::string>& overrides = {});

/// A scenario from a phrase: "500 GB, 2h SLA", "5 TB parquet join on gcp in 90 min under $40",
/// "1 TB json.gz etl, 3h, 99% sure, spot". Comma or space separated; words that mean nothing are errors.
Scenario parse_phrase(std::string_view phrase, const std::vector<std::string>& overrides = {});

/// Cases of one scenario in which keys vary, as --vary takes them: "nodes=4,8", "data=100 GB..1 TB:100 GB",
/// "input.format=parquet,orc", "stage.join.skew=0.01,0.1", "assume.shuffle.compression=2,4". Several keys make the
/// cross product, of at most kMostCells. A key of one table alone may leave the table's name out. A value that no cell
/// can be read with is an error; values that only together contradict each other leave their cell without an answer.
struct Varied {
  std::vector<ComparedColumn> keys;  ///< titled as typed; "cluster.nodes" is the key of "nodes"
  std::vector<ComparedCase> cases;   ///< one, where nothing varies
};
Varied vary_scenario(std::string_view toml, const std::string& file_name, const std::vector<std::string>& overrides,
                     const std::vector<std::string>& varied);
Varied vary_phrase(std::string_view phrase, const std::vector<std::string>& overrides,
                   const std::vector<std::string>& varied);

/// Instances and prices of a person's own (docs/reference/scenario-file.md), laid over `table`.
void apply_instance_file(std::string_view toml, const std::string& file_name, InstanceTable& table);

/// Spark properties as a file states them: each key once, with the value Spark takes, which is the last.
struct PropertyFile {
  std::vector<StatedProperty> properties;
  std::vector<SettingsFinding> findings;  ///< of how they are written: stated twice, without a key …
};

/// spark-defaults.conf as Spark reads it, by the rules of java.util.Properties: comments with # and !, a key and its
/// value apart by blanks, = or :, lines that go on behind a backslash, escapes. What begins with { or [ is JSON: an
/// object of properties, EMR's classification "spark-defaults", Databricks' "spark_conf", Livy's "conf". At most 4 MiB,
/// lines of 64 KiB and 10,000 properties. Throws InputError on what is no such text; what Spark itself would read past
/// or misread is a finding, so that everything is told at once.
PropertyFile parse_properties(std::string_view text, const std::string& file_name);

/// Throws InputError where cluster.instances names, without a wildcard, a type that the table does not have; the
/// message names the near ones, or whose it is. A pattern that matches nothing is the plan's to report.
void check_instance_names(const Scenario& scenario, const InstanceTable& table);

/// "10 x m5.2xlarge", "10× m5.2xlarge", "10 m5.2xlarge", "m5.2xlarge x 10". An unknown type names the near ones and the
/// fields to give in a file of one's own.
ClusterRequest parse_cluster(std::string_view text, const InstanceTable& table);

/// The question cards built into the library.
practice::Deck built_in_cards();
/// The same with everything checked that a card of one's own is checked for: throws where one is broken.
practice::Deck check_built_in_cards();
/// Cards of one's own (docs/how-to/add-a-card.md): [[card]] tables. All that is wrong is told at its place, down to the
/// part of an expression.
practice::Deck parse_cards(std::string_view toml, const std::string& file_name);

/// Answers to a card: a value for each step by name, at the top or under [steps]; `say` is the spoken part. For an exam
/// a table for each card: [500gb-2h].
struct AnswerFile {
  std::string card;  ///< if it says
  std::optional<std::uint64_t> seed;
  practice::Answers answers;
  std::map<std::string, practice::Answers> by_card;
};
AnswerFile parse_answers(std::string_view toml, const std::string& file_name);

/// A progress file: under [best] the best share of the marks, by card.
std::map<std::string, double, std::less<>> parse_progress(std::string_view toml, const std::string& file_name);

}  // namespace sizer
