#include "output.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace sizer::cli {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test.
class Output : public testing::Test {
 protected:
  Output() : folder_(fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name()) {
    fs::remove_all(folder_);
    fs::create_directory(folder_);
  }
  ~Output() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string content(const std::string& name) const {
    std::ifstream file(path(name));
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator{}));
  }
  /// What deliver says when it refuses; empty when it does not.
  std::string refusal(const Options& options) {
    try {
      deliver(answer_, options, out_, err_);
      return {};
    } catch (const InputError& error) {
      return format_diagnostics(error.diagnostics());
    }
  }

  fs::path folder_;
  Answer answer_{.text = [](const TextStyle& style) { return style.colour ? "bright" : "plain"; },
                 .json = [] { return "{}"; },
                 .markdown = {}};
  std::ostringstream out_, err_;
};

TEST_F(Output, GoesToStandardOutput) {
  deliver(answer_, {}, out_, err_);
  EXPECT_EQ(out_.str(), "plain\n");
  EXPECT_EQ(err_.str(), "");
}

TEST_F(Output, IsJsonWhenAskedFor) {
  Options options;
  options.json = true;
  deliver(answer_, options, out_, err_);
  EXPECT_EQ(out_.str(), "{}\n");
}

TEST_F(Output, OfAFileFollowsItsEnding) {
  for (const auto& [name, expected] :
       {std::pair("a.json", "{}\n"), {"a.TXT", "plain\n"}, {"a.md", "```text\nplain\n```\n"}}) {
    Options options;
    options.output = path(name);
    options.style.colour = true;  // a file has no colours
    deliver(answer_, options, out_, err_);
    EXPECT_EQ(content(name), expected);
  }
  EXPECT_EQ(out_.str(), "");
}

TEST_F(Output, IsAPageWhereTheAnswerHasOne) {
  Options options;
  options.output = path("plan.html");
  EXPECT_NE(refusal(options).find("end it in .json, .md or .txt"), std::string::npos);
  answer_.html = [] { return "<!DOCTYPE html>"; };
  EXPECT_EQ(refusal(options), "");
  EXPECT_EQ(content("plan.html"), "<!DOCTYPE html>");
}

TEST_F(Output, InAsciiIsOfTextAlone) {
  answer_.text = [](const TextStyle&) { return "12 × r6i"; };
  Options options;
  options.ascii = true;
  options.style.unicode = false;
  options.output = path("plan.txt");
  EXPECT_EQ(refusal(options), "");
  EXPECT_EQ(content("plan.txt"), "12 x r6i\n");
  options.output = path("plan.json");
  EXPECT_NE(refusal(options).find("--ascii: error: it is for text"), std::string::npos);
}

TEST_F(Output, OfAFileWithoutAKnownEndingIsRefused) {
  Options options;
  options.output = path("plan.pdf");
  EXPECT_NE(refusal(options).find("end it in .json, .md or .txt"), std::string::npos);
  EXPECT_EQ(files(), 0u);
}

TEST_F(Output, RefusesJsonInAFileOfAnotherEnding) {
  Options options;
  options.output = path("plan.md");
  options.json = true;
  EXPECT_NE(refusal(options).find("--json contradicts the ending"), std::string::npos);
}

TEST_F(Output, SaysWhyAFileCannotBeWritten) {
  Options options;
  options.output = path("missing/plan.txt");
  EXPECT_NE(refusal(options).find("No such file or directory"), std::string::npos);
  fs::create_directory(path("folder.txt"));
  options.output = path("folder.txt");
  EXPECT_NE(refusal(options).find("it is a directory"), std::string::npos);
}

TEST_F(Output, ReplacesAFileAndLeavesNothingElseBehind) {
  std::ofstream(path("plan.txt")) << "yesterday's answer, which was longer\n";
  Options options;
  options.output = path("plan.txt");
  deliver(answer_, options, out_, err_);
  EXPECT_EQ(content("plan.txt"), "plain\n");
  EXPECT_EQ(files(), 1u);
}

TEST_F(Output, IsWrittenToTheFileBehindALink) {
  std::ofstream(path("real.txt")) << "old\n";
  fs::create_symlink(path("real.txt"), path("link.txt"));
  Options options;
  options.output = path("link.txt");
  deliver(answer_, options, out_, err_);
  EXPECT_TRUE(fs::is_symlink(path("link.txt")));
  EXPECT_EQ(content("real.txt"), "plain\n");
}

TEST_F(Output, ToAFullDeviceFailsAndKeepsTheDevice) {
  fs::create_symlink("/dev/full", path("full.txt"));
  Options options;
  options.output = path("full.txt");
  EXPECT_NE(refusal(options).find("No space left on device"), std::string::npos);
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

TEST_F(Output, LeavesTheOldFileWhenTheAnswerFails) {
  std::ofstream(path("plan.txt")) << "yesterday's answer\n";
  answer_.text = [](const TextStyle&) -> std::string { throw std::runtime_error("no answer"); };
  Options options;
  options.output = path("plan.txt");
  EXPECT_THROW(deliver(answer_, options, out_, err_), std::runtime_error);
  EXPECT_EQ(content("plan.txt"), "yesterday's answer\n");
}

TEST_F(Output, HasNotesOnlyWhenVerbose) {
  Options options;
  note(options, err_, "read nightly.toml");
  EXPECT_EQ(err_.str(), "");
  options.verbose = true;
  note(options, err_, "read nightly.toml");
  EXPECT_EQ(err_.str(), "sizer: read nightly.toml\n");
}

}  // namespace
}  // namespace sizer::cli
