#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sizer/diagnostic.hpp"
#include "sizer/quantity.hpp"
#include "sizer/units.hpp"

/// Whiteboard practice: question cards, drawn by seed and graded by the engine.
///
///     card + seed → a draw: its parameters → the engine's value of each step → a grade of a person's own values
///
/// A card holds no answer. Each step is an expression over the parameters, earlier steps and the engine's computations
/// (`computations`), and is worked out when it is asked. A mistake is the same expression with something changed, so
/// the wrong number it leads to is worked out too, and recognised. How to write a card: docs/how-to/add-a-card.md.
namespace sizer::practice {

/// A number with its dimension, or a word such as a node type. Numbers are in base units.
struct Value {
  double number = 0;
  Dimension dimension{};
  std::string word = {};   ///< not empty: a word
  std::string shown = {};  ///< as a parameter was written: "10 Gbit/s"

  bool is_word() const { return !word.empty(); }
};
using Values = std::map<std::string, Value, std::less<>>;

/// What a number is asked or given in: "GiB", "min", "$/h", "%"; or what is counted: "nodes".
struct Unit {
  std::string name;
  double factor = 1;
  Dimension dimension{};
};
/// A word that names no unit is something counted. None for what cannot be either.
std::optional<Unit> unit_of(std::string_view name);
/// "1.5 TiB", "12 nodes", "$8.27": three digits, in that unit.
std::string shown_in(double base_value, const Unit& unit);
/// A value without a unit of its own: in one that fits.
std::string shown(const Value& value);

/// An expression of a card, as written and as understood.
struct ExpressionNode;
struct Expression {
  std::string text;
  std::shared_ptr<const ExpressionNode> root = nullptr;
};

/// What is wrong with an expression, and where: characters from its beginning.
struct ExpressionError {
  std::string message, hint;
  int offset = 0, length = 1;
};
/// Throws ExpressionError.
Expression parse_expression(std::string_view text);
/// The value of an expression. `nearest` becomes the smallest relative distance of two numbers that were compared.
/// Throws ExpressionError where dimensions do not go together, or a name is not known.
Value evaluate(const Expression& expression, const Values& values, double* nearest = nullptr);

enum class Kind { computed, decided, discussed };
enum class Level { easy, medium, hard };
enum class Skill { structure, estimation, bottleneck, trade_off };
std::string_view to_string(Kind kind);
std::string_view to_string(Level level);
std::string_view to_string(Skill skill);  ///< "trade-off" …
std::optional<Level> level_named(std::string_view name);
std::optional<Skill> skill_named(std::string_view name);

/// A number of the situation: drawn evenly on a logarithmic scale from `low` to `high`, to two digits, in `unit`; or
/// one of `choices`; or a fact that the engine knows of the parameters before it, such as the price of a node.
struct Parameter {
  std::string name;
  Unit unit{};
  double low = 0, high = 0;  ///< in `unit`
  std::vector<Value> choices{};
  std::optional<Expression> fact{};
};
/// What a parameter is when chance says `uniform`, from 0 to 1, after those before it.
Value value_at(const Parameter& parameter, double uniform, const Values& before);

/// A change of a step's computation that people make. With `is`, another expression; with `changes`, the step's own
/// with those values replaced.
struct Mistake {
  std::string name;  ///< "bits for bytes"
  std::string says;  ///< what went wrong, one sentence
  std::optional<Expression> is{};
  std::vector<std::pair<std::string, Expression>> changes{};
};

/// One way to decide. The first option whose condition holds is right; the last may have none.
struct Option {
  std::string name;
  std::optional<Expression> when{};
};

/// One step of the derivation: a number (`is`) or a decision (`options`).
struct Step {
  std::string name, ask, hint, why;
  Skill skill = Skill::estimation;
  Unit unit{};
  Expression is{};
  std::vector<Option> options{};
  double right = 0.10;  ///< off by at most this share: right
  double order = 3;     ///< off by at most this factor: right order of magnitude
  std::vector<Mistake> mistakes{};

  bool is_decision() const { return !options.empty(); }
};

/// "What if the data doubles?": values replaced, and the step to look at again.
struct WhatIf {
  std::string ask;
  std::vector<std::pair<std::string, Expression>> changes;
  std::string step;
};

/// What a strong spoken answer mentions, and why. Looked for by keywords only.
struct Point {
  std::string says, why;
  Skill skill = Skill::structure;
  std::vector<std::string> keywords;
};

struct Card {
  std::string name, title, topic;
  Level level = Level::medium;
  std::string situation;
  std::string experienced;  ///< what an experienced engineer would add, one line
  std::vector<Parameter> parameters{};
  std::vector<Step> steps{};
  std::vector<WhatIf> what_ifs{};
  std::vector<Point> points{};

  Kind kind() const;
};

/// A shared name for a mistake and what it says.
struct KnownMistake {
  std::string name, says;
};

struct Deck {
  std::vector<KnownMistake> mistakes;
  std::vector<Card> cards;
  const Card* find(std::string_view name) const;
};

/// One computation of the engine that steps may call.
struct ComputationInfo {
  std::string_view name;
  std::string arguments;  ///< "heap: size, cores: cores"
  std::string result;     ///< "size"
  std::string_view meaning, source;
};
/// The whole vocabulary, by subject.
std::vector<ComputationInfo> computations();

/// A card with its parameters drawn, and what the engine says of each step.
struct Draw {
  const Card* card = nullptr;
  std::uint64_t seed = 1;
  Values parameters;
  std::vector<Value> solution;  ///< of each step
};

/// Draws a card. Draws in which a listed mistake would lead to the right number, or a decision hangs on less than 5 %,
/// are drawn again. The card must outlive the draw. Throws ExpressionError, at a step or mistake, for a card that has
/// not been validated.
Draw draw(const Card& card, std::uint64_t seed);

/// The situation or another text of the card with its {values} filled in.
std::string filled(std::string_view text, const Draw& draw);

/// A step's formula with its values: "data × expansion = 500 GB × 4".
struct Working {
  std::string formula, numbers;
};
Working working(const Draw& draw, std::size_t step);

/// What each step becomes when a what-if happens: before and after, of the step it asks about.
struct Consequence {
  std::string ask;
  Value before, after;
};
std::vector<Consequence> consequences(const Draw& draw);

/// What a person answered: the text of each step by name, and where it was written.
struct AnswerText {
  std::string text;
  Place place{};
};
struct Answers {
  std::map<std::string, AnswerText, std::less<>> steps;
  std::string say;  ///< the spoken part
};

/// Reads an answer to a step: a number in any unit of the right dimension, one without a unit in the asked one; or the
/// name of an option. What cannot be understood says why.
Parsed<Value> read_answer(const Step& step, std::string_view text);

enum class Verdict {
  right,
  follows,      ///< wrong, but right from the person's own earlier numbers
  right_order,  ///< within the step's factor
  off,
  missing  ///< not answered, or not to be understood
};
std::string_view to_string(Verdict verdict);

struct GradedStep {
  const Step* step = nullptr;
  Verdict verdict = Verdict::missing;
  double credit = 0;  ///< 0 to 1
  std::optional<Value> given;
  std::string given_text;
  Value expected;                     ///< by the engine
  Value from_your_own;                ///< by the engine from the person's own earlier numbers
  std::string mistake, mistake_says;  ///< when one explains the number
  std::string problem, problem_hint;  ///< why an answer could not be read
  Place place{};
};

struct GradedPoint {
  const Point* point = nullptr;
  bool found = false;
};

/// Marks by skill; of nothing when a card has no step or point of that skill.
struct Marks {
  double earned = 0, most = 0;
  double share() const { return most > 0 ? earned / most : 0; }
  Marks& operator+=(const Marks& other);
};
using MarksBySkill = std::map<Skill, Marks>;

inline constexpr double kPassed = 0.5;

struct Grade {
  const Draw* draw = nullptr;
  std::vector<GradedStep> steps;
  std::vector<GradedPoint> points;
  bool spoke = false;  ///< a spoken part was given
  MarksBySkill skills;
  Marks total;                      ///< of the steps; of the points where there are no steps
  std::vector<Diagnostic> unknown;  ///< answers to steps that the card does not have
  bool passed() const { return total.share() >= kPassed; }
};

/// Grades what was answered. Right, and consistent with one's own earlier numbers: full marks; the right order: half; a
/// named mistake: at least a quarter. The draw must outlive the grade.
Grade grade(const Draw& draw, const Answers& answers);

/// Half of all marks.
bool passed(const std::vector<Grade>& grades);

/// `count` cards for an exam, mixed over topics and kinds; the same seed gives the same.
std::vector<const Card*> exam(const Deck& deck, int count, std::uint64_t seed);

}  // namespace sizer::practice
