#include "aws/pages.h"

#include <utility>

#include "base/error.h"

namespace sparkify {

void read_pages(const std::string& purpose, const std::string& place,
                const std::function<std::string(const std::string& token)>& read) {
    std::string token;
    do {
        std::string next = read(token);
        if (!next.empty() && next == token)
            throw Error(ErrorCode::unreachable,
                        {purpose, place, "the same page comes again and again", ""});
        token = std::move(next);
    } while (!token.empty());
}

}  // namespace sparkify
