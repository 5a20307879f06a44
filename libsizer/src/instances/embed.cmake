# Writes the tables as C++: cmake -DOUTPUT=FILE.cpp -DDATA=FOLDER -DTABLES=aws|gcp|… -P embed.cmake

string(REPLACE "|" ";" names "${TABLES}")
set(rows "")
foreach(name IN LISTS names)
  file(READ "${DATA}/${name}.csv" text)
  string(APPEND rows "    {\"${name}\", R\"csv(${text})csv\"sv},\n")
endforeach()

file(WRITE "${OUTPUT}" "\
#include \"instances/embedded.hpp\"

#include <stdexcept>
#include <string>

namespace sizer {
namespace {
using namespace std::string_view_literals;

struct Table {
  std::string_view name, text;
};

constexpr Table kTables[] = {
${rows}};
}  // namespace

std::string_view embedded_table(std::string_view name) {
  for (const Table& table : kTables)
    if (table.name == name) return table.text;
  throw std::logic_error(\"no built-in table \" + std::string(name));
}

}  // namespace sizer
")
