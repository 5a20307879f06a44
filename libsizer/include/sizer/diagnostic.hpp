#pragma once

#include <stdexcept>
#include <string>
#include <vector>

/// What is wrong with an input, where, and what to do about it.
namespace sizer {

/// A place in something a person wrote. Lines and columns count from 1; 0 means "not known". Columns
/// and lengths are in characters, not bytes.
struct Place {
  std::string file;  ///< a path, "<phrase>", "--set" …
  int line = 0;
  int column = 0;
  int length = 1;           ///< characters to underline
  std::string line_text{};  ///< the line itself, shown above the caret
};

struct Diagnostic {
  Place where{};
  std::string message{};
  std::string hint{};
};

/// Thrown at the border, with every problem found, and caught once in `main`. Past the border a
/// value that exists is valid.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Diagnostic> found);
  explicit InputError(Diagnostic found) : InputError(std::vector<Diagnostic>{std::move(found)}) {}
  const std::vector<Diagnostic>& diagnostics() const { return found_; }

 private:
  std::vector<Diagnostic> found_;
};

/// The diagnostics as a person reads them:
///
///     nightly.toml:14:13: error: unknown unit 'GO' in "120 GO"
///        14 | data = "120 GO"
///           |             ^~
///     hint: sizes read like "120 GB" (10⁹ bytes each) or "112 GiB" (2³⁰ each)
///
/// Bytes that are not printable are shown escaped; long lines are cut around the place. Without a line or a column the
/// file and the message stand alone. A hint that the problem before had too is not repeated. Ends with a line break.
std::string format_diagnostics(const std::vector<Diagnostic>& found);

}  // namespace sizer
