# Script mode: writes OUTPUT from FILES (relative to ROOT).

set(code "// Made from sql/ by the build. Do not edit.\n#include \"model/embedded_model.h\"\n\n")
string(APPEND code "namespace sparkify {\n\nstd::vector<EmbeddedFile> embedded_model() {\n    return {\n")
foreach(file IN LISTS FILES)
  file(READ "${ROOT}/${file}" text)
  string(APPEND code "        {\"${file}\", R\"sparkify(${text})sparkify\"},\n")
endforeach()
string(APPEND code "    };\n}\n\n}  // namespace sparkify\n")
file(WRITE "${OUTPUT}" "${code}")
