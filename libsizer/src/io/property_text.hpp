#pragma once

#include <string>
#include <vector>

#include "io/node.hpp"

/// Spark properties as people write them down, before anyone asks what they mean.
namespace sizer::io {

struct WrittenProperty {
  std::string key, value;
  Span span;                   ///< of the key
  bool broken_escape = false;  ///< \u without four hexadecimal digits, on which Java gives up
};

/// The properties of a text as java.util.Properties reads it, each value without the blanks around it, as Spark takes
/// it (Utils.getPropertiesFromFile).
std::vector<WrittenProperty> properties_of_text(const Source& source);

/// The properties of a JSON text: an object of them, or such an object within what Amazon EMR (a classification
/// spark-defaults), Databricks (spark_conf) or Livy (conf) take.
std::vector<WrittenProperty> properties_of_json(const SourcePtr& source);

/// A tree from JSON text; numbers and words keep their text. Throws InputError on what is no JSON, or too deep.
Node parse_json(const SourcePtr& source);

}  // namespace sizer::io
