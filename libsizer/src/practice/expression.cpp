#include "practice/expression.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "practice/vocabulary.hpp"

namespace sizer::practice {
namespace {

constexpr std::size_t kLongest = 500;
constexpr int kDeepest = 40;
constexpr std::string_view kUnitWords[] = {"B",    "kB",   "MB", "GB", "TB",  "PB", "KiB", "MiB",   "GiB", "TiB", "bit",
                                           "Mbit", "Gbit", "ms", "s",  "min", "h",  "day", "month", "usd", "core"};

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

using Kind = ExpressionNode::Kind;

/// Recursive descent over the text: comparison, sum, product, unary, primary.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  ExpressionNode whole() {
    if (text_.size() > kLongest) fail("an expression of more than 500 characters", "split it into steps", 0, 1);
    ExpressionNode node = comparison();
    if (!at_end()) fail("expected an operator here", "operators are + - * / < <= > >= ==", at_, 1);
    return node;
  }

 private:
  [[noreturn]] static void fail(std::string message, std::string hint, std::size_t offset, std::size_t length) {
    throw ExpressionError{std::move(message), std::move(hint), static_cast<int>(offset), static_cast<int>(length)};
  }

  void skip_spaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool at_end() {
    skip_spaces();
    return at_ >= text_.size();
  }
  char peek() {
    skip_spaces();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool accept(std::string_view sign) {
    skip_spaces();
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }

  ExpressionNode binary(std::string op, ExpressionNode left, ExpressionNode right) {
    ExpressionNode node{.kind = Kind::binary, .word = std::move(op)};
    node.offset = left.offset;
    node.length = right.offset + right.length - left.offset;
    node.children.push_back(std::move(left));
    node.children.push_back(std::move(right));
    return node;
  }

  ExpressionNode comparison() {
    ExpressionNode left = sum();
    for (const char* op : {"<=", ">=", "==", "<", ">"}) {
      if (accept(op)) return binary(op, std::move(left), sum());
    }
    return left;
  }
  ExpressionNode sum() {
    ExpressionNode left = product();
    while (peek() == '+' || peek() == '-') {
      const std::string op(1, text_[at_++]);
      left = binary(op, std::move(left), product());
    }
    return left;
  }
  ExpressionNode product() {
    ExpressionNode left = unary();
    while (peek() == '*' || peek() == '/') {
      const std::string op(1, text_[at_++]);
      left = binary(op, std::move(left), unary());
    }
    return left;
  }

  ExpressionNode unary() {
    if (peek() != '-') return primary();
    const std::size_t begin = at_++;
    if (++depth_ > kDeepest) fail("too deep", "split it into steps", begin, 1);
    ExpressionNode node{.kind = Kind::negative, .offset = static_cast<int>(begin)};
    node.children.push_back(unary());
    --depth_;
    node.length = static_cast<int>(at_ - begin);
    return node;
  }

  ExpressionNode primary() {
    const char c = peek();
    if (c == '(') return in_parentheses();
    if (c == '\'') return quoted_word();
    if (is_digit(c)) return number();
    if (is_letter(c)) return named();
    fail(at_end() ? "the expression ends too early" : "expected a number, a name or a parenthesis", "", at_, 1);
  }

  ExpressionNode in_parentheses() {
    const std::size_t begin = at_++;
    if (++depth_ > kDeepest) fail("too many parentheses", "split it into steps", begin, 1);
    ExpressionNode node = comparison();
    --depth_;
    if (!accept(")")) fail("this parenthesis is not closed", "", begin, 1);
    return node;
  }

  ExpressionNode quoted_word() {
    const std::size_t begin = at_, end = text_.find('\'', begin + 1);
    if (end == std::string_view::npos || end == begin + 1) fail("a word reads like 'm6i.4xlarge'", "", begin, 1);
    at_ = end + 1;
    return {.kind = Kind::word,
            .word = std::string(text_.substr(begin + 1, end - begin - 1)),
            .offset = static_cast<int>(begin),
            .length = static_cast<int>(at_ - begin)};
  }

  std::string_view identifier() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]))) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  ExpressionNode number() {
    const std::size_t begin = at_;
    double value = 0;
    const auto read = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
    at_ = static_cast<std::size_t>(read.ptr - text_.data());
    if (read.ec != std::errc()) fail("not a number", "", begin, 1);
    Unit unit;
    const std::size_t after = at_;
    if (accept("%")) {
      unit = *unit_of("%");
    } else if (is_letter(peek())) {
      const std::string_view name = identifier();
      if (std::ranges::find(kUnitWords, name) == std::end(kUnitWords)) {
        fail("'" + std::string(name) + "' is no unit", "units: B kB MB GB TB KiB MiB GiB TiB s min h day month core %",
             at_ - name.size(), name.size());
      }
      unit = unit_word(name);
    } else {
      at_ = after;
    }
    return {.kind = Kind::number,
            .number = value * unit.factor,
            .unit = unit,
            .offset = static_cast<int>(begin),
            .length = static_cast<int>(at_ - begin)};
  }

  static Unit unit_word(std::string_view name) { return *unit_of(name == "usd" ? "$" : name); }

  ExpressionNode named() {
    const std::size_t begin = at_;
    const std::string_view name = identifier();
    const auto place = [&](ExpressionNode node) {
      node.offset = static_cast<int>(begin);
      node.length = static_cast<int>(at_ - begin);
      return node;
    };
    if (peek() == '(') return place(call(name, begin));
    at_ = begin + name.size();
    if (std::ranges::find(kUnitWords, name) != std::end(kUnitWords)) {
      const Unit unit = unit_word(name);
      return place({.kind = Kind::number, .number = unit.factor, .unit = unit});
    }
    return place({.kind = Kind::name, .word = std::string(name)});
  }

  ExpressionNode call(std::string_view name, std::size_t begin) {
    ExpressionNode node{.kind = Kind::call, .word = std::string(name)};
    node.computation = find_computation(name);
    if (!node.computation) {
      fail("there is no computation '" + std::string(name) + "'" + did_you_mean(name, computation_names()),
           "sizer practice --vocabulary lists them", begin, name.size());
    }
    const std::size_t open = at_++;
    if (++depth_ > kDeepest) fail("too deep", "split it into steps", open, 1);
    while (peek() != ')') {
      node.children.push_back(comparison());
      if (!accept(",")) break;
    }
    --depth_;
    if (!accept(")")) fail("this parenthesis is not closed", "", open, 1);
    check_count(node, begin, name.size());
    return node;
  }

  static void check_count(const ExpressionNode& node, std::size_t begin, std::size_t length) {
    const std::size_t wanted = node.computation->arguments.size(), given = node.children.size();
    if (given == wanted || (node.computation->many && given > wanted)) return;
    std::string list;
    for (const Argument& argument : node.computation->arguments) {
      list += (list.empty() ? "" : ", ") + std::string(argument.name);
    }
    fail(node.word + " takes " + std::to_string(wanted) + (wanted == 1 ? " value, not " : " values, not ") +
             std::to_string(given),
         node.word + "(" + list + ")", begin, length);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

std::string spaced(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

int rank_of(const ExpressionNode& node) {
  if (node.kind != Kind::binary) return 3;
  if (node.word == "*" || node.word == "/") return 2;
  return node.word == "+" || node.word == "-" ? 1 : 0;
}

/// The expression as a person writes it; names are replaced by their values where there are `values`.
std::string written(const ExpressionNode& node, const Values* values) {
  const auto in_place = [&](const ExpressionNode& child, int least_rank) {
    const std::string text = written(child, values);
    return rank_of(child) < least_rank ? "(" + text + ")" : text;
  };
  switch (node.kind) {
    case Kind::number:
      return shown_in(node.number, node.unit);
    case Kind::word:
      return node.word;
    case Kind::name:
      return values && values->contains(node.word) ? shown(values->find(node.word)->second) : spaced(node.word);
    case Kind::negative:
      return "−" + in_place(node.children.front(), 3);
    case Kind::binary: {
      const std::string sign = node.word == "*" ? "×" : node.word == "/" ? "÷" : node.word == "-" ? "−" : node.word;
      const int rank = rank_of(node), right = node.word == "-" || node.word == "/" ? rank + 1 : rank;
      return in_place(node.children[0], rank) + " " + sign + " " + in_place(node.children[1], right);
    }
    case Kind::call:
      break;
  }
  std::string arguments;
  for (const ExpressionNode& child : node.children) {
    arguments += (arguments.empty() ? "" : ", ") + written(child, values);
  }
  return spaced(node.word) + "(" + arguments + ")";
}

}  // namespace

Expression parse_expression(std::string_view text) {
  return {std::string(text), std::make_shared<const ExpressionNode>(Parser(text).whole())};
}

std::string with_names(const Expression& expression) { return written(*expression.root, nullptr); }

std::string with_values(const Expression& expression, const Values& values) {
  return written(*expression.root, &values);
}

}  // namespace sizer::practice
