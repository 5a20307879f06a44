#include <algorithm>

#include "spark/check/rules.hpp"

namespace sizer::spark_check {

void Found::add(std::initializer_list<Key> keys, Severity severity, const char* code, std::string message,
                std::string fix) {
  const auto* stated = std::ranges::find_if(keys, [&](Key key) { return view_.stated(key) != nullptr; });
  const Key about = stated == keys.end() ? *keys.begin() : *stated;
  if (blamed_.has(about)) return;
  blamed_.add(about);
  const StatedProperty* property = view_.stated(about);
  list_.push_back({property,
                   {.finding = {severity, code, std::move(message), std::move(fix)},
                    .key = std::string(name_of(about)),
                    .source = property ? property->source : ""}});
}

void Found::add(const StatedProperty& property, Finding finding, bool bad_input) {
  if (const auto key = key_named(property.key)) blamed_.add(*key);
  list_.push_back({&property, {std::move(finding), property.key, property.source, bad_input}});
}

bool Found::is_blamed(const StatedProperty& property) const {
  return std::ranges::any_of(list_, [&](const Entry& entry) { return entry.about == &property; });
}

std::vector<SettingsFinding> Found::in_order_of_statement() && {
  const auto place = [&](const Entry& entry) {
    return entry.about ? entry.about - view_.all().data() : static_cast<std::ptrdiff_t>(view_.all().size());
  };
  std::ranges::stable_sort(list_, {}, place);
  std::vector<SettingsFinding> findings;
  findings.reserve(list_.size());
  for (Entry& entry : list_) findings.push_back(std::move(entry.finding));
  return findings;
}

}  // namespace sizer::spark_check
