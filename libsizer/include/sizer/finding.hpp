#pragma once

#include <string>
#include <string_view>

/// What is worth telling about an answer or about somebody's settings: a hazard, a waste, a note.
namespace sizer {

enum class Severity { info, warning, error };
std::string_view to_string(Severity severity);

struct Finding {
  Severity severity = Severity::info;
  std::string code;  ///< stable: "assumed-profile", "idle-cores", "few-partitions" …
  std::string message, fix;
};

}  // namespace sizer
