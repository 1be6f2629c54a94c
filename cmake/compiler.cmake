# The language level and the warnings that every target of the project is built with.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(CCACHE ccache)
if(CCACHE)
  # Without these it compiles again whatever uses a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE}")
endif()

add_library(sparkify_options INTERFACE)
target_compile_options(sparkify_options INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # False alarms of GCC 12 on std::string's operator+ (its bug 105651) and, with sanitizers, on
  # temporaries of std::variant.
  target_compile_options(sparkify_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()

if(SPARKIFY_PRECOMPILE AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(sparkify_options INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
endif()

if(SPARKIFY_SANITIZE)
  target_compile_options(sparkify_options INTERFACE
    -fsanitize=${SPARKIFY_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(sparkify_options INTERFACE -fsanitize=${SPARKIFY_SANITIZE})
endif()

if(SPARKIFY_COVERAGE)
  target_compile_options(sparkify_options INTERFACE --coverage -O0)
  target_link_options(sparkify_options INTERFACE --coverage)
endif()
