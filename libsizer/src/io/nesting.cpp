#include "io/nesting.hpp"

#include <algorithm>

#include "units/characters.hpp"

namespace sizer::io {
namespace {

constexpr int kDeepest = 32;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Bytes of the quoted text that `text` begins with; it ends with its line at the latest.
std::size_t quoted_length(std::string_view text) {
  const char quote = text.front();
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '\n') return at;
    if (text[at] == quote) return at + 1;
    if (quote == '"' && text[at] == '\\' && at + 1 < text.size() && text[at + 1] != '\n') ++at;
  }
  return text.size();
}

/// Walks over TOML, of which only quotes, comments, brackets and dots matter here.
class Walk {
 public:
  explicit Walk(const Source& source) : source_(source), text_(source.text) {
    if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  }

  void check() {
    while (at_ < text_.size()) {
      count(text_[at_]);
      check_here();
      at_ += length_here();
    }
  }

 private:
  void count(char c) {
    if (c == '[' || c == '{') ++brackets_;
    if ((c == ']' || c == '}') && brackets_ > 0) --brackets_;
    if (c == '.') ++dots_;
    if (std::string_view("[{=,\n").find(c) != std::string_view::npos) dots_ = 0;
    if (c == '\n') ++line_, line_start_ = at_ + 1;
  }

  void check_here() const {
    const auto rest = text_.substr(at_);
    if (std::max(brackets_, dots_) > kDeepest) {
      refuse_here("nested more than " + std::to_string(kDeepest) + " levels deep", "is there a stray bracket?");
    }
    if (rest.starts_with("\"\"\"") || rest.starts_with("'''")) {
      refuse_here("text over several lines has no use here", "one pair of quotes, on one line");
    }
    if (const Character here = first_character(rest); here.code >= 0x80) {
      refuse_here("'" + std::string(rest.substr(0, here.bytes)) + "' can only stand in quotes or comments",
                  "quotes are the plain \" or '");
    }
  }

  std::size_t length_here() const {
    const char c = text_[at_];
    if (c == '"' || c == '\'') return quoted_length(text_.substr(at_));
    if (c == '#') return std::min(text_.find('\n', at_), text_.size()) - at_;
    return 1;
  }

  [[noreturn]] void refuse_here(std::string message, std::string hint) const {
    const auto before = text_.substr(line_start_, at_ - line_start_);
    refuse(source_, {line_, 1 + static_cast<int>(count_characters(before))}, std::move(message), std::move(hint));
  }

  const Source& source_;
  std::string_view text_;
  std::size_t at_ = 0, line_start_ = 0;
  int line_ = 1, brackets_ = 0, dots_ = 0;
};

}  // namespace

void check_plain_toml(const Source& source) { Walk(source).check(); }

}  // namespace sizer::io
