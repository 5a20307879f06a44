# No file names a folder of the machine it was written on.
#
#     cmake -D ROOT=repository -P check_machine_paths.cmake
cmake_minimum_required(VERSION 3.25)

file(GLOB files ${ROOT}/*.md ${ROOT}/*.txt ${ROOT}/*.json ${ROOT}/.ci/* ${ROOT}/.clang-* ${ROOT}/.gitignore)
file(GLOB_RECURSE more ${ROOT}/libsizer/* ${ROOT}/cli/* ${ROOT}/examples/* ${ROOT}/tests/* ${ROOT}/docs/*)
set(found "")
foreach(file IN LISTS files more)
  file(STRINGS ${file} lines REGEX "(^|[ \t\"'`=(:])/(work|root|home|Users|tmp)/[A-Za-z.]")
  list(FILTER lines EXCLUDE REGEX "^spark\\.history\\.fs\\.logDirectory,")  # Spark's own default
  foreach(line IN LISTS lines)
    string(APPEND found "\n  ${file}: ${line}")
  endforeach()
endforeach()
if(found)
  message(FATAL_ERROR "Paths of one machine:${found}")
endif()
