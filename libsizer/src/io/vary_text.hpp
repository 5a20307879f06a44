#pragma once

#include <string>
#include <vector>

#include "io/node.hpp"

/// What --vary takes, before anyone knows what the key means: "nodes=4..32:4", "input.format=parquet,orc".
namespace sizer::io {

struct VariedValue {
  std::string text;  ///< as --set would take it
  int column = 1;    ///< where it, or the range it comes from, stands
};

struct VariedKey {
  SourcePtr source;
  std::string key;  ///< as typed
  std::vector<VariedValue> values;
};

/// Values apart by commas, but for those in quotes and brackets; ranges with all their values. More than `most` are a
/// problem, found before there are so many; so are an empty value and one given twice.
VariedKey parse_varied(const SourcePtr& source, std::size_t most, Problems& problems);

/// "4..32" every whole number, "4..32:4" in steps of 4, "100 GB..1 TB:x2" doubling, "1h..3h:30 min". Empty where the
/// text is no range, or one that is wrong, which is a problem.
std::vector<std::string> values_of_range(const SourcePtr& source, const VariedValue& range, std::size_t most,
                                         Problems& problems);
bool is_range_of_values(const std::string& text);

}  // namespace sizer::io
