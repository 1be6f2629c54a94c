# embed_model(OUTPUT): writes a C++ source that holds every file of sql/ as text, so that the program
# needs no files beside it. Run again whenever one of them changes.

function(embed_model output)
  file(GLOB_RECURSE sql_files CONFIGURE_DEPENDS RELATIVE "${CMAKE_SOURCE_DIR}/sql"
       "${CMAKE_SOURCE_DIR}/sql/*.sql" "${CMAKE_SOURCE_DIR}/sql/*.json")
  list(SORT sql_files)
  set(sql_paths ${sql_files})
  list(TRANSFORM sql_paths PREPEND "${CMAKE_SOURCE_DIR}/sql/")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DROOT=${CMAKE_SOURCE_DIR}/sql" "-DFILES=${sql_files}"
            "-DOUTPUT=${output}" -P "${CMAKE_SOURCE_DIR}/cmake/write_embedded_model.cmake"
    DEPENDS ${sql_paths} "${CMAKE_SOURCE_DIR}/cmake/write_embedded_model.cmake"
    COMMENT "Embedding the SQL model"
    VERBATIM)
endfunction()
