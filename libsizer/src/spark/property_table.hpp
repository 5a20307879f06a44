#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sizer/spark_properties.hpp"

/// The built-in tables of properties, read for one release.
namespace sizer::spark {

struct PropertyTable {
  std::unordered_map<std::string_view, Property> by_key;
  std::vector<Property> families;
  std::vector<std::string> current;  ///< keys that are neither outdated nor families
};

const PropertyTable& property_table(Version version);

/// Of every release.
const std::unordered_map<std::string_view, PropertyHistory>& property_histories();

/// A cell lists its changes: "1.5|4.0:3" is 1.5, and 3 from 4.0 on.
std::string_view cell_at(std::string_view cell, Version version);

}  // namespace sizer::spark
