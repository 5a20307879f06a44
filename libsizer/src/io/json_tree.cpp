#include <nlohmann/json.hpp>

#include "io/node.hpp"
#include "io/property_text.hpp"
#include "units/characters.hpp"

namespace sizer::io {
namespace {

constexpr std::size_t kDeepest = 32;
constexpr std::size_t kMostValues = 100'000;

/// Reads a text a character at a time and tells how far the parser has come.
class Reader {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Reader(const char* at, const char** reached) : at_(at), reached_(reached) {}
  reference operator*() const { return *at_; }
  Reader& operator++() {
    *reached_ = ++at_;
    return *this;
  }
  Reader operator++(int) {
    const Reader before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Reader& other) const { return at_ == other.at_; }
  bool operator!=(const Reader& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** reached_;
};

/// Places in a text, asked for from its beginning to its end.
class Places {
 public:
  explicit Places(const std::string& text) : from_(text.data()), text_(text) {}

  const char* start_of_text() const { return text_.data(); }
  Span at(const char* place, int length) {
    for (; from_ < place; from_ += first_character(remaining(from_)).bytes) {
      column_ = *from_ == '\n' ? 1 : column_ + 1;
      line_ += *from_ == '\n' ? 1 : 0;
    }
    return {line_, column_, length};
  }

 private:
  std::string_view remaining(const char* from) const {
    return std::string_view(text_).substr(static_cast<std::size_t>(from - text_.data()));
  }

  const char* from_;
  int line_ = 1, column_ = 1;
  const std::string& text_;
};

/// Makes nodes of what nlohmann's parser meets. A key or a value is known once it has been read, so its place is found
/// by going back.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(const SourcePtr& source, const char*& reached)
      : source_(source), reached_(reached), places_(source->text) {}

  Node take() { return std::move(root_); }

  bool null() override { return add(Node::Kind::date, "null"); }
  bool boolean(bool value) override { return add(Node::Kind::flag, value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return add(Node::Kind::number, std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add(Node::Kind::number, std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) override { return add(Node::Kind::number, text); }
  bool string(string_t& value) override { return add(Node::Kind::text, value); }
  bool binary(binary_t&) override { return false; }

  bool key(string_t& name) override {
    key_ = name;
    const char* quote = opening_quote();
    key_span_ = places_.at(quote + 1, std::max(1, static_cast<int>(count_characters(name))));
    return true;
  }
  bool start_object(std::size_t) override { return open(Node::Kind::table); }
  bool start_array(std::size_t) override { return open(Node::Kind::list); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    const char* end = source_->text.data() + source_->text.size();
    const Span here = places_.at(std::max(places_.start_of_text(), reached_ - (reached_ < end ? 1 : 0)), 1);
    refuse(*source_, here, "not valid JSON from here on", "is a comma, a quote or a bracket missing, or one too many?");
  }

 private:
  /// The quote that opens the string just read.
  const char* opening_quote() const {
    const char* quote = reached_ - 2;
    while (quote > source_->text.data() && (*quote != '"' || quote[-1] == '\\')) --quote;
    return quote;
  }

  Node node(Node::Kind kind) {
    if (++values_ > kMostValues)
      refuse(*source_, {}, "more than 100,000 values", "is this a file of Spark properties?");
    Node made;
    made.kind = kind;
    made.key = std::exchange(key_, {});
    made.key_span = made.span = key_span_;
    made.source = source_;
    return made;
  }

  bool add(Node::Kind kind, std::string text) {
    Node value = node(kind);
    value.text = std::move(text);
    return put(std::move(value));
  }

  bool open(Node::Kind kind) {
    if (open_.size() == kDeepest) refuse(*source_, key_span_, "nested more than 32 deep");
    open_.push_back(node(kind));
    return true;
  }

  bool close() {
    Node done = std::move(open_.back());
    open_.pop_back();
    return put(std::move(done));
  }

  bool put(Node value) {
    (open_.empty() ? root_ : open_.back().children.emplace_back()) = std::move(value);
    return true;
  }

  SourcePtr source_;
  const char*& reached_;
  Places places_;
  std::string key_;
  Span key_span_{1, 1, 1};
  std::vector<Node> open_;
  Node root_;
  std::size_t values_ = 0;
};

}  // namespace

Node parse_json(const SourcePtr& source) {
  const char* reached = source->text.data();
  const char* end = source->text.data() + source->text.size();
  TreeBuilder builder(source, reached);
  nlohmann::json::sax_parse(Reader(source->text.data(), &reached), Reader(end, &reached), &builder);
  return builder.take();
}

}  // namespace sizer::io
