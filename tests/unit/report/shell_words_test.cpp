#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "launches.hpp"

/// A command is read by a real shell: what it makes of the words is what a program would get.
namespace sizer {
namespace {

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string output;
  char buffer[4096];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, pipe.get())) output.append(buffer, count);
  return output;
}

/// The words after spark-submit, one a line.
std::vector<std::string> words_of(std::string command) {
  const std::string program = "\nspark-submit ";
  command.replace(command.find(program), program.size(), "\nprintf '%s\\n' ");
  const std::string text = output_of(command);
  std::vector<std::string> words;
  for (std::size_t begin = 0, end; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
    words.push_back(text.substr(begin, end - begin));
  }
  return words;
}

TEST(ShellWords, OfACommandAreTheSettings) {
  const Launch launch = answers::launch(Platform::yarn);
  const auto words = words_of(emit(launch, EmitFormat::spark_submit).text);
  std::vector<std::string> expected{"--master", "yarn", "--deploy-mode", "cluster", "--name", "nightly-orders"};
  for (const Setting& setting : launch.settings.list) {
    expected.insert(expected.end(), {"--conf", setting.key + "=" + setting.value});
  }
  expected.insert(expected.end(), {"--class", "<MAIN_CLASS>", "<APPLICATION>"});
  EXPECT_EQ(words, expected);
}

TEST(ShellWords, OfAPythonJobHaveNoClass) {
  Launch launch = answers::launch(Platform::yarn);
  launch.python = true;
  const auto words = words_of(emit(launch, EmitFormat::spark_submit).text);
  EXPECT_EQ(words.back(), "<APPLICATION>");
  EXPECT_EQ(std::ranges::count(words, "--class"), 0);
}

TEST(ShellWords, OnKubernetesNameServerImageAndNodes) {
  const auto words = words_of(emit(answers::launch(Platform::kubernetes), EmitFormat::kubernetes).text);
  EXPECT_EQ(words[1], "k8s://<API_SERVER>");
  EXPECT_EQ(std::ranges::count(words, "spark.kubernetes.container.image=<IMAGE>"), 1);
  EXPECT_EQ(std::ranges::count(words, "spark.kubernetes.node.selector.node.kubernetes.io/instance-type=r6i.4xlarge"),
            1);
}

TEST(ShellWords, OfAHostileNameRunNothing) {
  const auto there = std::filesystem::temp_directory_path() / ("sizer-shell-words-" + std::to_string(getpid()));
  Launch launch = answers::launch(Platform::yarn);
  launch.name = "$(touch '" + there.string() + "') `touch " + there.string() + "` '; touch " + there.string() + " #\n";
  const auto words = words_of(emit(launch, EmitFormat::spark_submit).text);
  EXPECT_FALSE(std::filesystem::exists(there));
  ASSERT_GT(words.size(), 5U);
  EXPECT_TRUE(words[5].starts_with("$(touch '")) << words[5];
  EXPECT_EQ(words.back(), "<APPLICATION>");
}

}  // namespace
}  // namespace sizer
