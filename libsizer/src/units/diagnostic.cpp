#include "sizer/diagnostic.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "units/characters.hpp"

namespace sizer {
namespace {

constexpr std::size_t kLineNumberWidth = 5;
constexpr std::size_t kShownOfLine = 90;    // characters of a long line
constexpr std::size_t kShownBefore = 40;    // of them before the place
constexpr std::size_t kShownOfWords = 300;  // of a message or a path
constexpr std::size_t kShownOfHint = 1000;

bool turns_text_around(char32_t code) {
  return code == 0x061C || (code >= 0x200E && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

bool is_printable(const Character& character) {
  const char32_t code = character.code;
  const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  return character.valid && !control && !turns_text_around(code);
}

std::string hexadecimal(char32_t code, int digits) {
  std::string text;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) text += "0123456789abcdef"[code >> shift & 0xFU];
  return text;
}

std::string escaped(char32_t code) {
  if (code == '\n') return "\\n";
  if (code == '\r') return "\\r";
  if (code == '\t') return "\\t";
  return code < 0x100 ? "\\x" + hexadecimal(code, 2) : "\\u" + hexadecimal(code, 4);
}

/// A character as it is shown, and how many columns that takes.
struct Shown {
  std::string text;
  std::size_t columns = 1;
};

Shown shown(std::string_view text, const Character& character) {
  if (is_printable(character)) return {std::string(text.substr(0, character.bytes)), 1};
  const std::string escape = escaped(character.code);
  return {escape, escape.size()};
}

std::string printable(std::string_view words, std::size_t at_most = kShownOfWords) {
  const std::string text = shortened(words, at_most);
  std::string result;
  for (std::string_view rest = text; !rest.empty();) {
    const Character character = first_character(rest);
    result += shown(rest, character).text;
    rest.remove_prefix(character.bytes);
  }
  return result;
}

/// The part of a line that is shown and the marks below it.
struct Excerpt {
  std::string line, marks;
};

Excerpt excerpt(const Place& where) {
  const std::string_view line = where.line_text;
  const std::size_t length = count_characters(line);
  const std::size_t place = std::min(static_cast<std::size_t>(where.column) - 1, length);
  const std::size_t place_end = place + static_cast<std::size_t>(std::max(where.length, 1));
  const bool whole = length <= kShownOfLine;
  const std::size_t begin = whole || place < kShownBefore ? 0 : place - kShownBefore;
  const std::size_t end = std::min(length, begin + kShownOfLine);

  Excerpt result;
  if (begin > 0) result = {"…", " "};
  std::string_view rest = line.substr(bytes_of_characters(line, begin));
  for (std::size_t i = begin; i < end; ++i) {
    const Character character = first_character(rest);
    // A tab would move the marks by a width that depends on the terminal.
    const Shown cell = rest.front() == '\t' ? Shown{" ", 1} : shown(rest, character);
    result.line += cell.text;
    if (i < place_end) result.marks.append(cell.columns, i < place ? ' ' : '~');
    if (i == place) result.marks[result.marks.size() - cell.columns] = '^';
    rest.remove_prefix(character.bytes);
  }
  if (place == length) result.marks += '^';
  if (end < length) result.line += "…";
  return result;
}

std::string heading(const Diagnostic& found) {
  const Place& where = found.where;
  std::string text = printable(where.file);
  if (where.line > 0) text += ":" + std::to_string(where.line);
  if (where.line > 0 && where.column > 0) text += ":" + std::to_string(where.column);
  if (!text.empty()) text += ": ";
  return text + "error: " + printable(found.message) + "\n";
}

std::string quoted_line(const Place& where) {
  if (where.line <= 0 || where.column <= 0 || where.line_text.empty()) return "";
  const std::string line_number = std::to_string(where.line);
  const std::size_t width = std::max(kLineNumberWidth, line_number.size());
  const Excerpt part = excerpt(where);
  return std::string(width - line_number.size(), ' ') + line_number + " | " + part.line + "\n" +
         std::string(width, ' ') + " | " + part.marks + "\n";
}

}  // namespace

std::string format_diagnostics(const std::vector<Diagnostic>& found) {
  std::string text;
  std::string_view hint;
  for (const Diagnostic& diagnostic : found) {
    text += heading(diagnostic) + quoted_line(diagnostic.where);
    const bool is_new = diagnostic.hint != std::exchange(hint, diagnostic.hint);
    if (is_new && !diagnostic.hint.empty()) text += "hint: " + printable(diagnostic.hint, kShownOfHint) + "\n";
  }
  return text;
}

InputError::InputError(std::vector<Diagnostic> found)
    : std::runtime_error(format_diagnostics(found)), found_(std::move(found)) {}

}  // namespace sizer
