#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "units/characters.hpp"

/// Reads numbers and units as people type them: what the parsers of units.hpp are made of.
namespace sizer::reading {

/// A word for a unit, and the unit in base units. Case does not count.
struct Unit {
  std::string name;
  double factor = 1;
};
using Units = std::vector<Unit>;

bool same_word(std::string_view a, std::string_view b);
std::optional<double> find_unit(const Units& units, std::string_view word);
const Units& units_of_time();

inline constexpr std::size_t kQuotedCharacters = 40;  ///< of a text that a message repeats

/// What is wrong, and at which bytes of the text. An empty hint stands for the usual one.
struct Wrong {
  std::string message;
  std::size_t begin = 0, end = 0;
  std::string hint;
};

/// Reads numbers, words and signs; throws `Wrong` at the first thing that does not fit.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) { skip_spaces(); }

  bool at_end() const { return at_ == text_.size(); }
  bool at_number() const;
  /// At "/", "per", "a" or "an".
  bool at_per() const;
  bool accept(std::string_view sign);
  bool accept_word(std::string_view word);
  std::string_view peek_word() const;
  double number();
  /// A unit that must be there. `missing` says which: "size".
  double unit(const Units& units, std::string_view missing);
  /// A unit that may be there: 1 if it is not.
  double optional_unit(const Units& units);
  /// The unit of time after "/", "per" or "an".
  double per_time();
  void expect_end() const;

  std::string quoted() const { return "\"" + shortened(text_, kQuotedCharacters) + "\""; }
  [[noreturn]] void wrong_token(const std::string& before, const std::string& after = "", std::string hint = "") const;
  [[noreturn]] void wrong_number(std::string message, std::string hint = "") const;

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  std::string_view rest() const { return text_.substr(at_); }
  std::size_t space_here() const;
  void skip_spaces();
  void skip(std::size_t bytes);
  std::string_view token() const;
  [[noreturn]] void missing_unit(std::string_view what) const;
  bool at_negative() const;
  void take_digits(std::string& digits);
  void take_groups(std::string& digits);
  void take_exponent(std::string& digits);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t number_begin_ = 0, number_end_ = 0;
};

}  // namespace sizer::reading
