#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "io/refusal.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace {

/// A file that is gone after the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text)
      : path_(testing::TempDir() + "sizer-text-" + testing::UnitTest::GetInstance()->current_test_info()->name()) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

Diagnostic problem_of(const std::string& path, const std::string& words) {
  return only_problem(refusal([&] { read_text_file(path); }), words);
}

TEST(TextFile, ComesBackAsItIs) {
  const TemporaryFile file("data = \"5 GB\"\r\n# é\n");
  EXPECT_EQ(read_text_file(file.path()), "data = \"5 GB\"\r\n# é\n");
}

TEST(TextFile, ThatIsMissingIsNamed) {
  EXPECT_EQ(problem_of("no-such-file.toml", "cannot be read: No such file").where.file, "no-such-file.toml");
}

TEST(TextFile, IsNotAFolder) { problem_of(testing::TempDir(), "is a directory"); }

TEST(TextFile, HasAtMostFourMebibytes) {
  const TemporaryFile largest(std::string(4 << 20, '#'));
  EXPECT_EQ(read_text_file(largest.path()).size(), 4U << 20);
  const TemporaryFile larger(std::string((4 << 20) + 1, '#'));
  problem_of(larger.path(), "more than 4 MiB");
}

TEST(TextFile, IsUtf8) {
  const TemporaryFile file("one\ntwo \xFE");
  const auto found = problem_of(file.path(), "not UTF-8 text: the byte at offset 8");
  EXPECT_EQ(found.where.line, 2);
  EXPECT_EQ(found.where.column, 5);
}

}  // namespace
}  // namespace sizer
