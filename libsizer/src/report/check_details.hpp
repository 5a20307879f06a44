#pragma once

#include "json_values.hpp"
#include "page.hpp"

/// What only a check tells: what gives way as the data grows, and where the core-hours go.
namespace sizer::report {

Section cliffs_section(const Check& check);
Section underuse_section(const Check& check);

/// "cliffs", "memory_fixes", "underuse" and "small_files".
Json check_details_json(const Check& check);

}  // namespace sizer::report
