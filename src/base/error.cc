#include "base/error.h"

#include <utility>

namespace sparkify {
namespace {

std::string one_line(const Error::Message& message) {
    std::string line = message.what;
    if (!message.place.empty()) line += ": " + message.place;
    if (!message.reason.empty()) line += ": " + message.reason;
    return line;
}

}  // namespace

Error::Error(ErrorCode code, Message message)
    : code_(code), message_(std::move(message)), line_(one_line(message_)) {}

}  // namespace sparkify
