#include "sizer/assumptions.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "commands.hpp"

namespace sizer::cli {
namespace {

std::size_t listed(const std::vector<std::string>& keys) {
  Options options;
  options.command = Command::assumptions;
  options.words = keys;
  options.json = true;
  std::ostringstream out, err;
  EXPECT_EQ(run_assumptions(options, out, err), 0);
  return nlohmann::json::parse(out.str()).size();
}

TEST(AssumptionsCommand, ListsTheWholeTable) { EXPECT_EQ(listed({}), kAssumptionCount); }

TEST(AssumptionsCommand, ListsOneRowAGroupOrAPattern) {
  EXPECT_EQ(listed({"shuffle.compression"}), 1u);
  EXPECT_EQ(listed({"cpu"}), listed({"cpu.*"}));
  EXPECT_EQ(listed({"cpu", "cpu.work_factor"}), listed({"cpu"}));
}

TEST(AssumptionsCommand, SuggestsTheKeyThatWasMeant) {
  try {
    listed({"shufle.compression"});
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_NE(error.diagnostics().front().message.find("did you mean 'shuffle.compression'"), std::string::npos);
  }
}

}  // namespace
}  // namespace sizer::cli
