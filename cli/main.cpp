#include <csignal>
#include <iostream>

#include "run.hpp"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is then an error of write(), which ends quietly
  sizer::cli::StandardOutput output;
  std::ostream out(&output);
  const int status = sizer::cli::run({argv + 1, argv + argc}, sizer::cli::look_around(), out, std::cerr);
  out.flush();
  return output.exit_code(status, std::cerr);
}
