# Builds libsizer/data/cards/*.toml into a target: include() this file, then sizer_embed_cards(sizer).

set(SIZER_PRACTICE_DIR "${CMAKE_CURRENT_LIST_DIR}")

function(sizer_embed_cards target)
  set(names mistakes sizing memory executors partitions hardware cost reliability streaming design)
  set(data "${SIZER_PRACTICE_DIR}/../../data/cards")
  set(output "${CMAKE_CURRENT_BINARY_DIR}/embedded_cards.cpp")
  set(script "${SIZER_PRACTICE_DIR}/embed.cmake")

  list(TRANSFORM names PREPEND "${data}/" OUTPUT_VARIABLE files)
  list(TRANSFORM files APPEND ".toml")
  list(JOIN names "|" cards)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DDATA=${data}" "-DCARDS=${cards}" -P "${script}"
    DEPENDS ${files} "${script}"
    COMMENT "Embedding the question cards"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
