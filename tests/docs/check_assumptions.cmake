# The table of docs/reference/assumptions.md has a row for each assumption of the program, word for word, and no other.
#
#     cmake -D SIZER=sizer -D PAGE=assumptions.md -P check_assumptions.cmake
#
# A row that is wrong is printed as it has to be.
cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND ${SIZER} assumptions --json OUTPUT_VARIABLE json COMMAND_ERROR_IS_FATAL ANY)
file(READ ${PAGE} page)
string(JSON count LENGTH "${json}")
math(EXPR last "${count} - 1")

# Numbers as they are printed: string(JSON) would give all their binary digits.
foreach(member low typical high)
  string(REGEX MATCHALL "\"${member}\": [^,\n]+" numbers "${json}")
  list(TRANSFORM numbers REPLACE "^.*: " "")
  list(TRANSFORM numbers REPLACE "\\.0$" "")
  set(${member} ${numbers})
endforeach()

set(wrong "")
foreach(i RANGE ${last})
  foreach(member key unit basis meaning source)
    string(JSON ${member} GET "${json}" ${i} ${member})
  endforeach()
  foreach(member low typical high)
    list(GET ${member} ${i} ${member}_value)
  endforeach()
  set(row "| `${key}` | ${low_value} | ${typical_value} | ${high_value} | ${unit} | ${basis} | ${meaning} | ${source} |")
  string(REPLACE "|  |" "| |" row "${row}")
  string(REPLACE "|  |" "| |" row "${row}")
  string(FIND "${page}" "\n${row}\n" found)
  if(found EQUAL -1)
    string(APPEND wrong "\n  ${row}")
  endif()
endforeach()
if(wrong)
  message(FATAL_ERROR "Rows that ${PAGE} has not:${wrong}")
endif()

string(REGEX MATCHALL "\n\\| `" rows "${page}")
list(LENGTH rows rows)
if(NOT rows EQUAL count)
  message(FATAL_ERROR "${PAGE} has ${rows} rows, the program ${count}")
endif()
