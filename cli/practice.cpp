#include "sizer/practice.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <random>

#include "commands.hpp"
#include "output.hpp"
#include "practice_progress.hpp"
#include "practice_session.hpp"
#include "sizer/io.hpp"
#include "sizer/practice_report.hpp"

namespace sizer::cli {
namespace {

using practice::Answers;
using practice::Card;
using practice::Deck;
using practice::Draw;
using practice::Grade;

using CardList = std::vector<const Card*>;

constexpr double kLargestSeed = 1e15, kMostExamCards = 1000;
constexpr unsigned kEverydaySeeds = 10'000;

[[noreturn]] void refuse(const std::string& where, const std::string& message, const std::string& hint = {}) {
  throw InputError({.where = {.file = where, .line_text = {}}, .message = message, .hint = hint});
}

double read_whole(const std::string& text, const std::string& flag, double least, double most) {
  const auto number = parse_count(text);
  if (number && *number.value >= least && *number.value <= most && *number.value == std::floor(*number.value)) {
    return *number.value;
  }
  refuse(flag, "'" + text + "' is not a whole number from " + format_number(least) + " to " + format_number(most));
}

/// The cards to choose from: those built in, or those of a file that is named.
struct Cards {
  Deck deck;
  bool from_file = false;
};

/// What every way to practise needs.
struct Desk {
  const Options& options;
  std::ostream& out;
  std::ostream& err;
  Deck deck;
  bool cards_from_file = false;  ///< the first word is their file
  AnswerFile answers;
  practice::Progress progress;
  bool interactive = false;
  std::uint64_t seed = 1;

  std::string answer_file() const { return *options.answer == "-" ? "<stdin>" : *options.answer; }
};

Cards read_cards(const Options& options) {
  Deck built_in = built_in_cards();
  if (options.words.empty()) return {std::move(built_in)};
  const std::string& word = options.words.front();
  if (built_in.find(word) || !names_a_file(word)) return {std::move(built_in)};
  return {parse_cards(read_text_file(word), word == "-" ? "<stdin>" : word), true};
}

AnswerFile read_answers(const Options& options) {
  if (!options.answer) return {};
  return parse_answers(read_text_file(*options.answer), *options.answer == "-" ? "<stdin>" : *options.answer);
}

/// A person without a wish gets new numbers each time; a program the same.
std::uint64_t seed_of(const Desk& desk) {
  if (desk.options.seed) {
    return static_cast<std::uint64_t>(read_whole(*desk.options.seed, origin(desk.options, "seed"), 0, kLargestSeed));
  }
  if (desk.answers.seed) return *desk.answers.seed;
  return desk.interactive ? std::random_device()() % kEverydaySeeds : 1;
}

CardList cards_of_topic(const Desk& desk) {
  CardList cards;
  std::vector<std::string> topics;
  for (const Card& card : desk.deck.cards) {
    if (!desk.options.topic || card.topic == *desk.options.topic) cards.push_back(&card);
    if (std::ranges::find(topics, card.topic) == topics.end()) topics.push_back(card.topic);
  }
  if (!cards.empty()) return cards;
  std::string list;
  for (const std::string& topic : topics) list += (list.empty() ? "topics: " : ", ") + topic;
  refuse("--topic", "no card is about '" + *desk.options.topic + "'" + did_you_mean(*desk.options.topic, topics), list);
}

const Card& card_named(const std::string& name, const Desk& desk) {
  if (const Card* card = desk.deck.find(name)) return *card;
  std::vector<std::string> names;
  for (const Card& card : desk.deck.cards) names.push_back(card.name);
  refuse("sizer practice", "there is no card '" + name + "'" + did_you_mean(name, names),
         "sizer practice --list lists them; cards of your own come in a file");
}

/// The card that the words, the answers or the file name; none when none is named.
const Card* card_asked_for(const Desk& desk) {
  std::vector<std::string> words = desk.options.words;
  if (desk.cards_from_file) {
    words.erase(words.begin());
    if (words.empty() && desk.answers.card.empty() && desk.deck.cards.size() == 1) return &desk.deck.cards.front();
  }
  if (words.size() > 1)
    refuse("sizer practice", "one card at a time, not '" + words[1] + "' too", "--exam 5 asks several");
  if (!words.empty() && !desk.answers.card.empty() && desk.answers.card != words.front()) {
    refuse(desk.answer_file(), "the answers are to '" + desk.answers.card + "', not to '" + words.front() + "'",
           "leave out one of the two");
  }
  if (!words.empty()) return &card_named(words.front(), desk);
  return desk.answers.card.empty() ? nullptr : &card_named(desk.answers.card, desk);
}

/// A card whose numbers cannot be worked out is a mistake in the card.
Draw drawn(const Card& card, std::uint64_t seed) {
  try {
    return draw(card, seed);
  } catch (const practice::ExpressionError& error) {
    refuse("card " + card.name, error.message, error.hint);
  }
}

int graded(const std::vector<Grade>& grades, bool passed, const Answer& answer, const Desk& desk) {
  deliver(answer, desk.options, desk.out, desk.err);
  keep_progress(grades, desk.progress, desk.options);
  return passed ? 0 : 1;
}

void tell_unknown_cards(const Desk& desk, const std::vector<std::string>& known) {
  if (desk.options.quiet) return;
  for (const auto& [name, answers] : desk.answers.by_card) {
    if (std::ranges::find(known, name) != known.end()) continue;
    desk.err << "sizer: " << desk.answer_file() << ": no card '" << name << "' is asked" << did_you_mean(name, known)
             << '\n';
  }
}

int grade_answers(const Draw& draw, const Desk& desk) {
  Answers answers = desk.answers.answers;
  const auto own_table = desk.answers.by_card.find(draw.card->name);
  if (own_table != desk.answers.by_card.end()) {
    answers.steps.insert(own_table->second.steps.begin(), own_table->second.steps.end());
    if (answers.say.empty()) answers.say = own_table->second.say;
  }
  std::vector<std::string> known = {draw.card->name};
  for (const practice::Step& step : draw.card->steps) {
    known.push_back(step.name);
    if (desk.answers.by_card.contains(step.name)) answers.steps[step.name] = {"a table, not a number"};
  }
  tell_unknown_cards(desk, known);
  const Grade result = grade(draw, answers);
  return graded({result}, result.passed(),
                {.text = [&](const TextStyle& style) { return grade_to_text(result, style); },
                 .json = [&] { return grade_to_json(result); },
                 .markdown = [&] { return grade_to_markdown(result); }},
                desk);
}

int ask_card(const Card& card, const Desk& desk) {
  const Draw draw = drawn(card, desk.seed);
  if (desk.options.answer) return grade_answers(draw, desk);
  if (desk.interactive) {
    const auto result = run_session(draw, desk.options.style, std::cin, desk.out);
    if (!result) return 1;
    keep_progress({*result}, desk.progress, desk.options);
    suggest(desk.options, desk.err, "sizer practice " + card.name + " --seed " + std::to_string(desk.seed));
    return result->passed() ? 0 : 1;
  }
  deliver({.text = [&](const TextStyle& style) { return question_to_text(draw, style); },
           .json = [&] { return question_to_json(draw); }},
          desk.options, desk.out, desk.err);
  return 0;
}

std::vector<Draw> exam_draws(const Desk& desk) {
  Deck deck{.mistakes = {}, .cards = {}};
  for (const Card* card : cards_of_topic(desk)) deck.cards.push_back(*card);
  const int count = static_cast<int>(read_whole(*desk.options.exam, "--exam", 1, kMostExamCards));
  std::vector<Draw> draws;
  for (const Card* card : exam(deck, count, desk.seed)) draws.push_back(drawn(*desk.deck.find(card->name), desk.seed));
  return draws;
}

std::vector<Grade> grade_exam(const std::vector<Draw>& draws, const Desk& desk) {
  std::vector<Grade> grades;
  std::vector<std::string> names;
  for (const Draw& draw : draws) {
    names.push_back(draw.card->name);
    const auto found = desk.answers.by_card.find(draw.card->name);
    grades.push_back(grade(draw, found == desk.answers.by_card.end() ? Answers{} : found->second));
  }
  tell_unknown_cards(desk, names);
  return grades;
}

/// Empty when the person leaves before the end.
std::vector<Grade> sit_exam(const std::vector<Draw>& draws, const Desk& desk) {
  std::vector<Grade> grades;
  for (const Draw& draw : draws) {
    desk.out << "\nQuestion " << grades.size() + 1 << " of " << draws.size() << '\n';
    const auto result = run_session(draw, desk.options.style, std::cin, desk.out);
    if (!result) return {};
    grades.push_back(*result);
  }
  return grades;
}

int hold_exam(const Desk& desk) {
  if (!desk.options.words.empty() && !desk.cards_from_file) {
    refuse("--exam", "an exam chooses its cards itself", "leave out '" + desk.options.words.front() + "', or --exam");
  }
  const std::vector<Draw> draws = exam_draws(desk);
  if (!desk.options.answer && !desk.interactive) {
    deliver({.text = [&](const TextStyle& style) { return exam_paper_to_text(draws, style); },
             .json = [&] { return exam_paper_to_json(draws); }},
            desk.options, desk.out, desk.err);
    return 0;
  }
  const std::vector<Grade> grades = desk.options.answer ? grade_exam(draws, desk) : sit_exam(draws, desk);
  if (grades.empty()) return 1;
  return graded(grades, practice::passed(grades),
                {.text = [&](const TextStyle& style) { return exam_to_text(grades, style); },
                 .json = [&] { return exam_to_json(grades); }},
                desk);
}

int list_cards(const Desk& desk) {
  const CardList cards = cards_of_topic(desk);
  note(desk.options, desk.err, std::to_string(cards.size()) + " cards");
  deliver({.text = [&](const TextStyle& style) { return cards_to_text(cards, desk.progress, style); },
           .json = [&] { return cards_to_json(cards, desk.progress); }},
          desk.options, desk.out, desk.err);
  suggest(desk.options, desk.err, "sizer practice " + cards.front()->name);
  return 0;
}

int list_computations(const Desk& desk) {
  deliver({.text = [](const TextStyle& style) { return practice::computations_to_text(style); },
           .json = [] { return practice::computations_to_json(); }},
          desk.options, desk.out, desk.err);
  return 0;
}

/// A person who names no card gets one of those they know least.
const Card& least_known(const Desk& desk) {
  Deck deck{.mistakes = {}, .cards = {}};
  for (const Card* card : cards_of_topic(desk)) deck.cards.push_back(*card);
  const CardList mixed = exam(deck, static_cast<int>(deck.cards.size()), desk.seed);
  const auto best = [&](const Card* card) {
    const auto found = desk.progress.find(card->name);
    return found == desk.progress.end() ? 0.0 : found->second;
  };
  return *desk.deck.find((*std::ranges::min_element(mixed, {}, best))->name);
}

}  // namespace

int run_practice(const Options& options, std::ostream& out, std::ostream& err) {
  Cards cards = read_cards(options);
  Desk desk{.options = options,
            .out = out,
            .err = err,
            .deck = std::move(cards.deck),
            .cards_from_file = cards.from_file,
            .answers = read_answers(options),
            .progress = read_progress(options)};
  desk.interactive = options.at_terminal && !options.json && !options.output && !options.answer;
  desk.seed = seed_of(desk);
  if (options.vocabulary) return list_computations(desk);
  if (options.list) return list_cards(desk);
  if (options.exam) return hold_exam(desk);
  if (const Card* card = card_asked_for(desk)) return ask_card(*card, desk);
  if (options.answer)
    refuse(desk.answer_file(), "it does not say which card it answers",
           "card = \"500gb-2h\" at its top, or the card's name before --answer");
  return desk.interactive ? ask_card(least_known(desk), desk) : list_cards(desk);
}

}  // namespace sizer::cli
