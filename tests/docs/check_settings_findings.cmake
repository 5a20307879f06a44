# Every code that can be found in Spark settings has a row in docs/reference/settings-findings.md, and every row a code.
#
#     cmake -D ROOT=repository -P check_settings_findings.cmake
cmake_minimum_required(VERSION 3.25)

file(GLOB sources ${ROOT}/libsizer/src/spark/check/*.cpp)
set(codes "")
foreach(source IN LISTS sources ITEMS ${ROOT}/libsizer/src/io/property_file.cpp)
  file(READ ${source} text)
  string(REGEX MATCHALL "\"[a-z]+(-[a-z0-9]+)+\"" found "${text}")
  list(APPEND codes ${found})
endforeach()
list(TRANSFORM codes REPLACE "\"" "")
list(REMOVE_DUPLICATES codes)

file(READ ${ROOT}/docs/reference/settings-findings.md page)
string(REGEX MATCHALL "\n\\| `[a-z0-9-]+` \\|" rows "${page}")
list(TRANSFORM rows REPLACE "[^a-z0-9-]" "")

foreach(code IN LISTS codes)
  if(NOT code IN_LIST rows)
    message(SEND_ERROR "${code} has no row in settings-findings.md")
  endif()
endforeach()
foreach(row IN LISTS rows)
  if(NOT row IN_LIST codes)
    message(SEND_ERROR "settings-findings.md has ${row}, which nothing finds")
  endif()
endforeach()
list(LENGTH codes count)
if(count LESS 20)
  message(SEND_ERROR "only ${count} codes were read from the sources")
endif()
message(STATUS "${count} codes, each with a row")
