# Includes point one way: a room of the house may include itself and the floors below.
#
#     cmake -D ROOT=repository -P check_layers.cmake
cmake_minimum_required(VERSION 3.25)

# From the ground up; rooms on one floor do not know each other.
set(floors
  "units"
  "instances"
  "workload"
  "spark"
  "model|simulation|streaming"
  "plan"
  "io|report|eventlog|practice"
  "cli")

# The core is a function: no files, clock, environment, log or words.
set(impure_rooms io report eventlog cli)
set(not_in_core "^<(fmt/|spdlog/|toml\\+\\+/|CLI/|nlohmann/|yaml-cpp/|fstream>|iostream>|filesystem>|chrono>|ctime>|cstdio>|random>)")
# Of these, only Eigen shows in public headers.
set(not_public "^<(fmt/|spdlog/|toml\\+\\+/|CLI/|nlohmann/|yaml-cpp/)")

# The room each public header belongs to.
set(home_of_number units)
set(home_of_quantity units)
set(home_of_units units)
set(home_of_diagnostic units)
set(home_of_finding units)
set(home_of_instance instances)
set(home_of_scenario workload)
set(home_of_assumptions workload)
set(home_of_assumption_table workload)
set(home_of_worlds workload)
set(home_of_workload workload)
set(home_of_spark spark)
set(home_of_spark_adaptive spark)
set(home_of_spark_broadcast spark)
set(home_of_spark_container spark)
set(home_of_spark_memory spark)
set(home_of_spark_scan spark)
set(home_of_spark_scheduling spark)
set(home_of_spark_shuffle spark)
set(home_of_spark_version workload)
set(home_of_spark_values spark)
set(home_of_spark_properties spark)
set(home_of_settings spark)
set(home_of_settings_check spark)
set(home_of_layout spark)
set(home_of_model model)
set(home_of_node_loss model)
set(home_of_formulas model)
set(home_of_simulation simulation)
set(home_of_plan plan)
set(home_of_simulated_job plan)
set(home_of_io io)
set(home_of_report report)
set(home_of_emit report)
set(home_of_sizer cli)  # the table of contents, for programs

set(violations "")

function(violation text)
  set(violations "${violations}\n  ${text}" PARENT_SCOPE)
endfunction()

# Which floor a room is on; empty for what is no room.
function(floor_of room result)
  set(found "")
  set(number 0)
  foreach(floor IN LISTS floors)
    math(EXPR number "${number} + 1")
    if(room MATCHES "^(${floor})$")
      set(found ${number})
    endif()
  endforeach()
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

# The room that an included name leads to; empty for the system's headers and for neighbours in the same folder.
function(room_of_include name result)
  set(room "")
  if(name MATCHES "^[\"<]sizer/([a-z_]+)\\.[a-z]+[\">]$")
    set(room "${home_of_${CMAKE_MATCH_1}}")
    if(room STREQUAL "")
      set(room "unknown")
    endif()
  elseif(name MATCHES "^\"(\\.\\./)*([a-z_]+)/")
    set(room ${CMAKE_MATCH_2})
  endif()
  set(${result} "${room}" PARENT_SCOPE)
endfunction()

function(check_include file room name)
  room_of_include("${name}" target)
  if(target AND NOT target STREQUAL room)
    floor_of(${room} from)
    floor_of(${target} to)
    if(to STREQUAL "")
      violation("${file}: ${name} belongs to no room; give it one in tests/layers/check_layers.cmake")
    elseif(NOT to LESS from)
      violation("${file}: ${room} must not include ${name}, which belongs to ${target}")
    endif()
  endif()
  if(name MATCHES "${not_in_core}" AND NOT room IN_LIST impure_rooms)
    # Worlds are drawn with std::mt19937_64, which is the same everywhere.
    if(NOT (name STREQUAL "<random>" AND file MATCHES "src/workload/worlds\\.cpp$"))
      violation("${file}: ${name} has no place in the core")
    endif()
  elseif(name MATCHES "${not_public}" AND file MATCHES "/include/sizer/")
    violation("${file}: ${name} must not show in a public header")
  endif()
  set(violations "${violations}" PARENT_SCOPE)
endfunction()

function(check_file file room)
  file(STRINGS ${ROOT}/${file} lines REGEX "^[ \t]*#[ \t]*include")
  foreach(line IN LISTS lines)
    if(line MATCHES "include[ \t]*([\"<][^\">]+[\">])")
      check_include(${file} ${room} "${CMAKE_MATCH_1}")
    endif()
  endforeach()
  if(file MATCHES "workload/worlds\\.cpp$")
    file(STRINGS ${ROOT}/${file} draws REGEX "std::[a-z]+_distribution|random_device|default_random_engine")
    foreach(draw IN LISTS draws)
      violation("${file}: ${draw}: not the same on every machine")
    endforeach()
  endif()
  set(violations "${violations}" PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE files RELATIVE ${ROOT}
  ${ROOT}/libsizer/*.cpp ${ROOT}/libsizer/*.hpp ${ROOT}/libsizer/*.inc ${ROOT}/cli/*.cpp ${ROOT}/cli/*.hpp)
set(checked 0)
foreach(file IN LISTS files)
  if(file MATCHES "^libsizer/src/([^/]+)/")
    set(room ${CMAKE_MATCH_1})
  elseif(file MATCHES "^libsizer/include/sizer/([a-z_]+)\\.")
    set(room "${home_of_${CMAKE_MATCH_1}}")
  elseif(file MATCHES "^cli/")
    set(room cli)
  else()
    continue()
  endif()
  floor_of("${room}" floor)
  if(floor STREQUAL "")
    violation("${file} belongs to no room; give it one in tests/layers/check_layers.cmake")
  else()
    check_file(${file} ${room})
    math(EXPR checked "${checked} + 1")
  endif()
endforeach()

if(checked EQUAL 0)
  message(FATAL_ERROR "No files under ${ROOT}")
endif()
if(violations)
  message(FATAL_ERROR "Includes that run back or do not belong:${violations}\n")
endif()
message(STATUS "${checked} files: every include points down")
