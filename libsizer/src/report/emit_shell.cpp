#include "emit_formats.hpp"
#include "safe_text.hpp"

namespace sizer::report {
namespace {

/// A word of a POSIX shell.
std::string quoted(const std::string& text) {
  const bool plain = text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/:=+-") ==
                     std::string::npos;
  if (plain && !text.empty()) return text;
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

struct Master {
  std::string url;
  std::optional<Placeholder> unknown;
};

Master master_of(Platform platform) {
  switch (platform) {
    case Platform::kubernetes:
      return {"k8s://<API_SERVER>", Placeholder{"<API_SERVER>", "the address of the Kubernetes API server, https://…"}};
    case Platform::standalone:
      return {"spark://<MASTER>:7077", Placeholder{"<MASTER>", "the host of the standalone master"}};
    default:
      return {"yarn", {}};
  }
}

/// Where the layout put the driver; a standalone master takes no Python driver.
bool in_cluster_mode(const Launch& launch) {
  const Platform platform = launch.cluster.platform;
  if (platform == Platform::standalone && launch.python) return false;
  return rules_of(platform).driver_on_worker;
}

struct Command {
  std::vector<std::string> words;
  std::vector<Placeholder> placeholders;

  void option(const std::string& name, const std::string& value) { words.push_back(name + " " + quoted(value)); }
  void conf(const std::string& key, const std::string& value) { option("--conf", key + "=" + value); }
};

void add_kubernetes(const Launch& launch, Command& command) {
  command.conf("spark.kubernetes.container.image", kImage.text);
  command.conf("spark.kubernetes.authenticate.driver.serviceAccountName", kServiceAccount.text);
  command.placeholders.insert(command.placeholders.end(), {kImage, kServiceAccount});
  if (launch.cluster.instance->provider == Provider::onprem) return;
  command.conf(std::string("spark.kubernetes.node.selector.") + kInstanceTypeLabel,
               printable(launch.cluster.instance->type));
}

void add_application(const Launch& launch, Command& command) {
  if (!launch.python) {
    command.option("--class", kMainClass.text);
    command.placeholders.push_back(kMainClass);
  }
  command.words.push_back(quoted(kApplication.text));
  command.placeholders.push_back(kApplication);
}

Command command_for(const Launch& launch) {
  Command command{{"spark-submit"}, {}};
  const Master master = master_of(launch.cluster.platform);
  command.option("--master", master.url);
  if (master.unknown) command.placeholders.push_back(*master.unknown);
  command.option("--deploy-mode", in_cluster_mode(launch) ? "cluster" : "client");
  command.option("--name", printable(launch.name));
  for (const Setting& setting : launch.settings.list) command.conf(setting.key, setting.value);
  if (launch.cluster.platform == Platform::kubernetes) add_kubernetes(launch, command);
  add_application(launch, command);
  return command;
}

}  // namespace

Emitted spark_submit(const Launch& launch) {
  if (launch.cluster.platform == Platform::databricks) {
    cannot_express("Databricks starts clusters and jobs, not spark-submit", "--emit databricks");
  }
  const Command command = command_for(launch);
  std::string text = "# " + nodes_in_words(launch.cluster) + "\n";
  for (const std::string& word : command.words) text += word + " \\\n  ";
  text.resize(text.size() - std::string_view(" \\\n  ").size());
  return {.text = text + "\n", .placeholders = command.placeholders, .notes = {}};
}

}  // namespace sizer::report
