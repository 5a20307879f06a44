#include <map>

#include "io/property_text.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace io {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kMostProperties = 10'000;

std::string place_of(const Source& source, const Span& span) {
  return source.file + ":" + std::to_string(span.line) + ":" + std::to_string(span.column);
}

void check_characters(const Source& source) {
  int line = 1, column = 1;
  for (const char c : source.text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool allowed = byte >= 0x20 || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    if (!allowed || byte == 0x7F) refuse(source, {line, column, 1}, "a control character: this is no text file");
    column = c == '\n' ? 1 : column + 1;
    line += c == '\n' ? 1 : 0;
  }
}

bool is_json(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

/// Gathers what was written, each key once, and what is wrong with how it was written.
class Gathering {
 public:
  explicit Gathering(const Source& source) : source_(source) {}

  void add_byte_order_mark() {
    report({Severity::error, "byte-order-mark",
            "the file begins with a byte-order mark: Spark takes it for part of the first key, which is lost",
            "save the file as UTF-8 without a byte-order mark"},
           {1, 1, 1}, "");
  }

  void add(WrittenProperty&& written) {
    if (written.broken_escape) return add_broken_escape(written);
    if (written.key.empty()) return add_no_key(written);
    const auto [place, is_new] = index_.try_emplace(written.key, file_.properties.size());
    StatedProperty property{written.key, std::move(written.value), place_of(source_, written.span)};
    if (is_new) {
      file_.properties.push_back(std::move(property));
    } else {
      replace(file_.properties[place->second], std::move(property), written.span);
    }
  }

  PropertyFile finish() { return std::move(file_); }

 private:
  void report(Finding finding, const Span& span, const std::string& key) {
    file_.findings.push_back({std::move(finding), key, place_of(source_, span), true});
  }

  void add_broken_escape(const WrittenProperty& written) {
    report({Severity::error, "broken-escape",
            "'" + shown(written.key) + "' has \\u without four hexadecimal digits: Java refuses the whole file",
            "write a backslash as \\\\"},
           written.span, written.key);
  }

  void add_no_key(const WrittenProperty& written) {
    report({Severity::error, "no-key", "a value without a key: " + shown(written.value),
            "a line is a key, a blank or =, and its value"},
           written.span, "");
  }

  /// The last one counts, as in Spark.
  void replace(StatedProperty& earlier, StatedProperty&& later, const Span& span) {
    const bool same = earlier.value == later.value;
    const std::string values =
        same ? "with the same value"
             : "first '" + shown(earlier.value) + "', then '" + shown(later.value) + "': Spark takes the last";
    report({same ? Severity::warning : Severity::error, "duplicate-property",
            shown(later.key) + " stands twice, here and at " + earlier.source + ", " + values, "keep one of the two"},
           span, later.key);
    earlier = std::move(later);
  }

  const Source& source_;
  PropertyFile file_;
  std::map<std::string, std::size_t> index_;
};

}  // namespace
}  // namespace io

PropertyFile parse_properties(std::string_view text, const std::string& file_name) {
  const bool marked = text.starts_with(io::kByteOrderMark);
  if (marked) text.remove_prefix(io::kByteOrderMark.size());
  const auto source = std::make_shared<io::Source>(io::Source{file_name, std::string(text), "", 0});
  io::check_text(*source);
  io::check_characters(*source);
  auto written = io::is_json(text) ? io::properties_of_json(source) : io::properties_of_text(*source);
  if (written.size() > io::kMostProperties) {
    io::refuse(*source, {}, "more than 10,000 properties", "is this a file of Spark properties?");
  }
  io::Gathering gathering(*source);
  if (marked) gathering.add_byte_order_mark();
  for (auto& property : written) gathering.add(std::move(property));
  return gathering.finish();
}

}  // namespace sizer
