#include "base/version.h"

namespace sparkify {

const char* program_version() noexcept {
    return SPARKIFY_VERSION;
}

}  // namespace sparkify
