# cmake -DCOMPILER=… -DSOURCE=… -DINCLUDE_DIRECTORIES=… -P check_compile.cmake
#
# Passes if the source does not compile and the compiler says what the first line expects: "// expect: <expression>".
# A source that expects "compiles" must compile.
file(STRINGS ${SOURCE} first_line LIMIT_COUNT 1)
if(NOT first_line MATCHES "^// expect: (.+)$")
  message(FATAL_ERROR "${SOURCE} does not begin with \"// expect: …\"")
endif()
set(expected "${CMAKE_MATCH_1}")

list(TRANSFORM INCLUDE_DIRECTORIES PREPEND "-isystem")
execute_process(
  COMMAND ${COMPILER} -std=c++20 -fsyntax-only ${INCLUDE_DIRECTORIES} ${SOURCE}
  RESULT_VARIABLE result
  OUTPUT_VARIABLE words
  ERROR_VARIABLE words)

if(expected STREQUAL "compiles")
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "does not compile:\n${words}")
  endif()
elseif(result EQUAL 0)
  message(FATAL_ERROR "compiles, and should not: ${SOURCE}")
elseif(NOT words MATCHES "${expected}")
  message(FATAL_ERROR "fails without saying \"${expected}\":\n${words}")
endif()
