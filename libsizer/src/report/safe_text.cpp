#include "safe_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sizer::report {
namespace {

constexpr std::size_t kNarrowest = 20;  // hanging text keeps this much room however wide its lead

bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

bool starts_with_at(std::string_view text, std::size_t at, std::string_view what) {
  return text.substr(at, what.size()) == what;
}

std::string markdown_character(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '<') return "&lt;";
  if (c == '>') return "&gt;";
  if (c == '&') return "&amp;";
  const bool formats = std::string_view("\\`*_[]|~#!$@").find(c) != std::string_view::npos;
  const bool starts_list = at == 0 && (c == '-' || c == '+');
  const bool links = starts_with_at(text, at, "://") || (c == '.' && at >= 3 && starts_with_at(text, at - 3, "www."));
  return formats || starts_list || links ? std::string{'\\', c} : std::string{c};
}

/// Where the first word ends; a number and its unit are one word.
std::size_t end_of_word(std::string_view text) {
  const std::size_t end = text.find(' ');
  const bool is_number = end != std::string_view::npos && end > 0 && text[end - 1] >= '0' && text[end - 1] <= '9';
  return std::min(is_number ? text.find(' ', end + 1) : end, text.size());
}

}  // namespace

std::string printable(std::string_view text) {
  // fmt's debug format knows what is printable; its quotes, and its escapes of quotes and backslashes, are taken off.
  const std::string quoted = fmt::format("{:?}", text);
  std::string shown;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    const bool plain_escape = quoted[i] == '\\' && (quoted[i + 1] == '"' || quoted[i + 1] == '\\');
    if (plain_escape) ++i;
    shown += quoted[i];
  }
  return shown;
}

std::string markdown(std::string_view text) {
  const std::string shown = printable(text);
  std::string escaped;
  for (std::size_t i = 0; i < shown.size(); ++i) escaped += markdown_character(shown, i);
  return escaped;
}

std::string html(std::string_view text) {
  std::string escaped;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

std::string pad_right(std::string_view text, std::size_t width) {
  return std::string(text) + std::string(width - std::min(width, width_of(text)), ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
  return std::string(width - std::min(width, width_of(text)), ' ') + std::string(text);
}

std::string shortened(std::string_view text, std::size_t width) {
  if (width_of(text) <= width) return std::string(text);
  std::size_t end = 0, characters = 0;
  while (characters < width) characters += starts_character(text[end++]) ? 1 : 0;
  return std::string(text.substr(0, end - 1)) + "…";
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines{""};
  std::size_t filled = 0;
  while (!text.empty()) {
    const std::size_t end = end_of_word(text);
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const std::size_t needed = width_of(word) + (filled > 0 ? 1 : 0);
    const bool fits = filled == 0 || filled + needed <= width;
    if (!fits) lines.emplace_back();
    lines.back() += (fits && filled > 0 ? " " : "") + std::string(word);
    filled = fits ? filled + needed : width_of(word);
  }
  return lines;
}

std::string hanging(std::string_view lead, std::string_view text, std::size_t width) {
  const std::size_t indent = width_of(lead);
  const std::size_t room = std::max(kNarrowest, width - std::min(width, indent));
  std::string shown(lead);
  const char* separator = "";
  for (const std::string& line : wrapped(text, room)) {
    shown += separator + (*separator ? std::string(indent, ' ') : "") + line;
    separator = "\n";
  }
  return shown + "\n";
}

}  // namespace sizer::report
