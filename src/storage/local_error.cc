#include "storage/local_error.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.h"

namespace sparkify {

void throw_local_error(std::string what, std::string path, int error_number) {
    const bool denied = error_number == EACCES || error_number == EPERM;
    const bool absent = error_number == ENOENT || error_number == ENOTDIR;
    std::string next_step;
    if (denied) next_step = "allow this user to read it";
    if (absent) next_step = "check the path in dwh.cfg or on the command line";
    throw Error(
        denied ? ErrorCode::access_denied : ErrorCode::unreachable,
        {std::move(what), std::move(path), std::strerror(error_number), std::move(next_step)});
}

}  // namespace sparkify
