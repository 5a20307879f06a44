#include "io/vary_text.hpp"

#include <algorithm>

#include "io/values.hpp"
#include "units/characters.hpp"

namespace sizer::io {
namespace {

constexpr const char* kExample = R"(--vary nodes=4,8,16 or --vary nodes=4..32:4)";
constexpr std::size_t kLongest = 65536;

int length_of(const std::string& text) { return std::max(1, static_cast<int>(count_characters(text))); }

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(' '), end = text.find_last_not_of(' ');
  return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

/// The parts between commas that stand in neither quotes nor brackets.
std::vector<VariedValue> parts_of(const std::string& text, std::size_t begin) {
  std::vector<VariedValue> parts(1);
  int depth = 0;
  bool quoted = false;
  std::size_t start = begin;
  const auto end_part = [&](std::size_t end) {
    const std::string raw = text.substr(start, end - start);
    const std::size_t blanks = std::min(raw.find_first_not_of(' '), raw.size());
    parts.back() = {trimmed(raw), 1 + static_cast<int>(count_characters(text.substr(0, start + blanks)))};
  };
  for (std::size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') quoted = !quoted;
    if (!quoted) depth += (c == '[' || c == '{') - (c == ']' || c == '}');
    if (c != ',' || quoted || depth > 0) continue;
    end_part(i);
    parts.emplace_back();
    start = i + 1;
  }
  end_part(text.size());
  return parts;
}

void refuse_repeated(const VariedKey& varied, Problems& problems) {
  for (std::size_t i = 0; i < varied.values.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const auto& [text, column] = varied.values[i];
      if (in_lower_case(text) != in_lower_case(varied.values[j].text)) continue;
      problems.add(*varied.source, {1, column, length_of(text)}, "'" + shown(text) + "' is given twice",
                   "each value once");
      return;
    }
  }
}

}  // namespace

VariedKey parse_varied(const SourcePtr& source, std::size_t most, Problems& problems) {
  const std::string& text = source->text;
  const auto equals = text.find('=');
  VariedKey varied{source, trimmed(text.substr(0, equals)), {}};
  if (equals == std::string::npos || varied.key.empty() || text.size() > kLongest) {
    problems.add(*source, {1, 1, length_of(varied.key)}, "what varies is a key and its values", kExample);
    return varied;
  }
  for (const VariedValue& part : parts_of(text, equals + 1)) {
    if (part.text.empty()) {
      problems.add(*source, {1, part.column, 1}, "a value is missing", kExample);
    } else if (is_range_of_values(part.text)) {
      for (auto& value : values_of_range(source, part, most, problems)) {
        varied.values.push_back({std::move(value), part.column});
      }
    } else {
      varied.values.push_back(part);
    }
    if (varied.values.size() > most) {
      problems.add(*source, {1, part.column, length_of(part.text)},
                   "more than " + format_number(static_cast<double>(most)) + " values",
                   "as many cells are compared at most; take steps: nodes=4..32:4");
      varied.values.clear();
      return varied;
    }
  }
  refuse_repeated(varied, problems);
  return varied;
}

}  // namespace sizer::io
