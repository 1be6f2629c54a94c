#pragma once

// What headers have to know of the library that parses command lines. It takes seconds to compile.
namespace CLI {  // NOLINT(readability-identifier-naming): that is its name
class App;
class ParseError;
}  // namespace CLI
