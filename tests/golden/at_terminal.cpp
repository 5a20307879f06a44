// Runs a command on a pseudo-terminal of 80 columns and types lines at it, each when it prompts with "> ".
//
//     at-terminal COMMAND LINE…
//
// What the terminal shows goes to standard output, what was typed included. After the last line the input ends.

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>

namespace {

constexpr char kEndOfInput = '\x04';

void run(const char* command) {
  setenv("TERM", "dumb", 1);
  execl("/bin/sh", "sh", "-c", command, static_cast<char*>(nullptr));
  _exit(127);
}

void type(int terminal, const std::string& text) {
  if (write(terminal, text.data(), text.size()) < 0) std::exit(2);
}

/// Reads until the command ends. Each prompt is answered with the next line.
std::string converse(int terminal, char** line, char** end) {
  std::string shown;
  char buffer[4096];
  for (ssize_t count = 0; (count = read(terminal, buffer, sizeof buffer)) > 0;) {
    for (const char c : std::string(buffer, static_cast<std::size_t>(count))) {
      if (c != '\r') shown += c;
    }
    if (!shown.ends_with("\n> ")) continue;
    type(terminal, line == end ? std::string(1, kEndOfInput) : std::string(*line++) + "\n");
  }
  return shown;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return 2;
  winsize size{.ws_row = 40, .ws_col = 80, .ws_xpixel = 0, .ws_ypixel = 0};
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
  if (child < 0) return 2;
  if (child == 0) run(arguments[1]);
  std::cout << converse(terminal, arguments + 2, arguments + count);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
