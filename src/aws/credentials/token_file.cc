#include "aws/credentials/token_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "base/error.h"

namespace sparkify {

std::string token_in_file(const std::string& path, const std::string& named_by) {
    const std::ifstream file(path, std::ios::binary);
    const int error = errno;
    std::ostringstream text;
    text << file.rdbuf();
    std::string token = std::move(text).str();
    token.erase(token.find_last_not_of(" \t\r\n") + 1);
    if (!file || token.empty())
        throw Error(ErrorCode::configuration,
                    {"cannot read the token that " + named_by + " names", path,
                     !file ? std::strerror(error) : "the file is empty", "check " + named_by});
    return token;
}

}  // namespace sparkify
