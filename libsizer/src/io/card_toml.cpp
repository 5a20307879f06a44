#include <algorithm>
#include <cctype>

#include "io/card_reader.hpp"
#include "practice/embedded.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace io {
namespace {

using practice::Card;
using practice::Deck;

constexpr std::size_t kMostCards = 1000, kMostSteps = 30;

Parsed<practice::Level> to_level(const Node& node) {
  return to_choice<practice::Level>(node, "a level", practice::level_named, practice::Level::hard);
}

Parsed<std::string> to_card_name(const Node& node) {
  const auto text = to_text(node);
  const auto good = [](unsigned char c) { return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '-'; };
  if (!text || std::ranges::all_of(*text.value, good)) return text;
  return wrong<std::string>("'" + shown(*text.value) + "' is no name for a card", "names read like 500gb-2h");
}

void read_words(TableReader& table, Card& card) {
  Given<std::string> name, title, topic, situation, experienced;
  std::optional<Given<practice::Level>> level;
  table.read("name", to_card_name, name);
  table.read("title", to_text, title);
  table.read("topic", to_text, topic);
  table.read("level", to_level, level);
  table.read("situation", to_paragraph, situation);
  table.read("experienced", to_paragraph, experienced);
  for (const char* key : {"name", "title", "topic", "level", "situation", "experienced"}) {
    if (!table.take(key))
      table.reading().add(*table.node(), std::string("a card needs '") + key + "'",
                          "name, title, topic, level, situation and experienced");
  }
  card.name = name.value;
  card.title = title.value;
  card.topic = topic.value;
  if (level) card.level = level->value;
  card.situation = situation.value;
  card.experienced = experienced.value;
}

practice::WhatIf read_what_if(TableReader& table) {
  Given<std::string> ask, step;
  table.read("ask", to_paragraph, ask);
  table.read("step", to_identifier, step);
  practice::WhatIf what_if{ask.value, read_changes(table.take("with"), table.reading()), step.value};
  table.finish();
  for (const char* key : {"ask", "step", "with"}) {
    if (!table.take(key))
      table.reading().add(*table.node(), std::string("a what-if needs '") + key + "'",
                          R"(ask = "The data doubles.", step = "nodes", with = { data = "2 * data" })");
  }
  return what_if;
}

practice::Point read_point(TableReader& table) {
  Given<std::string> says, why;
  std::optional<Given<practice::Skill>> skill;
  std::vector<Given<std::string>> keywords;
  table.read("says", to_paragraph, says);
  table.read("why", to_paragraph, why);
  table.read(
      "skill",
      [](const Node& node) {
        return to_choice<practice::Skill>(node, "a skill", practice::skill_named, practice::Skill::trade_off);
      },
      skill);
  table.read_list("keywords", to_text, keywords);
  for (const char* key : {"says", "why", "keywords"}) {
    if (!table.take(key))
      table.reading().add(*table.node(), std::string("a point needs '") + key + "'",
                          R"(says = "…", why = "…", keywords = ["spill", "disk"])");
  }
  table.finish();
  practice::Point point{says.value, why.value, skill ? skill->value : practice::Skill::structure, {}};
  for (const auto& keyword : keywords) point.keywords.push_back(keyword.value);
  return point;
}

Card read_card(TableReader& table, const std::vector<practice::KnownMistake>& known) {
  Card card;
  read_words(table, card);
  card.parameters = read_parameters(table.take("parameters"), table.reading());
  for (TableReader& step : table.tables("step", kMostSteps)) card.steps.push_back(read_step(step, known));
  for (TableReader& what_if : table.tables("what_if", kMostSteps)) card.what_ifs.push_back(read_what_if(what_if));
  for (TableReader& point : table.tables("point", kMostSteps)) card.points.push_back(read_point(point));
  table.finish();
  if (card.steps.empty() && card.points.empty()) {
    table.reading().add(*table.node(), "a card asks for something",
                        "[[card.step]] tables, or [[card.point]] tables for a discussion");
  }
  return card;
}

void read_mistakes(TableReader& top, std::vector<practice::KnownMistake>& mistakes) {
  for (TableReader& table : top.tables("mistake", kMostCards)) {
    Given<std::string> name, says;
    table.read("name", to_text, name);
    table.read("says", to_paragraph, says);
    table.finish();
    mistakes.push_back({name.value, says.value});
  }
}

enum class Check { reading, everything };

void read_cards(std::string_view toml, const std::string& file_name, Check check, Deck& deck) {
  const auto source = std::make_shared<Source>(Source{file_name, std::string(toml), "", 0});
  const Node root = parse_toml(source);
  Reading reading;
  TableReader top(&root, "", reading);
  read_mistakes(top, deck.mistakes);
  std::vector<TableReader> tables = top.tables("card", kMostCards);
  std::vector<Card> cards;
  for (TableReader& table : tables) {
    cards.push_back(read_card(table, deck.mistakes));
    if (deck.find(cards.back().name))
      reading.add(*table.node(), "another card is called '" + cards.back().name + "'", "names are there once");
  }
  top.finish();
  if (root.children.empty()) reading.problems.add(*source, {}, "the file is empty", "it holds [[card]] tables");
  reading.report_unknown_keys();
  reading.problems.throw_if_any();
  if (check == Check::everything) {
    for (std::size_t i = 0; i < cards.size(); ++i) check_card(cards[i], *tables[i].node(), reading);
    reading.problems.throw_if_any();
  }
  std::ranges::move(cards, std::back_inserter(deck.cards));
}

Deck embedded(Check check) {
  Deck deck;
  for (const practice::CardFile& file : practice::embedded_cards()) {
    read_cards(file.text, std::string(file.name), check, deck);
  }
  return deck;
}

}  // namespace
}  // namespace io

practice::Deck built_in_cards() { return io::embedded(io::Check::reading); }

practice::Deck check_built_in_cards() { return io::embedded(io::Check::everything); }

practice::Deck parse_cards(std::string_view toml, const std::string& file_name) {
  practice::Deck deck;
  const practice::CardFile& shared = practice::embedded_cards().front();
  io::read_cards(shared.text, std::string(shared.name), io::Check::reading, deck);
  io::read_cards(toml, file_name, io::Check::everything, deck);
  return deck;
}

}  // namespace sizer
