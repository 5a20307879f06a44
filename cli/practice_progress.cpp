#include "practice_progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "output.hpp"
#include "sizer/io.hpp"

namespace sizer::cli {

practice::Progress read_progress(const Options& options) {
  std::error_code ignored;
  if (!options.progress || !std::filesystem::exists(*options.progress, ignored)) return {};
  return parse_progress(read_text_file(*options.progress), *options.progress);
}

void keep_progress(const std::vector<practice::Grade>& grades, practice::Progress progress, const Options& options) {
  if (!options.progress || grades.empty()) return;
  for (const practice::Grade& grade : grades) {
    double& best = progress[grade.draw->card->name];
    best = std::max(best, grade.total.share());
  }
  std::string text = "# sizer practice: the best share of the marks, by card\n[best]\n";
  for (const auto& [card, share] : progress) text += fmt::format("{} = {:.3g}\n", card, share);
  write_file(*options.progress, text, "--progress");
}

}  // namespace sizer::cli
