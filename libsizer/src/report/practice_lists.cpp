#include <fmt/format.h>

#include "json_values.hpp"
#include "practice_words.hpp"

namespace sizer::practice {
namespace {

using report::Json;

std::string best_text(const Progress& progress, const Card& card) {
  const auto found = progress.find(card.name);
  return found == progress.end() ? "" : fmt::format("{:.0f} %", 100 * found->second);
}

}  // namespace

std::string cards_to_text(const std::vector<const Card*>& cards, const Progress& progress, const TextStyle& style) {
  report::Table table{.columns = {{"card"}, {"topic"}, {"level"}, {"kind"}, {"title"}}};
  if (!progress.empty()) table.columns.push_back({"best", report::Cells::number});
  for (const Card* card : cards) {
    std::vector<std::string> row = {card->name, card->topic, std::string(to_string(card->level)),
                                    std::string(to_string(card->kind())), card->title};
    if (!progress.empty()) row.push_back(best_text(progress, *card));
    table.rows.push_back(std::move(row));
  }
  return report::table_text(table, style);
}

std::string cards_to_json(const std::vector<const Card*>& cards, const Progress& progress) {
  Json list = Json::array();
  for (const Card* card : cards) {
    Json entry = {{"card", card->name},
                  {"title", card->title},
                  {"topic", card->topic},
                  {"level", to_string(card->level)},
                  {"kind", to_string(card->kind())},
                  {"steps", card->steps.size()},
                  {"points", card->points.size()}};
    const auto found = progress.find(card->name);
    if (found != progress.end()) entry["best_share"] = report::number(found->second);
    list.push_back(std::move(entry));
  }
  return report::written(list);
}

std::string computations_to_text(const TextStyle& style) {
  report::Page page{.name = "computations", .headline = "What the steps of a card may call"};
  report::Section section;
  for (const ComputationInfo& info : computations()) {
    section.facts.push_back({fmt::format("{}({})", info.name, info.arguments),
                             fmt::format("{}: {} [{}]", info.result, info.meaning, info.source)});
  }
  page.add(std::move(section));
  return to_text(page, style);
}

std::string computations_to_json() {
  Json list = Json::array();
  for (const ComputationInfo& info : computations()) {
    list.push_back({{"computation", info.name},
                    {"arguments", info.arguments},
                    {"result", info.result},
                    {"meaning", info.meaning},
                    {"source", info.source}});
  }
  return report::written(list);
}

}  // namespace sizer::practice
