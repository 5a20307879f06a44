#include <yaml-cpp/yaml.h>

#include "emit_formats.hpp"

namespace sizer::report {
namespace {

/// Text is always in quotes, so that "3.5" and "false" stay texts.
void write(const Json& json, YAML::Emitter& out) {
  if (json.is_object()) {
    out << YAML::BeginMap;
    for (const auto& [key, value] : json.items()) {
      out << YAML::Key << key << YAML::Value;
      write(value, out);
    }
    out << YAML::EndMap;
  } else if (json.is_array()) {
    out << YAML::BeginSeq;
    for (const Json& entry : json) write(entry, out);
    out << YAML::EndSeq;
  } else if (json.is_string()) {
    out << YAML::DoubleQuoted << json.get<std::string>();
  } else {
    out << json.dump();
  }
}

}  // namespace

std::string yaml(const Json& json) {
  YAML::Emitter out;
  out.SetOutputCharset(YAML::EscapeNonAscii);
  write(json, out);
  return std::string(out.c_str()) + "\n";
}

}  // namespace sizer::report
