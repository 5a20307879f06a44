// Where does the duration come from, down to the assumptions?

#include <iostream>
#include <sizer/sizer.hpp>

using namespace sizer;

int main() {
  const auto scenario = parse_phrase("500 GB, 2h SLA");
  const auto table = InstanceTable::built_in({Provider::aws});
  const Plan answer = plan(scenario, table);

  const Explanation why = explain(scenario, *answer.recommended);
  std::cout << explanation_to_text(why, "duration");
}
