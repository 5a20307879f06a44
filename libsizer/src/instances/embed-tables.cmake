# Builds libsizer/data/*.csv into a target: include() this file, then sizer_embed_tables(sizer).

set(SIZER_INSTANCES_DIR "${CMAKE_CURRENT_LIST_DIR}")

function(sizer_embed_tables target)
  set(names aws aws-previous-generation gcp azure onprem storage services databricks_dbu cpu_bench gcp_local_ssd
    spark_properties spark_properties_by_name)
  set(data "${SIZER_INSTANCES_DIR}/../../data")
  set(output "${CMAKE_CURRENT_BINARY_DIR}/embedded_tables.cpp")
  set(script "${SIZER_INSTANCES_DIR}/embed.cmake")

  list(TRANSFORM names PREPEND "${data}/" OUTPUT_VARIABLE files)
  list(TRANSFORM files APPEND ".csv")
  list(JOIN names "|" tables)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DDATA=${data}" "-DTABLES=${tables}" -P "${script}"
    DEPENDS ${files} "${script}"
    COMMENT "Embedding the tables of instances, prices and properties"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
  target_include_directories(${target} PRIVATE "${SIZER_INSTANCES_DIR}/..")
endfunction()
