#include "emit_formats.hpp"

namespace sizer::report {

/// Keys and values are written by settings_for: letters, digits, '.' and '_', so nothing needs an escape.
Emitted spark_defaults(const Launch& launch) {
  std::string text = "# Spark " + std::string(spark::to_string(launch.settings.version)) + " on " +
                     nodes_in_words(launch.cluster) + ", " + std::string(to_string(launch.cluster.platform)) + "\n";
  for (const Setting& setting : launch.settings.list) {
    text += "\n# " + setting.reason + "\n" + setting.key + " " + setting.value + "\n";
  }
  return {.text = text, .placeholders = {}, .notes = {}};
}

Emitted properties_json(const Launch& launch) {
  return {.text = written(properties_of(launch.settings)), .placeholders = {}, .notes = {}};
}

}  // namespace sizer::report
