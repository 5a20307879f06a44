#pragma once

#include <map>
#include <string>
#include <vector>

#include "score.hpp"

/// What the accuracy command found, as a table that is kept in the repository.
namespace sizer::accuracy {

/// The figures of one way to predict, over the runs of one source.
struct Line {
  std::string track, method, source;
  bool carried = true;  ///< worked out from runs that the repository carries
  std::vector<std::pair<std::string, double>> figures;
};

std::vector<std::pair<std::string, double>> figures_of(const Score& score);

std::string to_csv(const std::vector<Line>& lines);
std::vector<Line> from_csv(const std::string& csv);

/// A file's text; empty where there is no such file.
std::string read_if_there(const std::string& path);

/// `kept`, with the lines of the same track, method and source replaced by those of `found`.
std::vector<Line> merged(const std::vector<Line>& kept, const std::vector<Line>& found);

}  // namespace sizer::accuracy
