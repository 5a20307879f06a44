#pragma once

#include <string>
#include <vector>

#include "io/table_reader.hpp"
#include "sizer/practice.hpp"

/// Question cards from TOML (docs/how-to/add-a-card.md).
namespace sizer::io {

Parsed<std::string> to_paragraph(const Node& node);  ///< several lines become one
Parsed<std::string> to_identifier(const Node& node);
Parsed<practice::Unit> to_unit(const Node& node);
Parsed<practice::Expression> to_expression(const Node& node);
/// "500 GB", 12, or a word such as a node type.
Parsed<practice::Value> to_value(const Node& node);

std::vector<practice::Parameter> read_parameters(const Node* table, Reading& reading);
/// { data = "2 * data" }
std::vector<std::pair<std::string, practice::Expression>> read_changes(const Node* table, Reading& reading);

practice::Step read_step(TableReader& table, const std::vector<practice::KnownMistake>& known);

/// What reading alone cannot see: values that are not there, dimensions that do not go together, two of one name.
/// `table` is the card's.
void check_card(const practice::Card& card, const Node& table, Reading& reading);

}  // namespace sizer::io
