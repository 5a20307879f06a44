# check_links.cmake passes a page of good links, and finds a missing file and a missing heading.
#
#     cmake -D CHECK=check_links.cmake -D SCRATCH=folder -P check_planted_links.cmake
cmake_minimum_required(VERSION 3.25)

function(check_page text expected)
  file(REMOVE_RECURSE ${SCRATCH})
  file(WRITE ${SCRATCH}/docs/other.md "# Other page\n\n## Two words: `code`\n")
  file(WRITE ${SCRATCH}/README.md "${text}")
  execute_process(COMMAND ${CMAKE_COMMAND} -D ROOT=${SCRATCH} -P ${CHECK}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(expected STREQUAL "" AND NOT status EQUAL 0)
    message(FATAL_ERROR "Good links were refused: ${output}")
  elseif(NOT expected STREQUAL "" AND (status EQUAL 0 OR NOT output MATCHES "${expected}"))
    message(FATAL_ERROR "Expected '${expected}' of '${text}', got: ${output}")
  endif()
endfunction()

check_page("# Read me\n[a](docs/other.md) [b](docs/other.md#two-words-code) [c](#read-me) [d](https://example.org/x)\n" "")
check_page("[gone](docs/gone.md)\n" "docs/gone.md: no such file")
check_page("[gone](docs/other.md#gone)\n" "docs/other.md#gone: no such heading")
check_page("[here](#gone)\n" "#gone: no such heading")
check_page("[a](docs/other.md)\n```\n[not a link](gone.md)\n```\nand `[nor](this.md)`\n" "")
