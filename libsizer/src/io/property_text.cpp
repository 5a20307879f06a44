#include "io/property_text.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "units/characters.hpp"

namespace sizer::io {
namespace {

constexpr std::size_t kLongestLine = 64 * 1024;
constexpr std::string_view kBlanks = " \t\f";

std::string_view without_leading_blanks(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(kBlanks), text.size()));
}

/// A line ends in a backslash that no other escapes: it goes on in the next.
bool goes_on(std::string_view line) {
  const std::size_t last_other = line.find_last_not_of('\\');
  const std::size_t backslashes = line.size() - (last_other == std::string_view::npos ? 0 : last_other + 1);
  return backslashes % 2 == 1;
}

/// A line with those that continue it.
struct LogicalLine {
  std::string text;
  int number = 0, column = 1;
};

class Lines {
 public:
  explicit Lines(const Source& source) : source_(source), rest_(source.text) {}

  /// The next line that is neither blank nor a comment.
  std::optional<LogicalLine> next() {
    while (!rest_.empty()) {
      const std::string_view line = take();
      const std::string_view content = without_leading_blanks(line);
      if (content.empty() || content.front() == '#' || content.front() == '!') continue;
      return with_continuation({std::string(content), number_, 1 + static_cast<int>(line.size() - content.size())});
    }
    return std::nullopt;
  }

 private:
  std::string_view take() {
    const std::size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end);
    rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : rest_.empty() ? 0 : 1);
    ++number_;
    return line;
  }

  LogicalLine with_continuation(LogicalLine line) {
    while (goes_on(line.text) && line.text.size() <= kLongestLine) {
      line.text.pop_back();
      if (rest_.empty()) break;
      line.text += without_leading_blanks(take());
    }
    if (line.text.size() <= kLongestLine) return line;
    refuse(source_, {line.number, line.column, 1}, "a line of more than 64 KiB", "is this a file of Spark properties?");
  }

  const Source& source_;
  std::string_view rest_;
  int number_ = 0;
};

std::size_t end_of_key(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '=' || text[at] == ':' || kBlanks.find(text[at]) != std::string_view::npos) {
      return at;
    }
  }
  return text.size();
}

/// What stands behind a key: blanks, at most one = or :, blanks.
std::string_view value_behind(std::string_view rest) {
  rest = without_leading_blanks(rest);
  if (!rest.empty() && (rest.front() == '=' || rest.front() == ':')) rest.remove_prefix(1);
  return without_leading_blanks(rest);
}

void append_utf8(std::string& text, unsigned code) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80U | (code >> shift & 0x3FU)); };
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0U | code >> 6U);
    tail(0);
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0U | code >> 12U);
    tail(6), tail(0);
  } else {
    text += static_cast<char>(0xF0U | code >> 18U);
    tail(12), tail(6), tail(0);
  }
}

/// The UTF-16 unit of "\uXXXX" at `at`.
std::optional<unsigned> unit_at(std::string_view text, std::size_t at) {
  if (text.size() < at + 6 || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
  unsigned unit = 0;
  const char* end = text.data() + at + 6;
  const auto [stop, error] = std::from_chars(text.data() + at + 2, end, unit, 16);
  return error == std::errc() && stop == end ? std::optional(unit) : std::nullopt;
}

/// Appends the character written at `at` as \uXXXX, or as two of them; returns how many bytes it was written in.
std::size_t append_unicode(std::string& text, std::string_view from, std::size_t at, unsigned unit) {
  const bool high = unit >= 0xD800 && unit < 0xDC00, low = unit >= 0xDC00 && unit < 0xE000;
  const auto second = high ? unit_at(from, at + 6) : std::nullopt;
  if (second && *second >= 0xDC00 && *second < 0xE000) {
    append_utf8(text, 0x10000 + ((unit - 0xD800) << 10U) + (*second - 0xDC00));
    return 12;
  }
  append_utf8(text, high || low ? 0xFFFD : unit);
  return 6;
}

char escaped(char c) {
  switch (c) {
    case 't':
      return '\t';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 'f':
      return '\f';
    default:
      return c;
  }
}

std::string unescaped(std::string_view text, bool& broken) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\') {
      result += text[at++];
    } else if (const auto unit = unit_at(text, at)) {
      at += append_unicode(result, text, at, *unit);
    } else {
      broken = broken || (at + 1 < text.size() && text[at + 1] == 'u');
      if (at + 1 < text.size()) result += escaped(text[at + 1]);
      at += 2;
    }
  }
  return result;
}

/// Blanks around a value do not count; line breaks, which only an escape can put there, do.
std::string trimmed(std::string text) {
  const auto counts = [](char c) { return static_cast<unsigned char>(c) > ' ' || c == '\r' || c == '\n'; };
  text.erase(std::find_if(text.rbegin(), text.rend(), counts).base(), text.end());
  text.erase(text.begin(), std::find_if(text.begin(), text.end(), counts));
  return text;
}

}  // namespace

std::vector<WrittenProperty> properties_of_text(const Source& source) {
  std::vector<WrittenProperty> properties;
  Lines lines(source);
  while (const auto line = lines.next()) {
    const std::string_view text = line->text;
    const std::string_view key = text.substr(0, end_of_key(text));
    const int length = std::max(1, static_cast<int>(count_characters(key)));
    WrittenProperty property{.key = {}, .value = {}, .span = {line->number, line->column, length}};
    property.key = unescaped(key, property.broken_escape);
    property.value = trimmed(unescaped(value_behind(text.substr(key.size())), property.broken_escape));
    properties.push_back(std::move(property));
  }
  return properties;
}

}  // namespace sizer::io
