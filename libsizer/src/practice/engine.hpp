#pragma once

#include <string>

#include "practice/vocabulary.hpp"
#include "sizer/instance.hpp"
#include "sizer/layout.hpp"
#include "sizer/scenario.hpp"

/// Names in a card as the engine's own values. All throw ExpressionError for a name that is not known.
namespace sizer::practice {

const InstanceTable& table_of_nodes();
const Instance& node_named(const std::string& name);
Platform platform_of(const std::string& name);
Profile profile_of(const std::string& name);
StorageTier storage_of(const std::string& name);

/// A figure that the table may lack.
double known(const Instance& node, const std::optional<double>& figure, std::string_view what);

/// The layout of a node with executors of so many cores.
Layout layout_of(const Instance& node, Platform platform, int executor_cores);

/// A count from 0 to 10⁹, as Spark counts. Throws ExpressionError outside of it.
std::int64_t whole(const Value& value, std::string_view what);
std::int64_t whole_mib(const Value& size);

}  // namespace sizer::practice
