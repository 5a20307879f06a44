#pragma once

#include "tracks.hpp"

/// The results for people.
namespace sizer::accuracy {

std::string to_text(const std::vector<Line>& lines);  ///< tables for a terminal
/// The page, from its text with a place for each table: a line "@cold@".
std::string to_page(const std::vector<Line>& lines, std::string text);

}  // namespace sizer::accuracy
