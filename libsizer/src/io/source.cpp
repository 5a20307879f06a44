#include "io/source.hpp"

#include <algorithm>
#include <tuple>

#include "instances/text.hpp"
#include "units/characters.hpp"

namespace sizer::io {
namespace {

constexpr std::size_t kLongestLineShown = 4096;
constexpr std::size_t kLongestQuote = 60;

std::string line_of(std::string_view text, int line) {
  for (int i = 1; i < line; ++i) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return "";
    text.remove_prefix(end + 1);
  }
  auto found = text.substr(0, text.find('\n'));
  if (found.ends_with('\r')) found.remove_suffix(1);
  return found.size() <= kLongestLineShown ? std::string(found) : "";
}

/// The first byte that is not UTF-8, or the size of the text.
std::size_t valid_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const Character next = first_character(text.substr(at));
    if (!next.valid) break;
    at += next.bytes;
  }
  return at;
}

Span span_of_byte(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {.line = 1 + static_cast<int>(std::ranges::count(before, '\n')),
          .column = 1 + static_cast<int>(count_characters(before.substr(line_start)))};
}

}  // namespace

Place Source::place(const Span& span) const {
  return {.file = file,
          .line = span.line,
          .column = span.column,
          .length = std::max(1, span.length),
          .line_text = span.line > 0 ? line_of(text, span.line) : ""};
}

std::string Source::origin(const Span& span) const {
  return label.empty() ? file + ":" + std::to_string(span.line) : label;
}

void Problems::add(const Source& source, const Span& span, std::string message, std::string hint) {
  if (full()) {
    ++dropped_;
    return;
  }
  found_.push_back({source.rank, {source.place(span), std::move(message), std::move(hint)}});
}

void Problems::throw_if_any() {
  if (found_.empty()) return;
  std::ranges::stable_sort(found_, {}, [](const Problem& p) {
    return std::make_tuple(p.rank, p.diagnostic.where.line, p.diagnostic.where.column);
  });
  std::vector<Diagnostic> diagnostics;
  for (auto& problem : found_) diagnostics.push_back(std::move(problem.diagnostic));
  if (dropped_ > 0) {
    diagnostics.push_back({{.file = diagnostics.back().where.file, .line_text = ""},
                           "and " + std::to_string(dropped_) + " more problems",
                           ""});
  }
  throw InputError(std::move(diagnostics));
}

void refuse(const Source& source, const Span& span, std::string message, std::string hint) {
  throw InputError(Diagnostic{source.place(span), std::move(message), std::move(hint)});
}

void check_text(const Source& source) {
  if (source.text.size() > kLargestText) refuse(source, {}, "more than 4 MiB of text", "a scenario takes a few lines");
  if (const auto good = valid_prefix(source.text); good < source.text.size()) {
    refuse(source, span_of_byte(source.text, good),
           "not UTF-8 text: the byte at offset " + std::to_string(good) + " begins no character",
           "save the file as UTF-8");
  }
}

std::string shown(std::string_view text) { return shortened(text, kLongestQuote); }

std::string in_lower_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

}  // namespace sizer::io
