#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sizer/diagnostic.hpp"

/// Texts that people wrote, places in them, and what is wrong with them.
namespace sizer::io {

inline constexpr std::size_t kLargestText = 4u << 20;
inline constexpr std::size_t kMostProblems = 100;

/// Where in a text. Lines and columns count characters from 1; 0 is "not known".
struct Span {
  int line = 0, column = 0, length = 1;
};

struct Source {
  std::string file;   ///< as diagnostics name it
  std::string text;   ///< all of it
  std::string label;  ///< what a value from here gives as its source; empty: "FILE:LINE"
  int rank = 0;       ///< the order in which sources are reported

  Place place(const Span& span) const;
  std::string origin(const Span& span) const;
};

using SourcePtr = std::shared_ptr<const Source>;

/// Everything found wrong so far.
class Problems {
 public:
  void add(const Source& source, const Span& span, std::string message, std::string hint = "");
  bool empty() const { return found_.empty(); }
  bool full() const { return found_.size() >= kMostProblems; }  ///< more are only counted
  /// Throws what was found as one InputError, in the order of the text.
  void throw_if_any();

 private:
  struct Problem {
    int rank = 0;
    Diagnostic diagnostic;
  };
  std::vector<Problem> found_;
  int dropped_ = 0;
};

/// Throws one problem.
[[noreturn]] void refuse(const Source& source, const Span& span, std::string message, std::string hint = "");

/// Refuses what is too large or not UTF-8.
void check_text(const Source& source);

/// A text as a message quotes it: cut when long.
std::string shown(std::string_view text);
std::string in_lower_case(std::string_view text);

}  // namespace sizer::io
