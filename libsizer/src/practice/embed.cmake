# Writes the cards as C++: cmake -DOUTPUT=FILE.cpp -DDATA=FOLDER -DCARDS=mistakes|sizing|… -P embed.cmake

string(REPLACE "|" ";" names "${CARDS}")
set(rows "")
foreach(name IN LISTS names)
  file(READ "${DATA}/${name}.toml" text)
  string(APPEND rows "    {\"cards/${name}.toml\", R\"card(${text})card\"},\n")
endforeach()

file(WRITE "${OUTPUT}" "\
#include \"practice/embedded.hpp\"

namespace sizer::practice {
namespace {

constexpr CardFile kFiles[] = {
${rows}};
}  // namespace

std::span<const CardFile> embedded_cards() { return kFiles; }

}  // namespace sizer::practice
")
